"""What is cut is told whole where one points at it: by the mouse, as it is written, in lines."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from app.gui.desk.session_item import SessionItem
from app.gui.theme import Face, Look
from app.gui.widgets.buttons import LoneIcon
from app.gui.widgets.line import Line
from app.gui.widgets.tip import LINE, tell_tip, tip_of, told_tip
from app.gui.words import plain
from tests.desks import booking
from tests.gui.test_access import press

LONG = "Maximiliane Theodora von und zu Hohenstein-Wittgenstein-Sayn-Berleburg"
HOSTILE = "<b>Bob</b> & Co <img src='file:///etc/hostname'> " + "&lt;Sons " * 6 + "x" * 60
KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pointed_at(qtbot):
    """What Qt shows once the mouse has rested on a part of its window; "" for nothing."""

    def show(part):
        QToolTip.hideText()
        qtbot.waitUntil(lambda: not QToolTip.isVisible(), timeout=2_000)
        window, middle = part.window(), part.rect().center()
        at = part.mapTo(window, middle)
        under = window.childAt(at) or window
        asked = QHelpEvent(QEvent.Type.ToolTip, under.mapFrom(window, at), part.mapToGlobal(middle))
        QApplication.sendEvent(under, asked)
        return QToolTip.text() if QToolTip.isVisible() else ""

    yield show
    QToolTip.hideText()


def read(tip):
    """As it is shown."""
    if not tip.startswith("<"):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize("name", [LONG, HOSTILE], ids=["long", "hostile"])
def test_a_name_that_a_panel_cuts_is_told_where_one_points_at_it(made, open_desk, pointed_at, name):
    [row, _] = made.add_bookings("yoga", booking("long", name), booking("bo", "Bo"))
    desk = open_desk()
    made.desk.arrive(row)
    press(desk, KEY.Key_F9, CONTROL)
    [line] = desk.window.side.shown
    assert line.name.accessibleName() == name
    assert read(pointed_at(line.name)) == name


def test_a_row_tells_all_that_is_cut_of_it(made, open_desk, pointed_at):
    made.add_bookings("yoga", booking("long", HOSTILE), booking("bo", "Bo"))
    desk = open_desk()
    row = desk.row("long")
    QTest.mouseMove(row.name)
    QApplication.processEvents()
    assert read(pointed_at(row.name)) == HOSTILE
    assert pointed_at(desk.row("bo").name) == ""


def test_i09_the_title_of_a_session_is_told_as_it_is_written(made, open_desk, pointed_at):
    """I-09."""
    made.add_session("hostile", title=HOSTILE)
    desk = open_desk()
    desk.window.sessions.settle_in()
    [item] = [
        each
        for each in desk.window.sessions.findChildren(SessionItem)
        if each.card is not None and each.card.session.title == HOSTILE
    ]
    assert read(pointed_at(item)) == HOSTILE
    assert item.accessibleDescription() == HOSTILE


def test_what_is_short_is_plain_and_what_is_long_is_broken_into_lines():
    assert tip_of("Dana Levi") == "Dana Levi"
    assert tip_of("") == ""
    assert tip_of("x" * LINE) == "x" * LINE
    for words in ("x" * (LINE + 1), "a <b> c", "two\nlines of <i>it</i>"):
        assert tip_of(words).startswith("<p")
        assert read(tip_of(words)) == words


def test_a_screen_reader_is_never_told_markup(qtbot):
    part = QWidget()
    qtbot.addWidget(part)
    tell_tip(part, "<b>Bob</b>")
    assert (told_tip(part), part.accessibleDescription()) == ("<b>Bob</b>", "<b>Bob</b>")
    tell_tip(part, "Dana")
    assert (told_tip(part), part.accessibleDescription()) == ("Dana", "")


class Ground(QWidget):
    """Notes where it was pressed."""

    def __init__(self):
        super().__init__()
        self.pressed = []

    def mousePressEvent(self, event):
        self.pressed.append(event.position().toPoint())


def test_a_press_on_what_is_cut_goes_on_to_what_it_lies_on(qtbot):
    ground = Ground()
    qtbot.addWidget(ground)
    line = Line(Look(), Face.BODY, "text", ground)
    line.setGeometry(10, 10, 60, 30)
    ground.show()
    for words in ("Bo", LONG, "Bo"):
        line.show_text(words)
        QTest.mouseClick(ground.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert ground.pressed == [QPoint(20, 20)] * 3


def test_tips_grow_with_the_text(desk):
    look = desk.window.look
    for percent in (200, 100):
        look.preferences.change(text_size=percent)
        assert QToolTip.font().pixelSize() == look.font(Face.BODY).pixelSize()


ALONE = ["staff.menu", "staff.day.before", "staff.day.after", "staff.settings.open"]


def test_a_drawing_alone_tells_what_it_is_for(open_desk, pointed_at):
    """In the bar and in a panel's head; a row's, which change with each key of a search, do not."""
    desk = open_desk()
    told = {name: pointed_at(desk.find(name)) for name in ALONE}
    assert list(told.values()) == ["Menu", "The day before", "The day after", "Settings"]
    QTest.keyClicks(desk.row("dana"), "dana")
    assert pointed_at(desk.find("staff.search.clear")) == "Clear the search"
    press(desk, KEY.Key_F1)
    assert pointed_at(desk.find("staff.shortcuts.close")) == "Close Keyboard shortcuts"
    row = desk.row("maya")
    assert [part.toolTip() for part in (row.plus, row.more)] == ["", ""]


def test_it_tells_why_it_does_nothing_and_its_name_in_the_language_of_the_screen(qtbot):
    name, why = ["Menu"], "Nothing to choose"
    part = LoneIcon(Look(), "menu", "staff.menu", None)
    qtbot.addWidget(part)
    part.describe(lambda: name[0], why)
    assert (part.toolTip(), part.accessibleDescription()) == (why, why)
    part.describe(lambda: name[0])
    assert (part.toolTip(), part.accessibleDescription()) == ("Menu", "")
    name[0] = "Menü"
    part.say_anew()
    assert (part.toolTip(), part.accessibleName()) == ("Menü", "Menü")


def test_the_button_of_folded_sessions_tells_what_is_cut_of_it(open_desk):
    window = open_desk(size=(896, 480)).window
    for percent, tip in ((200, "11:50 Yoga Flow"), (100, "")):
        window.preferences.change(text_size=percent)
        assert plain(told_tip(window.fold)) == tip
