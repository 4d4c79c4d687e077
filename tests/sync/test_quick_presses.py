"""A quick hand: what five presses in a row are on the wire."""

from app.demo import DemoSite
from tests.rigs import Rig, seat


def test_s05_five_quick_presses_are_five_ops_and_two_requests(site: DemoSite, rig: Rig) -> None:
    """S-05: the first goes out at once, the four that come meanwhile share the next."""
    (row,) = seat(site, 9)
    rig.pass_once()
    rig.desk.arrive(row)

    def pressed_meanwhile() -> None:
        if rig.store.shadows.unanswered():  # the write is about to go out
            rig.watch = lambda: None
            for _ in range(4):
                rig.desk.arrive(row)

    rig.watch = pressed_meanwhile
    rig.pass_once()
    rig.pass_once()
    rig.settle(200)
    assert len(rig.store.journal.of_row(row)) == 5
    assert [write.number for write in site.writes()] == [1, 5]
