"""The receipt of what is handed over: tools and papers counted, or savings as figure and in words; and the book."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, Spacer

from shelter_admin.domain.departures.amounts import rupiah_spelled
from shelter_admin.domain.departures.handing import Handed, HandedKind
from shelter_admin.domain.departures.savings import Saving
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Settings
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import long_date, number, rupiah, short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.reports.admission_paper import facts, signing
from shelter_admin.reports.page import WIDTH, Paper, build, table_of, words

TITLES = {
    HandedKind.TOOLS: N_("Receipt of tools"),
    HandedKind.SAVINGS: N_("Receipt of savings"),
    HandedKind.PAPERS: N_("Receipt of papers"),
    HandedKind.CERTIFICATE: N_("Receipt of a certificate"),
}


def receipt(whose: tuple[str, str], one: Handed, imprint: Imprint, settings: Settings) -> Document:
    """Print it; ``whose`` is name and own number. A void one carries that across the page, with why."""
    name, own_number = whose
    filename = f"{_('receipt')}-{own_number}-{short_date(one.on_day)}.pdf"
    mark = "" if one.stands else _("VOID")
    paper = Paper(filename, _(TITLES[one.kind]), name, imprint, mark=mark)
    head = [
        (_("Name"), name),
        (_("Own number"), own_number),
        (_("Training"), one.program),
        (_("Day"), long_date(one.on_day)),
        (_("Note"), one.note),
    ]
    story: list[Flowable] = [facts([(word, text) for word, text in head if text])]
    story += _sum(one) if one.amount is not None else _items(one)
    if one.void_on is not None:
        told = _("Struck out on {day}: {why}").format(day=long_date(one.void_on), why=one.void_reason)
        story += [Spacer(1, 8), words(told, "strong")]
    if one.kind is HandedKind.TOOLS:
        promise = _("The tools are for work and are not sold; the shelter asks for them at its visits.")
        story += [Spacer(1, 8), words(promise, "small")]
    signers = [(_("Handed over by"), one.given_by), (_("Received by"), one.received_by), (_("Witness"), one.witness)]
    known = (_("Known to: {office}").format(office=settings.signer_title or imprint.panti), settings.signer_name)
    story += [signing(imprint, one.on_day, signers), signing_under(known)]
    return build(paper, story)


def signing_under(known: tuple[str, str]) -> Flowable:
    """Who knows of it, on a line of its own below those who were there."""
    from reportlab.platypus import KeepTogether

    role, name = known
    return KeepTogether(
        [
            Spacer(1, 14),
            words(role, "cell-strong"),
            Spacer(1, 44),
            words(name or "." * 40, "cell" if name else "muted"),
        ]
    )


def _sum(one: Handed) -> list[Flowable]:
    amount = one.amount or 0
    rows = [(_("Sum"), rupiah(amount)), (_("In words"), rupiah_spelled(amount))]
    return [Spacer(1, 8), facts(rows)]


def _items(one: Handed) -> list[Flowable]:
    rows: list[list[Any]] = [
        [
            words(number(at), "cell"),
            words(item.name, "cell-strong"),
            words(f"{number(item.quantity)} {item.unit}".strip(), "cell"),
            words(rupiah(item.value) if item.value is not None else "—", "cell-right"),
            words(item.note, "cell"),
        ]
        for at, item in enumerate(one.items, start=1)
    ]
    worth = words(_("Worth each"), "cell-head-right")
    heads: list[str | Flowable] = [_("No."), _("Thing"), _("How many"), worth, _("Brand, number, state")]
    shares = (0.07, 0.36, 0.15, 0.16, 0.26)
    story = table_of(_("Handed over"), heads, rows, [share * WIDTH for share in shares])
    if one.value:
        told = _("Worth together, as far as it is known: {value}").format(value=rupiah(one.value))
        story += [Spacer(1, 6), words(told, "small")]
    return story


def savings_book(whose: tuple[str, str], entries: Sequence[Saving], imprint: Imprint) -> Document:
    """Print the book of somebody's savings: every entry with what was there after it."""
    name, own_number = whose
    filename = f"{_('savings-book')}-{own_number}.pdf"
    there = entries[-1].balance if entries else 0
    paper = Paper(filename, _("Book of savings"), name, imprint)
    balance = (_("Balance now"), f"{rupiah(there)} ({rupiah_spelled(there)})")
    rows: list[list[Any]] = [
        [
            words(short_date(one.on_day), "cell"),
            words(rupiah(one.amount) if one.amount > 0 else "", "cell-right"),
            words(rupiah(-one.amount) if one.amount < 0 else "", "cell-right"),
            words(rupiah(one.balance), "cell-right"),
            words(" · ".join(part for part in (one.note, one.written_by) if part), "cell"),
        ]
        for one in entries
    ]
    sums = [words(told, "cell-head-right") for told in (_("Put aside"), _("Taken out"), _("There then"))]
    heads: list[str | Flowable] = [_("Day"), *sums, _("Note, written by")]
    table = table_of(_("Entries"), heads, rows, [share * WIDTH for share in (0.14, 0.17, 0.17, 0.18, 0.34)])
    roles = [(_("Written by"), imprint.printed_by), (_("The resident"), name)]
    signed = signing(imprint, imprint.printed_at.date(), roles, [Spacer(1, 10), facts([balance])])
    return build(paper, [facts([(_("Own number"), own_number), balance]), *table, signed])
