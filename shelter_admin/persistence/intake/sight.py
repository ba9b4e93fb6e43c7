"""Which applicants a reader sees: as of residents, victims and children before the law only with the right to it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, Text, case, cast, false, func, literal, not_, or_

from shelter_admin.domain.categories import RESTRICTED
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.waiting_list import PriorityReason
from shelter_admin.domain.words import _
from shelter_admin.persistence.intake.tables import ApplicantTable
from shelter_admin.persistence.people.sight import kept_from

_VIOLENCE: Final = f'"{PriorityReason.VIOLENCE.value}"'


def applicant_kept_from(sight: Sight) -> ColumnElement[bool]:
    """Say in SQL whose application is kept from this reader: by category, by what they flee from, or by their file."""
    if sight.restricted:
        return false()
    return or_(
        func.coalesce(ApplicantTable.category, "").in_(RESTRICTED),
        cast(ApplicantTable.priority_reasons, Text).contains(_VIOLENCE, autoescape=True),
        kept_from(sight, ApplicantTable.person_id),
    )


def applicants_seen_by(sight: Sight) -> ColumnElement[bool]:
    """Say in SQL which applicants this reader sees."""
    return not_(applicant_kept_from(sight))


def applicant_name_for(sight: Sight) -> ColumnElement[str]:
    """The name of an applicant as this reader sees it, for lists in which everybody counts, as the board of beds."""
    if sight.restricted:
        return ApplicantTable.name.label("applicant")
    return case((applicant_kept_from(sight), literal(_("confidential"))), else_=ApplicantTable.name).label("applicant")
