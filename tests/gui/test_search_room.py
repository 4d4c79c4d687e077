"""The room of the search on an upright screen with large text: its word, and what is typed."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.model import Link, Rows, Tally
from app.gui import text_search
from app.gui.language import NAMES
from app.gui.widgets.tip import told_tip
from app.gui.words import plain

TABLET = (1080, 1920)


@pytest.fixture
def large(open_in):
    """An upright desk in that language at twice the size, with something long to tell."""

    def open_(language):
        desk = open_in(TABLET, 200, language)
        desk.tell(link=Link.OFFLINE, tally=Tally(saved=42, rows=Rows(waiting=42)))
        QApplication.processEvents()
        return desk

    return open_


@pytest.mark.parametrize("language", list(NAMES))
def test_the_search_says_what_it_is_beside_whatever_the_chip_has_to_tell(large, language):
    desk = large(language)
    window, field = desk.window, desk.window.top.searching.field
    assert field.entry.placeholderText() == text_search.search_short()
    chip = window.chip
    for other in (window.date, chip, window.gear, window.top.days.buttons):
        assert not other.geometry().intersects(field.geometry()), other.objectName()
    cut = chip.sizeHint().width() > chip.width()
    assert told_tip(chip) == (plain(chip.view.words) if cut else "")


@pytest.mark.parametrize("language", ["de", "he"])
def test_in_use_it_has_the_room_of_the_date_and_the_chip(large, language):
    desk = large(language)
    window, field = desk.window, desk.window.top.searching.field
    window.pane.list.focus_current()
    at_rest = QRect(field.geometry())
    QTest.keyClicks(QApplication.focusWidget(), "levi")
    QApplication.processEvents()
    over = window.date.geometry().united(window.chip.geometry())
    assert (field.x(), field.width()) == (over.x(), over.width())
    assert not field.geometry().intersects(window.gear.geometry())
    assert field.entry.cursorRect().right() < field.entry.width()
    room = field.clear.geometry()
    assert not room.contains(field.entry.cursorRect().center())
    centre = window.chip.geometry().center()
    assert field.isAncestorOf(window.childAt(centre))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert field.geometry() == at_rest
