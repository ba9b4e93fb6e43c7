"""Every kind of data about people that the store holds, in the words of the field; a new table must be named here."""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.privacy.consent import Basis
from shelter_admin.domain.privacy.processed_cases import OF_CASES, OF_LEAVING, OF_TRAINING
from shelter_admin.domain.privacy.processed_daily import OF_THE_DAY, OF_THE_FILE
from shelter_admin.domain.privacy.processing import FieldClass, Keeping, Processed
from shelter_admin.domain.words import N_

UMUM, SPESIFIK, LINK = FieldClass.UMUM, FieldClass.SPESIFIK, FieldClass.LINK
SERVICE: Final = (Basis.PUBLIC_TASK,)
CARE: Final = (Basis.PUBLIC_TASK, Basis.VITAL_INTEREST)
BY_LAW: Final = (Basis.LEGAL_DUTY,)

OF_RESIDENTS: Final = (
    Processed(
        N_("Identity of the resident"),
        ("person",),
        {
            UMUM: N_("Own number, name, alias, sex, birth, origin, NIK and where the papers stand."),
            SPESIFIK: N_("What the person looks like."),
        },
        N_("To know who is served, to find doubles, and to help with identity papers."),
        SERVICE,
        Keeping.NAMELESS,
        (Right.SEE_RESIDENTS, Right.SEE_IDENTITY),
    ),
    Processed(
        N_("Stays"),
        ("stay",),
        {
            UMUM: N_("When and from where somebody came, when they left or are to leave, the room as once written."),
            SPESIFIK: N_("Why they left, and the remarks of staff."),
        },
        N_("To show who is served since when, and where they went."),
        SERVICE,
        Keeping.NAMELESS,
        (Right.SEE_RESIDENTS, Right.SEE_REMARKS),
    ),
    Processed(
        N_("PPKS category"),
        ("person_category",),
        {SPESIFIK: N_("The categories of social welfare, violence, trafficking and conflict with the law among them.")},
        N_("To choose the service, and to report figures by category."),
        SERVICE,
        Keeping.NAMELESS,
        (Right.SEE_CATEGORY,),
    ),
    Processed(
        N_("Health"),
        ("health",),
        {SPESIFIK: N_("Alert, diet, the notes of the health officer, whether attention is needed.")},
        N_("To care for the resident, and so that gate and carers know what is dangerous."),
        CARE,
        Keeping.HEALTH,
        (Right.SEE_HEALTH, Right.SEE_HEALTH_ALERTS, Right.SEE_HEALTH_SUMMARY),
    ),
    Processed(
        N_("Photo"),
        ("photo",),
        {SPESIFIK: N_("The face, as a small picture.")},
        N_("To tell people apart at the gate, and to find who is missing."),
        (Basis.CONSENT, Basis.VITAL_INTEREST),
        Keeping.PHOTO,
        (Right.SEE_RESIDENTS,),
    ),
    Processed(
        N_("Rows of the office's own register"),
        ("imported_row", "possible_double"),
        {SPESIFIK: N_("The row as it was moved in."), LINK: N_("Pairs that may be one person.")},
        N_("To prove where a record came from, and to clear doubles."),
        SERVICE,
        Keeping.CASE_FILE,
        (Right.SEE_IDENTITY, Right.INTAKE),
    ),
    Processed(
        N_("Half-filled forms"),
        ("draft",),
        {SPESIFIK: N_("What was typed and not saved yet.")},
        N_("So that nothing typed is lost when the power fails."),
        SERVICE,
        Keeping.FORM,
        seen=N_("Only the account that types it."),
    ),
)
OF_THE_HOUSE: Final = (
    Processed(
        N_("Rooms and beds"),
        ("placement",),
        {UMUM: N_("Who sleeps in which bed since when, why they moved, and why a rule was set aside.")},
        N_("To give everybody a fitting bed, and to know who is where in a fire."),
        SERVICE,
        Keeping.NAMELESS,
        (Right.SEE_BEDS,),
    ),
    Processed(
        N_("Gate and roll-call"),
        ("outing", "roll_call_mark"),
        {UMUM: N_("When somebody went out, where to, when they came back; the mark of each night with its note.")},
        N_("To know who is in the house, and to look for who is missing."),
        CARE,
        Keeping.NAMELESS,
        (Right.SEE_PRESENCE,),
    ),
    Processed(
        N_("Training and marks"),
        ("enrolment", "attendance_mark", "grade"),
        {UMUM: N_("Attendance with its note, and the marks."), LINK: N_("Who is in which class since when.")},
        N_("To teach a trade, and to show what was learnt."),
        SERVICE,
        Keeping.NAMELESS,
        (Right.SEE_CLASS,),
    ),
    Processed(
        N_("Readiness to leave"),
        ("readiness_check", "exit_decision"),
        {
            UMUM: N_("What is met on which day, the decision of the head, who was there."),
            SPESIFIK: N_("Notes on it, reason of the decision, what was known at that moment."),
        },
        N_("To decide in the case conference who can live alone; the program only proposes."),
        SERVICE,
        Keeping.NAMELESS,
        (Right.SEE_READINESS,),
    ),
    Processed(
        N_("Certificates"),
        ("certificate", "certificate_paper", "certificate_reprint"),
        {UMUM: N_("Name, mark, day and code of each certificate, the very paper, why it was revoked or printed anew.")},
        N_("To prove what was learnt, for anybody who asks to verify it."),
        (Basis.PUBLIC_TASK, Basis.LEGAL_DUTY),
        Keeping.ARCHIVE,
        (Right.SEE_CERTIFICATES,),
    ),
    Processed(
        N_("Returns of the month"),
        ("monthly_return",),
        {SPESIFIK: N_("Figures without names; small ones may still point at somebody.")},
        N_("To report to the Dinas Sosial and the province."),
        BY_LAW,
        Keeping.ARCHIVE,
        (Right.SEE_RETURNS,),
    ),
)
OF_PROTECTION: Final = (
    Processed(
        N_("Notices and consents"),
        ("consent",),
        {
            UMUM: N_("What was said, by whom, the name of the guardian."),
            SPESIFIK: N_("In which way it was told, the note, the scan of the signed paper."),
        },
        N_("To prove that people were told and what they agreed to."),
        BY_LAW,
        Keeping.NAMELESS,
        (Right.SEE_PRIVACY,),
    ),
    Processed(
        N_("Requests and frozen details"),
        ("data_request", "limitation"),
        {
            UMUM: N_("The name of who asks for somebody."),
            SPESIFIK: N_("The words of the request and of its answer, why somebody is frozen."),
        },
        N_("To answer within 3 × 24 hours, and to prove it."),
        BY_LAW,
        Keeping.NAMELESS,
        (Right.SEE_PRIVACY,),
    ),
    Processed(
        N_("Incidents"),
        ("incident", "incident_person"),
        {SPESIFIK: N_("What happened and what was done."), LINK: N_("Who is affected.")},
        N_("To tell those affected and the authority within 3 × 24 hours."),
        BY_LAW,
        Keeping.ARCHIVE,
        (Right.RECORD_INCIDENT,),
    ),
    Processed(
        N_("Records of destruction"),
        ("destruction", "destroyed_person", "destroyed_row"),
        {UMUM: N_("The two who signed."), LINK: N_("The own numbers of whom something was destroyed.")},
        N_("To prove what was destroyed by which rule."),
        BY_LAW,
        Keeping.ARCHIVE,
        (Right.DESTROY_RECORDS,),
    ),
    Processed(
        N_("Earlier values"),
        ("history",),
        {SPESIFIK: N_("What stood in a field before it was changed, and the reason.")},
        N_("To put right what was changed by mistake, and to show it when two change the same."),
        (Basis.PUBLIC_TASK, Basis.LEGAL_DUTY),
        Keeping.CASE_FILE,
        seen=N_("On no list of its own: with a field, by whoever sees that field."),
    ),
    Processed(
        N_("Log of processing"),
        ("audit",),
        {UMUM: N_("Whose data was looked at or changed, when, by which account; never what it says.")},
        N_("To prove who looked and acted (article 31), and to find misuse."),
        BY_LAW,
        Keeping.ARCHIVE,
        (Right.READ_AUDIT,),
    ),
    Processed(
        N_("Accounts of staff"),
        ("account", "account_role", "passed_right", "program_trainer"),
        {
            UMUM: N_("Name and user name; the password is kept nowhere."),
            LINK: N_("Roles, rights passed on, the programmes of a trainer."),
        },
        N_("So that everybody sees only what their work needs."),
        BY_LAW,
        Keeping.ACCOUNT,
        (Right.MANAGE_ACCOUNTS,),
    ),
)
PROCESSED: Final = (
    *OF_RESIDENTS,
    *OF_THE_FILE,
    *OF_THE_HOUSE,
    *OF_THE_DAY,
    *OF_TRAINING,
    *OF_CASES,
    *OF_LEAVING,
    *OF_PROTECTION,
)
