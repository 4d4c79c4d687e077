"""Another language in an open window: every word of it at once, and nothing else changed."""

import re
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, QRectF, QSize, Qt, QTranslator
from PySide6.QtGui import QImage, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from app.domain.model import Link, RowId, Rows, Tally
from app.gui import text, text_settings
from app.gui.desk.row_view import Act
from app.gui.desk.tab import Tab
from app.gui.first_light import FirstLight
from app.gui.language import NAMES, RIGHT_TO_LEFT, Language, locale_of
from app.gui.preferences import Preferences
from app.gui.text_settings import STANDS_ON
from app.gui.text_sync import waiting
from app.gui.theme import Face, Look, Theme
from app.gui.widgets.buttons import TextButton
from app.gui.widgets.line import Line
from app.gui.widgets.paragraph import Paragraph
from app.gui.widgets.tip import told_tip
from app.gui.words import count, number, plain, say
from app.system.paths import site_folder
from tests.benchmarks.days import fill
from tests.desks import booking
from tests.gui.test_first_light import run


class Marked(QTranslator):
    """A language in which whatever was translated can be told from what was not."""

    def isEmpty(self):  # noqa: N802 - Qt's name
        return False

    def translate(self, _context, source, comment=None, _n=-1):
        return f"⟦{comment or source}⟧"


@pytest.fixture
def language(qapp):
    spoken = Language()
    spoken.speak("en", "en-GB")
    yield spoken
    spoken.speak("en", "en-GB")
    QLocale.setDefault(QLocale.c())


@pytest.fixture
def mark(language, monkeypatch):
    """Speak the marked language."""
    monkeypatch.setattr("app.gui.language.QTranslator", lambda _parent: Marked())
    monkeypatch.setattr(Marked, "load", lambda *_: True)
    return lambda: language.speak("de", "de-DE")


def spoken(window):
    """What is on the screen or read out, by the name of the control."""
    for part in (window, *window.findChildren(QWidget)):
        if not part.isVisible():
            continue
        words = [part.accessibleName(), part.accessibleDescription(), told_tip(part)]
        if isinstance(part, QLabel | QAbstractButton):
            words.append(part.text())
        for each in filter(None, words):
            yield part.objectName() or type(part).__name__, plain(each)


def untranslated(window, data):
    """Words that stayed as they were, but for data and keys."""
    left = re.compile(r"⟦[^⟦]*?⟧|" + "|".join(map(re.escape, (*data, "F3", "F5", "F9"))))
    for name, words in spoken(window):
        rest = words
        while (fewer := left.sub("", rest)) != rest:
            rest = fewer
        if re.search(r"[^\W\d_]{2,}", rest):
            yield name, words


DATA = (
    "Dana Levi", "Maya Cohen", "Omar Haddad", "יעל ברק", "Yoga Flow", "Studio 2", "Noa", "Turnout",
    "Mo. 23. November",
)  # fmt: skip


@pytest.mark.parametrize("panel", ["staff.sync", "staff.walkin.open"])
def test_every_word_changes_and_nothing_else_does(open_desk, mark, qtbot, panel):
    """I-01: the session, the tab, the panel, what was typed and who has the keyboard stay."""
    desk = open_desk(practice=True)
    desk.tell(Link.OFFLINE, minutes_ago=9)
    desk.window.pane.tabs.choose(Tab.ALL)
    desk.click("staff.row.omar.plus")
    desk.click(panel)
    if entry := desk.window.findChild(QLineEdit, "staff.walkin.name"):
        qtbot.keyClicks(entry, "Wren")
    before = (desk.window.event_id, desk.window.pane.tabs.tab, type(desk.window.side), desk.names)
    focused = QApplication.focusWidget()
    mark()
    assert not list(untranslated(desk.window, DATA))
    assert before == (
        desk.window.event_id, desk.window.pane.tabs.tab, type(desk.window.side), desk.names,
    )  # fmt: skip
    assert QApplication.focusWidget() is focused
    if entry:
        assert entry.text() == "Wren"


def test_it_follows_the_preferences_and_turns_the_window(open_desk, language):
    """I-01: layoutDirection follows, and every part lies where it would have from the start."""
    preferences = Preferences()
    desk = open_desk()
    language.follow(preferences, lambda: "en-GB")
    places = _places(desk.window)
    preferences.change(language="he")
    assert desk.window.isRightToLeft()
    assert desk.find("staff.tabs.all").text() == "הכול"
    wide = desk.window.width()
    number_, minus, plus, name = (
        desk.find(f"staff.row.dana{part}") for part in (".count", ".minus", ".plus", ".name")
    )
    # The pair is mirrored as a whole: less is on the side where one begins to read.
    assert _at(plus) < _at(number_) < _at(minus) < _at(name)
    assert _at(desk.find("staff.header.title")) > wide / 2
    preferences.change(language="en")
    assert _places(desk.window) == places


