"""Templates: which there are, what a paper would look like, keeping another edition, which is in use, their files.

An issued paper keeps its bytes whatever becomes of the template it was made with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.template import Kind, Template, checked, from_json, to_json
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.certificates.papers import officially, specimen_of
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.persistence.certificates import templates
from shelter_admin.persistence.certificates.templates import Edition

CHANGED = Changes.of(Area.CERTIFICATES)
FOLDER: Final = Path(__file__).resolve().parents[3] / "resources" / "certificate_templates"
MOST_BYTES: Final = 2_000_000
_PICTURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kind": N_("For"),
        "name": N_("Name of the template"),
        "title": N_("Title"),
        "number_line": N_("Line with the number"),
        "opening": N_("Above the name"),
        "under_name": N_("Below the name"),
        "lines": N_("What is stated"),
        "closing": N_("Closing"),
        "letterhead": N_("Letterhead"),
        "logos": N_("Logos"),
        "border": N_("Border"),
        "signature": N_("Signature"),
        "stamp": N_("Room for the stamp"),
        "photo": N_("Photo 3 × 4"),
        "number_pattern": N_("Pattern of the paper's number"),
        "back": N_("Back page"),
        "back_title": N_("Title of the back"),
        "transcript": N_("Subjects and marks"),
        "summary": N_("Hours, mark and attendance"),
        "trainer": N_("Trainer's signature"),
        "back_lines": N_("Lines on the back"),
        "first_logo": N_("Left logo"),
        "second_logo": N_("Right logo"),
    }
)


@cache
def built_in() -> Mapping[str, Template]:
    """The templates that come with the program, by the name of their file; the standard one of certificates first."""
    files = sorted(
        FOLDER.glob("*.json"), key=lambda file: (file.stem == "keterangan_mengikuti", file.stem != "standar", file.stem)
    )
    return MappingProxyType({file.stem: from_json(file.read_bytes()) for file in files})


@dataclass(frozen=True, slots=True)
class TemplatesKept:
    """The templates of this house, those that come with the program, and which kinds use one of their own."""

    kept: tuple[Edition, ...]
    built_in: Mapping[str, Template] = field(repr=False)

    def in_use(self, kind: Kind) -> Edition | None:
        """The edition that papers of this kind are made with; None is the standard one."""
        return next((one for one in self.kept if one.in_use and one.template.kind is kind), None)


@dataclass(frozen=True)
class CertificateTemplates(Query[TemplatesKept]):
    """Every template as it is now."""

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    @override
    def run(self, work: Work) -> TemplatesKept:
        return TemplatesKept(tuple(templates.newest_editions(work.session)), built_in())


@dataclass(frozen=True)
class PreviewTemplate(Query[bytes]):
    """What a paper made with this template looks like, as PDF: of an invented person, marked CONTOH, about nobody."""

    needs: ClassVar[Right] = Right.EDIT_LETTERHEAD

    template: Template = field(repr=False)

    @override
    def run(self, work: Work) -> bytes:
        from shelter_admin.reports.certificate import certificate_pdf
        from shelter_admin.reports.certificate_letter import letters_pdf

        template = checked(_named_somehow(self.template))
        with officially(work.panti):
            paper = specimen_of(work, template)
            if template.kind is Kind.LETTER:
                return letters_pdf([paper]).content
            return certificate_pdf(paper).content


def _named_somehow(template: Template) -> Template:
    return template if template.name.strip() else replace(template, name="…")


@dataclass(frozen=True)
class SaveTemplate(Edit[str]):
    """Keep a template as another edition of its name; where the edition before was in use, this one takes its place."""

    needs: ClassVar[Right] = Right.EDIT_LETTERHEAD
    name: ClassVar[str] = N_("change a template of certificates")

    template: Template = field(repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        wanted = checked(self.template)
        _require_pictures(wanted)
        before = templates.newest_named(work.session, wanted.name)
        if before is not None:
            wanted = self._agreed(work, wanted, templates.template_of(before), of_row(work.session, before, _ANY))
        template_id = templates.add(work.session, wanted, 1 if before is None else before.edition + 1)
        in_use = before.id if before is not None and before.in_use else ""
        if in_use:
            templates.use(work.session, wanted.kind, template_id)
        return Done(CHANGED, template_id, undo=TakeBackTemplate(template_id, in_use))

    def _agreed(self, work: Work, wanted: Template, now: Template, last: Any) -> Template:
        if now.kind is not wanted.kind:
            raise Refused("template_name_taken", field="name", name=wanted.name)

        def words(_key: str, value: Any) -> str:
            if isinstance(value, bytes):
                return _("a picture of {size} KB").format(size=len(value) // 1024) if value else ""
            return "\n".join(value) if isinstance(value, tuple) else plainly(work, value)

        agreed = self.agree(work, Fields(named(FIELDS), last, words), values_of(wanted), values_of(now))
        return checked(Template(**agreed))


_ANY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(dict.fromkeys(FIELDS, ("edition",)))


def values_of(template: Template) -> dict[str, Any]:
    """What a template says, by the names of its fields."""
    return {item.name: getattr(template, item.name) for item in fields(Template)}


def _require_pictures(template: Template) -> None:
    for key in ("first_logo", "second_logo"):
        content = getattr(template, key)
        if content and not content.startswith(_PICTURES):
            raise Refused("logo_unclear", field=key)


@dataclass(frozen=True)
class TakeBackTemplate(Command[None]):
    """Take the newest edition away again; what was in use before it is in use again."""

    needs: ClassVar[Right] = Right.EDIT_LETTERHEAD
    name: ClassVar[str] = N_("take back a template")

    template_id: str
    before: str = ""

    @override
    def run(self, work: Work) -> Done[None]:
        row = templates.the_edition(work.session, self.template_id)
        newest = templates.newest_named(work.session, row.name)
        if newest is None or newest.id != row.id or (row.in_use and not self.before):
            raise Refused("changed_meanwhile", field="template_id")
        again = templates.template_of(row)
        if row.in_use:
            templates.use(work.session, again.kind, self.before)
        templates.remove(work.session, self.template_id)
        return Done(CHANGED, undo=SaveTemplate(again, seen=Seen()))


@dataclass(frozen=True)
class UseTemplate(Command[None]):
    """Make papers of a kind with this template from now on, with the standard one where none is named.

    As an undo it knows which one it took into use, and leaves another that was chosen since.
    """

    needs: ClassVar[Right] = Right.EDIT_LETTERHEAD
    name: ClassVar[str] = N_("use a template of certificates")

    kind: Kind
    template_id: str = ""
    made: str | None = field(default=None, repr=False, metadata={"audited": False})

    @override
    def run(self, work: Work) -> Done[None]:
        if self.template_id and templates.the_edition(work.session, self.template_id).kind != self.kind:
            raise Refused("paper_template_gone", field="template_id")
        before = templates.use(work.session, self.kind, self.template_id)
        if self.made is not None and self.made != before:
            raise Refused("changed_meanwhile", field="template_id")
        return Done(CHANGED, undo=UseTemplate(self.kind, before, self.template_id))


@dataclass(frozen=True)
class TemplateFile(Query[Document]):
    """A template as a file for another office; it holds nothing about anybody."""

    needs: ClassVar[Right] = Right.EDIT_LETTERHEAD
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("export a template of certificates")

    template: Template = field(repr=False)

    @override
    def run(self, work: Work) -> Document:
        return Document(f"{_('template')}.json", to_json(checked(self.template)))


@dataclass(frozen=True)
class ReadTemplateFile(Query[Template]):
    """The template in a file, to look at before it is kept; refused where it cannot be used."""

    needs: ClassVar[Right] = Right.EDIT_LETTERHEAD

    content: bytes = field(repr=False)

    @override
    def run(self, work: Work) -> Template:
        if len(self.content) > MOST_BYTES:
            raise Refused("template_logo_big", field="content", kilobytes=MOST_BYTES // 1000)
        read = from_json(self.content)
        _require_pictures(read)
        return read
