"""Whether every page of a copy is whole. What is enclosed behind the last page is no page of the database."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy import Connection

from shelter_admin.persistence import dialects

_PAGE: Final = re.compile(r"\bpage (\d+)\b")


def is_whole(connection: Connection, size: int) -> bool:
    """Say whether the database finds nothing wrong and its pages are exactly so many bytes."""
    pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    faults = [fault for fault in dialects.integrity_faults(connection) if not _is_behind(fault, pages)]
    return not faults and pages * dialects.PAGE_BYTES == size


def _is_behind(fault: str, pages: int) -> bool:
    found = _PAGE.search(fault)
    return found is not None and int(found[1]) > pages
