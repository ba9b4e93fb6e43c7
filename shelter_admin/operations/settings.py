"""The panti itself: its settings, its letterhead, its name and place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from dataclasses import fields as fields_of
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.settings import Letterhead, Panti, Settings, Zone, declared, require_panti, require_sound
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, LastChange, Seen, named
from shelter_admin.persistence.history import last_change, last_change_inside
from shelter_admin.persistence.panti import change_panti, panti_row, the_panti

CHANGED = Changes.of(Area.PANTI)
MOST_LOGO_BYTES = 2 * 1024 * 1024

DETAILS: Final = {
    "title": N_("Name of the shelter"),
    "code": N_("Short code"),
    "regency": N_("Regency or city"),
    "zone": N_("Time zone"),
}
LETTERHEAD: Final = {
    "government": N_("Government"),
    "agency": N_("Agency"),
    "unit": N_("Unit"),
    "address": N_("Address"),
    "contact": N_("Telephone, e-mail"),
    "town": N_("Place of signing"),
    "logo": N_("Logo"),
}
SETTINGS: Final = {
    "resident_word": N_("Word for a resident"),
    "night_starts": N_("Night shift from"),
    "night_ends": N_("Night shift until"),
    "roll_call_at": N_("Night roll-call at"),
    "morning_roll_call": N_("Morning roll-call"),
    "morning_roll_call_at": N_("Morning roll-call at"),
    "number_pattern": N_("Pattern of the number"),
    "idle_minutes": N_("Lock after minutes"),
    "runaway_days": N_("Days after running away"),
    "leave_after_days": N_("Days before the first leave"),
    "leave_head_nights": N_("Nights of leave without the head"),
    "child_leave_escort": N_("Companion for children"),
    "morning_shift_at": N_("Morning shift from"),
    "afternoon_shift_at": N_("Afternoon shift from"),
    "breakfast_at": N_("Breakfast at"),
    "lunch_at": N_("Lunch at"),
    "supper_at": N_("Supper at"),
    "backup_folder": N_("Folder for copies"),
    "certificate_pattern": N_("Pattern of the certificate's number"),
    "certificate_code": N_("Code of the letter"),
    "certificate_unit": N_("Unit in the number"),
    "predikat": N_("Grades by lowest mark"),
    "lesson_minutes": N_("Minutes of one lesson hour"),
    "mark_scale": N_("Scale of marks"),
    "mark_weights": N_("Weights of theory, practice, attitude"),
    "absent_streak": N_("Absences in a row before a warning"),
    "letter_pattern": N_("Pattern of the letter's number"),
    "assessment_days": N_("Days until the first assessment"),
    "review_days": N_("Days until an assessment is due again"),
    "aftercare_days": N_("Days until the first visit afterwards"),
    "fund_sources": N_("Sources of funds"),
    "signer_title": N_("Office of who signs"),
    "signer_name": N_("Name of who signs"),
    "signer_rank": N_("Rank of who signs"),
    "signer_nip": N_("NIP of who signs"),
    "province_key": N_("The province's key"),
}

WORDS: dict[str, str] = {
    "setting_out_of_bounds": N_("Choose a number from {least} to {most}."),
    "resident_word_missing": N_("Write the word for a resident."),
    "night_must_pass_midnight": N_("The night shift starts in the evening and ends in the morning."),
    "number_pattern_unclear": N_("The pattern needs {{urut}} and may hold {{tahun}}, like {{tahun}}-{{urut:04}}."),
    "certificate_pattern_unclear": N_(
        "The pattern needs {{urut}} and {{tahun}} and may hold {{kode}}, {{unit}}, {{bulan}} and {{bulan_romawi}}."
    ),
    "predikat_unclear": N_("Write the lowest mark, then its predicate, parted by semicolons: 90 Very good; 70 Fair."),
    "mark_scale_unclear": N_("Choose 100, 10 or 4."),
    "mark_weights_unclear": N_("Write three whole numbers that add up to 100: theory, practice, attitude."),
    "fund_sources_unclear": N_("Write at least one source of funds, parted by semicolons."),
    "nip_unclear": N_("A NIP has 18 digits. Write it in full or leave it empty."),
    "province_key_unclear": N_("This is no public key of age. It begins with age1 and has 62 characters."),
    "logo_too_big": N_("The logo may be at most 2 MB."),
    "logo_unclear": N_("The logo must be a PNG or JPEG picture."),
}


@dataclass(frozen=True)
class ChangeSettings(Edit[None]):
    """Change the panti's settings. Changed hours of the night hold from today; earlier roll-calls keep theirs."""

    needs: ClassVar[Right] = Right.CHANGE_SETTINGS
    name: ClassVar[str] = N_("change settings")

    settings: Settings

    @override
    def run(self, work: Work) -> Done[None]:
        require_sound(self.settings)
        panti = the_panti(work.session)
        before = panti.settings
        fields = Fields(named(SETTINGS), _inside(work, "settings"))
        agreed = self.agree(work, fields, by_name(self.settings), by_name(before))
        wanted = Settings(**agreed)
        require_sound(wanted)
        changed = [one.name for one in declared() if getattr(before, one.name) != agreed[one.name]]
        change_panti(work.session, replace(panti, settings=wanted), work.today)
        return Done(CHANGED, undo=ChangeSettings(before, seen=Seen(agreed)), what={"changed": changed})


@dataclass(frozen=True)
class ChangeLetterhead(Edit[None]):
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
        panti = the_panti(work.session)

        def words(name: str, value: Any) -> str:
            return _("a picture of {size} KB").format(size=len(value) // 1024) if name == "logo" and value else value

        fields = Fields(named(LETTERHEAD), _inside(work, "letterhead"), words)
        agreed = self.agree(work, fields, by_name(self.letterhead), by_name(panti.letterhead))
        change_panti(work.session, replace(panti, letterhead=Letterhead(**agreed)), work.today)
        return Done(CHANGED, undo=ChangeLetterhead(panti.letterhead, seen=Seen(agreed)))


@dataclass(frozen=True)
class ChangePanti(Edit[None]):
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
        panti = the_panti(work.session)
        mine = {"title": self.title.strip(), "code": self.code, "regency": self.regency, "zone": self.zone}
        before: dict[str, Any] = {"title": panti.name, "code": panti.code, "regency": panti.regency, "zone": panti.zone}
        agreed = self.agree(work, Fields(named(DETAILS), _inside(work, "")), mine, before)
        after = replace(panti, **{"name" if name == "title" else name: value for name, value in agreed.items()})
        change_panti(work.session, after, work.today)
        return Done(CHANGED, undo=ChangePanti(**before, seen=Seen(agreed)))


def by_name(record: Settings | Letterhead) -> dict[str, Any]:
    """The values of settings or letterhead by their names."""
    return {item.name: getattr(record, item.name) for item in fields_of(record)}


def _inside(work: Work, column: str) -> Callable[[str], LastChange | None]:
    """Who changed a value last that stands inside a column of the panti, or in the column called like it."""
    columns = {"title": "name"}

    def last(name: str) -> LastChange | None:
        row = panti_row(work.session)
        if column and name != "logo":
            return last_change_inside(work.session, row, column, name)
        return last_change(work.session, row, (columns.get(name, name),))

    return last


@dataclass(frozen=True)
class PantiDetails(Query[Panti]):
    """The panti with its settings and letterhead."""

    needs: ClassVar[Right] = Right.WORK_HERE

    @override
    def run(self, work: Work) -> Panti:
        return work.panti
