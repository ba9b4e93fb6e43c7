"""Scenes of data protection: requests at every stage of their clock, what was told, and the dialogs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from shelter_admin.domain.privacy.consent import Basis, ConsentAnswer, GivenBy
from shelter_admin.domain.privacy.incidents import Touched, WhoIsAffected
from shelter_admin.domain.privacy.requests import Ground, Outcome, Refusal, RequestKind
from shelter_admin.domain.privacy.retention import Retention
from shelter_admin.operations.privacy.consents import RecordConsent
from shelter_admin.operations.privacy.incidents import ListAffected, RecordIncident
from shelter_admin.operations.privacy.limiting import LimitData
from shelter_admin.operations.privacy.requests import AnswerRequest, DataRequestsNow, RecordRequest
from shelter_admin.operations.privacy.retention import SetRetention
from shelter_admin.operations.residents import ResidentList
from ui.window.window import MainWindow


def requests_at_every_stage(window: MainWindow) -> None:
    """Write down what an office has after a while: late, on the last day, fresh, answered either way, frozen."""
    desk: Any = window.seat.front.desk
    if desk.ask(DataRequestsNow()).requests:
        return
    people = [line.person_id for line in desk.ask(ResidentList())][:12]
    kinds = (
        RequestKind.CORRECTION,
        RequestKind.ACCESS,
        RequestKind.LIMITATION,
        RequestKind.ERASURE,
        RequestKind.ACCESS,
    )
    made = [
        desk.do(
            RecordRequest(
                person, kind, words="Tanggal lahir saya keliru.", received_at=desk.now - timedelta(hours=hours)
            )
        ).outcome
        for person, kind, hours in zip(people, kinds, (79, 60, 2, 400, 500), strict=False)
    ]
    told = "Wajib disimpan sampai 2036 menurut jadwal retensi."
    desk.do(AnswerRequest(made[3], Outcome.REFUSED, Refusal.LAW, told))
    desk.do(AnswerRequest(made[4], Outcome.GRANTED, answer="Salinan diserahkan."))
    desk.do(LimitData(people[6], Ground.SAFETY, "Dicari pelaku kekerasan."))
    for person in people[:8]:
        desk.do(RecordConsent(person, Basis.PUBLIC_TASK, noticed_on=desk.today))
    desk.do(
        RecordConsent(
            people[1], Basis.CONSENT, ConsentAnswer.GIVEN, GivenBy.BOTH, noticed_on=desk.today, guardian="Ibu"
        )
    )
    lost = "Buku kesehatan wisma Melati tertinggal di angkot pada 20 November sekitar pukul 16.00."
    incident = desk.do(
        RecordIncident((Touched.HEALTH, Touched.IDENTITY), lost, found_at=desk.now - timedelta(hours=20))
    ).outcome
    desk.do(ListAffected(incident, WhoIsAffected.IN_HOUSE))
    desk.do(SetRetention(Retention(1, 1, 1, "Pergub Kalimantan Timur 20/2020")))
    page: Any = window.seat.current()
    page.reload()


def at_tab(tab: str, then: str = "") -> Any:
    """Show a tab of the page, and do one act of it."""

    def show(window: MainWindow) -> None:
        requests_at_every_stage(window)
        page: Any = window.seat.current()
        page.show_tab(tab)
        if then:
            from tests.look.waiting import settle

            settle(window.tasks)
            getattr(page.view, then)()

    return show


PROTECTING: Final = (
    ("requests", at_tab("requests")),
    ("new", at_tab("requests", "write_down")),
    ("answer", at_tab("requests", "answer")),
    ("copy", at_tab("requests", "print_copy")),
    ("freeze", at_tab("requests", "freeze")),
    ("consent", at_tab("consent")),
    ("incidents", at_tab("incidents")),
    ("incident", at_tab("incidents", "change")),
    ("affected", at_tab("incidents", "list_affected")),
    ("retention", at_tab("retention")),
    ("terms", at_tab("retention", "change_terms")),
    ("destroy", at_tab("retention", "destroy_all")),
    ("processing", at_tab("processing")),
    ("consent-said", at_tab("consent", "write_down")),
)
"""Name of each scene, and what shows it."""
