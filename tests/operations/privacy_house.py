"""What tests about data protection share: words on a paper, and a refusal by its code."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.operations.desk import Desk


def said_on(document: Document) -> str:
    """The words of a paper, line ends as spaces."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(document.content)).pages))


def refusal_of(desk: Desk, act: Any, reason: str = "") -> str:
    """The code an act is refused with."""
    with pytest.raises(Refused) as caught:
        desk.do(act, reason=reason)
    return caught.value.code