FIELD_MENU = {
    "en": ("Undo", "Cut", "Paste"),
    "de": ("Rückgängig", "Ausschneiden", "Einfügen"),
    "es": ("Deshacer", "Cortar", "Pegar"),
    "fr": ("Annuler", "Couper", "Coller"),
    "he": ("בטל", "גזור", "הדבק"),
    "ar": ("تراجع", "قصّ", "ألصق"),
}


def field_menu(field):
    """What a right click in it offers, of what is looked at here."""
    menu = field.createStandardContextMenu()
    said = [each.text().partition("\t")[0].replace("&", "") for each in menu.actions()]
    menu.deleteLater()
    return said[0], said[3], said[5]


def test_every_language_has_its_words_for_the_menu_of_a_field():
    assert set(FIELD_MENU) == set(NAMES)


@pytest.mark.parametrize("code", FIELD_MENU)
def test_the_menu_of_a_field_is_in_the_language_of_the_screen(qtbot, language, code):
    """These words are Qt's own; they change with ours, in the open window."""
    field = QLineEdit()
    qtbot.addWidget(field)
    language.speak(code)
    assert field_menu(field) == FIELD_MENU[code]
    language.speak("en", "en-GB")
    assert field_menu(field) == FIELD_MENU["en"]


def test_before_there_is_a_window_qts_words_wait_and_then_nothing_is_said_anew(
    desk, language, monkeypatch
):
    """They are not read in on the way to the first frame, nor is all of the day after it."""
    field = QLineEdit(desk.window)
    with monkeypatch.context() as alone:
        alone.setattr("app.gui.language.QApplication.topLevelWidgets", list)
        language.speak("de", "de-DE")
        QApplication.processEvents()  # and whoever is there has heard of it
    assert field_menu(field) == FIELD_MENU["en"]
    read = []
    desk.window.pane.changed.connect(lambda: read.append(desk.window.event_id))
    language.settle_in()
    QApplication.processEvents()
    assert field_menu(field) == FIELD_MENU["de"]
    assert read == []


GERMAN = {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}
SAYS = """
from app.cli import window
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
def said():
    field = QLineEdit()
    menu = field.createStandardContextMenu()
    print(menu.actions()[3].text().split()[0])
def end(*_):
    QTimer.singleShot(100, lambda: (said(), QApplication.quit()))
"""


def test_the_program_reads_qts_words_in_behind_its_first_frame(tmp_path):
    fill(site_folder(tmp_path, "site"))
    script = SAYS + "window._begin = end; window.open_window(demo=False, on_names=said)"
    assert run(script, tmp_path, **GERMAN).split() == ["Cu&t", "&Ausschneiden"]


def test_the_set_up_has_qts_words_too(tmp_path):
    script = f"{SAYS}from app.gui.setup import run; run.Sweep = end; window.open_window("
    assert run(f"{script}demo=False, set_up=True)", tmp_path, **GERMAN).split() == ["&Ausschneiden"]


def test_another_language_reads_the_day_once(desk, language):
    """Qt would tell the window of it once more for each file of words."""
    read = []
    desk.window.pane.changed.connect(lambda: read.append(desk.window.event_id))
    language.speak("de", "de-DE")
    QApplication.processEvents()
    assert read == ["yoga"]


def _at(part):
    return part.mapToGlobal(part.rect().center()).x()


def _places(window):
    return {
        part.objectName(): part.geometry().getRect()
        for part in window.findChildren(QWidget)
        if part.objectName() and part.isVisible()
    }


@pytest.mark.parametrize(
    ("language_", "business", "name"),
    [
        ("en", "en-US", "en_US"),
        ("en", "de-DE", "en_DE"),
        ("en", "ar-EG", "en_GB"),
        ("en", "", "en_GB"),
        ("he", "en-US", "he_IL"),
        ("ar", "ar-EG", "ar_EG"),
        ("de", "he-IL", "de_DE"),
        ("de", "de-CH", "de_CH"),
    ],
)
def test_the_locale_is_of_the_business(language_, business, name):
    assert locale_of(language_, business).name() == name


