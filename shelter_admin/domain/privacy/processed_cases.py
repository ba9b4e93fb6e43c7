"""What training, case work, leaving and papers keep about people, in the words of the field."""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.privacy.consent import Basis
from shelter_admin.domain.privacy.processing import FieldClass, Keeping, Processed
from shelter_admin.domain.words import N_

UMUM, SPESIFIK, LINK = FieldClass.UMUM, FieldClass.SPESIFIK, FieldClass.LINK
SERVICE: Final = (Basis.PUBLIC_TASK,)

OF_TRAINING: Final = (
    Processed(
        N_("Choosing who trains"),
        ("batch_applicant", "selection_score"),
        {UMUM: N_("Who asked for a place in a class, the points of each criterion, who was chosen and why.")},
        N_("To give the places of a class fairly, and to be able to say why."),
        SERVICE,
        Keeping.NAMELESS,
        (Right.EDIT_PROGRAMS,),
    ),
    Processed(
        N_("Marks in parts and competences"),
        ("subject_mark", "competence_check"),
        {UMUM: N_("Marks of theory, practice and attitude with every attempt; what somebody can do, and since when.")},
        N_("To state on the certificate what somebody has learnt."),
        SERVICE,
        Keeping.NAMELESS,
        (Right.SEE_CLASS,),
    ),
    Processed(
        N_("Field practice"),
        ("field_practice", "practice_day"),
        {UMUM: N_("Where somebody practised, with which mentor and outcome, and on which days they were there.")},
        N_("To learn a trade where it is worked, and to count the days."),
        SERVICE,
        Keeping.NAMELESS,
        (Right.SEE_CLASS,),
    ),
    Processed(
        N_("Leave from class"),
        ("class_leave",),
        {UMUM: N_("From when until when, as sick or excused."), SPESIFIK: N_("The reason.")},
        N_("So that an absence that was announced is not counted as one without word."),
        SERVICE,
        Keeping.CASE_FILE,
        (Right.RUN_CLASS,),
    ),
    Processed(
        N_("Places of practice"),
        ("practice_place",),
        {UMUM: N_("Whom to call there, and the telephone.")},
        N_("To arrange practice with workshops and offices."),
        SERVICE,
        Keeping.UNTIL_DECIDED,
        (Right.SEE_CLASS,),
    ),
    Processed(
        N_("Timetable"),
        ("lesson",),
        {LINK: N_("Which member of staff teaches when and where.")},
        N_("So that room, trainer and class are not planned twice."),
        SERVICE,
        Keeping.UNTIL_DECIDED,
        (Right.SEE_CLASS,),
    ),
)
OF_CASES: Final = (
    Processed(
        N_("Case file"),
        ("assessment", "case_goal", "case_step", "case_note", "stage_move"),
        {
            UMUM: N_("On which day, by whom, how it ended; who does a step."),
            SPESIFIK: N_("Answers and scores of assessments, goals and steps, notes, what a stage was reached with."),
        },
        N_("To plan with somebody how they will stand on their own, and to see whether it goes well."),
        SERVICE,
        Keeping.CASE_FILE,
        (Right.SEE_CASES,),
    ),
    Processed(
        N_("People before a case conference"),
        ("conference_case", "conference_follow_up"),
        {
            UMUM: N_("What was recommended, and who is to do what."),
            SPESIFIK: N_("The question, the words of the conference, the page that lay on the table."),
        },
        N_("To decide about somebody together, on what is known."),
        SERVICE,
        Keeping.CASE_FILE,
        (Right.SEE_CASES,),
    ),
    Processed(
        N_("Case conferences"),
        ("case_conference",),
        {UMUM: N_("Who led it and who was present.")},
        N_("To show who took part in a decision."),
        SERVICE,
        Keeping.UNTIL_DECIDED,
        (Right.SEE_CASES,),
    ),
    Processed(
        N_("Services given"),
        ("service_tick",),
        {UMUM: N_("Which service, on which day, or why it is not needed.")},
        N_("To report how many had what the minimum standard asks for."),
        (Basis.LEGAL_DUTY, Basis.PUBLIC_TASK),
        Keeping.NAMELESS,
        (Right.SEE_SERVICES,),
    ),
)
OF_LEAVING: Final = (
    Processed(
        N_("What is arranged for leaving"),
        ("departure",),
        {UMUM: N_("Who receives somebody, the survey of the family, the papers there, the office told, the plan.")},
        N_("So that nobody leaves without a place to go."),
        SERVICE,
        Keeping.CASE_FILE,
        (Right.SEE_READINESS, Right.RECORD_LEAVING),
    ),
    Processed(
        N_("Tools and money handed over, savings, visits afterwards"),
        ("handover", "saving", "aftercare_visit"),
        {UMUM: N_("What was handed over to whom with which witness, money put aside, visits and what was seen.")},
        N_("To account for what was given, and to follow up those who left."),
        SERVICE,
        Keeping.NAMELESS,
        (Right.SEE_SAVINGS, Right.RECORD_LEAVING),
    ),
    Processed(
        N_("Letters, duplicates and signatures"),
        (
            "attendance_letter",
            "attendance_letter_paper",
            "attendance_letter_reprint",
            "certificate_duplicate",
            "paper_signature",
        ),
        {UMUM: N_("Name, programme and attendance as issued, the paper itself, and who signed it.")},
        N_("So that a paper that was issued can be checked for good."),
        SERVICE,
        Keeping.ARCHIVE,
        (Right.SEE_CERTIFICATES,),
    ),
    Processed(
        N_("Means of signing"),
        ("signing_credential",),
        {UMUM: N_("The name in the certificate of who signs.")},
        N_("To sign papers electronically."),
        SERVICE,
        Keeping.UNTIL_DECIDED,
        (Right.ISSUE_CERTIFICATES,),
    ),
)
