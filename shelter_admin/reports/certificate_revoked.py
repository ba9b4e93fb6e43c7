"""The revoked papers as CSV for the province: UTF-8 with BOM, semicolons, days as offices write them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from shelter_admin.domain.certificates.letters import RevokedPaper
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _, p_
from shelter_admin.reports.workbook import never_run


def revoked_csv(papers: Sequence[RevokedPaper], code: str, unit: str) -> Document:
    """Write every revoked certificate and letter in a row, the last one revoked first."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    heads = (
        _("Unit code"),
        _("Unit"),
        p_("column of a paper", "Kind"),
        _("Number of the paper"),
        _("Verification code"),
        _("Name"),
        p_("column of a paper", "Programme"),
        _("Issued on"),
        _("Revoked on"),
        _("Reason"),
    )
    writer.writerow(heads)
    for one in papers:
        row = (code, unit, one.kind, one.paper_no, one.fingerprint, one.name, one.program)
        days = (short_date(one.issued_on), short_date(one.revoked_on))
        writer.writerow([never_run(cell) for cell in (*row, *days, one.reason)])
    return Document(f"{_('revoked-certificates')}.csv", out.getvalue().encode("utf-8-sig"))
