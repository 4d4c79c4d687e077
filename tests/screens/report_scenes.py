"""Reports: a month of a studio, some of whose days this computer does not know."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.checkin.walk_ins import WalkIns
from app.domain.model import EventId
from app.domain.values import NO_SHOW, Value
from app.gui.panels.reports import ReportsPanel
from tests.desks import booking
from tests.screens.stage import EVENING, Stage, people, settle

STAND_FOR_A_SCREEN = ("reports", "reports_typed")
MISSING = (3, 4, 5, 11, 19, 20, 27)


def month(stage: Stage) -> None:
    """Two sessions on every other day; each client comes to some of them."""
    made, guests = stage.made, people()
    for ago in range(1, 30, 2):
        for n, (title, hours) in enumerate((("Yoga Flow", -8), ("Pilates Mat", 1))):
            event = f"{title} {ago}"
            made.add_session(event, title=title, starts_in=timedelta(days=-ago, hours=hours))
            some = [each for at, each in enumerate(guests) if (at + ago + n) % 3]
            held = [
                booking(f"{event} {at}", each.name, each.party, phone_tail=each.phone_tail)
                for at, each in enumerate(some)
            ]
            for at, row in enumerate(made.add_bookings(event, *held)):
                missed = (at * ago + n) % 11 == 5
                made.read(row, NO_SHOW if missed else Value(held[at].party))
    WalkIns(made.store, made.clock, lambda: None).add(EventId("Yoga Flow 1"), "Wren", count=2)
    with made.store.transaction():
        for ago in range(30):
            if ago not in MISSING:
                day = EVENING.date() - timedelta(days=ago)
                made.store.other_days.keep_calendar(day, EVENING)


def opened(stage: Stage) -> ReportsPanel:
    stage.tell()
    QTest.keyClick(stage.window, Qt.Key.Key_F11, Qt.KeyboardModifier.ControlModifier)
    panel = stage.window.side
    assert isinstance(panel, ReportsPanel)
    wait(stage)
    return panel


def wait(stage: Stage) -> None:
    while stage.window.day_panels.reporting.busy:
        settle()
    settle()


def choose(stage: Stage, at: int) -> None:
    stage.window.popover.content.buttons[at].click()
    wait(stage)


def scene_reports(stage: Stage) -> None:
    month(stage)
    opened(stage)


def scene_reports_no_shows(stage: Stage) -> None:
    month(stage)
    opened(stage).kind.click()
    choose(stage, 1)


def scene_reports_hours(stage: Stage) -> None:
    month(stage)
    opened(stage).grouping.click()
    choose(stage, 2)


def scene_reports_choice(stage: Stage) -> None:
    month(stage)
    opened(stage).days.click()
    settle()


def scene_reports_typed(stage: Stage) -> None:
    month(stage)
    opened(stage).days.click()
    choose(stage, 4)


def scene_reports_mistyped(stage: Stage) -> None:
    scene_reports_typed(stage)
    panel = stage.window.side
    panel.fields.first.entry.setText("last week")
    panel.typed.emit()
    settle()


def scene_reports_loading(stage: Stage) -> None:
    month(stage)
    opened(stage).load.click()
    settle()


def scene_reports_nothing(stage: Stage) -> None:
    stage.made.store.days.replace_sessions(EVENING - timedelta(2), EVENING, [])
    opened(stage).days.click()
    choose(stage, 0)
