"""A first visit: a star behind the name, and words that say what it means."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.gui.desk.name_line import PICTURE, SPACE
from app.gui.theme import LIGHT, Measure
from app.gui.words import plain
from tests.desks import booking

LONG = "Maximiliane Theodora von und zu Hohenstein-Wittgenstein " * 3


@pytest.fixture
def new(made):
    """All but one of two Danas: Maya, somebody in Hebrew, and one with a long name."""
    made.add_bookings(
        "yoga",
        booking("dana", "Dana Levi", 4, phone_tail="5553127"),
        booking("other", "Dana Levi", 1, phone_tail="5550042", contact="c-other"),
        booking("maya", "Maya Cohen", 2, phone_tail="5557781", contact="c-maya"),
        booking("yael", "יעל ברק", 2, phone_tail="5551190", contact="c-yael"),
        booking("long", LONG, 1, phone_tail="5553141", contact="c-long"),
    )
    made.is_new("c-other", "c-maya", "c-yael", "c-long")
    return made


def pixels(row, place):
    """What is painted there that is not the ground."""
    image = row.name.grab().toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(max(0, place.left()), min(image.width(), place.right() + 1))
        for y in range(max(0, place.top()), min(image.height(), place.bottom() + 1))
    }


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_the_star_stands_behind_the_name_and_the_words_begin_the_second_line(new, open_desk, rtl):
    desk = open_desk(rtl=rtl)
    primary = LIGHT.primary.name()
    for name in ("maya", "yael", "long"):
        row = desk.row(name)
        assert plain(row.facts.text()).startswith("first visit · booked for ")
        assert "first visit" in row.accessibleName()
        star = row.name.star
        assert row.name.rect().contains(star)
        written = row.name.fontMetrics().horizontalAdvance(row.name._shown)
        gap = row.name.width() - written - star.right() - 1 if rtl else star.left() - written
        assert gap == SPACE
        assert primary in pixels(row, star)
    assert plain(desk.row("long").name._shown).endswith("…"), "the name is cut, the star never"
    known = desk.row("dana")
    assert known.name.star.isEmpty()
    assert "first visit" not in known.accessibleName()
    assert primary not in pixels(known, known.name.rect())


def test_what_tells_people_of_one_name_apart_comes_first(new, open_desk):
    other = open_desk().row("other")
    assert plain(other.facts.text()).startswith("…0042 · first visit · ")


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_it_grows_with_the_text_and_makes_no_row_wider(new, open_desk, percent):
    desk = open_desk()
    desk.window.preferences.change(text_size=percent)
    QApplication.processEvents()
    row, known = desk.row("maya"), desk.row("dana")
    assert row.name.star.width() == Measure.text(PICTURE)
    assert (row.name.geometry().width(), row.height()) == (known.name.width(), known.height())
    assert row.name.rect().contains(row.name.star)


def test_a_search_shows_it_too(new, open_desk):
    desk = open_desk()
    QTest.keyClick(desk.window, Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "maya")
    QApplication.processEvents()
    [found] = desk.window.top.searching.results.rows
    assert not found.name.star.isEmpty()
    assert "first visit" in plain(found.facts.text())


def test_it_appears_once_the_site_has_told_and_only_there(made, open_desk):
    made.add_bookings(
        "yoga", booking("dana", "Dana Levi", contact="dana"), booking("omar", "Omar Haddad")
    )
    desk = open_desk()
    assert desk.row("dana").name.star.isEmpty()
    made.is_new("dana")
    desk.tell()
    assert not desk.row("dana").name.star.isEmpty()
    assert desk.row("omar").name.star.isEmpty()
