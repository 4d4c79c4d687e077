"""What others change in Wix is in the activity, as far as a read showed it."""

from app.checkin.activity import Activity
from app.demo import DemoSite
from app.domain.activity import Asked, Source, Who
from app.domain.values import NONE, Value
from tests.rigs import Rig, seat


def test_a_staff_edit_is_in_the_activity_with_the_moment_it_was_seen(
    site: DemoSite, rig: Rig
) -> None:
    row, other = seat(site, 4, 2)
    site.set_attendance(other.booking_id, other.event_id, "ATTENDED", 1)
    rig.pass_once()  # the first read: nothing changed, it was only not known
    rig.desk.arrive(row)
    rig.pass_once()
    site.set_attendance(row.booking_id, row.event_id, "ATTENDED", 3)
    rig.wait(31)
    seen = rig.clock.now()
    rig.settle(100)
    activity = Activity(rig.store, rig.clock)
    changes = activity.page(Asked(activity.since(2)), 0, 50).changes
    assert [(each.source.who, each.before, each.after) for each in changes] == [
        (Who.WIX, Value(1), Value(3)),
        (Who.DESK, NONE, Value(1)),
    ]
    assert abs((changes[0].at - seen).total_seconds()) < 1
    assert activity.sources(activity.since(2)) == [Source(Who.DESK), Source(Who.WIX)]
