"""A store that cannot be written from the start: the day is shown, nothing is claimed."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.checkin.desk import Desk
from app.domain.model import Conflict, ConflictKind, Link, RowId
from app.domain.values import NO_SHOW, Value
from app.gui.desk.row_view import Act
from app.gui.desk.tab import Tab
from app.storage.store import FILE_NAME, Store
from tests.disks import full_disk
from tests.gui.conftest import CALM

FULL = "This computer's disk is full or failing: check-ins cannot be saved. Free some space."

KEYS = (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_F4, Qt.Key.Key_F9, Qt.Key.Key_Return)


@pytest.fixture
def full(made, tmp_path):
    """Take the made desk's store away; give what opens it again, on a disk that is full then.

    Not full before or after a test's own lines: the report of the tests may go to a file too.
    """
    made.desk.arrive(RowId("maya", "yoga"))
    row = RowId("omar", "yoga")
    made.desk.arrive(row)
    with made.store.transaction():
        card = Conflict(ConflictKind.FOREIGN, NO_SHOW, Value(1))
        shadow = made.store.view.of_row(row).shadow
        made.store.shadows.put(row, shadow._replace(conflict=card))
    made.store.close()

    @contextmanager
    def full_(open_desk, timings=CALM):
        with full_disk():
            made.store = Store(tmp_path / FILE_NAME, may_read=True)
            made.desk = Desk(made.store, made.clock, lambda: None)
            yield open_desk(timings)

    return full_


def words(desk):
    return desk.window.chip.view.words


def test_the_day_is_shown_with_the_reason_and_no_button_counts(full, made, open_desk):
    with full(open_desk) as desk:
        assert words(desk) == "This computer can’t save"
        assert desk.window.banner.accessibleName() == (
            f"Nothing can be saved, so + and − are off. {FULL}"
        )
        maya = desk.row("maya")
        assert maya.numbers.accessibleName() == "1 of 2 in"
        for button in (maya.plus, maya.minus):
            assert not button.isEnabled()
            assert button.accessibleDescription() == FULL
        assert maya.view.primary is None
        for key in KEYS:
            QTest.keyClick(maya, key)
        desk.window.cards.open_menu(desk.seat("maya"), desk.window.around(desk.window.pane.roster))
        assert desk.said() == FULL
        QTest.keyClick(desk.window, Qt.Key.Key_F3)
        assert (desk.window.side, desk.said()) == (None, FULL)
        assert desk.seat("maya").shown == Value(1)
        assert made.store.journal.tally().saved == 1
        assert words(desk) == "This computer can’t save"


def test_a_decision_cannot_be_kept_either_and_its_buttons_say_why(full, open_desk):
    with full(open_desk) as desk:
        desk.window.pane.tabs.choose(Tab.ALL)
        desk.window._on_wanted(RowId("omar", "yoga"), Act.REVIEW)
        [card] = desk.window.side.cards
        assert {button.isEnabled() for button in card.buttons.values()} == {False}
        assert {button.accessibleDescription() for button in card.buttons.values()} == {FULL}
        assert desk.find("staff.sync.panel.off").accessibleName() == FULL
        assert desk.window.side.link.state.accessibleName() == "This computer can’t save"
        assert desk.window.side.has_keyboard


def test_it_comes_back_by_itself_and_the_worker_is_asked_to_try_too(full, open_desk, qtbot):
    with full(open_desk, CALM._replace(look_again=30)) as desk:
        desk.window.panels.open_sync()
        desk.tell(Link.UNWRITABLE, message=FULL)
        assert not desk.row("maya").plus.isEnabled()
    qtbot.waitUntil(desk.row("maya").plus.isEnabled)
    assert desk.calls == ["sync"]
    assert desk.find("staff.sync.panel.off") is None
    [card] = desk.window.side.cards
    assert {button.isEnabled() for button in card.buttons.values()} == {True}
    QTest.mouseClick(desk.row("maya").plus, Qt.MouseButton.LeftButton)
    assert desk.row("maya").numbers.accessibleName() == "2 of 2 in"
    assert not desk.window.banner.isVisible()
    desk.tell()
    assert "save" not in words(desk)


def test_the_worker_that_can_write_again_is_believed_only_after_a_try(full, open_desk):
    with full(open_desk) as desk:
        desk.tell()
        assert words(desk) == "This computer can’t save"
        assert not desk.row("maya").plus.isEnabled()
    desk.tell()
    assert desk.row("maya").plus.isEnabled()


def test_the_worker_that_cannot_write_makes_the_desk_try_too(made, open_desk):
    desk = open_desk()
    desk.tell(Link.UNWRITABLE)
    assert desk.row("maya").plus.isEnabled()
    with full_disk():
        desk.tell(Link.UNWRITABLE)
        assert not desk.row("maya").plus.isEnabled()
        assert desk.row("maya").plus.accessibleDescription() == FULL
