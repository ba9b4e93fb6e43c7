"""The panti itself: its settings, its letterhead, its name and place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.settings import Letterhead, Panti, Settings, Zone, declared, require_panti, require_sound
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.panti import change_panti

CHANGED = Changes.of(Area.PANTI)
MOST_LOGO_BYTES = 2 * 1024 * 1024

WORDS: dict[str, str] = {
    "setting_out_of_bounds": N_("Choose a number from {least} to {most}."),
    "resident_word_missing": N_("Write the word for a resident."),
    "night_must_pass_midnight": N_("The night shift starts in the evening and ends in the morning."),
    "number_pattern_unclear": N_("The pattern needs {{urut}} and may hold {{tahun}}, like {{tahun}}-{{urut:04}}."),
    "certificate_pattern_unclear": N_(
        "The pattern needs {{urut}} and {{tahun}} and may hold {{kode}}, {{unit}}, {{bulan}} and {{bulan_romawi}}."
    ),
    "predikat_unclear": N_("Write the lowest mark, then its predicate, parted by semicolons: 90 Very good; 70 Fair."),
    "nip_unclear": N_("A NIP has 18 digits. Write it in full or leave it empty."),
    "province_key_unclear": N_("This is no public key of age. It begins with age1 and has 62 characters."),
    "logo_too_big": N_("The logo may be at most 2 MB."),
    "logo_unclear": N_("The logo must be a PNG or JPEG picture."),
}


@dataclass(frozen=True)
class ChangeSettings(Command[None]):
    """Change the panti's settings. Changed hours of the night hold from today; earlier roll-calls keep theirs."""

    needs: ClassVar[Right] = Right.CHANGE_SETTINGS
    name: ClassVar[str] = N_("change settings")

    settings: Settings

    @override
    def run(self, work: Work) -> Done[None]:
        require_sound(self.settings)
        before = work.panti.settings
        changed = [one.name for one in declared() if getattr(before, one.name) != getattr(self.settings, one.name)]
        change_panti(work.session, replace(work.panti, settings=self.settings), work.today)
        return Done(CHANGED, undo=ChangeSettings(before), what={"changed": changed})


@dataclass(frozen=True)
class ChangeLetterhead(Command[None]):
    """Change what official papers carry at the top; the logo is a PNG or JPEG of at most 2 MB, or nothing."""

    needs: ClassVar[Right] = Right.EDIT_LETTERHEAD
    name: ClassVar[str] = N_("change the letterhead")

    letterhead: Letterhead = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        logo = self.letterhead.logo
        if len(logo) > MOST_LOGO_BYTES:
            raise Refused("logo_too_big", field="logo")
        if logo and not logo.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
            raise Refused("logo_unclear", field="logo")
        change_panti(work.session, replace(work.panti, letterhead=self.letterhead), work.today)
        return Done(CHANGED, undo=ChangeLetterhead(work.panti.letterhead))


@dataclass(frozen=True)
class ChangePanti(Command[None]):
    """Change the panti's name, code, regency or zone."""

    needs: ClassVar[Right] = Right.CHANGE_SETTINGS
    name: ClassVar[str] = N_("change the shelter's details")

    title: str = field(repr=False)
    code: str
    regency: str
    zone: Zone

    @override
    def run(self, work: Work) -> Done[None]:
        require_panti(self.title, self.code, self.regency)
        before = work.panti
        after = replace(before, name=self.title.strip(), code=self.code, regency=self.regency, zone=self.zone)
        change_panti(work.session, after, work.today)
        return Done(CHANGED, undo=ChangePanti(before.name, before.code, before.regency, before.zone))


@dataclass(frozen=True)
class PantiDetails(Query[Panti]):
    """The panti with its settings and letterhead."""

    needs: ClassVar[Right] = Right.WORK_HERE

    @override
    def run(self, work: Work) -> Panti:
        return work.panti
