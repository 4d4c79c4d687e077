"""Tab leads through the desk as one reads it, from the row that has the keyboard at first."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

BAR = ["staff.menu", "staff.day.before", "staff.day.after"]
END = ["staff.search", "staff.sync", "staff.settings.open"]
HEAD = ["staff.walkin.open", "staff.tabs.not_here", "staff.sort"]


def way(key=Qt.Key.Key_Tab):
    """What is reached from the row on, without the buttons of the row, until it is there again."""
    row, found = QApplication.focusWidget().objectName(), []
    while True:
        QTest.keyClick(QApplication.focusWidget(), key)
        name = QApplication.focusWidget().objectName()
        if name == row:
            return [each for each in found if not each.startswith(row)]
        found.append(name)
        assert len(found) < 40


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_it_is_the_order_of_reading(made, open_desk, rtl):
    """2.11: along the bar, down the head of the roster, then the sessions and the row again."""
    made.add_session("spin", title="Spin", starts_in=timedelta(hours=1))
    desk = open_desk(rtl=rtl)
    chosen = desk.window.sessions.chosen_item.objectName()
    forth = way()
    assert [each for each in forth if each not in ("staff.filter.open", chosen)] == [
        *BAR,
        *END,
        *HEAD,
    ]
    assert chosen in forth
    assert way(Qt.Key.Key_Backtab) == forth[::-1]


def test_the_button_of_folded_sessions_stands_before_the_search(open_desk):
    """2.11: where there is no room for a list of them."""
    open_desk(size=(1100, 700))
    assert way()[:7] == [*BAR, "staff.sessions", *END]
