"""PAdES signatures in finished PDFs: an addition after the bytes, which stay as they are; no network is asked.

pyHanko is loaded when the first paper is signed or a signed one is looked at.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from shelter_admin.domain.certificates.signatures import (
    MOST_CREDENTIAL_BYTES,
    Identity,
    SignatureFound,
    SignatureState,
)
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.progress import UNWATCHED, Progress

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates
    from pyhanko.sign.signers import PdfSigner, SimpleSigner
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_SIGNED: Final = b"/ByteRange"
_FIELD: Final = "Signature{number}"
_VERSION: Final = b"\x02\x01\x03\x30"
_DATA: Final = bytes.fromhex("06092a864886f70d010701")
_UNKNOWN_LENGTH: Final = 0x80
_BESIDE_CERTIFICATES: Final = 4096
_UNREADABLE: Final = (ValueError, LookupError, TypeError, AttributeError, RuntimeError)
"""What the libraries say of a file that somebody took apart, or of a way of signing they do not know."""


@dataclass(frozen=True, slots=True)
class Pen:
    """A PKCS#12 with its password, as long as papers are being signed; ``place`` is where."""

    content: bytes = field(repr=False)
    password: str = field(repr=False)
    place: str = ""


def identity_of(content: bytes, password: str) -> Identity:
    """What the PKCS#12 says of its holder.

    Refused with ``credential_not_pkcs12``, ``credential_password_wrong``, ``credential_without_key`` or
    ``credential_not_for_signing``.
    """
    opened = _opened(content, password)
    if opened.key is None or opened.cert is None:
        raise Refused("credential_without_key", field="content")
    _require_for_signing(opened.cert.certificate)
    return _identity(opened.cert.certificate)


def signed(papers: Sequence[bytes], pen: Pen, at: datetime, progress: Progress = UNWATCHED) -> list[bytes]:
    """Add a signature to each paper; every result begins with the very bytes of its paper."""
    identity = identity_of(pen.content, pen.password)
    with _sentences():
        from pyhanko.sign import signers

        signer = signers.SimpleSigner.load_pkcs12_data(pen.content, [], pen.password.encode())
        done = []
        for paper in papers:
            done.append(_signed(paper, signer, identity.subject, pen.place, at))
            progress.step(len(done), len(papers))
    return done


def signatures_in(content: bytes, known: Collection[str], at: datetime | None = None) -> tuple[SignatureFound, ...]:
    """Every signature of a file with its verdict; none where it has none or cannot be read.

    ``known`` are the digests of the certificates the panti signs with; the issuer's own chain is not asked for, as
    nothing is fetched. ``at`` is when it was signed, where the register knows it better than the file.
    """
    if _SIGNED not in content:
        return ()
    from cryptography.exceptions import UnsupportedAlgorithm
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # a changed file is an answer here, not a fault
    try:
        found = PdfFileReader(BytesIO(content)).embedded_signatures
        return tuple(_verdict(one, known, at) for one in found)
    except (PdfError, UnsupportedAlgorithm, *_UNREADABLE):
        return ()


def _opened(content: bytes, password: str) -> PKCS12KeyAndCertificates:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12

    if len(content) > MOST_CREDENTIAL_BYTES or not _is_pkcs12(content):
        raise Refused("credential_not_pkcs12", field="content")
    try:
        return pkcs12.load_pkcs12(content, password.encode())
    except UnsupportedAlgorithm as error:
        raise Refused("credential_too_old", field="content") from error
    except ValueError as error:
        raise Refused("credential_password_wrong", field="password") from error


def _is_pkcs12(content: bytes) -> bool:
    """Say whether it is built like one, whole: version 3 over a piece of data (RFC 7292)."""
    head = content[:40]
    if head[:1] != b"\x30" or _VERSION not in head or _DATA not in head:
        return False
    if len(head) > 1 and head[1] == _UNKNOWN_LENGTH:
        return True
    octets = head[1] & 0x7F if head[1] > 0x7F else 0
    told = int.from_bytes(head[2 : 2 + octets], "big") if octets else head[1]
    return len(content) == 2 + octets + told


