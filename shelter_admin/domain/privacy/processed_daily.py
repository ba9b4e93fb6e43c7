"""What intake, family, papers and the running day keep about people, in the words of the field."""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.privacy.consent import Basis
from shelter_admin.domain.privacy.processing import FieldClass, Keeping, Processed
from shelter_admin.domain.words import N_

UMUM, SPESIFIK, LINK = FieldClass.UMUM, FieldClass.SPESIFIK, FieldClass.LINK
SERVICE: Final = (Basis.PUBLIC_TASK,)
CARE: Final = (Basis.PUBLIC_TASK, Basis.VITAL_INTEREST)

OF_THE_FILE: Final = (
    Processed(
        N_("Waiting list"),
        ("applicant", "applicant_requirement"),
        {
            UMUM: N_("Who is to come: name, birth, origin, NIK, who sends them with which letter, what papers lack."),
            SPESIFIK: N_("Category, needs, why they come first, why it ended, remarks."),
        },
        N_("To admit in a fair order whoever is asked in for."),
        SERVICE,
        Keeping.NAMELESS,
        (Right.INTAKE,),
    ),
    Processed(
        N_("Papers of admission"),
        ("admission",),
        {UMUM: N_("Decree, contract, who handed over whom with which things."), SPESIFIK: N_("Remarks on it.")},
        N_("To prove by which decree and contract somebody is served."),
        (Basis.PUBLIC_TASK, Basis.LEGAL_DUTY),
        Keeping.CASE_FILE,
        (Right.INTAKE,),
    ),
    Processed(
        N_("Where somebody was found, how sure a detail is"),
        ("finding", "identity_quality", "person_verdict"),
        {
            UMUM: N_("Place and day somebody was found and by whom; why two files are one person or two."),
            LINK: N_("How sure each detail of the identity is."),
        },
        N_("To find out who somebody is of whom nobody knows it."),
        SERVICE,
        Keeping.CASE_FILE,
        (Right.SEE_IDENTITY,),
    ),
    Processed(
        N_("Family and whom to call"),
        ("relative",),
        {UMUM: N_("Name, relation, telephone and address of the family; who is guardian, who is called first.")},
        N_("To bring people home, and to call somebody in an emergency."),
        CARE,
        Keeping.CASE_FILE,
        (Right.SEE_CONTACTS,),
    ),
    Processed(
        N_("Papers of the resident"),
        ("person_document", "paper_chase", "resident_card"),
        {
            UMUM: N_("Kind, number and days of a paper; which office was asked, what it said; the card's code."),
            SPESIFIK: N_("The picture of the paper."),
        },
        N_("To get identity papers and social aid, and to let people through the gate by their card."),
        SERVICE,
        Keeping.CASE_FILE,
        (Right.SEE_IDENTITY, Right.ISSUE_CARDS),
    ),
)
OF_THE_DAY: Final = (
    Processed(
        N_("Leave, booked beds and who is missing"),
        ("leave_pass", "standing_permission", "missing_step", "bed_booking"),
        {UMUM: N_("Where to, why, with whom, until when, who allowed it; what was done to look for somebody.")},
        N_("To know who is away with leave, and to look for who is not."),
        CARE,
        Keeping.NAMELESS,
        (Right.SEE_PRESENCE, Right.ASK_LEAVE),
    ),
    Processed(
        N_("Visitors"),
        ("visit",),
        {UMUM: N_("Name, office, relation and telephone of a visitor, whom they came to see.")},
        N_("To know who is in the house, and to keep residents safe."),
        CARE,
        Keeping.CASE_FILE,
        (Right.SEE_PRESENCE,),
    ),
    Processed(
        N_("Occurrences and shifts"),
        ("occurrence", "shift_handover"),
        {
            UMUM: N_("Where it happened."),
            SPESIFIK: N_("What happened and what was done; the words of one shift to the next."),
        },
        N_("To keep people safe, and to hand the watch over without a gap."),
        CARE,
        Keeping.UNTIL_DECIDED,
        (Right.SEE_OCCURRENCES, Right.HAND_OVER_SHIFT),
    ),
    Processed(
        N_("Who had part in an occurrence"),
        ("occurrence_person",),
        {SPESIFIK: N_("Whom an occurrence was about, and in which part.")},
        N_("To keep people safe, and to hand the watch over without a gap."),
        CARE,
        Keeping.CASE_FILE,
        (Right.SEE_OCCURRENCES,),
    ),
    Processed(
        N_("Medicines"),
        ("medication",),
        {SPESIFIK: N_("Medicine, dose and hours, the note for the carers.")},
        N_("To give the right medicine at the right hour."),
        CARE,
        Keeping.HEALTH,
        (Right.SEE_HEALTH, Right.SEE_HEALTH_ALERTS),
    ),
    Processed(
        N_("Belongings in keeping"),
        ("belonging",),
        {UMUM: N_("What the house keeps for somebody, and to whom it was given back.")},
        N_("To give everything back that was handed in."),
        SERVICE,
        Keeping.CASE_FILE,
        (Right.SEE_RESIDENTS,),
    ),
    Processed(
        N_("Saved lists of an account"),
        ("saved_view",),
        {LINK: N_("Whose list it is; it holds columns and filters.")},
        N_("So that staff find their lists again."),
        SERVICE,
        Keeping.ACCOUNT,
        seen=N_("Who made it, or everybody where it is shared."),
    ),
)