@pytest.mark.parametrize(
    ("language_", "business", "day", "time", "digits"),
    [
        ("en", "en-GB", "Mon 23 November", "18:02", "12"),
        ("en", "en-US", "Mon, November 23", "6:02 PM", "12"),
        ("he", "he-IL", "יום ב׳ 23 בנובמבר", "18:02", "12"),
        ("ar", "ar-EG", "الاثنين ٢٣ نوفمبر", "٦:٠٢ م", "١٢"),
        ("ar", "ar-AE", "الاثنين 23 نوفمبر", "6:02 م", "12"),
        ("de", "de-DE", "Mo. 23. November", "18:02", "12"),
        ("es", "es-ES", "lun 23 de noviembre", "18:02", "12"),
        ("fr", "fr-FR", "lun. 23 novembre", "18:02", "12"),
    ],
)
def test_dates_times_and_digits_are_the_business_s(
    language, language_, business, day, time, digits
):
    """I-06: on labels; a phone number and a code keep the digits they are typed with."""
    language.speak(language_, business)
    moment = datetime(2026, 11, 23, 18, 2, tzinfo=UTC)
    assert text.on_day(moment.date()) == day
    assert text.at(moment, UTC).replace("\u202f", " ").replace("\xa0", " ") == time
    assert number(12) == digits
    assert plain(text.phone_ends("3127")) == "…3127"


def test_every_language_has_its_own_plural_forms(language):
    """I-07: German one and many, Hebrew one and many, Arabic six."""
    said = {}
    for code in ("de", "he", "ar"):
        language.speak(code)
        said[code] = {
            plain(waiting(Tally(rows=Rows(waiting=n)))).replace(number(n), "n")
            for n in range(1, 200)
        }
    assert said["de"] == {"n wartet auf Senden", "n warten auf Senden"}
    assert len(said["he"]) == 2
    language.speak("ar")
    forms = [plain(count("1 session", "%n sessions", n)) for n in (0, 1, 2, 3, 11, 100)]
    assert len(set(forms)) == 6


@pytest.mark.parametrize(("code", "name"), [("en", "יעל ברק"), ("he", "Dana Levi")])
def test_numbers_keep_their_order_beside_a_name_of_the_other_direction(language, code, name):
    """I-03: by where the glyphs of the numbers lie."""
    language.speak(code)
    rtl = code == "he"
    row = text.of_party(2, 3)
    assert _x(row, "2", rtl=rtl) < _x(row, "3", rtl=rtl)
    told = say("{name}: {here} of {party} in", name=name, here=2, party=3)
    assert (_x(told, "2", rtl=rtl) < _x(told, "3", rtl=rtl)) is not rtl
    assert (_x(told, name[0], rtl=rtl) > _x(told, "3", rtl=rtl)) is rtl


def _x(words, sign, *, rtl):
    """Where that sign is drawn."""
    layout = QTextLayout(words)
    option = QTextOption()
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    [run] = line.glyphRuns(words.index(sign), 1)
    return run.positions()[0].x() + line.position().x()


def test_a_hebrew_name_in_an_english_roster_begins_with_its_second_line(open_desk, language):
    """I-04: both are drawn from the left edge on, by their pixels."""
    desk = open_desk()
    row = desk.row("yael")
    assert abs(_ink(row.name)[0] - _ink(row.facts)[0]) <= 3
    language.speak("he")
    dana = desk.row("dana")
    wide = dana.name.width()
    assert abs((wide - _ink(dana.name)[1]) - (dana.facts.width() - _ink(dana.facts)[1])) <= 3


@pytest.mark.parametrize(
    "words", ["שומר את השיעורים ואת ההזמנות " * 4, "يحتفظ بالحصص والحجوزات " * 5, "טבלה\nשורה"]
)
def test_every_line_of_a_paragraph_begins_at_its_column(qtbot, words):
    """From right to left too, where a line was broken; and no letter is cut at its edge."""
    top = QWidget()
    qtbot.addWidget(top)
    top.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    paragraph = Paragraph(Look(Theme.LIGHT), Face.BODY, "text", top)
    paragraph.show_text(words.strip())
    wide = 300
    paragraph.setGeometry(0, 0, wide, paragraph.height_for(wide))
    picture = QImage(paragraph.size(), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    paragraph.render(picture)
    lines = paragraph.height() // _one_line(paragraph)
    assert lines > 1
    tall = paragraph.height() / lines
    for at in range(lines):
        ends = _ink(picture.copy(0, round(at * tall) + 1, wide, round(tall) - 2))[1]
        assert wide - 4 <= ends <= wide - 1


def test_the_list_of_what_it_stands_on_keeps_each_name_whole(language):
    for spoken in ("en", "he", "ar"):
        language.speak(spoken, "en-GB")
        told = text_settings.licences()
        names = re.findall("\u2066([^\u2069]*)\u2069", told)
        assert [plain(name).replace("\u00a0", " ") for name in names] == list(STANDS_ON)
        assert not [name for name in names if " " in name]


def _one_line(paragraph):
    paragraph.least_lines, words = 1, paragraph.text()
    paragraph.setText("")
    tall = paragraph.height_for(300)
    paragraph.least_lines = 0
    paragraph.setText(words)
    return tall


def _ink(part):
    """The first and the last column that holds ink."""
    picture = part if isinstance(part, QImage) else part.grab().toImage()
    ground = picture.pixelColor(picture.width() // 2, 0)
    inked = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y) != ground for y in range(picture.height()))
    ]
    return inked[0], inked[-1]


