"""What somebody else chose since stays when an earlier choice is undone: templates, agendas, follow-ups, the matrix."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.certificates.template import Kind
from shelter_admin.domain.errors import Refused
from shelter_admin.operations.accounts import PassRight
from shelter_admin.operations.cases.agenda import OrderAgenda, PutOnAgenda
from shelter_admin.operations.cases.follow_ups import AskFollowUp, FollowUpDone, FollowUpOpenAgain
from shelter_admin.operations.certificates.templates import (
    CertificateTemplates,
    SaveTemplate,
    TemplatesKept,
    UseTemplate,
    built_in,
)
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.services.matrix import BringMatrixIn, MatrixFile
from shelter_admin.operations.training.programs import AddProgram, SetTrainersOf, TrainersToChoose
from tests.operations.conference_house import a_meeting
from tests.operations.residents_house import TODAY, House


def not_undone(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        desk.undo()
    assert refusal.value.code == "changed_meanwhile"


def another(house: House, right: Right) -> Desk:
    worker = house.desk(Role.PEKERJA_SOSIAL)
    house.head.do(PassRight(worker.staff.account_id, right, TODAY))
    worker.look_again()
    return worker


def test_that_a_template_somebody_else_took_into_use_since_stays_in_use(house):
    other = another(house, Right.EDIT_LETTERHEAD)
    first, second = (house.head.do(SaveTemplate(built_in()[name])).outcome for name in ("standar", "siap_tte"))
    house.head.do(UseTemplate(Kind.CERTIFICATE, first))
    other.do(UseTemplate(Kind.CERTIFICATE, second))
    not_undone(house.head)
    kept: TemplatesKept = house.head.ask(CertificateTemplates())
    in_use = kept.in_use(Kind.CERTIFICATE)
    assert in_use is not None
    assert in_use.template_id == second


def test_that_a_trainer_somebody_else_named_since_still_trains(house):
    other = another(house, Right.MANAGE_ACCOUNTS)
    first, second = (house.desk(Role.INSTRUKTUR).staff.account_id, other.staff.account_id)
    program_id = house.head.do(AddProgram("Menjahit", 120)).outcome
    house.head.do(SetTrainersOf(program_id, (first,)))
    other.do(SetTrainersOf(program_id, (first, second)))
    house.head.undo()
    assert [one.account_id for one in house.head.ask(TrainersToChoose(program_id)) if one.trains] == [second]


def test_that_the_order_somebody_else_gave_an_agenda_since_stays(house):
    meeting = a_meeting(house)
    house.head.do(PutOnAgenda(meeting.conference_id, (house.admit("Citra Lestari").person_id,)))
    a, b, c = (one.case_id for one in meeting.file().cases)
    house.head.do(OrderAgenda(meeting.conference_id, (b, a, c)))
    house.desk(Role.PEKERJA_SOSIAL).do(OrderAgenda(meeting.conference_id, (c, b, a)))
    not_undone(house.head)
    assert [one.case_id for one in meeting.file().cases] == [c, b, a]


def test_that_a_follow_up_done_anew_by_somebody_else_is_not_opened_by_undo(house):
    meeting = a_meeting(house)
    worker = house.desk(Role.PEKERJA_SOSIAL)
    asked = house.head.do(AskFollowUp(case_id=meeting.case(meeting.other).case_id, what="Mengurus KTP")).outcome
    house.head.do(FollowUpDone(asked))
    worker.do(FollowUpOpenAgain(asked))
    worker.do(FollowUpDone(asked, TODAY - timedelta(days=2)))
    not_undone(house.head)
    (found,) = meeting.case(meeting.other).follow_ups
    assert (found.done_on, found.done_by) == (TODAY - timedelta(days=2), "pekerja-sosial")


def test_that_a_follow_up_opened_by_mistake_is_done_again_by_whoever_did_it(house):
    meeting = a_meeting(house)
    asked = house.head.do(AskFollowUp(case_id=meeting.case(meeting.other).case_id, what="Mengurus KTP")).outcome
    house.desk(Role.PEKERJA_SOSIAL).do(FollowUpDone(asked))
    house.head.do(FollowUpOpenAgain(asked))
    house.head.undo()
    assert meeting.case(meeting.other).follow_ups[0].done_by == "pekerja-sosial"


def test_that_a_matrix_somebody_else_brought_in_since_stays(house, tmp_path):
    other = another(house, Right.CHANGE_SETTINGS)
    plain = json.loads(house.head.ask(MatrixFile()).content) | {"valid_from": TODAY.isoformat()}
    house.head.do(BringMatrixIn(_file(tmp_path, plain, "permakanan", "sandang")))
    other.do(BringMatrixIn(_file(tmp_path, plain, "sandang")))
    not_undone(house.head)
    (item,) = json.loads(house.head.ask(MatrixFile()).content)["items"]
    assert item["code"] == "sandang"


def _file(folder, plain, *codes):
    path = folder / "matriks.json"
    items = [one for one in plain["items"] if one["code"] in codes]
    path.write_text(json.dumps({**plain, "items": items}), encoding="utf-8")
    return path
