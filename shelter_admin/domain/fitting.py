"""What follows from the values of an identity: which qualities fit them, and what a NIK that arrived changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from shelter_admin.domain.identity.nik import NikQuality
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.residents import NAMELESS, Identity, IdentityStatus
from shelter_admin.domain.surroundings import OF_NOTHING, QUALITY_FIELDS, FieldQuality, Qualities


def _filled(identity: Identity, name: str) -> bool:
    return {
        "name": identity.name != NAMELESS,
        "sex": identity.sex is not Sex.UNKNOWN,
        "birth": identity.born.known,
        "birth_place": bool(identity.birth_place),
        "origin": bool(identity.origin_code or identity.origin_text),
        "nik": identity.nik.quality is not NikQuality.MISSING,
    }[name]


def fitting(qualities: Qualities, identity: Identity) -> dict[str, FieldQuality]:
    """The qualities that fit the values: a filled field is not unknown, an empty one not certain."""
    return {
        name: quality
        for name, quality in qualities.items()
        if name in QUALITY_FIELDS and (quality in OF_NOTHING) is not _filled(identity, name)
    }


_BY_NIK: Final[Mapping[IdentityStatus | None, IdentityStatus]] = {
    None: IdentityStatus.NOT_VERIFIED,
    IdentityStatus.NO_PAPERS: IdentityStatus.NOT_VERIFIED,
    IdentityStatus.UNKNOWN_PERSON: IdentityStatus.NOT_VERIFIED,
    IdentityStatus.IN_BIOMETRICS: IdentityStatus.NOT_VERIFIED,
    IdentityStatus.NOT_IN_BIOMETRICS: IdentityStatus.NOT_VERIFIED,
    IdentityStatus.BEING_ISSUED: IdentityStatus.NIK_ISSUED,
    IdentityStatus.LETTER_ISSUED: IdentityStatus.NIK_ISSUED,
}


def status_by_nik(before: Identity, after: Identity) -> IdentityStatus | None:
    """How far the papers are once a whole NIK has arrived; as it was where none did or the clerk said otherwise."""
    arrived = after.nik.quality is NikQuality.OK and before.nik.quality is not NikQuality.OK
    if not arrived or after.status is not before.status:
        return after.status
    return _BY_NIK.get(before.status, after.status)
