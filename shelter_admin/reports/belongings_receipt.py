"""The receipt for things in keeping, or for those given back, with a line to sign on each side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.belongings import Belonging
from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import long_date, number, short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.page import WIDTH, Paper, build, signatures, table_of, words


def belongings_receipt(
    whose: tuple[str, str], things: Sequence[Belonging], returned_on: date | None, imprint: Imprint
) -> Document:
    """Print it: what is in keeping now, or what was given back on a day; ``whose`` is name and own number."""
    name, own_number = whose
    back = returned_on is not None
    title = _("Receipt of things given back") if back else _("Receipt of things in keeping")
    paper = Paper(f"{_('receipt-of-things')}-{short_date(imprint.printed_at.date())}.pdf", title, name, imprint)
    told = _("Own number {number}").format(number=own_number)
    story: list[Flowable] = [words(told, "muted")]
    if returned_on is not None:
        to = ", ".join(sorted({one.returned_to for one in things}))
        story.append(words(_("Given to {whom} on {day}.").format(whom=to, day=long_date(returned_on))))
    story += _table(things)
    lines = [_("Handed over by"), _("Received by")]
    return build(paper, [*story, KeepTogether([Spacer(1, 16), signatures(lines)])])


def _table(things: Sequence[Belonging]) -> list[Flowable]:
    if not things:
        return [words(_("Nothing is in keeping."))]
    rows = [
        [
            words(number(at), "cell"),
            words(one.what, "cell-strong"),
            words(number(one.count), "cell-mid"),
            words(short_date(one.received_on), "cell"),
            words(" · ".join(filter(None, (one.kept_where, one.note))), "cell"),
        ]
        for at, one in enumerate(things, start=1)
    ]
    heads = [_("No."), _("Thing"), _("How many"), _("Since"), _("Where, note")]
    widths = [0.07 * WIDTH, 0.35 * WIDTH, 0.13 * WIDTH, 0.15 * WIDTH, 0.3 * WIDTH]
    return table_of(_("Things"), heads, rows, widths)