def _identity(certificate: x509.Certificate) -> Identity:
    from cryptography.hazmat.primitives.serialization import Encoding

    digest = hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest()
    first, last = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    names = _called(certificate.subject), _called(certificate.issuer)
    return Identity(*names, digest, first.date(), last.date(), first, last)


def _called(name: x509.Name) -> str:
    """A name as people say it: the common name with the organisation, or the whole of it."""
    from cryptography.x509.oid import NameOID

    parts = [
        str(one.value).strip()
        for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
        for one in name.get_attributes_for_oid(kind)[:1]
    ]
    return ", ".join(dict.fromkeys(part for part in parts if part)) or name.rfc4514_string()


def _require_for_signing(certificate: x509.Certificate) -> None:
    """Refuse a certificate that says what its key is for, and signing is not among it."""
    from cryptography import x509

    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise Refused("credential_not_for_signing", field="content")


@contextmanager
def _sentences() -> Iterator[None]:
    """What pyHanko cannot sign becomes our refusal."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError

    try:
        yield
    except (PdfError, SigningError) as error:
        raise Refused("paper_not_signable") from error


def _signed(paper: bytes, signer: SimpleSigner, name: str, place: str, at: datetime) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata

    writer = IncrementalPdfFileWriter(BytesIO(paper))
    described = PdfSignatureMetadata(
        field_name=_FIELD.format(number=paper.count(_SIGNED) + 1),
        md_algorithm="sha256",
        name=name,
        location=place or None,
        subfilter=SigSeedSubFilter.PADES,
    )
    output = BytesIO()
    _signer_at(at)(described, signer=signer).sign_pdf(writer, output=output, bytes_reserved=_room(signer))
    return output.getvalue()


def _room(signer: SimpleSigner) -> int:
    """Hexadecimal digits kept free for a signature with its certificates; else pyHanko signs once more to find out."""
    chain = sum(len(one.dump()) for one in signer.cert_registry)
    own = len(signer.signing_cert.dump()) if signer.signing_cert is not None else 0
    return 2 * (_BESIDE_CERTIFICATES + chain + own)


def _signer_at(at: datetime) -> type[PdfSigner]:
    """A signer that writes this instant; pyHanko would read the computer's clock itself."""
    from pyhanko.pdf_utils.writer import BasePdfFileWriter
    from pyhanko.sign.signers import PdfSigner
    from pyhanko.sign.signers.pdf_signer import PdfSigningSession

    class SignerAt(PdfSigner):
        @override
        def init_signing_session(
            self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
        ) -> PdfSigningSession:
            session = super().init_signing_session(pdf_out, existing_fields_only)
            session.system_time = at
            return session

    return SignerAt


def _verdict(signature: EmbeddedPdfSignature, known: Collection[str], at: datetime | None) -> SignatureFound:
    """The bottom line: intact, mathematically right, nothing but signatures added since, and by one of the known.

    A file that cannot be taken apart any more counts as changed.
    """
    from cryptography.x509 import load_der_x509_certificate

    certificate = load_der_x509_certificate(signature.signer_cert.dump())
    identity = _identity(certificate)
    told = signature.self_reported_timestamp
    signed_at = at or (told.astimezone(UTC) if told is not None else None)
    state = _state(signature, signed_at)
    if state is SignatureState.SOUND and identity.sha256 not in known:
        state = SignatureState.STRANGER
    return SignatureFound(state, identity.subject, identity.issuer, signed_at)


def _state(signature: EmbeddedPdfSignature, signed_at: datetime | None) -> SignatureState:
    from cryptography.exceptions import UnsupportedAlgorithm
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    trusted = ValidationContext(
        trust_roots=[signature.signer_cert], moment=signed_at, allow_fetching=False, revocation_mode="soft-fail"
    )
    signing = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
    try:
        status = validate_pdf_signature(signature, trusted, key_usage_settings=signing)
    except (PdfError, SigningError, SignatureValidationError, UnsupportedAlgorithm, *_UNREADABLE):
        return SignatureState.BROKEN
    return SignatureState.SOUND if status.bottom_line else SignatureState.BROKEN
