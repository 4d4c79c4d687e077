"""What is refused for one row is that row's alone, whatever was asked."""

import pytest

from app.demo import DemoSite
from app.demo.faults import Fault
from app.domain.errors import RowRefused, Stale
from app.domain.model import Link
from tests.rigs import Rig, seat


class Refusing:
    """The client, but a delete that names a refused row is refused whole, as Wix does."""

    def __init__(self, client, refused, error):
        self.client = client
        self.refused = refused
        self.error = error

    def delete(self, rows):
        if any(row in self.refused for row, _ in rows):
            raise self.error
        return type(self.client).delete_attendance(self.client, rows)


@pytest.mark.parametrize("error", [RowRefused("No.", code="400"), Stale("Changed.", code="409")])
def test_a_refused_delete_is_parked_and_holds_up_nobody(
    site: DemoSite, rig: Rig, error: RowRefused
) -> None:
    rows = seat(site, 1, 1, 1, 1)
    rig.pass_once()
    for row in rows[:3]:
        rig.desk.arrive(row)
    rig.pass_once()
    rig.engine._site.delete_attendance = Refusing(rig.engine._site, [rows[1]], error).delete
    for row in rows[:3]:
        rig.desk.clear(row)
    rig.desk.arrive(rows[3])
    status = rig.pass_once()
    assert status.link is Link.ONLINE
    assert [rig.on_site(row) for row in rows] == [
        None, ("ATTENDED", 1), None, ("ATTENDED", 1)
    ]  # fmt: skip
    status = rig.settle(200)
    assert (status.tally.parked, status.tally.unsent) == (1, 0)
    assert rig.row(rows[1]).reason


def test_one_refused_delete_alone_is_parked_too(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 1)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.pass_once()
    refusing = Refusing(rig.engine._site, [row], RowRefused("No.", code="422"))
    rig.engine._site.delete_attendance = refusing.delete
    rig.desk.clear(row)
    assert rig.pass_once().tally.parked == 1
    del rig.engine._site.delete_attendance
    rig.attention.retry(rig.attention.waiting()[-1].op.op_id)
    rig.pass_once()
    assert rig.on_site(row) is None


def test_sets_after_deletes_in_one_batch_are_judged_by_themselves(site: DemoSite, rig: Rig) -> None:
    rows = seat(site, 1, 1)
    rig.pass_once()
    rig.desk.arrive(rows[0])
    rig.pass_once()
    rig.desk.clear(rows[0])
    rig.desk.arrive(rows[1])
    site.faults.add(Fault("drop", "attendance.*delete", times=1))
    rig.pass_once()
    status = rig.settle(400)
    assert [rig.on_site(row) for row in rows] == [None, ("ATTENDED", 1)]
    assert status.tally.verified == 3
