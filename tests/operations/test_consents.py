"""Notice and consent: the basis, who said it, the signed paper; nothing that was said is ever changed."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import update

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.privacy.consent import Basis, ConsentAnswer, GivenBy, Mode
from shelter_admin.operations.privacy.consents import (
    ConsentScan,
    ConsentsInHouse,
    ConsentsOf,
    PrintConsentForm,
    RecordConsent,
)
from shelter_admin.operations.privacy.my_data import PrintMyData
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.persistence.privacy.tables import ConsentTable
from tests.operations.privacy_house import refusal_of, said_on
from tests.operations.residents_house import TODAY, a_picture


def given(person_id, **more):
    return RecordConsent(
        person_id, **{"answer": ConsentAnswer.GIVEN, "given_by": GivenBy.SELF, "noticed_on": TODAY, **more}
    )


def a_child(house):
    person_id = house.admit("Adi Pratama").person_id
    with house.writing() as session:
        person = session.get_one(PersonTable, person_id)
        born = PartialDate.exact(date(2014, 3, 2))
        person.birth_year, person.birth_month, person.birth_day = born.year, born.month, born.day
        person.birth_quality = born.quality.value
    return person_id


def test_that_intake_never_waits_for_consent_and_shows_who_was_not_told_yet(house):
    house.admit("Siti Aminah")
    assert [(line.name, line.consent) for line in house.head.ask(ConsentsInHouse())] == [("Siti Aminah", None)]


def test_that_what_was_said_is_added_and_the_newest_stands(house):
    person = house.admit("Siti Aminah").person_id
    house.head.do(RecordConsent(person, Basis.VITAL_INTEREST, noticed_on=TODAY))
    house.head.do(given(person, basis=Basis.CONSENT, mode=Mode.PICTURES))
    house.head.do(RecordConsent(person, Basis.PUBLIC_TASK, ConsentAnswer.WITHDRAWN, GivenBy.SELF))
    said = [line.answer for line in house.head.ask(ConsentsOf(person))]
    assert said == [ConsentAnswer.WITHDRAWN, ConsentAnswer.GIVEN, ConsentAnswer.NOT_ASKED]
    (line,) = house.head.ask(ConsentsInHouse())
    assert line.consent.answer is ConsentAnswer.WITHDRAWN
    with pytest.raises(Refused, match="append_only"), house.writing() as session:
        session.execute(update(ConsentTable).values(answer="given"))


def test_that_a_childs_consent_needs_a_parent_or_guardian_by_name(house):
    child = a_child(house)
    assert refusal_of(house.head, given(child)) == "guardian_needed"
    assert refusal_of(house.head, given(child, given_by=GivenBy.GUARDIAN)) == "guardian_unnamed"
    house.head.do(given(child, given_by=GivenBy.BOTH, guardian="Dinas Sosial Kota Samarinda"))
    assert house.head.ask(ConsentsOf(child))[0].guardian == "Dinas Sosial Kota Samarinda"


def test_that_consent_is_a_basis_only_once_given_and_only_given_consent_is_withdrawn(house):
    person = house.admit("Siti Aminah").person_id
    assert refusal_of(house.head, RecordConsent(person, Basis.CONSENT)) == "basis_without_consent"
    withdrawn = RecordConsent(person, Basis.PUBLIC_TASK, ConsentAnswer.WITHDRAWN, GivenBy.SELF)
    assert refusal_of(house.head, withdrawn) == "nothing_to_withdraw"
    assert refusal_of(house.head, RecordConsent(person, given_by=GivenBy.SELF)) == "consent_by_whom"
    assert refusal_of(house.head, given(person, given_by=GivenBy.NOBODY)) == "consent_by_whom"
    assert refusal_of(house.head, given(person, on_day=TODAY + timedelta(days=1))) == "consent_in_future"


def a_pdf(pages: int = 1) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out)
    for _page in range(pages):
        canvas.drawString(72, 720, "tanda tangan")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7 no pages here", "scan_unclear"),
        (b"GIF89a" + bytes(50), "scan_unclear"),
        (b"\xff\xd8\xff" + bytes(500), "scan_unclear"),
        (b"MZ" + bytes(500), "scan_unclear"),
        (b"%PDF-" + bytes(5 * 1024 * 1024), "scan_too_large"),
        (a_pdf(21), "scan_too_long"),
    ],
)
def test_that_a_scan_is_told_by_its_content_and_kept_within_bounds(house, content, code):
    person = house.admit("Siti Aminah").person_id
    assert refusal_of(house.head, given(person, scan=content)) == code
    assert house.head.ask(ConsentsOf(person)) == ()


@pytest.mark.parametrize("content", [a_pdf(2), a_picture(80), a_picture(80, "JPEG")])
def test_that_a_scan_can_be_looked_at_as_a_paper_and_the_look_is_audited(house, content):
    person = house.admit("Siti Aminah").person_id
    house.head.do(given(person, scan=content))
    (said,) = house.head.ask(ConsentsOf(person))
    assert said.has_scan
    assert house.head.ask(ConsentScan(said.consent_id)).content.startswith(b"%PDF-")
    assert (house.audit()[-1].act, house.audit()[-1].about) == ("ConsentScan", (person,))


def test_that_the_form_names_person_rights_and_term_in_indonesian_and_can_be_blank(house):
    person = house.admit("Siti Aminah")
    said = said_on(house.head.ask(PrintConsentForm(person.person_id)))
    for word in ("Siti Aminah", person.number, "3 × 24 jam", "cap jempol", "Pasal 20"):
        assert word in said, word
    assert house.audit()[-1].about == (person.person_id,)
    assert "Siti Aminah" not in said_on(house.head.ask(PrintConsentForm()))


def test_that_a_persons_copy_of_the_data_tells_what_they_agreed_to(house):
    person = house.admit("Siti Aminah").person_id
    house.head.do(given(person, basis=Basis.CONSENT))
    assert "penghuni sendiri" in said_on(house.head.ask(PrintMyData(person)))
