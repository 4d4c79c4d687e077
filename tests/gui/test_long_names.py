"""Names of two hundred characters without a space: what they are about is still told."""

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.model import RowId
from app.gui.desk.row_view import Act
from app.gui.theme import Face, Look
from app.gui.widgets.line import Sentence
from app.gui.widgets.paragraph import Paragraph
from app.gui.widgets.tip import told_tip
from app.gui.words import plain, say
from tests.desks import booking

LONG = "Wolfeschlegel" * 15


def test_the_outcome_of_a_tap_is_told_behind_the_longest_name(made, open_desk):
    made.add_bookings("yoga", booking("long", LONG, 2))
    desk = open_desk()
    desk.window.pane.wanted.emit(RowId("long", "yoga"), Act.CHECK_IN_REST)
    words = desk.window.snackbar.words
    assert plain(words._shown).endswith("…: 2 of 2 in")
    assert words._shown.startswith("\u2068Wolfe")
    assert words.fontMetrics().horizontalAdvance(words._shown) <= words.width()
    assert desk.said() == told_tip(words) == f"{LONG}: 2 of 2 in"


@pytest.mark.parametrize("name", ["Dana", LONG, "דנה" * 60])
@pytest.mark.parametrize("wide", [30, 240, 700])
def test_a_sentence_is_never_wider_than_its_room(qtbot, name, wide):
    line = Sentence(Look(), Face.STRONG, "text", None)
    qtbot.addWidget(line)
    line.resize(wide, 30)
    line.show_text(say("{name}: {here} of {party} in", name=name, here=1, party=2))
    assert line.fontMetrics().horizontalAdvance(line._shown) <= max(wide, 20)
    if wide > 200:
        assert plain(line._shown).endswith(": 1 of 2 in")


def test_a_sentence_without_a_value_is_cut_at_its_end(qtbot):
    line = Sentence(Look(), Face.STRONG, "text", None)
    qtbot.addWidget(line)
    line.resize(120, 30)
    line.show_text("Nobody is checked in here, so nobody can be taken off.")
    assert line._shown.startswith("Nobody is")
    assert line._shown.endswith("…")


def test_a_paragraph_breaks_a_word_that_is_longer_than_its_line(qtbot):
    words = Paragraph(Look(), Face.LABEL, "text", None)
    qtbot.addWidget(words)
    words.show_text(f"On {LONG}, 18:00 Yoga")
    layout, _ = words._laid(words._marked(), 300)
    lines = [layout.lineAt(n) for n in range(layout.lineCount())]
    assert max(line.naturalTextWidth() for line in lines) <= 300
    assert words.height_for(300) >= len(lines) * 10 > 50


@pytest.mark.parametrize("wanted", ["note", "walk-in"])
def test_a_panel_tells_all_of_the_title_it_is_about(made, open_desk, wanted):
    made.add_session("long", title=LONG)
    [row] = made.add_bookings("long", booking("x", LONG, 1))
    desk = open_desk()
    desk.window.open("long")
    if wanted == "note":
        desk.window.pane.wanted.emit(row, Act.NOTE)
    else:
        desk.window.panels.open_walk_in()
    QApplication.processEvents()
    [about] = [
        part for part in desk.window.side.findChildren(Paragraph) if LONG in plain(part.text())
    ]
    layout, _ = about._laid(about._marked(), about.width())
    lines = [layout.lineAt(n) for n in range(layout.lineCount())]
    assert max(line.naturalTextWidth() for line in lines) <= about.width()
    assert about.height() >= about.height_for(about.width())
