"""A large day is loaded once, in portions, within the budget; later only what may have changed."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.demo import DemoSite
from app.demo.faults import Fault
from app.domain import pacing
from app.domain.model import EventId, Link, Loading, RowId
from app.domain.values import Value
from app.sync import refreshing
from app.sync.engine import Plan
from tests.desks import SetClock
from tests.figures import Figures
from tests.rigs import Rig

NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
ZONE = "America/New_York"
A_REQUEST_S = 0.2


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOON)


@pytest.fixture
def site(tmp_path: Path, clock: SetClock) -> Iterator[DemoSite]:
    """A site that lives by the clock of the test."""
    with DemoSite(tmp_path / "site", now=clock.now, time_zone=ZONE, seed="empty") as made:
        made._state.wall = lambda: clock.now().timestamp()
        yield made


@pytest.fixture
def rig(site: DemoSite, tmp_path: Path, clock: SetClock) -> Iterator[Rig]:
    made = Rig(site, tmp_path / "device", clock=clock, a_request_s=A_REQUEST_S)
    yield made
    made.close()


@pytest.fixture
def share(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let a device have so few requests a minute: a smaller day shows the same."""
    return lambda most: monkeypatch.setattr(pacing, "SHARE_PER_MINUTE", most)


def sessions(rig: Rig) -> list[EventId]:
    """Of today, nearest to noon first."""
    cards = rig.desk.sessions(rig.desk.today())
    away = sorted(cards, key=lambda each: abs(each.session.start - NOON))
    return [each.session.event_id for each in away]


def loaded(rig: Rig) -> set[EventId]:
    return {card.session.event_id for card in rig.desk.sessions(rig.desk.today()) if card.loaded}


def busiest_minute(seen: list[float]) -> int:
    return max(sum(1 for other in seen if at <= other < at + 60) for at in seen)


def timed(rig: Rig) -> list[float]:
    """The times of all requests from now on, by the clock of the test."""
    seen: list[float] = []
    rig.watch = lambda: seen.append(rig.clock.monotonic())
    return seen


def load(rig: Rig, *, pull: bool = False) -> None:
    status = rig.pass_once(pull=pull)
    while not status.online or status.loading.total:
        status = rig.wait(status.next_in_s)


def test_a_day_of_more_than_a_minutes_requests_goes_on_where_it_was(
    site: DemoSite, rig: Rig, share: Callable[[int], None]
) -> None:
    share(12)
    site.big_day(60, 900)
    seen = timed(rig)
    status = rig.pass_once()
    assert (status.link, status.loading, status.requests) == (Link.STARTING, Loading(40, 60), 12)
    assert status.message == "40 of 60 sessions loaded, 12 requests."
    assert loaded(rig) >= set(sessions(rig)[:35])
    assert [told.loading for told in rig.told] == [Loading(n, 60) for n in (0, 20, 40)]
    load(rig)
    assert len(loaded(rig)) == 60
    assert sum(card.booked for card in rig.desk.sessions(rig.desk.today())) == 4 * 60 * 15 * 10 / 16
    assert busiest_minute(seen) <= 12
    assert rig.count("events.query") == 1
    # A portion that is cut off is asked for once more; nothing that was complete is.
    assert rig.count("bookings.query") <= 60 * 15 / 100 + 3 + 3
    assert [told.loading.done for told in rig.told] == sorted(t.loading.done for t in rig.told)


def test_who_taps_while_a_day_is_loading_does_not_wait_for_it(
    site: DemoSite, rig: Rig, share: Callable[[int], None]
) -> None:
    share(12)
    site.big_day(60, 900)
    rig.pass_once()
    event = sessions(rig)[0]
    row = next(each.row for each in rig.desk.roster(event).rows if each.shown == Value(0))
    rig.desk.arrive(row)
    status = rig.wait(0.1)
    assert rig.on_site(row) == ("ATTENDED", 1)
    assert (status.loading, status.requests) == (Loading(40, 60), 14)
    # ... and neither does who taps between two portions.
    other = next(
        each.row for each in rig.desk.roster(sessions(rig)[1]).rows if not each.shown.count
    )
    waited = status.next_in_s
    rig.clock.advance(waited)
    rig.watch = lambda: _tap_once(rig, other)
    rig.pass_once()
    assert rig.on_site(other) == ("ATTENDED", 1)
    load(rig)
    assert len(loaded(rig)) == 60


def _tap_once(rig: Rig, row: RowId) -> None:
    rig.watch = lambda: None
    rig.desk.arrive(row)


def test_several_computers_keep_to_their_share_even_for_a_tap(site: DemoSite, rig: Rig) -> None:
    site.big_day(60, 900)
    rig.devices = 18
    rig.restart()
    seen = timed(rig)
    rig.pass_once()
    event = sessions(rig)[0]
    row = next(each.row for each in rig.desk.roster(event).rows if each.shown == Value(0))
    rig.desk.arrive(row)
    rig.wait(0.1)
    assert rig.on_site(row) is None
    rig.settle(300)
    assert rig.on_site(row) == ("ATTENDED", 1)
    assert busiest_minute(seen) <= 10


def test_a_portion_that_is_too_much_for_a_minute_is_made_smaller(
    site: DemoSite, rig: Rig, share: Callable[[int], None]
) -> None:
    share(5)
    site.big_day(21, 900)
    load(rig)
    assert len(loaded(rig)) == 21


