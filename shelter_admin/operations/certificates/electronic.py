"""Electronic signatures on issued papers: PKCS#12 files kept under their own password, signing, signed copies."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.signatures import (
    Credential,
    Holder,
    PaperKind,
    PaperSignature,
    SignatureFound,
    SignatureState,
    SigningDesk,
    require_in_its_time,
)
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.certificates import signatures
from shelter_admin.persistence.certificates.signatures import IssuedPaper, Made, SignedCopy

CHANGED: Final = Changes.of(Area.CERTIFICATES)
NOT_AUDITED: Final = {"audited": False}

WORDS: dict[str, str] = {
    "credential_not_pkcs12": N_("This is not a PKCS#12 file (.p12 or .pfx), or it is not whole. Choose the file anew."),
    "credential_password_wrong": N_("The password does not open this PKCS#12. Type it again."),
    "credential_too_old": N_(
        "This PKCS#12 is locked in a way that is not read any more. Ask its issuer for one under AES."
    ),
    "credential_without_key": N_("This PKCS#12 holds no certificate with its key; nothing can be signed with it."),
    "credential_not_for_signing": N_("This certificate is not meant for signing. Ask its issuer for one that is."),
    "credential_expired": N_("This certificate ended on {until}. Nothing more is signed with it; add the new one."),
    "credential_not_yet": N_("This certificate begins on {since}. Sign from that day on."),
    "credential_gone": N_("This PKCS#12 is not in use any more. Choose another one."),
    "credential_known": N_("This very certificate is in use already."),
    "paper_gone": N_("One of these papers is not in the register, or not for you to see."),
    "paper_revoked": N_("{number} was revoked; it is not signed any more."),
    "paper_not_signable": N_("One of these papers cannot take a signature. Tell whoever looks after the program."),
    "nothing_to_sign": N_("Choose at least one paper to sign."),
}


@dataclass(frozen=True)
class SigningCredentials(Query[tuple[Credential, ...]]):
    """The PKCS#12 files of the panti and the head, those taken out below."""

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    @override
    def run(self, work: Work) -> tuple[Credential, ...]:
        return signatures.credentials(work.session, removed=True)


@dataclass(frozen=True)
class AddCredential(Command[str]):
    """Keep a PKCS#12 of the panti or the head; the one it signed with so far is taken out.

    The password is only tried, never kept; the file stays under it inside the encrypted store.
    """

    needs: ClassVar[Right] = Right.ISSUE_CERTIFICATES
    name: ClassVar[str] = N_("new PKCS#12 for signing")

    holder: Holder
    content: bytes = field(repr=False, metadata=NOT_AUDITED)
    password: str = field(repr=False, metadata=NOT_AUDITED)

    @override
    def run(self, work: Work) -> Done[str]:
        from shelter_admin.reports.electronic_signature import identity_of

        identity = identity_of(self.content, self.password)
        require_in_its_time(identity, work.now)
        before = signatures.credential_of(work.session, Holder(self.holder))
        if before is not None:
            if before.sha256 == identity.sha256:
                raise Refused("credential_known", field="content")
            before.removed_on = work.today
            work.session.flush()
        made = signatures.add_credential(work.session, Holder(self.holder), identity, self.content)
        undo = RestoreCredential(made, before.id if before is not None else None)
        return Done(CHANGED, made, undo, what={"credential_id": made, "sha256": identity.sha256})


@dataclass(frozen=True)
class RemoveCredential(Command[None]):
    """Sign no more with a PKCS#12; what it signed stays and stays checkable."""

    needs: ClassVar[Right] = Right.ISSUE_CERTIFICATES
    name: ClassVar[str] = N_("take a PKCS#12 out of use")

    credential_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = signatures.the_credential(work.session, self.credential_id)
        row.removed_on = work.today
        return Done(CHANGED, undo=RestoreCredential(None, row.id))


@dataclass(frozen=True)
class RestoreCredential(Command[None]):
    """Undo of adding or taking out: one is taken out, the other signs again; refused once another took its place."""

    needs: ClassVar[Right] = Right.ISSUE_CERTIFICATES
    name: ClassVar[str] = N_("take back the change of a PKCS#12")

    added: str | None
    removed: str | None

    @override
    def run(self, work: Work) -> Done[None]:
        if self.added is not None:
            signatures.the_credential(work.session, self.added).removed_on = work.today
            work.session.flush()
        if self.removed is not None:
            row = signatures.find_credential(work.session, self.removed)
            if row is None or signatures.credential_of(work.session, Holder(row.holder)) is not None:
                raise Refused("changed_meanwhile")
            row.removed_on = None
        return Done(CHANGED)


@dataclass(frozen=True)
class PapersToSign(Query[SigningDesk]):
    """The issued certificates and letters of a year, how each is signed, and what they can be signed with."""

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    year: int | None = None

    @override
    def run(self, work: Work) -> SigningDesk:
        year = self.year or work.today.year
        return SigningDesk(
            year,
            tuple(sorted({year, work.today.year, *signatures.years(work.session)}, reverse=True)),
            signatures.papers_of_year(work.session, work.sight, year),
            signatures.credentials(work.session),
        )


