"""Times and states as other countries write them: whole, in their own order, and never glued."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale, QPointF, QRect
from PySide6.QtGui import QEnterEvent, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.model import RowId
from app.gui import text
from app.gui.desk.session_item import EDGE, time_wide
from app.gui.desk.tab import Tab
from app.gui.language import NAMES, Language
from app.gui.theme import Face, Look
from app.gui.widgets.tip import told_tip
from app.gui.words import plain
from tests.gui.test_language import _x

MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def speak(qapp):
    spoken = Language()
    spoken.speak("en", "en-GB")
    yield spoken.speak
    spoken.speak("en", "en-GB")
    QLocale.setDefault(QLocale.c())


@pytest.mark.parametrize(
    "business", ["en-GB", "en-US", "en-AU", "es-MX", "ar-AE", "ar-EG", "fr-CA"]
)
def test_every_time_of_the_day_fits_its_column(speak, business):
    speak(business.partition("-")[0], business)
    font = Look().font(Face.STRONG)
    times = {text.at(MIDNIGHT + timedelta(minutes=n), UTC) for n in range(0, 24 * 60, 7)}
    widest = max(QFontMetrics(font).horizontalAdvance(time) for time in times)
    assert widest + 8 <= time_wide(font) <= max(60, widest + 24)


@pytest.mark.parametrize("size", [(1366, 728), (1080, 1920)])
def test_a_session_s_time_is_whole_and_apart_from_its_title(speak, made, open_desk, size):
    """By the ink of the item: with its title, and without."""
    speak("en", "en-US")
    made.add_session("late", title="Pilates Mat", starts_in=timedelta(hours=10, minutes=50))
    desk = open_desk(size=size)
    item = desk.window.sessions.items[-1]
    line = QRect(EDGE, 11, item.width() // 2, 20)
    with_title = _columns(item, line)
    card = item.card
    item.show_card(card._replace(session=card.session._replace(title="")), item.zone)
    alone = _columns(item, line)
    item.show_card(card, item.zone)
    time = text.at(card.session.start, item.zone)
    wide = QFontMetrics(Look().font(Face.STRONG)).horizontalAdvance(time)
    assert max(alone) - min(alone) >= wide - 6
    after = [x for x in with_title if x > max(alone)]
    assert not after or min(after) - max(alone) >= 8


def _columns(item: QWidget, line: QRect) -> list[int]:
    """Those with ink."""
    picture = item.grab(line).toImage()
    ground = picture.pixelColor(0, 0)
    return [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y) != ground for y in range(picture.height()))
    ]


@pytest.mark.parametrize(
    ("business", "first", "last", "onward"),
    [("ar-AE", "6", "7", "left"), ("he-IL", "18", "19", "right"), ("en-US", "6", "7", "right")],
)
def test_a_span_of_times_keeps_each_time_together_and_in_order(
    speak, made, business, first, last, onward
):
    """By where their glyphs lie: in Arabic the words beside the digits lead on to the left."""
    language = business.partition("-")[0]
    speak(language, business)
    made.add_session("six", starts_in=timedelta(hours=6), lasts=timedelta(hours=1))
    session = made.desk.roster("six").card.session
    facts = text.session_facts(session, UTC)
    rtl = language != "en"
    start, dash, end = (_x(facts, sign, rtl=rtl) for sign in (first, "–", last))
    assert start < dash < end if onward == "right" else start > dash > end
    if "م" in facts:
        assert end < _x(facts, "م", rtl=rtl) < start
        assert dash < _x(facts, "م", rtl=rtl)


@pytest.mark.parametrize("language", list(NAMES))
@pytest.mark.parametrize("size", [(1366, 728), (1080, 1920)])
def test_a_state_is_whole_in_every_language_and_a_name_keeps_its_room(
    speak, made, open_desk, language, size
):
    speak(language, "")
    made.desk.arrive(RowId("dana", "yoga"), 3)
    made.desk.arrive(RowId("maya", "yoga"), 2)
    made.desk.add_extra(RowId("maya", "yoga"))
    made.desk.arrive(RowId("omar", "yoga"))
    desk = open_desk(size=size)
    desk.window.pane.tabs.choose(Tab.ALL)
    for name in ("dana", "maya", "omar", "yael"):
        row = desk.row(name)
        assert row.state.toolTip() == "", plain(row.state.text())
        assert row.name.width() >= 240
        assert not row.state.geometry().intersects(row.name.geometry())


def test_a_state_that_is_cut_tells_all_of_it_where_one_points(speak, made, open_desk):
    speak("es", "es-ES")
    made.desk.arrive(RowId("dana", "yoga"), 3)
    desk = open_desk()
    desk.window.pane.tabs.choose(Tab.ALL)
    row = desk.row("dana")
    where = QPointF(row.state.geometry().center())
    QApplication.sendEvent(row, QEnterEvent(where, where, where))
    assert row.toolTip() == ""
    row.state.resize(120, row.state.height())
    QApplication.sendEvent(row, QEnterEvent(where, where, where))
    assert told_tip(row) == plain(row.state.text())
