"""The panti's signing key: made at the first issue, kept in the encrypted store, travelling with its copies."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.persistence.base import new_id, stamp_of
from shelter_admin.persistence.certificates.tables import SigningKeyTable


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The key that signs now."""

    key_id: str
    secret: bytes = field(repr=False)


def signing_key(session: Session) -> SigningKey:
    """The newest key, or the first one, made in this transaction."""
    row = session.scalars(select(SigningKeyTable).order_by(SigningKeyTable.id.desc()).limit(1)).first()
    if row is None:
        row = _new_key(session)
        session.add(row)
        session.flush()
    return SigningKey(row.id, row.secret_key)


def _new_key(session: Session) -> SigningKeyTable:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    pair = Ed25519PrivateKey.generate()
    return SigningKeyTable(
        id=new_id(),
        public_key=pair.public_key().public_bytes_raw(),
        secret_key=pair.private_bytes_raw(),
        made_at=stamp_of(session).at,
    )


def public_keys(session: Session) -> list[bytes]:
    """Every public key this panti has signed with, the newest first."""
    return list(session.scalars(select(SigningKeyTable.public_key).order_by(SigningKeyTable.id.desc())))
