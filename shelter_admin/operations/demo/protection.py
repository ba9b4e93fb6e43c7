"""Data protection in the invented panti: some consents, two requests, one incident closed long ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.privacy.consent import Basis, ConsentAnswer, GivenBy, Mode
from shelter_admin.domain.privacy.incidents import Touched, WhoIsAffected
from shelter_admin.domain.privacy.requests import Asker, Outcome, RequestKind
from shelter_admin.domain.progress import UNWATCHED
from shelter_admin.operations.demo.life import House, Stay
from shelter_admin.operations.desk import Work
from shelter_admin.operations.privacy.consents import RecordConsent
from shelter_admin.operations.privacy.incidents import CloseIncident, ListAffected, NoteTold, RecordIncident, Told
from shelter_admin.operations.privacy.requests import AnswerRequest, RecordRequest

MORNING, AFTERNOON = time(10, 0), time(15, 30)
INCIDENT_BEFORE: Final = timedelta(days=47)
MOST_AFFECTED: Final = 3
SAID: Final = (
    (Basis.PUBLIC_TASK, ConsentAnswer.NOT_ASKED, GivenBy.NOBODY, Mode.SPOKEN, "", ""),
    (Basis.CONSENT, ConsentAnswer.GIVEN, GivenBy.SELF, Mode.READING, "", "Setuju foto disimpan dalam berkas."),
    (Basis.PUBLIC_TASK, ConsentAnswer.NOT_ASKED, GivenBy.NOBODY, Mode.LOCAL_LANGUAGE, "", ""),
    (Basis.CONSENT, ConsentAnswer.GIVEN, GivenBy.BOTH, Mode.COMPANION, "Rohana Sulastri (kakak)", ""),
    (Basis.PUBLIC_TASK, ConsentAnswer.REFUSED, GivenBy.SELF, Mode.SPOKEN, "", "Tidak ingin keluarga dihubungi."),
    (Basis.PUBLIC_TASK, ConsentAnswer.NOT_ASKED, GivenBy.NOBODY, Mode.PICTURES, "", ""),
)


def protect(work: Work, house: House, first: date) -> None:
    """Write down what an office has after a while; ``first`` is the day the invented history begins.

    Refused with ``not_allowed`` to whoever may not do each of these acts by itself.
    """
    for right in (Right.RECORD_CONSENT, Right.HANDLE_DATA_REQUEST, Right.RECORD_INCIDENT):
        work.staff.require(right, work.today)
    living = sorted(house.living(), key=lambda stay: (stay.admitted, stay.person.number))
    for stay, (basis, answer, given_by, mode, guardian, note) in zip(living, SAID, strict=False):
        then = _at(work, max(stay.admitted, first), AFTERNOON)
        told = then.today
        RecordConsent(
            stay.person.person_id, basis, answer, given_by, mode, noticed_on=told, guardian=guardian, note=note
        ).run(then)
    _asked(work, living)
    _lost(work, house, max(first, work.today - INCIDENT_BEFORE))


def _at(work: Work, day: date, clock: time) -> Work:
    """The same act at a moment of the past; never later than now."""
    return replace(work, now=min(work.now, work.panti.instant(day, clock)), progress=UNWATCHED)


def _asked(work: Work, living: Sequence[Stay]) -> None:
    """A correction that was made, and a copy that is still to be handed over."""
    longest, newest = living[0], living[-1]
    came, answered = (_at(work, max(longest.admitted, work.today - timedelta(days=ago)), MORNING) for ago in (9, 8))
    request_id = (
        RecordRequest(longest.person.person_id, RequestKind.CORRECTION, words="Nama kampung saya salah ditulis.")
        .run(came)
        .outcome
    )
    AnswerRequest(request_id, Outcome.GRANTED, answer="Tempat lahir diperbaiki menurut surat keterangan desa.").run(
        answered
    )
    open_since = _at(work, max(newest.admitted, work.today - timedelta(days=1)), MORNING)
    asked = RecordRequest(
        newest.person.person_id,
        RequestKind.ACCESS,
        Asker.GUARDIAN,
        "Rohana Sulastri",
        "Minta salinan data adik saya untuk mengurus KTP.",
    )
    asked.run(open_since)


def _lost(work: Work, house: House, day: date) -> None:
    """A list left behind, found again, told to all and closed."""
    found, later = _at(work, day, MORNING), _at(work, day, AFTERNOON)
    there = [stay for stay in house.stays if stay.admitted <= day and (stay.left is None or stay.left > day)]
    people = list(dict.fromkeys(stay.person.person_id for stay in there))[:MOST_AFFECTED]
    incident_id = (
        RecordIncident(
            (Touched.IDENTITY, Touched.STAY),
            "Daftar rujukan berisi nama dan tanggal masuk tertinggal di loket puskesmas, sekitar satu jam.",
            "Daftar diambil kembali dan dihitung. Petugas diingatkan: daftar dibawa dalam map tertutup.",
            found_at=found.now,
        )
        .run(found)
        .outcome
    )
    ListAffected(incident_id, WhoIsAffected.NAMED, tuple(people)).run(found)
    for told in Told:
        NoteTold(incident_id, told, found.today).run(later)
    CloseIncident(incident_id).run(later)
