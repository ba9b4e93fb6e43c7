"""Two people at the same template of certificates."""

from __future__ import annotations

from dataclasses import replace

from shelter_admin.domain.certificates.template import Template
from shelter_admin.operations.certificates import CertificateTemplates, SaveTemplate
from shelter_admin.operations.certificates.templates import values_of
from shelter_admin.operations.editing import Seen
from tests.operations.residents_house import House
from tests.operations.two_people_cases import Case

SHOWN = Template(name="Uji", title="SERTIFIKAT")


def template(house: House) -> Case:
    """One writes another title, the other too."""
    house.head.do(SaveTemplate(SHOWN))
    seen = Seen(values_of(SHOWN))

    def stands() -> str:
        return house.head.ask(CertificateTemplates()).kept[0].template.title

    return Case(
        SaveTemplate(replace(SHOWN, title="SERTIFIKAT PELATIHAN"), seen=seen),
        SaveTemplate(replace(SHOWN, title="SURAT TANDA LULUS"), seen=seen),
        [("Title", "SERTIFIKAT", "SERTIFIKAT PELATIHAN", "SURAT TANDA LULUS")],
        stands,
        ("SERTIFIKAT PELATIHAN", "SURAT TANDA LULUS"),
    )
