"""Papers asked of offices: who waits how long, the letter with the least data, the answer, DTSEN with its decile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.categories import RESTRICTED
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers_asked import LONG_DAYS, Asked, Dtsen, Office, Outcome, Paper
from shelter_admin.domain.today import TaskKind
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.residents import EditIdentity, SetCategories, SetHealth
from shelter_admin.operations.residents.papers_asked import (
    AnswerPaper,
    AskPapers,
    EditAsked,
    PapersOf,
    PapersWaiting,
    PrintPaperLetter,
    PrintPapersWaiting,
    ReopenPaper,
    TakeBackAsking,
    WithoutNik,
    asked_parts,
)
from shelter_admin.operations.settings import ChangeSettings
from shelter_admin.operations.today import TodayNow
from tests.operations.answers_read import texts_in
from tests.operations.residents_house import TODAY, House, refused

NIK = "6472015708700001"


@pytest.fixture
def person(house):
    return house.admit("Budi Santoso", birth="17-08-1970", origin="Samarinda").person_id


def ask(house, person, *papers, ago=0, **more) -> tuple[str, ...]:
    made: tuple[str, ...] = house.head.do(
        AskPapers(person, papers, asked_on=TODAY - timedelta(days=ago), **more)
    ).outcome
    return made


def waiting(house) -> list[tuple[str, str, int]]:
    return [(line.office, line.paper.value, line.days) for line in house.head.ask(PapersWaiting())]


def the_one(house: House, person: str) -> Asked:
    (found,) = house.head.ask(PapersOf(person))
    return found


def test_that_what_is_waited_for_longest_stands_first_by_office(house, person):
    other = house.admit("Siti Aminah").person_id
    ask(house, person, Paper.KTP, ago=5)
    ask(house, person, Paper.BPJS, ago=40)
    ask(house, other, Paper.NIK, Paper.KTP, ago=12, office="Disdukcapil Kota Samarinda")
    ask(house, other, Paper.BPJS, ago=1)
    assert waiting(house) == [
        ("BPJS Kesehatan", "BPJS", 40),
        ("BPJS Kesehatan", "BPJS", 1),
        ("Disdukcapil Kota Samarinda", "NIK", 12),
        ("Disdukcapil Kota Samarinda", "KTP", 12),
        ("Disdukcapil", "KTP", 5),
    ]
    first = house.head.ask(PapersWaiting())[0]
    assert (first.long, first.kind, first.asked_by, first.here) == (
        True,
        Office.INSURANCE,
        "Dra. Ratna Wulandari",
        True,
    )


def test_that_one_paper_is_waited_for_once(house, person):
    ask(house, person, Paper.KTP)
    before = house.counts()
    refused(house.head, AskPapers(person, (Paper.KK, Paper.KTP)), "paper_waits", field="papers")
    refused(house.head, AskPapers(person, ()), "papers_unchosen", field="papers")
    tomorrow = TODAY + timedelta(days=1)
    refused(house.head, AskPapers(person, (Paper.KK,), asked_on=tomorrow), "asked_in_future", field="asked_on")
    long = AskPapers(person, (Paper.KK,), office="x" * 201)
    refused(house.head, long, "text_too_long", field="office")
    assert house.counts() == before


def test_that_asking_answering_and_reopening_can_be_taken_back(house, person):
    (chase,) = ask(house, person, Paper.KTP, ago=3)
    house.head.do(AnswerPaper(chase, Outcome.REFUSED, answer="sidik jari tidak ditemukan"))
    assert waiting(house) == []
    answer = the_one(house, person).answer
    assert answer is not None
    assert (answer.outcome, answer.answer, answer.answered_on) == (
        Outcome.REFUSED,
        "sidik jari tidak ditemukan",
        TODAY,
    )
    house.head.undo()
    assert the_one(house, person).waiting
    house.head.do(AnswerPaper(chase, Outcome.GIVEN_UP))
    house.head.do(ReopenPaper(chase))
    house.head.undo()
    assert the_one(house, person).answer == replace(answer, outcome=Outcome.GIVEN_UP, answer="")
    refused(house.head, TakeBackAsking((chase,)), "paper_answered", field="chase_id")
    refused(house.head, AnswerPaper(chase, Outcome.ISSUED), "paper_answered", field="chase_id")
    house.head.do(ReopenPaper(chase))
    refused(house.head, ReopenPaper(chase), "paper_not_answered", field="chase_id")
    house.head.do(TakeBackAsking((chase,)))
    assert house.head.ask(PapersOf(person)) == ()
    refused(house.head, ReopenPaper("no-such"), "paper_unknown", field="chase_id")


def test_that_undo_leaves_the_answer_that_somebody_else_wrote_meanwhile(house, person):
    (chase,) = ask(house, person, Paper.KTP, ago=3)
    house.head.do(AnswerPaper(chase, Outcome.REFUSED))
    office = house.desk(Role.TATA_USAHA)
    office.do(ReopenPaper(chase))
    office.do(AnswerPaper(chase, Outcome.ISSUED, answer="diambil besok"))
    with pytest.raises(Refused, match="changed_meanwhile"):
        house.head.undo()
    answer = the_one(house, person).answer
    assert answer is not None
    assert answer.answer == "diambil besok"


def test_that_an_answer_is_not_reopened_once_the_paper_is_asked_anew(house, person):
    (chase,) = ask(house, person, Paper.KTP, ago=3)
    house.head.do(AnswerPaper(chase, Outcome.REFUSED))
    ask(house, person, Paper.KTP)
    refused(house.head, ReopenPaper(chase), "paper_waits")


def test_that_days_of_an_answered_paper_stand_still(house, person):
    (chase,) = ask(house, person, Paper.KTP, ago=9)
    house.head.do(AnswerPaper(chase, Outcome.ISSUED, TODAY - timedelta(days=2)))
    house.on(TODAY + timedelta(days=30))
    assert the_one(house, person).days == 7


def test_that_an_issued_number_reaches_the_file_by_the_identity_act_alone(house, person):
    (chase,) = ask(house, person, Paper.NIK)
    assert [line.person_id for line in house.head.ask(WithoutNik())] == []
    house.head.do(AnswerPaper(chase, Outcome.ISSUED, answer=NIK))
    assert [line.person_id for line in house.head.ask(WithoutNik())] == [person]
    house.head.do(EditIdentity(person_id=person, version=1, nik=NIK))
    assert house.head.ask(WithoutNik()) == ()


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({}, "dtsen_missing", "dtsen"),
        ({"dtsen": Dtsen.REGISTERED, "desil": 11}, "desil_unclear", "desil"),
        ({"dtsen": Dtsen.PROPOSED, "desil": 3}, "desil_unclear", "desil"),
        ({"outcome": Outcome.REFUSED, "dtsen": Dtsen.PROPOSED}, "dtsen_only_there", "dtsen"),
        ({"outcome": Outcome.WAITING}, "outcome_waiting", "outcome"),
        ({"answered_on": TODAY + timedelta(days=1)}, "answered_in_future", "answered_on"),
        ({"answered_on": TODAY - timedelta(days=4)}, "answered_before_asked", "answered_on"),
        ({"answer": "x" * 2001, "dtsen": Dtsen.PROPOSED}, "text_too_long", "answer"),
    ],
)
def test_that_an_answer_that_cannot_be_is_refused(house, person, said, code, field):
    (chase,) = ask(house, person, Paper.DTSEN, ago=3)
    refused(house.head, AnswerPaper(chase, **said), code, field=field)


def test_that_a_check_of_dtsen_has_its_decile_and_day(house, person):
    (chase,) = ask(house, person, Paper.DTSEN, ago=3)
    house.head.do(AnswerPaper(chase, dtsen=Dtsen.REGISTERED, desil=2))
    answer = the_one(house, person).answer
    assert answer is not None
    assert (answer.dtsen, answer.desil, answer.answered_on) == (Dtsen.REGISTERED, 2, TODAY)


def test_that_of_whom_and_when_it_was_asked_can_be_put_right(house, person):
    (chase,) = ask(house, person, Paper.KTP, ago=3)
    before = asked_parts(the_one(house, person))
    wanted = {**before, "office": "Disdukcapil Kutai Barat", "asked_on": date(2026, 11, 10), "asked_by": "Maria"}
    house.head.do(EditAsked(chase_id=chase, **wanted, seen=Seen(before)))
    assert asked_parts(the_one(house, person)) == wanted
    house.head.undo()
    assert asked_parts(the_one(house, person)) == before
    house.head.do(AnswerPaper(chase, Outcome.ISSUED, TODAY - timedelta(days=1)))
    late = EditAsked(chase_id=chase, **{**before, "asked_on": TODAY})
    refused(house.head, late, "answered_before_asked", field="asked_on")


def letter_of(house, *chase_ids: str) -> str:
    return "\n".join(texts_in(house.head.ask(PrintPaperLetter(chase_ids))))


def test_that_the_letter_tells_each_office_no_more_than_it_needs(house, person):
    house.head.do(EditIdentity(person_id=person, version=1, features="tato naga", alias="Pak Kumis"))
    house.head.do(SetCategories(person, ("PENGEMIS",)))
    house.desk(Role.KESEHATAN).do(SetHealth(person, "asma", "lunak", "rawat jalan", True))
    registry = letter_of(house, *ask(house, person, Paper.NIK, Paper.KTP, letter_number="470/012/2026"))
    insurance = letter_of(house, *ask(house, person, Paper.BPJS))
    social = letter_of(house, *ask(house, person, Paper.DTSEN))
    assert "470/012/2026" in registry
    assert "tato naga" in registry
    for letter in (registry, insurance, social):
        assert "Budi Santoso" in letter
        assert "17 Agustus 1970" in letter
        assert not [secret for secret in ("asma", "lunak", "rawat", "Pengemis", "Kumis") if secret in letter]
    assert "Samarinda" not in insurance.replace("Kota Samarinda", "")
    assert "tato" not in insurance + social


def test_that_features_are_told_only_to_find_out_who_it_is(house, person):
    house.head.do(EditIdentity(person_id=person, version=1, features="tato naga", nik=NIK))
    letter = letter_of(house, *ask(house, person, Paper.KTP))
    assert NIK in letter
    assert "tato" not in letter


def test_that_one_letter_asks_one_office_for_many(house, person):
    other = house.admit("Siti Aminah", birth="± 40 th").person_id
    chases = ask(house, person, Paper.KTP) + ask(house, other, Paper.KTP)
    letter = letter_of(house, *chases)
    assert "Siti Aminah" in letter
    assert "Budi Santoso" in letter
    with pytest.raises(Refused, match="letter_one_office"):
        letter_of(house, *chases, *ask(house, other, Paper.BPJS))
    with pytest.raises(Refused, match="letter_of_nothing"):
        letter_of(house)
    with pytest.raises(Refused, match="paper_unknown"):
        letter_of(house, "no-such")


def test_that_letter_and_list_are_written_in_the_log_about_whom_they_show(house, person):
    chases = ask(house, person, Paper.KTP)
    letter_of(house, *chases)
    house.head.ask(PrintPapersWaiting())
    assert [entry.act for entry in house.audit()[-2:]] == ["PrintPaperLetter", "PrintPapersWaiting"]
    assert all(person in entry.about for entry in house.audit()[-2:])


def test_that_the_printed_list_can_be_of_one_office(house, person):
    ask(house, person, Paper.KTP, ago=40)
    ask(house, person, Paper.BPJS)
    whole = "\n".join(texts_in(house.head.ask(PrintPapersWaiting())))
    one = "\n".join(texts_in(house.head.ask(PrintPapersWaiting("BPJS Kesehatan"))))
    assert "Disdukcapil" in whole
    assert "BPJS Kesehatan" in whole
    assert "Disdukcapil" not in one
    assert house.head.ask(PrintPapersWaiting("Kantor lain")).content.startswith(b"%PDF")


def test_that_the_signer_of_the_settings_signs_the_letter(house, person):
    house.head.do(ChangeSettings(replace(house.head.panti.settings, signer_name="Dra. Ratna Wulandari")))
    assert "Dra. Ratna Wulandari" in letter_of(house, *ask(house, person, Paper.KTP))


def test_that_today_reminds_of_papers_waited_for_too_long(house, person):
    ask(house, person, Paper.KTP, ago=LONG_DAYS)
    assert TaskKind.PAPERS_LATE not in {task.kind for task in house.head.ask(TodayNow()).tasks}
    ask(house, person, Paper.BPJS, ago=LONG_DAYS + 1)
    tasks = [task for task in house.head.ask(TodayNow()).tasks if task.kind is TaskKind.PAPERS_LATE]
    assert [task.count for task in tasks] == [1]
    piket = house.desk(Role.PIKET).ask(TodayNow()).tasks
    assert TaskKind.PAPERS_LATE not in {task.kind for task in piket}


def test_that_who_is_kept_confidential_is_in_no_list_of_who_may_not_see_them(house, person):
    (chase,) = ask(house, person, Paper.KTP, ago=40)
    house.head.do(SetCategories(person, (min(RESTRICTED),)))
    clerk = house.desk(Role.TATA_USAHA)
    assert clerk.ask(PapersWaiting()) == ()
    assert clerk.ask(WithoutNik()) == ()
    assert TaskKind.PAPERS_LATE not in {task.kind for task in clerk.ask(TodayNow()).tasks}
    with pytest.raises(Refused, match="paper_unknown"):
        clerk.ask(PrintPaperLetter((chase,)))
    for act in (AnswerPaper(chase), TakeBackAsking((chase,)), EditAsked(chase_id=chase)):
        with pytest.raises(Refused, match="person_unknown"):
            clerk.do(act)
