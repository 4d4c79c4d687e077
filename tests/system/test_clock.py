"""The computer's clocks: aware, in UTC, and one that never runs backwards."""

from datetime import UTC, datetime, timedelta

from app.system.clock import SystemClock


def test_the_wall_clock_is_aware_and_in_utc():
    now = SystemClock().now()
    assert now.tzinfo is UTC
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_other_clock_never_runs_backwards():
    clock = SystemClock()
    readings = [clock.monotonic() for _ in range(100)]
    assert readings == sorted(readings)
