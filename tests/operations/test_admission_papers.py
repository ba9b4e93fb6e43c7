"""The papers of an admission: typed, kept apart for each stay, printed with lines for what is not known."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.admission import AdmissionPapers
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.papers import Document
from shelter_admin.domain.residents import NAMELESS
from shelter_admin.domain.settings import Letterhead, Settings
from shelter_admin.domain.waiting_list import PriorityReason
from shelter_admin.operations.intake.admitting import AdmitApplicant
from shelter_admin.operations.intake.asking import PrintWaitingList
from shelter_admin.operations.intake.offering import OfferBed
from shelter_admin.operations.intake.papers import (
    AdmissionPapersOf,
    PrintHandoverRecord,
    PrintServiceContract,
    SetAdmissionPapers,
)
from shelter_admin.operations.settings import ChangeLetterhead, ChangeSettings
from tests.operations.intake_house import in_days, refer
from tests.operations.residents_house import a_house

NUMBER = "400.9/118/UPTD-RSBK/2026"
PAPERS = AdmissionPapers(
    decree_number=NUMBER,
    decree_on=date(2026, 11, 20),
    contract_on=date(2026, 11, 21),
    contract_from=date(2026, 11, 21),
    contract_until=date(2027, 5, 20),
    handed_on=date(2026, 11, 21),
    handed_by="Suryadi, A.Md.",
    handed_office="Dinas Sosial Kabupaten Kutai Kartanegara",
    received_by="Hendra Saputra",
    things="Tas kain, dua potong baju",
    remark="Sadar, luka lecet di lutut kiri",
)


@pytest.fixture
def house(tmp_path):
    made = a_house(tmp_path)
    made.head.do(ChangeLetterhead(Letterhead("Pemerintah Provinsi Kalimantan Timur", "Dinas Sosial", town="Samarinda")))
    made.head.do(ChangeSettings(settings=Settings(signer_name="Dra. Ratna Wulandari")))
    yield made
    made.head.close()


def text_of(paper: Document) -> str:
    pages = PdfReader(io.BytesIO(paper.content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def write(house, admitted, papers: AdmissionPapers = PAPERS) -> None:
    house.head.do(SetAdmissionPapers(person_id=admitted.person_id, stay_id=admitted.stay_id, papers=papers))


def test_that_papers_are_kept_as_typed_and_the_first_writing_is_taken_back_whole(house):
    admitted = house.admit("Sumarni", sex=Sex.FEMALE)
    assert not house.head.ask(AdmissionPapersOf(admitted.person_id)).written
    write(house, admitted)
    assert house.head.ask(AdmissionPapersOf(admitted.person_id)).papers == PAPERS
    house.head.undo()
    assert house.counts()["admission"] == 0


def test_that_a_later_change_is_undone_to_what_stood_before(house):
    admitted = house.admit("Sumarni")
    write(house, admitted)
    write(house, admitted, AdmissionPapers(decree_number="lain"))
    assert house.head.ask(AdmissionPapersOf(admitted.person_id)).papers == AdmissionPapers(decree_number="lain")
    house.head.undo()
    assert house.head.ask(AdmissionPapersOf(admitted.person_id)).papers == PAPERS


@pytest.mark.parametrize(
    ("papers", "field"),
    [
        (AdmissionPapers(contract_from=date(2026, 12, 1), contract_until=date(2026, 11, 30)), "contract_until"),
        (AdmissionPapers(decree_on=date(2026, 11, 22)), "decree_on"),
        (AdmissionPapers(handed_on=date(2027, 1, 1)), "handed_on"),
        (AdmissionPapers(signed_by="x" * 201), "signed_by"),
    ],
)
def test_that_papers_that_cannot_be_are_refused_beside_their_field(house, papers, field):
    admitted = house.admit("Sumarni")
    with pytest.raises(Refused) as caught:
        write(house, admitted, papers)
    assert caught.value.field == field
    assert house.counts()["admission"] == 0


def test_that_no_papers_are_written_to_a_stay_of_somebody_else(house):
    one, other = house.admit("Sumarni"), house.admit("Painem")
    with pytest.raises(Refused) as caught:
        house.head.do(SetAdmissionPapers(person_id=one.person_id, stay_id=other.stay_id, papers=PAPERS))
    assert caught.value.code == "stay_unknown"


def test_that_the_contract_names_parties_duties_time_and_signers(house):
    admitted = house.admit("Sumarni", sex=Sex.FEMALE, birth="17-08-1958", nik="6472015708580003")
    write(house, admitted)
    text = text_of(house.head.ask(PrintServiceContract(admitted.person_id)))
    for told in (
        "DINAS SOSIAL",
        "Kontrak layanan",
        f"{NUMBER} tanggal 20 November 2026",
        "Sumarni",
        admitted.number,
        "17 Agustus 1958",
        "6472015708580003",
        "Dilayani sejak 21 November 2026 sampai 20 Mei 2027",
        "Hak penerima layanan",
        "Kewajiban penerima layanan",
        "Kewajiban panti",
        "Samarinda, 21 November 2026",
        "Dra. Ratna Wulandari",
    ):
        assert told in text
    assert "Orang tua atau wali" not in text.split("Samarinda, 21 November 2026")[1]


@pytest.mark.parametrize(
    ("birth", "guardian", "signs"), [("2015", "", True), ("1958", "Rohana (anak)", True), ("1958", "", False)]
)
def test_that_a_parent_or_guardian_signs_for_a_child_and_where_one_is_named(house, birth, guardian, signs):
    admitted = house.admit("Sumarni", birth=birth)
    write(house, admitted, AdmissionPapers(signed_by=guardian, contract_on=date(2026, 11, 21)))
    signers = text_of(house.head.ask(PrintServiceContract(admitted.person_id))).split("Samarinda, 21")[1]
    assert ("Orang tua/wali" in signers or "Orang tua atau wali" in signers) is signs


def test_that_numbers_are_never_invented(house):
    admitted = house.admit("")
    contract = text_of(house.head.ask(PrintServiceContract(admitted.person_id)))
    assert NAMELESS in contract
    assert "SK penerimaan: ......" in contract
    assert not re.search(r"\d+/\d+/", contract)


def test_that_the_handing_over_tells_by_whom_what_was_brought_and_how_they_came(house):
    admitted = house.admit("Sumarni", sex=Sex.FEMALE)
    write(house, admitted)
    text = text_of(house.head.ask(PrintHandoverRecord(admitted.person_id)))
    for told in (
        "Berita Acara Serah Terima",
        "Suryadi, A.Md.",
        "Dinas Sosial Kabupaten Kutai Kartanegara",
        "Hendra Saputra",
        "Tas kain, dua potong baju",
        "Sadar, luka lecet di lutut kiri",
        "Sabtu, 21 November 2026",
        "Mengetahui",
    ):
        assert told in text


def test_that_an_admission_with_papers_is_not_taken_back_any_more(house):
    made = refer(house)
    house.head.do(OfferBed(made, house.beds["Melati 3/1"], in_days(house, 3)))
    admitted = house.head.do(AdmitApplicant(applicant_id=made)).outcome
    step = house.head.undoable()
    write(house, admitted)
    with pytest.raises(Refused) as caught:
        house.head.do(step.command)
    assert caught.value.code == "intake_already_used"


def test_that_papers_of_somebody_confidential_are_not_shown_to_who_may_not_see_them(house):
    admitted = house.admit("Sumarni", categories=("KORBAN_KEKERASAN",))
    office = house.desk(Role.TATA_USAHA)
    for query in (AdmissionPapersOf, PrintServiceContract, PrintHandoverRecord):
        with pytest.raises(Refused) as caught:
            office.ask(query(admitted.person_id))
        assert caught.value.code == "person_unknown"


def test_that_the_printed_list_has_its_order_and_counts_who_is_confidential(house):
    refer(house, "Painem")
    refer(house, "Sumarni", reasons=(PriorityReason.DANGER,))
    refer(house, "Rahasia", category="TRAFFICKING")
    text = text_of(house.desk(Role.TATA_USAHA).ask(PrintWaitingList()))
    assert text.index("Sumarni") < text.index("Painem")
    assert "Rahasia" not in text
    assert "1 permohonan rahasia" in text
    assert "3 menunggu tempat" in text.replace("\n", " ")


def test_that_an_empty_list_says_so_on_paper(house):
    assert "Tidak ada yang menunggu tempat." in text_of(house.head.ask(PrintWaitingList()))
