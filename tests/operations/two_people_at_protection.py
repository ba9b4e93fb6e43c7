"""Two people at one record of data protection; read with the cases of everything else."""

from __future__ import annotations

from shelter_admin.domain.privacy.incidents import Touched
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.privacy.incidents import EditIncident, Incidents, RecordIncident, as_shown
from tests.operations.residents_house import House
from tests.operations.two_people_cases import Case, Prepared

WHAT = (Touched.IDENTITY,)
STOLEN = "Laptop kantor dicuri"


def incident(house: House) -> Case:
    made = house.head.do(RecordIncident(WHAT, STOLEN, "Dicari")).outcome
    seen = Seen(as_shown(WHAT, STOLEN, "Dicari"))
    return Case(
        EditIncident(made, WHAT, STOLEN, "Polisi diberi tahu", seen=seen),
        EditIncident(made, WHAT, STOLEN, "Kata sandi diganti", seen=seen),
        [("What is done about it", "Dicari", "Polisi diberi tahu", "Kata sandi diganti")],
        lambda: house.head.ask(Incidents())[0].handling,
        ("Polisi diberi tahu", "Kata sandi diganti"),
    )


CASES: tuple[Prepared, ...] = (incident,)
