"""The papers of a month on their way out; reports are imported when the first one is made."""

from __future__ import annotations

from shelter_admin.domain.month.figures import MonthView
from shelter_admin.domain.month.paper import MonthPaper, MonthSigner
from shelter_admin.domain.papers import Document
from shelter_admin.operations.desk import Work
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence import audit


def month_papers(work: Work, view: MonthView, *, draft: bool) -> tuple[Document, ...]:
    """Workbook, PDF and CSV of what a view shows: a draft of now, or a version as it was sent."""
    from shelter_admin.reports.month_csv import month_csv
    from shelter_admin.reports.month_return import month_return
    from shelter_admin.reports.month_workbook import month_workbook

    paper = paper_of(work, view, draft=draft)
    return month_workbook(paper), month_return(paper), month_csv(paper)


def paper_of(work: Work, view: MonthView, *, draft: bool) -> MonthPaper:
    """What stands on the papers besides the figures."""
    settings, head = work.panti.settings, audit.newest(work.session)
    sent = next((one for one in view.versions if one.version == view.next_version and not draft), None)
    return MonthPaper(
        view.figures,
        imprint(work),
        work.panti.code,
        view.next_version,
        draft,
        MonthSigner(settings.signer_title, settings.signer_name, settings.signer_rank, settings.signer_nip),
        sent.sent_on if sent is not None else None,
        view.difference,
        head.no,
        head.hash,
    )