class Longer(Marked):
    """Every sentence longer by two fifths, as another language may be."""

    def translate(self, _context, source, comment=None, _n=-1):
        words = comment or source
        more = round(len(re.sub(r"{\w+}|%n", "", words)) * 0.4)
        return words + "ö" * more


@pytest.fixture
def stretch(language, monkeypatch):
    monkeypatch.setattr("app.gui.language.QTranslator", lambda _parent: Longer())
    monkeypatch.setattr(Longer, "load", lambda *_: True)
    return lambda: language.speak("de", "de-DE")


def clipped(window):
    """What is cut without telling the whole of it."""
    for part in window.findChildren(QWidget):
        if not part.isVisible() or part.visibleRegion().isEmpty():
            continue
        if isinstance(part, TextButton):
            room = QRectF(part._body())
            room.setWidth(room.width() - part._after())
            if part._fitted(room) != part.caption and part.caption not in plain(told_tip(part)):
                yield part.objectName(), part.caption
        elif isinstance(part, Line):
            if part.natural_width - 1 > part.width() > 0 and not part.toolTip():
                yield part.objectName(), part.text()
        elif (
            isinstance(part, Paragraph)
            and part.text()
            and part.height_for(part.width()) > part.height()
        ):
            yield part.objectName(), part.text()
        if not window.rect().contains(QRect(part.mapTo(window, QPoint(0, 0)), part.size())):
            inside = any(isinstance(each, QScrollArea) for each in _above(part))
            if not inside:
                yield part.objectName(), "beyond the window"


def _above(part):
    while (part := part.parentWidget()) is not None:
        yield part


@pytest.mark.parametrize("panel", ["", "staff.sync", "staff.walkin.open"])
def test_longer_words_are_not_clipped(open_desk, stretch, panel):
    """T-11, I-08: at 1366x768, by two fifths longer than English."""
    stretch()
    desk = open_desk(practice=True)
    desk.tell(Link.OFFLINE, minutes_ago=9)
    desk.window.pane.tabs.choose(Tab.ALL)
    desk.click("staff.row.dana.plus")
    if panel:
        desk.click(panel)
    assert not list(clipped(desk.window))
    assert desk.window.size() == QSize(1366, 728)


@pytest.mark.parametrize("code", ["en", "he", "ar"])
def test_a_hostile_name_is_shown_as_it_is_written(open_desk, made, language, code):
    """I-09: everywhere it is said: in the row, its menu, the bar and by a screen reader."""
    language.speak(code)
    made.add_bookings("yoga", *(booking(f"h{n}", name) for n, name in enumerate(HOSTILE)))
    desk = open_desk()
    for n, name in enumerate(HOSTILE):
        row = desk.row(f"h{n}")
        assert plain(row.name.text()) == name
        assert row.name.textFormat() is Qt.TextFormat.PlainText
        assert told_tip(row.name) in ("", name)
        assert name in desk.find(f"staff.row.h{n}.plus").accessibleName()
        desk.window.pane.wanted.emit(RowId(f"h{n}", "yoga"), Act.ONE_MORE)
        assert name in desk.said()


HOSTILE = (
    "<b>Bob</b> & Co",
    "R&D {name} %n %1",
    "x" * 200,
    "👩‍👩‍👧 Familie",
    "דנה Levi محمد",
)


@pytest.mark.parametrize("code", list(NAMES))
def test_the_first_frame_says_in_each_language_what_the_desk_says_there(
    language, made, open_desk, qtbot, code
):
    language.speak(code)
    light = FirstLight(made.desk, Look(Theme.LIGHT))
    qtbot.addWidget(light)
    with qtbot.waitSignal(light.seen):
        light.show()
    first = {plain(label.text()) for label in light.findChildren(QLabel)}
    light.close()
    desk = open_desk()
    row = desk.row("dana")
    assert {plain(part.text()) for part in (desk.window.date, row.name, row.facts)} <= first
    assert light.isRightToLeft() is desk.window.isRightToLeft() is (code in RIGHT_TO_LEFT)


def test_the_sites_own_locale_is_followed_as_soon_as_it_is_known(open_desk, language):
    """On the first start the site has not said it yet; from then on it is not forgotten again."""
    said = [""]
    language.follow(Preferences(), lambda: said[0])
    desk = open_desk()
    desk.window.watch.changed.connect(language.look_again)
    assert "AM" not in desk.find("staff.header.facts").accessibleName()
    said[0] = "en-US"
    desk.tell()
    assert "AM" in desk.find("staff.header.facts").accessibleName()
    said[0] = ""
    desk.tell()
    assert "AM" in desk.find("staff.header.facts").accessibleName()
