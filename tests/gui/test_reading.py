"""What the window reads, and that it moves nothing when it reads again."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.model import Conflict, ConflictKind, Link, RowId, SyncStatus
from app.domain.values import NO_SHOW, Value
from app.gui.desk.row import RosterRow
from app.gui.desk.row_view import Act
from app.gui.desk.tab import Tab
from tests.desks import booking, make_desk
from tests.gui.conftest import CALM, PEOPLE


@pytest.mark.parametrize(
    ("sessions", "chosen"),
    [
        ({"early": -120, "now": -10, "next": 30}, "now"),
        ({"early": -120, "next": 30, "late": 90}, "next"),
        ({"first": -300, "last": -120}, "last"),
    ],
)
def test_s01_opens_on_the_session_in_progress_else_the_next_else_the_last(
    made, open_desk, sessions, chosen
):
    made.add_session("yoga", starts_in=timedelta(minutes=-600))
    for name, starts in sessions.items():
        made.add_session(name, title=name, starts_in=timedelta(minutes=starts))
    desk = open_desk()
    assert desk.window.event_id == chosen
    assert desk.window.sessions.chosen_item.card.session.event_id == chosen


def pass_time(desk):
    """What the timer does every twenty seconds, and what it reads then."""
    desk.window._on_time_passed()
    while desk.window.reads:
        QApplication.processEvents()


def test_s08_over_capacity_is_words_and_a_drawing(made, open_desk):
    made.add_session("yoga", capacity=1)
    made.add_bookings("yoga", booking("a", "Ann", 2))
    made.desk.arrive(RowId("a", "yoga"), 2)
    desk = open_desk()
    assert "over capacity 2 of 1" in desk.window.sessions.items[0].accessibleName()
    assert desk.window.pane.header.of.accessibleName() == "of 2 in · capacity 1"


def test_the_time_passing_marks_sessions_but_keeps_the_one_that_is_open(made, open_desk):
    made.add_session("next", title="Next one", starts_in=timedelta(minutes=60))
    desk = open_desk()
    items = desk.window.sessions.items
    assert [", now," in i.accessibleName() for i in items] == [True, False]
    made.clock.advance(3700)
    pass_time(desk)
    assert ", ended," in items[0].accessibleName()
    assert ", now," in items[1].accessibleName()
    assert desk.window.event_id == "yoga"


def test_at_midnight_the_date_turns_and_work_in_progress_stays(made, open_desk):
    desk = open_desk()
    made.clock.advance(11.9 * 3600)
    QTest.mouseClick(desk.row("dana").plus, Qt.MouseButton.LeftButton)
    made.clock.advance(420)
    pass_time(desk)
    assert desk.window.date.accessibleName() == "Tue 24 November"
    assert desk.window.event_id == "yoga"
    assert desk.row("dana").isVisible()


def test_at_midnight_a_desk_left_alone_turns_to_the_new_day(made, open_desk):
    desk = open_desk()
    desk.tell()
    made.clock.advance(13 * 3600)
    pass_time(desk)
    assert desk.window.event_id is None
    assert desk.window.pane.empty.isVisible()


def test_a_sync_changes_the_changed_rows_and_keeps_scroll_focus_and_row(made, open_desk, qtbot):
    made.add_bookings("yoga", *(booking(f"b{n:02}", f"Guest {n:02}", 3) for n in range(30)))
    desk = open_desk()
    bar = desk.window.pane.list.verticalScrollBar()
    bar.setValue(500)
    row = desk.row("b10")
    QTest.mouseClick(row.name, Qt.MouseButton.LeftButton)
    row.setFocus()
    widgets = {each: desk.row(each) for each in desk.names if desk.row(each)}
    made.read(RowId("b11", "yoga"), Value(2))
    desk.tell()
    assert desk.row("b11").numbers.accessibleName() == "2 of 3 in"
    assert bar.value() == 500
    assert desk.window.pane.list.current == RowId("b10", "yoga")
    assert desk.window.focusWidget() is row
    assert all(desk.row(each) is widget for each, widget in widgets.items())


def test_a_change_elsewhere_is_shown_on_the_row(made, open_desk):
    row = RowId("dana", "yoga")
    made.read(row, Value(3))
    made.read(row, Value(4))
    desk = open_desk()
    desk.window.pane.tabs.choose(Tab.ALL)
    assert "changed elsewhere" in desk.row("dana").facts.accessibleName()
    assert "→ 4" in desk.row("dana").facts.accessibleName()


@pytest.fixture
def conflict(made):
    row = RowId("omar", "yoga")
    made.desk.arrive(row)
    with made.store.transaction():
        seat = made.store.view.of_row(row)
        card = Conflict(ConflictKind.FOREIGN, NO_SHOW, Value(1))
        made.store.shadows.put(row, seat.shadow._replace(conflict=card))
    return row


def test_y07_a_conflict_is_marked_and_its_review_opens_the_card_of_that_row(conflict, open_desk):
    desk = open_desk()
    desk.window.pane.tabs.choose(Tab.ALL)
    row = desk.row("omar")
    assert row.state.accessibleName().startswith("Needs attention")
    assert row.facts.accessibleName().startswith("in Wix: no-show, here: 1")
    assert row.primary.caption == "Review"
    QTest.mouseClick(row.primary, Qt.MouseButton.LeftButton)
    [card] = desk.window.side.cards
    assert card.entry.row == row.view.row
    assert card.isAncestorOf(QApplication.focusWidget())


def test_a_conflict_is_not_offered_where_nothing_can_decide_it(conflict, open_desk):
    desk = open_desk(decides=False)
    desk.window.pane.tabs.choose(Tab.ALL)
    QTest.mouseClick(desk.row("omar").more, Qt.MouseButton.LeftButton)
    assert Act.REVIEW not in desk.window.popover.content.buttons
    QTest.mouseClick(desk.window.chip, Qt.MouseButton.LeftButton)
    assert (desk.window.side, desk.calls) == (None, ["sync"])


def test_unsent_rows_carry_a_mark_and_settled_ones_none(desk):
    assert not desk.row("dana").view.waits
    QTest.mouseClick(desk.row("dana").plus, Qt.MouseButton.LeftButton)
    assert desk.row("dana").view.waits
    assert desk.row("dana").state.accessibleName().endswith("saved here, not sent yet")


@pytest.fixture
def empty(tmp_path):
    made = make_desk(tmp_path / "empty")
    yield made
    made.store.close()


def place(desk):
    return desk.window.pane.empty.text() if desk.window.pane.empty.isVisible() else ""


def test_a_computer_that_never_saw_the_day_says_what_to_do(empty, made, open_desk, qtbot):
    made.desk = empty.desk
    desk = open_desk(CALM._replace(waiting_after=500))
    assert place(desk) == ""
    qtbot.waitUntil(lambda: place(desk) == "Getting today’s sessions…")
    desk.bridge.tell(SyncStatus(Link.OFFLINE))
    qtbot.waitUntil(lambda: place(desk).startswith("This computer has not seen today’s sessions"))
    desk.tell()
    assert place(desk).startswith("No sessions today\n")


def test_an_empty_roster_and_a_finished_one_are_not_the_same(made, open_desk):
    made.add_bookings("yoga")
    desk = open_desk()
    assert place(desk) == "Nobody has booked yet"
    made.add_bookings("yoga", PEOPLE[2])
    made.desk.arrive(RowId("omar", "yoga"))
    desk.tell()
    assert place(desk) == "Everyone is here"
    made.desk.clear(RowId("omar", "yoga"))
    made.desk.mark_no_show(RowId("omar", "yoga"))
    desk.tell()
    assert place(desk) == "Nobody is missing any more."


def test_a_roster_that_was_never_fetched_is_not_called_empty(made, open_desk):
    made.add_session("new", title="New", starts_in=timedelta(minutes=40))
    made.store.days.loaded = lambda events: set(events) - {"new"}
    desk = open_desk()
    desk.window.open("new")
    assert place(desk) == "This computer has not seen who booked this session yet."
    desk.tell()
    assert place(desk) == "Getting the people of this session…"


def test_closing_is_allowed_at_any_time_and_reads_nothing_afterwards(desk, qtbot):
    QTest.mouseClick(desk.row("dana").plus, Qt.MouseButton.LeftButton)
    assert desk.window.close()
    desk.made.store.close()
    desk.tell()


def test_o05_a_row_that_goes_with_the_keyboard_makes_no_other_one(made, open_desk):
    """O-05: it hands the keyboard on, the list scrolls, and nothing is built for that."""
    for event in ("first", "second"):
        made.add_session(event, title=event)
        made.add_bookings(event, *(booking(f"{event}{n:02}", f"Guest {n:02}") for n in range(13)))
    desk = open_desk()
    made_rows = []
    for at in range(13):
        for event in ("first", "second"):
            desk.window.open(event)
            for _ in range(20):
                QApplication.processEvents()
            rows = desk.window.pane.list
            made_rows.append(len(rows.findChildren(RosterRow)))
            rows.choose(rows.order[at], focus=True)
            rows.row(rows.order[at]).primary.setFocus()
            rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum() * (at % 2))
    assert made_rows == [13] * 26