def test_asking_again_while_a_day_is_loading_does_not_start_over(
    site: DemoSite, rig: Rig, share: Callable[[int], None]
) -> None:
    share(12)
    site.big_day(60, 900)
    rig.pass_once()
    assert rig.pass_once(pull=True).loading == Loading(40, 60)
    load(rig)
    assert rig.count("events.query") == 1
    load(rig, pull=True)
    assert rig.count("events.query") == 2


def test_another_day_is_another_load(
    site: DemoSite, rig: Rig, share: Callable[[int], None]
) -> None:
    share(12)
    site.big_day(60, 900)
    rig.pass_once()
    tomorrow = NOON.date() + timedelta(days=1)
    site.add_session("Tomorrow", start=NOON + timedelta(days=1))
    rig.clock.advance(60)
    rig.engine.run_once(Plan(day=tomorrow))
    assert [card.loaded for card in rig.desk.sessions(tomorrow)] == [True]
    rig.clock.advance(60)
    load(rig)
    assert len(loaded(rig)) == 60


def far(site: DemoSite, title: str = "Tonight", **more: object) -> EventId:
    return EventId(site.add_session(title, start=NOON + timedelta(hours=5), **more))


def asked(rig: Rig, wait_s: float = 31.0) -> tuple[int, int, int]:
    """A refresh, and its requests for sessions, bookings and attendance."""
    operations = ("events.query", "bookings.query", "attendance.query")
    before = [rig.count(each) for each in operations]
    rig.wait(wait_s)
    return tuple(rig.count(each) - was for each, was in zip(operations, before, strict=True))


def grow_old(rig: Rig) -> None:
    """So that what was made at first is no news any more, but nothing is due yet."""
    rig.pass_once()
    rig.wait(65)
    rig.wait(31)


def test_a_refresh_of_a_quiet_day_asks_for_changes_and_who_is_in_near_now(
    site: DemoSite, rig: Rig
) -> None:
    near = site.add_session("Now", start=NOON)
    site.add_booking(near, 2)
    site.add_booking(far(site), 2)
    grow_old(rig)
    assert asked(rig) == (1, 1, 1)
    # After five minutes all of a small day is asked for once more.
    rig.wait(300)
    assert asked(rig) == (1, 1, 1)


def test_only_the_roster_that_changed_is_asked_for(site: DemoSite, rig: Rig) -> None:
    one, other = far(site), far(site, "Another")
    ana = site.add_booking(one, 2)
    grow_old(rig)
    assert asked(rig) == (1, 1, 0)
    site.add_booking(other, 3)
    assert asked(rig) == (1, 2, 1)
    assert rig.desk.roster(other).card.booked == 3
    # Moved from one to the other: both.
    entity = site._entity(site._events(other))
    site._change_booking(ana, {"bookedEntity": entity})
    asked(rig)
    assert [rig.desk.roster(each).card.booked for each in (one, other)] == [0, 5]
    site.cancel_booking(ana)
    asked(rig)
    assert rig.desk.roster(other).card.booked == 3


def test_a_new_session_and_a_new_booking_of_a_course_are_seen_at_once(
    site: DemoSite, rig: Rig
) -> None:
    wheel = far(site, "Wheel", kind="COURSE")
    grow_old(rig)
    site.add_booking(wheel, 2)
    site.add_booking(far(site, "New"), 3)
    asked(rig)
    cards = {card.session.title: card.booked for card in rig.desk.sessions(rig.desk.today())}
    assert cards == {"Wheel": 2, "New": 3}


def test_a_site_that_cannot_tell_changes_is_asked_for_what_is_near(
    site: DemoSite, rig: Rig
) -> None:
    near = EventId(site.add_session("Now", start=NOON))
    site.add_booking(far(site), 1)
    grow_old(rig)
    site.faults.add(Fault("method_not_allowed", "bookings.query", times=1))
    site.add_booking(near, 2)
    assert rig.wait(31).link is Link.ONLINE
    assert rig.desk.roster(near).card.booked == 2
    assert asked(rig) == (1, 1, 1)


def test_what_was_due_when_the_line_broke_is_asked_for_later(site: DemoSite, rig: Rig) -> None:
    tonight = far(site)
    grow_old(rig)
    site.add_booking(tonight, 2)
    site.faults.add(Fault("drop", "bookings.query", after=1, times=1))
    assert rig.wait(31).link is Link.OFFLINE
    rig.clock.advance(3600)
    load(rig)
    assert rig.desk.roster(tonight).card.booked == 2


def test_a_quiet_large_day_is_asked_for_less_often(
    site: DemoSite, rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "STEADY_PER_MINUTE", 5)
    site.big_day(40, 400)
    load(rig)
    seen = timed(rig)
    rig.settle(240)
    each = len(seen) / 4
    assert 2 < each <= 5 + 1


@pytest.mark.long
def test_four_hundred_sessions_and_eight_thousand_bookings(
    site: DemoSite, rig: Rig, figures: Figures
) -> None:
    """The size that the budget was made for."""
    site.big_day(400, 8000)
    seen, began = timed(rig), rig.clock.monotonic()
    status = rig.pass_once()
    first_s = rig.clock.monotonic() - began
    assert status.loading.done >= 200
    load(rig)
    figures.most("requests of a first load of 400 sessions, 8,000 bookings", len(seen), 120)
    figures.most("requests in its busiest minute", busiest_minute(seen), 60)
    figures.most("seconds of it, at 0.2 s a request", round(rig.clock.monotonic() - began), 150)
    figures.most("seconds until 200 of its sessions are there", round(first_s), 15)
    assert len(loaded(rig)) == 400
    later = timed(rig)
    rig.settle(900)
    figures.most("requests a minute from then on", round(len(later) / 15, 1), 20)
