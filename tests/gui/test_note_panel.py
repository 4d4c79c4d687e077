"""A note on a booking: from the row's menu, on its row, for today and for this computer alone."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.errors import StoreError
from app.domain.model import RowId
from app.domain.notes import MOST
from app.gui.desk.columns import WIDEST, Columns
from app.gui.desk.row_view import Act
from app.gui.words import plain
from tests.gui.test_access import press
from tests.gui.test_taps import click, menu

KEY = Qt.Key
HOSTILE = "<b>allergic</b> & 50% \u202e=1+1"
SHOWN = "<b>allergic</b> & 50% =1+1"


def write(desk, words, booking_id="dana"):
    menu(desk, booking_id, Act.NOTE)
    desk.find("staff.note.words").insert(words)  # as a paste does
    press(desk, KEY.Key_Return)


def test_a_note_is_written_by_keyboard_and_stands_on_the_rows_second_line(desk):
    write(desk, "brings a mat")
    assert desk.seat("dana").note == "brings a mat"
    facts = desk.row("dana").facts.accessibleName()
    assert facts == "Note: brings a mat · booked for 4 · …3127"
    assert "Note: brings a mat" in desk.row("dana").accessibleName()
    assert desk.said() == "Dana Levi: note saved"
    assert desk.window.side is None


def test_the_panel_says_whose_it_is_and_that_it_never_leaves_this_computer(desk):
    menu(desk, "dana", Act.NOTE)
    panel = desk.window.side
    assert panel.whose.accessibleName() == "On Dana Levi, 11:50 Yoga Flow"
    assert "stays on this computer" in panel.hint.words.text()
    assert "Wix and your clients never see it" in panel.hint.words.text()
    assert QApplication.focusWidget().accessibleName() == f"For today, up to {MOST} characters"
    press(desk, KEY.Key_Escape)
    assert desk.window.side is None
    assert desk.seat("dana").note == ""


def test_it_can_be_changed_taken_away_and_brought_back(desk):
    write(desk, "one")
    click(desk.row("dana").more)
    assert desk.window.popover.content.buttons[Act.NOTE].caption == "Edit note"
    click(desk.window.popover.content.buttons[Act.NOTE])
    assert desk.window.side.field.text == "one"
    desk.click("staff.note.remove")
    assert desk.seat("dana").note == ""
    assert desk.said() == "Dana Levi: note removed"
    click(desk.window.snackbar.undo)
    assert desk.seat("dana").note == "one"


def test_i09_hostile_words_are_shown_as_typed(desk):
    """I-09: in the row and in the panel, as plain text."""
    write(desk, HOSTILE)
    facts = desk.row("dana").facts
    assert facts.textFormat() is Qt.TextFormat.PlainText
    assert f"Note: {SHOWN}" in facts.accessibleName()
    menu(desk, "dana", Act.NOTE)
    assert desk.window.side.field.text == SHOWN


def test_two_hundred_characters_and_no_more_can_be_typed(desk):
    write(desk, "x" * (MOST + 50))
    assert desk.seat("dana").note == "x" * MOST
    assert desk.row("dana").facts.toolTip()


def test_what_cannot_be_kept_stays_typed(desk):
    def shut(*_):
        raise StoreError("The disk is full.")

    desk.made.store.notes.put = shut
    write(desk, "kept?")
    assert desk.window.side.field.text == "kept?"
    assert "Nothing can be saved" in desk.window.banner.accessibleName()


def test_a_note_too_long_by_another_way_is_refused_in_words(desk):
    menu(desk, "dana", Act.NOTE)
    desk.window.side.wanted.emit(desk.row("dana").view.row, "x" * 201)
    assert plain(desk.window.side.problem.text()) == "A note has at most 200 characters."


def half_type(desk, words, booking_id="dana"):
    menu(desk, booking_id, Act.NOTE)
    desk.find("staff.note.words").insert(words)


def open_settings(desk):
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_F10, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def test_what_was_half_typed_is_there_again_with_the_note_of_its_booking(desk):
    """After another panel, and after the note of another booking in the same one."""
    half_type(desk, "brings a")
    open_settings(desk)
    half_type(desk, "late", "maya")
    assert desk.window.side.field.text == "late"
    menu(desk, "dana", Act.NOTE)
    assert desk.window.side.field.text == "brings a"
    QTest.keyClicks(QApplication.focusWidget(), " mat")  # one goes on, and types over nothing
    press(desk, KEY.Key_Return)
    assert desk.seat("dana").note == "brings a mat"
    menu(desk, "maya", Act.NOTE)
    assert desk.window.side.field.text == "late"
    assert desk.seat("maya").note == ""


def test_a_saved_note_that_was_half_changed_is_shown_as_it_was_left(desk):
    write(desk, "one")
    half_type(desk, "two")  # over what is chosen whole
    open_settings(desk)
    menu(desk, "dana", Act.NOTE)
    assert desk.window.side.field.text == "two"
    assert desk.find("staff.note.remove") is not None
    assert desk.seat("dana").note == "one"


def save_it(desk):
    press(desk, KEY.Key_Return)
    desk.click("staff.snackbar.undo")


def give_it_up(desk):
    press(desk, KEY.Key_Escape)


def look_at_it_only(desk):
    desk.window.side.field.entry.clear()
    open_settings(desk)


def sleep_over_it(desk):
    open_settings(desk)
    desk.made.clock.advance(24 * 3600)
    desk.window.show_day()
    desk.made.clock.advance(-24 * 3600)
    desk.window.show_day()


@pytest.mark.parametrize("ends", [save_it, give_it_up, look_at_it_only, sleep_over_it])
def test_what_was_saved_given_up_or_of_another_day_is_not_kept(desk, ends):
    half_type(desk, "brings a")
    ends(desk)
    menu(desk, "dana", Act.NOTE)
    assert desk.window.side.field.text == ""


def test_on_a_wide_screen_notes_have_a_column_of_their_own(open_desk):
    desk = open_desk(size=(1920, 1000))
    write(desk, "brings a mat")
    row = desk.row("dana")
    assert row.facts.note.accessibleName() == "Note: brings a mat"
    assert row.facts.accessibleName() == "booked for 4 · …3127"
    assert row.facts.note.x() >= WIDEST > row.more.geometry().right()
    assert row.facts.note.geometry().right() < row.width()
    assert "Note: brings a mat" in row.accessibleName()
    desk.window.resize(1366, 728)
    QApplication.processEvents()
    assert row.facts.accessibleName().startswith("Note: brings a mat")
    assert row.facts.note.text() == ""


def test_there_is_a_column_only_where_it_fits():
    assert Columns(1026).notes == QRect(WIDEST, 0, 0, 63)
    assert Columns(1500 - 14).notes == QRect(WIDEST, 0, 234, 63)


def test_it_is_forgotten_when_the_day_turns(desk):
    write(desk, "brings a mat")
    desk.made.clock.advance(12 * 3600)
    desk.window._on_time_passed()
    while desk.window.reads:
        QApplication.processEvents()
    assert desk.seat("dana").note == ""


def test_notes_of_another_day_are_gone_at_the_next_start(made, open_desk):
    with made.store.transaction():
        made.store.notes.put(RowId("dana", "yoga"), "yesterday's")
    made.clock.wall += timedelta(days=1)
    desk = open_desk()
    assert desk.seat("dana").note == ""
