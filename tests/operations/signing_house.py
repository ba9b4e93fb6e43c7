"""A certification authority of the tests' own and PKCS#12 files by it; keys are made once a run, nobody else's are used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from shelter_admin.domain.certificates.signatures import Holder
from shelter_admin.operations.certificates.electronic import AddCredential
from tests.operations.residents_house import House

WORD = "kata sandi p12"
AUTHORITY = "Otorita Uji"
HEAD_NAME = "Dra. Siti Rahmawati, M.Si."
DAY = datetime(2026, 11, 21, tzinfo=UTC)


@dataclass(frozen=True)
class Made:
    """A PKCS#12 as an office gets it, and the certificate of whoever issued it."""

    content: bytes
    authority: x509.Certificate


def _name(common: str, organisation: str = "UPT Uji") -> x509.Name:
    parts = ((NameOID.COMMON_NAME, common), (NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])


@cache
def _authority_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@cache
def _key(number: int) -> rsa.RSAPrivateKey:
    del number
    return rsa.generate_private_key(65537, 2048)


def _begun(subject: x509.Name, first: datetime, last: datetime) -> x509.CertificateBuilder:
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(_name(AUTHORITY))
    return made.serial_number(x509.random_serial_number()).not_valid_before(first).not_valid_after(last)


@cache
def an_authority() -> x509.Certificate:
    made = _begun(_name(AUTHORITY), DAY - timedelta(days=900), DAY + timedelta(days=900))
    made = made.public_key(_authority_key().public_key()).add_extension(x509.BasicConstraints(True, None), True)
    return made.sign(_authority_key(), hashes.SHA256())


def a_pkcs12(
    name: str = HEAD_NAME,
    *,
    first: datetime = DAY - timedelta(days=30),
    last: datetime = DAY + timedelta(days=300),
    word: str = WORD,
    key: int = 1,
    signs: bool = True,
) -> Made:
    """A PKCS#12 of this holder by our authority; ``signs`` is what the certificate says its key is for."""
    usage = x509.KeyUsage(signs, signs, not signs, False, False, False, False, False, False)
    made = _begun(_name(name), first, last).public_key(_key(key).public_key())
    made = made.add_extension(usage, critical=True)
    certificate = made.sign(_authority_key(), hashes.SHA256())
    content = pkcs12.serialize_key_and_certificates(
        b"uji", _key(key), certificate, [an_authority()], BestAvailableEncryption(word.encode())
    )
    return Made(content, an_authority())


def a_credential(house: House, holder: Holder = Holder.HEAD, name: str = HEAD_NAME, key: int = 1) -> str:
    """Give the house a PKCS#12; tells its id."""
    return house.head.do(AddCredential(holder, a_pkcs12(name, key=key).content, WORD)).outcome


def turned(content: bytes) -> bytes:
    """The file with its first page upside down, by an addition after its bytes."""
    from pyhanko.pdf_utils.generic import NameObject, NumberObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Rotate")] = NumberObject(180)
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
