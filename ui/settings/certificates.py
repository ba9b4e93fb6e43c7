"""What stands on certificates and on the month's return: number, grades, who signs, and the province's key."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.certificates.numbers import certificate_number
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.settings import declared, predicates, require_sound
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _
from ui.kit.frontdesk import FrontDesk
from ui.settings.declared import DeclaredSection, hint_of

EXAMPLE_SERIAL: Final = 1
HIGHEST: Final = 100


class CertificatesSection(DeclaredSection):
    """The number shows its own example, the grades the marks they reach, while they are typed."""

    key: ClassVar[str] = "certificates"
    title: ClassVar[str] = N_("Certificates and month")
    icon: ClassVar[str] = "award"
    told: ClassVar[str] = N_(
        "What stands on certificates and on the month's return. What is issued already stays as it is."
    )
    lines: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("certificate_pattern",),
        ("letter_pattern",),
        ("certificate_code", "certificate_unit"),
        ("predikat",),
        ("mark_scale", "mark_weights"),
        ("lesson_minutes",),
        ("signer_title", "signer_name"),
        ("signer_rank", "signer_nip"),
        ("province_key",),
    )

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        self._sentences = {item.name: hint_of(item) for item in declared()}
        self.form.changed.connect(self.was_shown)

    @override
    def was_shown(self) -> None:
        self._say("certificate_pattern", self._example())
        self._say("predikat", self._ladder())
        sealed = bool(self._typed("province_key"))
        self._say("province_key", "" if sealed else _("Without it the records go to the province unsealed."))

    def _say(self, name: str, words: str) -> None:
        self.form.fields[name].say_hint("\n".join(part for part in (self._sentences[name], words) if part))

    def _example(self) -> str:
        pattern = self._typed("certificate_pattern")
        try:
            require_sound(replace(self.front.panti.settings, certificate_pattern=pattern))
            made = certificate_number(
                pattern,
                self._typed("certificate_code"),
                self._typed("certificate_unit") or self.front.panti.code,
                EXAMPLE_SERIAL,
                self.front.panti.day_of(self.front.now),
            )
        except Refused as refusal:
            return self.said(refusal)
        return _("Today's first: {number}").format(number=made)

    def _ladder(self) -> str:
        try:
            steps = predicates(self._typed("predikat"))
        except Refused as refusal:
            return self.said(refusal)
        above = [HIGHEST, *(lowest - 1 for lowest, _name in steps)]
        told = [f"{number(lowest)}–{number(upper)} {name}" for (lowest, name), upper in zip(steps, above, strict=False)]
        return " · ".join([*told, _("below that no certificate")])

    def _typed(self, name: str) -> str:
        return str(self.form.fields[name].value()).strip()
