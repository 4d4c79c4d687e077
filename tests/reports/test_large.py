"""Three months of a busy site: no step of a report takes longer than the window may be held up."""

import gc
import time

import pytest

from app.domain.report import Grouping, Kind
from tests.reports.large import BOOKINGS, SESSIONS, fill

DAYS = 90
FRAME_MS = 16.0


@pytest.mark.long
@pytest.mark.alone
def test_a_report_of_ninety_large_days_never_holds_up_the_loop(made, reports, figures):
    """By the processor's time: what else the machine does is not the report's. One in a hundred
    may come upon a page that was not in memory yet.
    """
    fill(made, DAYS)
    steps, took = reports.counting(reports.last_days(DAYS + 1)), []
    tally = None
    gc.disable()  # as in the window, which looks for garbage when nothing else is to be done
    try:
        while tally is None:
            began = time.thread_time()
            try:
                next(steps)
            except StopIteration as done:
                tally = done.value
            took.append(time.thread_time() - began)
        began = time.thread_time()
        found = tally.report(Kind.NO_SHOWS, Grouping.CLIENT)
        last = time.thread_time() - began
    finally:
        gc.enable()
    assert found.sessions == DAYS * SESSIONS
    assert found.total.bookings == DAYS * BOOKINGS
    figures.tell("steps", len(took))
    figures.tell("ms of the slowest step", max(took) * 1000, total=False)
    figures.most("ms of 99 in 100 steps", sorted(took)[len(took) * 99 // 100] * 1000, FRAME_MS)
    figures.most("ms to put the lines together", last * 1000, FRAME_MS)
