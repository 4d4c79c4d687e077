"""The panel behind the sync chip: what waits, what a person decides, and that nothing blocks."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from app.checkin.handover import Handover
from app.checkin.worklist import Why, Worklist
from app.domain.errors import StoreError
from app.domain.model import (
    BookingStatus,
    Conflict,
    ConflictKind,
    Link,
    RowId,
    Rows,
    SyncState,
    Tally,
)
from app.domain.values import NO_SHOW, NONE, Value
from app.gui.panels.sync_panel import MOST_LINES
from tests.desks import booking
from tests.gui.conftest import PEOPLE

LEFT = Qt.MouseButton.LeftButton
CHECKOUT = Path(__file__).parent.parent.parent
PANEL = "staff.sync.panel"


def row(booking_id):
    return RowId(booking_id, "yoga")


def conflict(made, booking_id="omar", server=NO_SHOW, kind=ConflictKind.FOREIGN):
    made.desk.arrive(row(booking_id))
    with made.store.transaction():
        seat = made.store.view.of_row(row(booking_id))
        card = Conflict(kind, server, Value(1))
        made.store.shadows.put(row(booking_id), seat.shadow._replace(conflict=card))


def park(made, booking_id="dana", people=2):
    op = made.desk.arrive(row(booking_id), people)
    with made.store.transaction():
        seq = made.store.journal.op(op.op_id).seq
        made.store.shadows.park(row(booking_id), seq, "Wix does not know this booking.")


def opened(open_desk, **more):
    desk = open_desk(**more)
    desk.tell(tally=desk.made.desk.status().tally)
    QTest.mouseClick(desk.window.chip, LEFT)
    QApplication.processEvents()
    return desk


def press(desk, booking_id, part):
    desk.click(f"{PANEL}.{booking_id}.yoga.{part}")


def words(desk, booking_id):
    card = desk.find(f"{PANEL}.{booking_id}.yoga")
    return card.accessibleName() if card else ""


def test_the_chip_opens_it_and_closes_it_again(desk):
    desk.tell()
    desk.click("staff.sync")
    assert desk.find(PANEL).accessibleName() == "Sync"
    panel = desk.window.side
    assert (panel.link.state.text(), panel.link.since.accessibleName()) == (
        "Connected to Wix",
        "last update 12:00",
    )
    assert panel.calm.words.accessibleName() == "Everything is in Wix."
    desk.click("staff.sync")
    assert desk.window.side is None


def test_update_now_and_f5_ask_for_an_update(desk):
    desk.click("staff.sync")
    desk.click(f"{PANEL}.update")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F5)
    assert desk.calls == ["sync", "sync"]


@pytest.mark.parametrize("link", list(Link))
def test_every_link_is_told_in_words(desk, link):
    desk.click("staff.sync")
    desk.tell(link)
    line = desk.window.side.link
    assert line.state.text()
    assert line.state.natural_width <= line.state.width()  # and none of them is cut
    assert line.state.geometry().intersected(line.update_.geometry()).isEmpty()
    assert line.rect().contains(line.update_.geometry())
    assert line.rect().contains(line.since.geometry())


def test_what_waits_is_listed_with_the_warning_not_to_sign_out(made, open_desk):
    made.desk.arrive(row("dana"))
    made.desk.arrive(row("dana"), 2)
    desk = opened(open_desk)
    panel = desk.window.side
    assert panel.waiting.words.accessibleName() == "Waiting to send · 1"
    assert desk.window.chip.accessibleName() == "Sync: 1 waiting to send"
    assert panel.guard.isVisible()
    assert "until waiting is 0" in panel.guard.words.accessibleName()
    [line] = panel.lines.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert line.accessibleName() == "Dana Levi · +1, +2 · 11:50 Yoga Flow · at 12:00"
    assert not panel.calm.isVisible()


def test_what_was_handed_over_is_said_once_and_nobody_calls_it_in_wix(made, open_desk, tmp_path):
    made.desk.arrive(row("dana"))
    made.desk.arrive(row("omar"))
    Handover(made.store, made.clock, "site-1").write(tmp_path / "file", retire=True)
    panel = opened(open_desk).window.side
    told = panel.handed.accessibleName()
    assert told.startswith("2 check-ins were handed over in a file: they are not counted or sent")
    assert panel.handed.isVisible()
    assert not panel.calm.isVisible()


def test_what_waits_follows_the_taps_and_the_sync(desk):
    desk.tell()
    desk.click("staff.sync")
    QTest.mouseClick(desk.row("dana").plus, LEFT)
    QApplication.processEvents()
    panel = desk.window.side
    assert panel.waiting.words.accessibleName() == "Waiting to send · 1"
    with desk.made.store.transaction():
        seat = desk.made.store.view.of_row(row("dana"))
        sent = seat.shadow._replace(a=Value(1), a_seq=seat.last_seq)
        desk.made.store.shadows.put(row("dana"), sent)
    desk.tell(tally=Tally(sent=1, rows=Rows(checked=1)))
    assert not panel.waiting.isVisible()
    assert not panel.guard.isVisible()
    assert panel.checking.accessibleName() == "1 was sent and is checked once more."


def cancel(made, booking_id):
    gone = [
        p if p.booking_id != booking_id else p._replace(status=BookingStatus.CANCELED)
        for p in PEOPLE
    ]
    made.add_bookings("yoga", *gone)


def doubt(made, booking_id):
    op = made.store.journal.op(made.desk.arrive(row(booking_id)).op_id)
    with made.store.transaction():
        made.store.shadows.begin(row(booking_id), Value(1), (op.seq, op.seq), op.at)


def give_up(made, booking_id):
    park(made, booking_id)
    Worklist(made.store, made.clock, lambda: None).discard(row(booking_id))


def count(made, booking_id):
    made.desk.arrive(row(booking_id))
    made.desk.leave(row(booking_id))
    made.desk.arrive(row(booking_id))


def count_cancelled(made, booking_id):
    made.desk.arrive(row(booking_id))
    cancel(made, booking_id)


def duplicate(made, booking_id):
    """Nobody was counted here, and Wix holds two records all the same."""
    card = Conflict(ConflictKind.DUPLICATE, Value(1), NONE)
    with made.store.transaction():
        shadow = made.store.view.of_row(row(booking_id)).shadow
        made.store.shadows.put(row(booking_id), shadow._replace(conflict=card))


def refuse_and_go_on(made, booking_id):
    park(made, booking_id, 1)
    made.desk.arrive(row(booking_id))


@pytest.mark.parametrize("on_dana", [count, doubt, give_up, count_cancelled, refuse_and_go_on])
@pytest.mark.parametrize("on_maya", [count, conflict, park, duplicate, None])
def test_chip_and_panel_count_the_same_rows(made, open_desk, on_dana, on_maya):
    on_dana(made, "dana")
    if on_maya is not None:
        on_maya(made, "maya")
    desk = opened(open_desk)
    panel, rows = desk.window.side, desk.made.desk.status().tally.rows
    lines = panel.lines.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    cancelled = [card for card in panel.cards if card.entry.why is Why.CANCELLED]
    assert rows.attention == len(panel.cards) - len(cancelled)
    assert made.desk.cancelled() == len(cancelled)
    assert rows.waiting == len([line for line in lines if line.isVisible()])
    if rows.waiting:
        assert panel.waiting.words.accessibleName() == f"Waiting to send · {rows.waiting}"
    asking = len(panel.cards)
    worst = f"{asking} need" if asking else f"{rows.waiting} waiting"
    assert desk.window.chip.accessibleName().startswith(f"Sync: {worst}")


def test_a_long_queue_is_told_in_short(made, open_desk):
    guests = [booking(f"b{n:03}", f"Guest {n}") for n in range(MOST_LINES + 3)]
    for each in made.add_bookings("yoga", *guests):
        made.desk.arrive(each)
    panel = opened(open_desk).window.side
    assert panel.rest.accessibleName() == "and 3 more"


@pytest.mark.parametrize(("part", "value"), [("use_theirs", NO_SHOW), ("keep_mine", Value(1))])
def test_y07_a_conflict_shows_both_numbers_and_a_person_chooses(made, open_desk, part, value):
    conflict(made)
    desk = opened(open_desk)
    assert "Changed in Wix: no-show, here: 1." in words(desk, "omar")
    assert desk.find(f"{PANEL}.omar.yoga.use_theirs").caption == "Use no-show (Wix)"
    assert desk.find(f"{PANEL}.omar.yoga.keep_mine").caption == "Keep 1"
    press(desk, "omar", part)
    assert desk.seat("omar").shown == value
    assert desk.seat("omar").conflict is None
    assert desk.calls == ["wake"]
    assert words(desk, "omar") == ""
    assert desk.said() == "Omar Haddad: decided"


def test_two_records_are_decided_in_wix(made, open_desk):
    conflict(made, kind=ConflictKind.DUPLICATE)
    desk = opened(open_desk)
    assert "Delete one there, then update." in words(desk, "omar")
    assert desk.find(f"{PANEL}.omar.yoga").findChildren(QAbstractButton) == []


def test_y06_a_refusal_is_told_in_words_and_can_be_tried_again(made, open_desk):
    park(made)
    desk = opened(open_desk)
    assert "Refused. Wix does not know this booking." in words(desk, "dana")
    press(desk, "dana", "retry")
    assert desk.seat("dana").sync is SyncState.SAVED
    assert words(desk, "dana") == ""
    assert desk.window.side.waiting.words.accessibleName() == "Waiting to send · 1"


def test_a_refusal_can_be_kept_as_a_local_walk_in(made, open_desk):
    park(made)
    desk = opened(open_desk)
    press(desk, "dana", "keep")
    assert desk.seat("dana").not_in_wix
    assert desk.seat("dana").shown == Value(2)


def test_to_discard_asks_once_more_inside_the_card(made, open_desk, monkeypatch):
    for dialog in (QDialog.exec, QDialog.open):
        monkeypatch.setattr(QDialog, dialog.__name__, lambda *_: pytest.fail("a dialog"))
    park(made)
    desk = opened(open_desk)
    press(desk, "dana", "discard")
    card = desk.find(f"{PANEL}.dana.yoga")
    assert card.words.accessibleName() == "This takes +2 off here, and it never reaches Wix."
    press(desk, "dana", "cancel")
    assert desk.seat("dana").shown == Value(2)
    assert "Refused" in card.words.accessibleName()
    press(desk, "dana", "discard")
    press(desk, "dana", "discard")
    assert made.store.view.of_row(row("dana")).shown.shown == NONE
    assert words(desk, "dana") == ""


def test_what_was_taken_back_is_not_among_what_waits_for_an_answer(made, open_desk):
    for _ in range(2):
        made.desk.undo(made.desk.arrive(row("dana"), 3).op_id)
    park(made)
    desk = opened(open_desk)
    press(desk, "dana", "discard")
    card = desk.find(f"{PANEL}.dana.yoga")
    assert card.words.accessibleName() == "This takes +2 off here, and it never reaches Wix."


def test_f9_after_a_decision_takes_nothing_of_anybody_else_back(made, open_desk):
    """Nothing leads back from it, and the one before it was somebody else."""
    park(made)
    made.desk.arrive(row("omar"))
    desk = opened(open_desk)
    for _ in range(2):
        press(desk, "dana", "discard")
    assert desk.said() == "Dana Levi: discarded"
    for _ in range(2):
        QTest.keyClick(desk.window, Qt.Key.Key_F9)
        assert desk.said() == "What was decided cannot be undone."
    assert desk.seat("omar").shown == Value(1)
    desk.window.snackbar.hide()
    QTest.keyClick(desk.window, Qt.Key.Key_F9)
    assert desk.seat("omar").shown == NONE


def test_the_question_survives_news_from_the_sync_and_the_keyboard_is_on_the_safe_answer(
    made, open_desk
):
    park(made)
    desk = opened(open_desk)
    desk.find(f"{PANEL}.dana.yoga.discard").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == f"{PANEL}.dana.yoga.cancel"
    desk.tell(tally=Tally(parked=1, rows=Rows(attention=1)))
    assert QApplication.focusWidget().objectName() == f"{PANEL}.dana.yoga.cancel"


def test_i13_a_booking_cancelled_after_somebody_was_counted_is_listed(made, open_desk):
    made.desk.arrive(row("dana"), 2)
    gone = [
        p if p.booking_id != "dana" else p._replace(status=BookingStatus.CANCELED) for p in PEOPLE
    ]
    made.add_bookings("yoga", *gone)
    desk = opened(open_desk)
    assert "The booking was cancelled in Wix; counted here: 2." in words(desk, "dana")
    press(desk, "dana", "take_back")
    assert desk.said() == "Dana Levi: back to Booked"
    desk.click("staff.snackbar.undo")
    assert desk.window.chip.accessibleName() == "Sync: 1 needs attention"
    press(desk, "dana", "keep_counted")
    assert words(desk, "dana") == ""
    assert desk.window.chip.accessibleName() == "Sync: Saved on this computer"
    assert made.store.view.of_row(row("dana")).shown.shown == Value(2)


def test_i13_a_session_cancelled_after_somebody_was_counted_is_listed(made, open_desk):
    made.desk.arrive(row("dana"), 2)
    made.add_session("yoga", cancelled=True)
    desk = opened(open_desk)
    assert "The session was cancelled in Wix; counted here: 2." in words(desk, "dana")


def test_nothing_blocks_the_roster_meanwhile(made, open_desk):
    conflict(made)
    desk = opened(open_desk)
    QTest.mouseClick(desk.row("dana").plus, LEFT)
    assert desk.seat("dana").shown == Value(1)
    assert desk.window.side is not None


def test_esc_closes_it_and_gives_the_keyboard_back(made, open_desk):
    conflict(made)
    desk = open_desk()
    desk.row("dana").setFocus(Qt.FocusReason.TabFocusReason)
    desk.window.chip.click()
    assert QApplication.focusWidget().objectName() == f"{PANEL}.omar.yoga.use_theirs"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert desk.window.side is None
    assert QApplication.focusWidget() is desk.row("dana")
    desk.window.chip.click()
    desk.row("maya").setFocus()
    QTest.keyClick(desk.row("maya"), Qt.Key.Key_Escape)
    assert desk.window.side is None
    assert QApplication.focusWidget() is desk.row("maya")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F4, Qt.Key.Key_Plus])
def test_no_key_meant_for_the_panel_counts_anybody(desk, key):
    desk.click("staff.sync")
    desk.find(f"{PANEL}.close").setFocus()
    QTest.keyClick(desk.window.side, key)
    assert all(each.shown.is_none for each in desk.made.desk.roster("yoga").rows)


def test_the_keyboard_stays_in_the_panel_when_a_card_goes(made, open_desk):
    conflict(made)
    park(made)
    desk = opened(open_desk)
    button = desk.find(f"{PANEL}.omar.yoga.keep_mine")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert QApplication.focusWidget().objectName() == f"{PANEL}.dana.yoga.retry"


def test_a_card_under_a_finger_stays_where_it_is(made, open_desk):
    park(made)
    desk = opened(open_desk)
    button = desk.find(f"{PANEL}.dana.yoga.retry")
    before = button.mapTo(desk.window, QPoint())
    button.setDown(True)
    conflict(made)
    desk.tell(tally=made.desk.status().tally)
    assert button.mapTo(desk.window, QPoint()) == before
    button.setDown(False)
    desk.tell(tally=made.desk.status().tally)
    assert words(desk, "omar")


def test_a_store_that_cannot_be_read_is_said_and_the_window_lives(desk, monkeypatch):
    desk.click("staff.sync")

    def shut():
        raise StoreError("The disk is full.")

    monkeypatch.setattr(desk.window.panels._deciding._worklist, "entries", shut)
    desk.tell()
    assert "The disk is full." in desk.window.banner.accessibleName()


def test_a_decision_that_cannot_be_kept_is_said(made, open_desk, monkeypatch):
    park(made)
    desk = opened(open_desk)

    def shut(_row):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(desk.window.panels._deciding._worklist, "retry", shut)
    press(desk, "dana", "retry")
    assert "The disk is full." in desk.window.banner.accessibleName()
    assert words(desk, "dana")


def test_a_decision_that_came_too_late_says_so(made, open_desk):
    park(made)
    desk = opened(open_desk)
    with made.store.transaction():
        made.store.shadows.unpark(row("dana"))
    press(desk, "dana", "retry")
    assert "there is nothing to decide" in desk.said()


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("size", [(1366, 728), (1920, 1080), (1080, 1920), (1180, 800), (896, 480)])
def test_beside_it_the_roster_stays_whole_where_there_is_room(made, open_desk, size, rtl):
    conflict(made)
    park(made)
    desk = opened(open_desk, size=size, rtl=rtl)
    panel, pane = desk.window.side.geometry(), desk.window.pane.geometry()
    if size not in [(1180, 800), (896, 480)]:
        assert not panel.intersects(pane)
    assert desk.window.rect().contains(panel)
    assert desk.row("dana").name.width() >= 220
    for button in desk.window.side.findChildren(QAbstractButton):
        assert button.width() >= 44, button.objectName()
        assert button.height() >= 44, button.objectName()
        assert button.accessibleName()
        assert button.objectName() == button.accessibleIdentifier() != ""
        inside = QPoint(0, 0), QPoint(button.width(), 0)
        assert all(0 <= button.mapTo(desk.window.side, at).x() <= panel.width() for at in inside)


def test_f6_reaches_it(desk):
    desk.click("staff.sync")
    names = []
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        names.append(QApplication.focusWidget().objectName())
    assert f"{PANEL}.close" in names
    assert "staff.row.dana" in names


def test_no_panel_is_read_in_before_it_is_opened():
    code = (
        "import sys, app.gui.run, app.gui.actions\n"
        "late = [m for m in sys.modules if 'app.gui' in m and 'panel' in m]\n"
        "assert late == [], late\n"
        "assert 'app.checkin.worklist' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, check=True)
