"""The written notice of an incident with personal data: what data, when and how, what is done (UU 27/2022, 46)."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.incidents import TOUCHED_NAMES, IncidentDetails
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import clock, long_date, number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.reports.page import WIDTH, Paper, build, section, signatures, table_of, words


def incident_notice(found: IncidentDetails, imprint: Imprint, panti: Panti, *, to_people: bool) -> Document:
    """Print the notice: to each of the people without the names of the others, to the authority with the list."""
    paper = Paper(
        f"{_('incident-notice')}-{short_date(imprint.printed_at.date())}.pdf",
        _("Notice of a failure to protect personal data"),
        _("UU 27/2022 on personal data protection, article 46"),
        imprint,
        personal=not to_people,
    )
    story: list[Flowable] = [words(_whom(to_people=to_people), "strong"), *_facts(found, panti)]
    if to_people:
        story.append(words(_("You may ask for a copy of your data, for correction and for limitation, and complain.")))
    else:
        story += _affected(found)
    return build(paper, [*story, KeepTogether([Spacer(1, 12), signatures([_signer(panti)])])])


def _whom(*, to_people: bool) -> str:
    if to_people:
        return _("To: the resident, parent or guardian")
    return _("To: the authority for personal data protection")


def _facts(found: IncidentDetails, panti: Panti) -> list[Flowable]:
    local = found.found_at.astimezone(panti.zone.offset)
    told = _("Found on {day} at {clock} {zone}.")
    story: list[Flowable] = [words(told.format(day=long_date(local.date()), clock=clock(local), zone=panti.zone.value))]
    data = "; ".join(_(TOUCHED_NAMES[one]) for one in found.what)
    for title, text in (
        (_("Which personal data"), data),
        (_("When and how it happened"), found.happened),
        (_("What is done about it"), found.handling or _("Being dealt with.")),
    ):
        story += [section(title), words(text)]
    return story


def _affected(found: IncidentDetails) -> list[Flowable]:
    count = len(found.affected)
    told = n_("{count} person affected", "{count} people affected", count).format(count=number(count))
    rows = [
        [words(number(at), "cell"), words(one.number, "cell"), words(one.name, "cell")]
        for at, one in enumerate(found.affected, start=1)
    ]
    if not rows:
        return [section(told)]
    return table_of(told, [_("No."), _("Own number"), _("Name")], rows, [0.1 * WIDTH, 0.25 * WIDTH, 0.65 * WIDTH])


def _signer(panti: Panti) -> str:
    chosen = panti.settings
    return ", ".join(filter(None, (chosen.signer_title, chosen.signer_name)))
