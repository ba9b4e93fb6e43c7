"""``month`` and ``records``: the return of a month, and the records behind it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.month.figures import MonthView
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import number, percent
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.returns.month import Month, MonthPapers, ReturnVersion, SendMonth
from shelter_admin.operations.returns.records import RecordsOf
from shelter_admin.persistence.durable import folder_for_files, replace_file
from shelter_admin.terminal.call import Call, pass_call


@click.command("month", help=_("Send a finished month and write its papers; with --draft only look at it."))
@click.argument("period", metavar="YYYY-MM")
@click.option(
    "--out",
    "folder",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=_("Where to write workbook, PDF and CSV."),
)
@click.option("--draft", is_flag=True, help=_("Nothing is sent; works beside an open window, also in a running month."))
@pass_call
def month(call: Call, *, period: str, folder: Path, draft: bool) -> None:
    """Send a finished month and write its papers; with --draft only look at it."""
    if draft:
        with call.reading(Right.SEE_RETURNS) as desk:
            view = desk.ask(Month(period))
            papers = desk.ask(MonthPapers(period, draft=True))
    else:
        with call.writing(Right.SEND_RETURN) as desk:
            view, papers = _sent(desk, period, folder)
    files = _written(folder_for_files(folder), papers)
    call.answer({**_plain(view), "files": files, "draft": draft}, _lines(view, files))


def _sent(desk: Desk, period: str, folder: Path) -> tuple[MonthView, tuple[Document, ...]]:
    """Send it, once it is certain that its papers can be made and that there is a folder for them."""
    if desk.ask(Month(period)).finished:
        desk.ask(MonthPapers(period, draft=True))
        folder_for_files(folder)
    version = desk.do(SendMonth(period)).outcome.version
    return desk.ask(ReturnVersion(period, version)), desk.ask(MonthPapers(period, number=version))


@click.command("records", help=_("Write the records behind a month for the province, sealed where its key is set."))
@click.argument("period", metavar="YYYY-MM")
@click.option(
    "--out",
    "file",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=_("Where to write it; a sealed one ends in .age."),
)
@click.option("--without-names", is_flag=True, help=_("No names, numbers, NIK or days of birth."))
@pass_call
def records(call: Call, *, period: str, file: Path, without_names: bool) -> None:
    """Write the records behind a month for the province, sealed where its key is set."""
    with call.writing(Right.EXPORT_RECORDS) as desk:
        folder_for_files(file.parent)
        made = desk.do(RecordsOf(period, with_names=not without_names)).outcome
    place = _place(file, sealed=made.sealed)
    replace_file(place, made.document.content)
    if not made.sealed:
        click.echo(_("The province's key is not set, so this file is not sealed. Keep it safe."), err=True)
    plain = {"file": str(place.absolute()), "resources": dict(made.resources), "people": made.people}
    told = _("{file}: records of {count} people").format(file=place, count=number(made.people))
    rows = (f"{name:<14} {number(count)}" for name, count in made.resources.items())
    call.answer({**plain, "sealed": made.sealed, "names": not without_names}, [told, *rows])


def _place(file: Path, *, sealed: bool) -> Path:
    """The name for the file: a sealed package ends in ``.age``, one that is not sealed never does."""
    if sealed:
        return file if file.suffix == ".age" else file.with_name(_zip(file.name) + ".age")
    return file.with_name(_zip(file.stem)) if file.suffix == ".age" else file


def _zip(name: str) -> str:
    return name if name.endswith(".zip") else f"{name}.zip"


def _written(folder: Path, papers: Iterable[Document]) -> list[str]:
    files = []
    for paper in papers:
        place = folder / paper.filename
        replace_file(place, paper.content)
        files.append(str(place.absolute()))
    return files


def _plain(view: MonthView) -> dict[str, Any]:
    """The keys of the terminal's page, and more."""
    figures = view.figures
    return {
        "period": figures.period,
        "version": view.next_version,
        "opening": figures.opening.total,
        "admitted": figures.admitted.total,
        "left": figures.left.total,
        "closing": figures.closing.total,
        "capacity": figures.capacity,
        "bed_days": figures.bed_days,
        "capacity_days": figures.capacity_days,
        "occupancy_percent": figures.occupancy_percent,
        "mean_stay_days": figures.mean_stay_days,
        "spm": {code: {"x": spm.x, "met": spm.met, "y": spm.y} for code, spm in figures.spm.items()},
        "attendance": [
            {
                "program": one.program,
                "people": one.people,
                "sessions": one.sessions,
                "present": one.present,
                "sick": one.sick,
                "excused": one.excused,
                "absent": one.absent,
                "unmarked": one.unmarked,
                "rate": one.rate,
            }
            for one in figures.attendance
        ],
        "graduates": [
            {"program": one.program, "issued": one.issued, "revoked": one.revoked} for one in figures.graduates
        ],
        "dates_unknown": figures.dates_unknown,
        "running": figures.running,
        "difference": [{"figure": one.figure, "before": one.before, "after": one.after} for one in view.difference],
    }


def _lines(view: MonthView, files: list[str]) -> list[str]:
    told = view.figures
    share = percent(told.occupancy_percent, 1) if told.occupancy_percent is not None else "–"
    return [
        _("{period}, version {version}").format(period=told.period, version=view.next_version),
        _("start {opening} + came in {admitted} – left {left} = end {closing}").format(
            opening=number(told.opening.total),
            admitted=number(told.admitted.total),
            left=number(told.left.total),
            closing=number(told.closing.total),
        ),
        _("Bed-days {nights}, capacity {capacity}, occupancy {share}").format(
            nights=number(told.bed_days), capacity=number(told.capacity), share=share
        ),
        *files,
    ]