@dataclass(frozen=True)
class SignPapers(Command[int]):
    """Sign issued papers, all or none; tells how many. The issued bytes stay and come first in every signed copy.

    A paper may be signed again, by another holder or after a new PKCS#12: its newest copy is added to, so that the
    earlier signatures stay in it.
    """

    needs: ClassVar[Right] = Right.ISSUE_CERTIFICATES
    name: ClassVar[str] = N_("electronic signature on papers")

    credential_id: str
    certificate_ids: tuple[str, ...] = ()
    letter_ids: tuple[str, ...] = ()
    password: str = field(default="", repr=False, metadata=NOT_AUDITED)

    @override
    def run(self, work: Work) -> Done[int]:
        from shelter_admin.reports.electronic_signature import Pen, identity_of, signed

        row = signatures.the_credential(work.session, self.credential_id)
        papers = self._papers(work)
        identity = identity_of(row.content, self.password)
        require_in_its_time(identity, work.now)
        pen = Pen(row.content, self.password, work.panti.letterhead.town)
        done = signed([content for _paper, content in _newest(work, papers)], pen, work.now, work.progress)
        kept = [
            (paper, hashlib.sha256(content).hexdigest(), content) for paper, content in zip(papers, done, strict=True)
        ]
        signatures.add_signed(work.session, kept, Made(row.id, identity.subject, work.now))
        return Done(CHANGED, len(papers), about=tuple(dict.fromkeys(paper.person_id for paper in papers)))

    def _papers(self, work: Work) -> tuple[IssuedPaper, ...]:
        """The papers in sight; refused where one was revoked, or none is given."""
        chosen = ((PaperKind.CERTIFICATE, self.certificate_ids), (PaperKind.LETTER, self.letter_ids))
        papers = tuple(
            paper
            for kind, ids in chosen
            if ids
            for paper in signatures.issued_papers(work.session, work.sight, kind, ids)
        )
        if not papers:
            raise Refused("nothing_to_sign", field="papers")
        for paper in papers:
            if paper.revoked_on is not None:
                raise Refused("paper_revoked", field="papers", number=paper.number)
        return papers


def _newest(work: Work, papers: tuple[IssuedPaper, ...]) -> list[tuple[IssuedPaper, bytes]]:
    """Each paper with its newest signed copy, or as it was issued."""
    copies: dict[str, bytes] = {}
    for kind in PaperKind:
        copies |= signatures.newest_copies(work.session, kind, [one.paper_id for one in papers if one.kind is kind])
    return [(one, copies.get(one.paper_id, one.content)) for one in papers]


@dataclass(frozen=True)
class SignaturesOf(Query[tuple[PaperSignature, ...]]):
    """The signed copies of a paper, newest first, each checked byte by byte as it is asked for."""

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    kind: PaperKind
    paper_id: str

    @override
    def run(self, work: Work) -> tuple[PaperSignature, ...]:
        copies = signatures.signed_copies(work.session, work.sight, PaperKind(self.kind), self.paper_id)
        known = signatures.known_digests(work.session)
        return tuple(
            PaperSignature(copy.signature_id, copy.subject, copy.issuer, copy.signed_at, _state(copy, known))
            for copy in copies
        )


def _state(copy: SignedCopy, known: frozenset[str]) -> SignatureState:
    """The worst that is known of the signatures in a copy; one that cannot be read is broken."""
    from shelter_admin.reports.electronic_signature import signatures_in

    states = {one.state for one in signatures_in(copy.content, known)}
    order = (SignatureState.BROKEN, SignatureState.STRANGER, SignatureState.SOUND)
    return next((state for state in order if state in states), SignatureState.BROKEN)


@dataclass(frozen=True)
class SignedPdf(Query[Document]):
    """The bytes of a signed copy, to save or to pass on; seeing it is audited."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("open a signed paper")

    signature_id: str

    @override
    def run(self, work: Work) -> Document:
        copy = signatures.the_signed_copy(work.session, work.sight, self.signature_id)
        work.shown.append(copy.person_id)
        serial = copy.signature_id.replace("-", "")[-8:]
        with officially(work.panti):
            return Document(f"{_('signed-paper')}-{work.panti.day_of(copy.signed_at).year}-{serial}.pdf", copy.content)


def issued_beneath(work: Work, content: bytes) -> bytes:
    """The bytes as they were issued, where a file is a signed copy of them in every byte; else the file itself."""
    row = signatures.signed_by_digest(work.session, hashlib.sha256(content).hexdigest())
    return content if row is None else signatures.issued_bytes(work.session, row)


def signatures_in_file(work: Work, content: bytes) -> tuple[SignatureFound, ...]:
    """What the signatures in any file tell; quick where there is none."""
    if b"/ByteRange" not in content:
        return ()
    from shelter_admin.reports.electronic_signature import signatures_in

    return signatures_in(content, signatures.known_digests(work.session))
