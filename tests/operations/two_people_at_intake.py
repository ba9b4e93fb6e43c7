"""Two offices at one application, one requirement, the papers of one admission; read with the cases of everything else."""

from __future__ import annotations

from datetime import date

from shelter_admin.domain.admission import PAPER_LABELS, AdmissionPapers
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.waiting_requirements import Requirement, RequirementState
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.intake.applicants import AddApplicant, EditApplicant, SetRequirement
from shelter_admin.operations.intake.asking import ApplicantFileOf
from shelter_admin.operations.intake.papers import AdmissionPapersOf, SetAdmissionPapers
from tests.operations.residents_house import House
from tests.operations.two_people_cases import Case, Prepared


def application(house: House) -> Case:
    made = house.head.do(AddApplicant(full_name="Sumarni", contact="")).outcome
    shown = Seen({"full_name": "Sumarni", "contact": "", "sex": Sex.UNKNOWN, "letter_number": ""})
    theirs, mine = "0812 1111 2222", "0813 3333 4444"
    return Case(
        EditApplicant(applicant_id=made, full_name="Sumarni", contact=theirs, sex=Sex.FEMALE, seen=shown),
        EditApplicant(applicant_id=made, full_name="Sumarni", contact=mine, letter_number="460/118", seen=shown),
        [("How to reach them", "—", theirs, mine)],
        lambda: house.head.ask(ApplicantFileOf(made)).applicant.contact,
        (theirs, mine),
    )


def requirement(house: House) -> Case:
    made = house.head.do(AddApplicant(full_name="Sumarni")).outcome
    shown = Seen({"state": None, "note": ""})

    def tick(state: RequirementState) -> SetRequirement:
        return SetRequirement(applicant_id=made, requirement=Requirement.KTP, state=state, seen=shown)

    def stands() -> RequirementState:
        lines = house.head.ask(ApplicantFileOf(made)).requirements
        return next(line.state for line in lines if line.requirement is Requirement.KTP)

    return Case(
        tick(RequirementState.THERE),
        tick(RequirementState.ARRANGED),
        [("Identity card (KTP)", "—", "there", "being arranged")],
        stands,
        (RequirementState.THERE, RequirementState.ARRANGED),
    )


def papers(house: House) -> Case:
    admitted = house.admit("Sumarni")
    shown = Seen({name: getattr(AdmissionPapers(), name) for name in PAPER_LABELS})

    def write(papers: AdmissionPapers) -> SetAdmissionPapers:
        return SetAdmissionPapers(person_id=admitted.person_id, stay_id=admitted.stay_id, papers=papers, seen=shown)

    return Case(
        write(AdmissionPapers(decree_number="400.9/1/2026", things="tas")),
        write(AdmissionPapers(decree_number="400.9/2/2026", decree_on=date(2026, 11, 20))),
        [("Number of the decree (SK)", "—", "400.9/1/2026", "400.9/2/2026")],
        lambda: house.head.ask(AdmissionPapersOf(admitted.person_id)).papers.decree_number,
        ("400.9/1/2026", "400.9/2/2026"),
    )


CASES: tuple[Prepared, ...] = (application, requirement, papers)
