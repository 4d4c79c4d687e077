"""The old computer comes back: what it handed over is sent once, by the other one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.checkin.handover import Handover
from app.checkin.handover_file import read
from app.demo import DemoSite
from app.demo.faults import Fault
from tests.rigs import Rig, seat


@pytest.fixture
def new(site: DemoSite, tmp_path: Path) -> Iterator[Rig]:
    made = Rig(site, tmp_path / "new")
    yield made
    made.close()


def test_nothing_is_sent_twice_when_the_old_computer_comes_back(
    site: DemoSite, rig: Rig, new: Rig, tmp_path: Path
) -> None:
    sent, lost, waiting = seat(site, 9, 9, 9)
    rig.pass_once()
    rig.desk.arrive(sent)
    rig.pass_once()
    site.faults.add(Fault("lose_answer", "attendance.bulk_set", times=1))
    rig.desk.arrive(lost)
    rig.pass_once()
    site.faults.add(Fault("unplug"))
    for row in (sent, lost, waiting):
        rig.desk.arrive(row, 2)
    Handover(rig.store, rig.clock, "s").write(tmp_path / "file", retire=True)
    given = read(tmp_path / "file")
    site.faults.clear()
    assert Handover(new.store, new.clock, "s").take(given).taken == 3
    for device in (new, rig, new, rig):
        device.settle(200)
    expected = {sent: 3, lost: 3, waiting: 2}
    assert {row: rig.on_site(row) for row in expected} == {
        row: ("ATTENDED", people) for row, people in expected.items()
    }
    assert {row: new.row(row).shown.count for row in expected} == expected
    assert {row: rig.row(row).shown.count for row in (sent, waiting)} == {sent: 3, waiting: 2}
    # Its own write was in doubt while another one counted: only a person there can tell.
    card = rig.row(lost).conflict
    assert card is not None
    assert (card.server.count, card.mine.count) == (3, 1)
    assert new.desk.unsent() == 0
