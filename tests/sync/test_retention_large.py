"""Weeks of large days: how long one forgotten session keeps a tap from the disk."""

import statistics
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from app.checkin.desk import Desk
from app.domain.model import BookingId, EventId, RowId
from app.storage.store import FILE_NAME, Store
from app.sync.retention import Retention
from app.system.clock import SystemClock
from tests.desks import make_desk
from tests.figures import Figures
from tests.sync.test_retention import hold

DAYS, SESSIONS, BOOKINGS = 40, 40, 500
TAPS = 200
HELD_MS = 16
PACE = threading.Event()

pytestmark = [pytest.mark.long, pytest.mark.alone]


def fill(store: Store, now: datetime) -> None:
    """Each booking was counted once and is verified."""
    days = range(DAYS)
    per = BOOKINGS // SESSIONS + 1
    sessions = [(d, n) for d in days for n in range(SESSIONS)]
    start = int(now.timestamp())
    with store.transaction():
        store.days.keep_fact("last_pull", now.isoformat())
        store.days.keep_fact("clock_off_s", "0.0")
        run = store._database._connection.executemany
        run(
            "INSERT INTO sessions (event_id, kind, title, start_s, end_s, zone, location, staff,"
            " cancelled) VALUES (?,'CLASS','Yoga',?,?,'UTC','','',0)",
            [
                (f"{(d * 7919 + n * 104729) % 999983:06}-{d}-{n}", at, at + 3600)
                for d, n in sessions
                for at in [start - (d + 8) * 86400]
            ],
        )
        events = [each[0] for each in store._database.rows("SELECT event_id FROM sessions")]
        rows = [(e, f"{hash((e, n)) & 0xFFFFFFFF:08x}-{e}-{n}") for e in events for n in range(per)]
        run(
            "INSERT INTO bookings (booking_id, name, party, status, phone_tail)"
            " VALUES (?,'Somebody Orother',1,'CONFIRMED','5553127')",
            [(b,) for _, b in rows],
        )
        run("INSERT INTO seats VALUES (?,?,1)", rows)
        run(
            "INSERT INTO ops (op_id, event_id, booking_id, kind, count, gesture_id, device_id,"
            " actor, at_ms, before, party) VALUES (?,?,?,'arrive',1,?,'d','',?,0,1)",
            [(f"op {b}", e, b, f"g {b}", (start - 100 * 86400) * 1000) for e, b in rows],
        )
        run(
            "INSERT INTO shadows SELECT event_id, booking_id, 1, seq, 1, seq, seq, 'a' || seq,"
            " NULL, NULL, NULL, NULL FROM ops WHERE true ORDER BY seq",
            [()],
        )
        run("DELETE FROM audits", [()])
        run(
            "INSERT INTO attempts (event_id, booking_id, target, from_seq, upto_seq, at_ms, answer)"
            " SELECT event_id, booking_id, 1, seq, seq, at_ms, 'written' FROM ops",
            [()],
        )


def taps(desk: Desk, rows: list[RowId]) -> list[float]:
    took = []
    for row in rows:
        began = time.monotonic()
        desk.arrive(row)
        took.append((time.monotonic() - began) * 1000)
        PACE.wait(0.02)  # as several hands at once
    return took


def test_no_tap_waits_for_what_is_forgotten(tmp_path, figures: Figures) -> None:
    made = make_desk(tmp_path)
    made.clock.wall = datetime.now(UTC)
    people = tuple(f"p{n}" for n in range(2 * TAPS))
    fill(made.store, made.clock.wall)
    event = EventId("now")
    hold(made, 0, "now", people)
    with made.store.transaction():
        start = int(made.clock.wall.timestamp())
        made.store._database.run(
            "UPDATE sessions SET start_s = ?, end_s = ? WHERE event_id = 'now'",
            (start - 600, start + 3000),
        )
    desk = Desk(made.store, SystemClock(), lambda: None)
    rows = [RowId(BookingId(each), event) for each in people]
    alone = taps(desk, rows[:TAPS])
    held: list[float] = []
    went: list[int] = []

    def forget() -> None:
        store = Store(tmp_path / FILE_NAME)
        retention = Retention(store, SystemClock(), lambda: 7)
        whole = store.transaction

        def timed():
            return _Timed(whole(), held)

        store.transaction = timed
        while retention.forget_past(lambda rest_s: not PACE.wait(rest_s)) == 0.0:
            pass
        went.append(len(store.past().over(made.clock.wall - timedelta(days=8))))
        store.close()

    worker = threading.Thread(target=forget)
    worker.start()
    beside = taps(desk, rows[TAPS:])
    while worker.is_alive():
        worker.join()
    assert went == [0]
    figures.tell("sessions and portions forgotten", len(held))
    figures.tell("ms a tap alone, median", statistics.median(alone), total=False)
    figures.tell("ms a tap alone, the slowest", max(alone), total=False)
    figures.tell("ms a tap beside it, median", statistics.median(beside), total=False)
    figures.tell("ms a tap beside it, the slowest", max(beside), total=False)
    # Now and then the commit also carries the log into the file, which locks nobody out.
    figures.tell("ms to the commit, 99 of 100", statistics.quantiles(held, n=100)[-1], total=False)
    figures.most("ms the lock was held, median", statistics.median(held), HELD_MS)
    made.store.close()


class _Timed:
    """From the moment it has the lock until the commit is on the disk."""

    def __init__(self, whole, held) -> None:
        self._whole, self._held = whole, held

    def __enter__(self):
        self._whole.__enter__()
        self._began = time.monotonic()

    def __exit__(self, *error):
        ended = self._whole.__exit__(*error)
        self._held.append((time.monotonic() - self._began) * 1000)
        return ended
