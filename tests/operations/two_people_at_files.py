"""Two people at the family, the scans and the papers asked for of one resident."""

from __future__ import annotations

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.documents import DocumentKind
from shelter_admin.domain.family import Relation
from shelter_admin.domain.papers_asked import Paper
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.residents.documents import (
    AddDocument,
    AddHealthDocument,
    DocumentsOf,
    EditDocument,
    EditHealthDocument,
    HealthDocumentsOf,
    by_name,
)
from shelter_admin.operations.residents.family import AddRelative, EditRelative, FamilyOf, parts_of
from shelter_admin.operations.residents.papers_asked import AskPapers, EditAsked, PapersOf, asked_parts
from tests.operations.residents_house import House, a_picture
from tests.operations.two_people_cases import Case, Prepared


def relative(house: House) -> Case:
    person = house.admit("Budi").person_id
    key = house.head.do(AddRelative(person_id=person, full_name="Rohana", relation=Relation.AUNT_UNCLE)).outcome
    shown = parts_of(house.head.ask(FamilyOf(person)).members[0].kin)
    return Case(
        EditRelative(relative_id=key, **{**shown, "phone": "0812 3456 7890"}, seen=Seen(shown)),
        EditRelative(relative_id=key, **{**shown, "phone": "0541 741234", "note": "sore"}, seen=Seen(shown)),
        [("Telephone", "—", "0812-3456-7890", "(0541) 741234")],
        lambda: house.head.ask(FamilyOf(person)).members[0].kin.phone,
        ("+6281234567890", "+62541741234"),
    )


def asked(house: House) -> Case:
    person = house.admit("Budi").person_id
    (key,) = house.head.do(AskPapers(person, (Paper.KTP,))).outcome
    shown = asked_parts(house.head.ask(PapersOf(person))[0])
    return Case(
        EditAsked(chase_id=key, **{**shown, "office": "Disdukcapil Berau"}, seen=Seen(shown)),
        EditAsked(chase_id=key, **{**shown, "office": "Disdukcapil Paser"}, seen=Seen(shown)),
        [("Office asked", "Disdukcapil", "Disdukcapil Berau", "Disdukcapil Paser")],
        lambda: house.head.ask(PapersOf(person))[0].office,
        ("Disdukcapil Berau", "Disdukcapil Paser"),
    )


def document(house: House) -> Case:
    person = house.admit("Budi").person_id
    key = house.head.do(AddDocument(person_id=person, scan=a_picture(), kind=DocumentKind.KK)).outcome
    shown = by_name(house.head.ask(DocumentsOf(person))[0].parts)
    return Case(
        EditDocument(document_id=key, **{**shown, "kind": DocumentKind.KTP}, seen=Seen(shown)),
        EditDocument(document_id=key, **{**shown, "kind": DocumentKind.BIRTH, "title": "asli"}, seen=Seen(shown)),
        [("Kind of paper", "KK (family card)", "KTP (identity card)", "Birth certificate")],
        lambda: house.head.ask(DocumentsOf(person))[0].parts.kind,
        (DocumentKind.KTP, DocumentKind.BIRTH),
    )


def health_document(house: House) -> Case:
    person, officer = house.admit("Budi").person_id, house.desk(Role.KESEHATAN)
    key = officer.do(AddHealthDocument(person_id=person, scan=a_picture(), kind=DocumentKind.MEDICAL)).outcome
    shown = by_name(officer.ask(HealthDocumentsOf(person))[0].parts)
    return Case(
        EditHealthDocument(document_id=key, **{**shown, "title": "resep"}, seen=Seen(shown)),
        EditHealthDocument(document_id=key, **{**shown, "title": "rontgen"}, seen=Seen(shown)),
        [("What it is about", "—", "resep", "rontgen")],
        lambda: officer.ask(HealthDocumentsOf(person))[0].parts.title,
        ("resep", "rontgen"),
    )


CASES: tuple[Prepared, ...] = (relative, asked, document, health_document)
