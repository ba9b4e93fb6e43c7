"""How the rehearsals of copies went."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Text
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Instant, Row, technical


class RehearsalTable(Row):
    """One rehearsal: when, of the copy of which moment (the panti's wall clock), how it went."""

    __tablename__ = "copy_rehearsal"

    at: Mapped[datetime] = technical(Instant, nullable=False, index=True)
    copy_at: Mapped[str] = technical(Text, nullable=False)
    outcome: Mapped[str] = technical(Text, nullable=False)
    differences: Mapped[list[dict[str, Any]]] = technical(JSON, nullable=False)
