"""Eight hours at the desk by script: as many widgets at its end as at its beginning."""

import logging
from collections.abc import Iterator
from functools import partial

import pytest

from tests.benchmarks.days import NAMES
from tests.benchmarks.shift import HOURS, Shift, open_shift

MOST_MB = 20.0


@pytest.fixture
def shift(tmp_path, qtbot) -> Iterator[Shift]:
    yield from open_shift(tmp_path, 5, partial(qtbot.waitUntil, timeout=60_000))


def held(shift, figures, actions, rests, warm):
    """What is there after the first `warm` rests is what the desk needs; nothing is to be added."""
    began = shift.made.clock.now()
    shift.work(actions, rests)
    hours = (shift.made.clock.now() - began).total_seconds() / 3600
    widgets = [many for many, _ in shift.held[warm - 1 :]]
    memory = [many for _, many in shift.held[warm - 1 :]]
    figures.seeds.append(5)
    figures.least("acts", shift.acts, actions)
    figures.least("hours by the desk's clock", hours, HOURS)
    figures.least("changes kept", shift.made.store.journal.tally().saved, actions // 20)
    figures.tell("widgets at rest", widgets[-1], total=False)
    figures.none("widgets more or less than at first", max(widgets) - min(widgets))
    grown_mb = (max(memory) - memory[0]) / 2**20
    figures.most("MB more than at first", grown_mb, MOST_MB)


def test_o05_a_short_shift_leaves_nothing_behind(shift, figures, caplog):
    """O-05, P-12: 500 acts; no widget is left over, and the log names nobody."""
    with caplog.at_level(logging.DEBUG):
        held(shift, figures, 500, 5, 2)
    said = [word for name in NAMES for word in name.split() if word in caplog.text]
    assert said == []
    assert "5550" not in caplog.text


@pytest.mark.long
@pytest.mark.alone
def test_o05_eight_hours_leave_nothing_behind(shift, figures):
    """O-05: 20,000 acts in eight hours: less than 20 MB more, and not a widget."""
    held(shift, figures, 20_000, 20, 5)
