"""Colours, columns, scripts and names: what can be measured of the look."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

import app.gui
from app.domain.model import RowId
from app.gui import text
from app.gui.desk.tab import Tab
from app.gui.theme import DARK, LIGHT, Look, Measure, Theme, Tone
from app.gui.widgets.tip import told_tip
from app.gui.words import count, iso, plain, say
from tests.desks import booking

GUI = Path(app.gui.__file__).parent


def luminance(colour):
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_l01_every_text_has_45_and_every_border_3(tokens):
    grounds = (tokens.bg, tokens.surface, tokens.surface_2)
    texts = [(ink, ground) for ink in (tokens.text, tokens.muted) for ground in grounds]
    texts += [(tokens.on(tone), tokens.container(tone)) for tone in Tone]
    texts += [
        (tokens.on_primary, tokens.primary),
        (tokens.on_primary, tokens.primary_pressed),
        (tokens.primary, tokens.surface),
        (tokens.warning, tokens.bg),
        (tokens.warning, tokens.surface),
        (tokens.danger, tokens.surface),
        (tokens.danger, tokens.bg),
        (tokens.on_snack, tokens.snack),
        (tokens.snack_action, tokens.snack),
    ]
    assert [c for c in (contrast(*pair) for pair in texts) if c < 4.5] == []
    lines = [(line, g) for line in (tokens.border, tokens.focus) for g in grounds]
    assert [c for c in (contrast(*pair) for pair in lines) if c < 3] == []


@pytest.mark.parametrize(("size", "rows"), [((1366, 728), 8), ((1920, 1080), 13)])
def test_so_many_rows_are_whole_on_the_screen(made, open_desk, size, rows):
    made.add_bookings("yoga", *(booking(f"b{n:02}", f"Guest {n:02}") for n in range(30)))
    desk = open_desk(size=size)
    body = desk.window.pane.list
    assert body.height() // Measure.ROW >= rows
    QTest.mouseClick(desk.row("b00").plus, Qt.MouseButton.LeftButton)
    last = desk.row(f"b{rows - 1:02}")
    for button in (last.minus, last.plus, last.primary, last.more):
        foot = button.mapTo(desk.window, QPoint(0, button.height() - 6)).y()
        assert foot <= desk.window.snackbar.y()


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("size", [(1366, 728), (1920, 1080), (1080, 1920), (1180, 800), (896, 480)])
def test_t04_columns_line_up_targets_are_large_and_nothing_overlaps(open_desk, size, rtl):
    desk = open_desk(size=size, rtl=rtl)
    rows = [desk.row(each) for each in desk.names]
    parts = ("name", "facts", "state", "minus", "numbers", "plus", "primary", "more")
    for part in parts:
        assert len({(p.x(), p.width()) for p in (getattr(row, part) for row in rows)}) == 1
    for row in rows:
        assert row.name.width() >= 220
        places = [getattr(row, part).geometry() for part in parts if part != "facts"]
        for at, one in enumerate(places):
            assert row.rect().contains(one)
            assert not any(one.intersects(other) for other in places[at + 1 :])
    for button in desk.window.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.width() >= 44, button.objectName()
            assert button.height() >= 44, button.objectName()


def test_rtl_mirrors_the_columns_and_keeps_minus_on_the_low_side(open_desk):
    left, right = open_desk(), open_desk(rtl=True)
    wide = left.row("dana").width()
    for part in ("name", "state", "minus", "plus", "primary", "more"):
        one, other = (getattr(d.row("dana"), part).geometry() for d in (left, right))
        assert other.x() == wide - one.x() - one.width()
    assert right.row("dana").minus.x() > right.row("dana").plus.x()
    assert right.window.sessions.x() > right.window.pane.x()


def ink_span(widget, ink):
    """Where the drawn text begins and ends, by its pixels."""
    image = widget.grab().toImage()
    dark = [
        x
        for x in range(image.width())
        for y in range(image.height())
        if contrast(image.pixelColor(x, y), ink) < 1.6
    ]
    return min(dark), max(dark)


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_the_number_of_a_tab_stands_beside_its_word_on_the_far_side(open_desk, rtl):
    chosen = open_desk(rtl=rtl).window.pane.tabs.buttons[Tab.NOT_HERE]
    image = chosen.grab().toImage()
    word, number = (
        [
            x
            for x in range(image.width())
            for y in range(image.height() - 6)  # without the line below them
            if image.pixelColor(x, y) == ink
        ]
        for ink in (LIGHT.text, LIGHT.primary)
    )
    word, number = (min(word), max(word)), (min(number), max(number))
    near, far = (number, word) if rtl else (word, number)
    assert 0 < far[0] - near[1] < 20
    assert near[0] >= 14
    assert far[1] <= chosen.width() - 14


def test_i04_a_hebrew_name_begins_where_its_second_line_begins(desk):
    """I-04."""
    row = desk.row("yael")
    name, _ = ink_span(row.name, LIGHT.text)
    facts, _ = ink_span(row.facts, LIGHT.muted)
    assert name < 6
    assert facts < 6
    assert row.name.x() == row.facts.x()


def test_i03_numbers_keep_their_order_beside_a_hebrew_name(desk):
    """I-03."""
    QTest.mouseClick(desk.row("yael").plus, Qt.MouseButton.LeftButton)
    words = desk.window.snackbar.words.text()
    assert words == "\u2068יעל ברק\u2069: \u20681\u2069 of \u20682\u2069 in"
    assert desk.row("yael").numbers.text() == "\u20661 / 2\u2069"


def test_a_long_name_is_cut_and_told_whole(made, open_desk):
    name = "Maximiliane Theodora von und zu Hohenstein-Wittgenstein-Sayn-Berleburg"
    made.add_bookings("yoga", booking("long", name), booking("short", "Bo"))
    desk = open_desk()
    assert told_tip(desk.row("long").name) == name
    assert told_tip(desk.row("short").name) == ""
    desk.window.resize(1920, 1080)
    assert desk.row("long").name.accessibleName() == name


def test_i05_every_inserted_value_is_isolated():
    """I-05."""
    assert say("{name}: in", name="דנה") == "\u2068דנה\u2069: in"
    assert count("{who}: 1", "{who}: %n", 2, who="A") == "\u2068A\u2069: \u20682\u2069"
    assert count("{who}: 1", "{who}: %n", 1, who="A") == "\u2068A\u2069: 1"
    assert plain(iso("x")) == "x"


@pytest.mark.parametrize("file", ["text.py", "text_empty.py", "text_sync.py", "text_panels.py"])
def test_i05_sentences_are_whole_never_glued_together(file):
    """An f-string may hold marks and values; letters in one would be a sentence in pieces."""
    tree = ast.parse((GUI / file).read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            fixed = "".join(p.value for p in node.values if isinstance(p, ast.Constant))
            assert not any(c.isalpha() for c in fixed), fixed
        assert not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod))


def test_i05_no_window_holds_words_of_its_own():
    """I-05: what is shown comes from text.py: no other module calls show_text with a literal."""
    showing = {"show_text", "show_caption", "show_words", "setText", "describe"}
    for file in [*(GUI / "desk").glob("*.py"), *(GUI / "panels").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in showing:
                literals = [a.value for a in node.args if isinstance(a, ast.Constant)]
                assert not any(isinstance(v, str) and v.strip() for v in literals), file


def test_the_theme_follows_the_choice_without_a_restart(desk, qtbot):
    """O-08."""
    window = desk.window
    assert window.grab().toImage().pixelColor(5, 5) == LIGHT.bg
    window.look.choose(Theme.DARK)
    assert window.grab().toImage().pixelColor(5, 5) == DARK.bg
    row = desk.row("dana")
    assert row.grab().toImage().pixelColor(row.width() - 1, 3) == DARK.surface
    window.look.choose(Theme.LIGHT)


def test_l04_the_ring_shows_where_the_keyboard_is_and_not_after_a_finger(desk):
    QTest.mouseClick(desk.row("maya").name, Qt.MouseButton.LeftButton)
    assert not ringed(desk.row("maya"))
    QTest.keyClick(desk.row("maya"), Qt.Key.Key_Down)
    assert desk.window.focusWidget() is desk.row("omar")
    assert ringed(desk.row("omar"))
    for button in desk.row("omar").buttons[1:]:
        button.setFocus(Qt.FocusReason.TabFocusReason)
        assert ringed(button), button.objectName()
    tab = desk.window.pane.tabs.buttons[Tab.HERE]
    for control in (tab, desk.window.chip, desk.window.sessions.items[0]):
        control.setFocus(Qt.FocusReason.TabFocusReason)
        assert ringed(control), control.objectName()
    QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert not ringed(tab)


def ringed(widget):
    """Four pixels of the ring's colour on the middle of the left edge."""
    image = widget.grab().toImage()
    focus = QColor(LIGHT.focus)
    return all(image.pixelColor(x, image.height() // 2) == focus for x in (1, 2, 3))


def test_l02_every_state_has_its_own_drawing_and_its_own_word(made, open_desk):
    made.desk.arrive(RowId("dana", "yoga"), 4)
    made.desk.add_extra(RowId("dana", "yoga"))
    made.desk.arrive(RowId("maya", "yoga"))
    made.desk.mark_no_show(RowId("omar", "yoga"))
    desk = open_desk()
    desk.window.pane.tabs.choose(Tab.ALL)
    views = [desk.row(each).view for each in ("dana", "maya", "omar", "yael")]
    assert [plain(view.state) for view in views] == [
        "4 booked + 1 extra",
        "1 of 2 in · 12:00",
        "No-show",
        "Booked",
    ]
    assert [view.icon for view in views] == ["check", "check", "crossed", "ring"]
    assert views[0].over


def test_the_date_is_the_desks_own(desk):
    assert desk.window.date.accessibleName() == "Mon 23 November"
    assert plain(text.at(desk.made.clock.now(), desk.made.desk.now().tzinfo)) == "12:00"


def test_one_look_serves_a_whole_window(desk):
    assert isinstance(desk.window.look, Look)
