"""The settings panel: found by a word, in force at once, taken back by one button."""

from datetime import time

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from app.domain.settings import Settings, Theme
from app.gui.language import NAMES, Language
from app.gui.panels.waiting import Heading
from app.gui.settings.panel import SettingsPanel
from app.gui.text_settings_found import known_as
from app.gui.theme import DARK, LIGHT, Measure
from app.gui.words import plain
from app.system.settings_file import SettingsFile
from tests.disks import full_disk
from tests.gui.test_access import press
from tests.gui.test_activity import settle
from tests.gui.test_text_size import clipped


@pytest.fixture
def opened(open_desk):
    desk = open_desk()
    desk.click("staff.settings.open")
    yield desk
    Measure.grow(100)


def rows(desk):
    """Those that are to be seen."""
    return [name for name, row in desk.window.side.rows.items() if row.isVisible()]


def words_of(desk):
    return desk.window.preferences.now


def test_the_gear_opens_and_closes_them_and_gives_the_keyboard_back(opened):
    assert isinstance(opened.window.side, SettingsPanel)
    assert opened.window.side.search.entry.hasFocus()
    opened.click("staff.settings.open")
    assert opened.window.side is None
    opened.click("staff.settings.open")
    QTest.keyClick(opened.window.side.search.entry, Qt.Key.Key_Escape)
    assert opened.window.side is None


def test_every_setting_that_is_offered_can_be_set_and_shows_what_holds(opened):
    panel, preferences = opened.window.side, opened.window.preferences
    for name, row in panel.rows.items():
        other = next(value for value in OTHERS[name] if value != getattr(preferences.now, name))
        preferences.change(**{name: other})
        assert plain(shown(row)) == plain(row.told.words(getattr(preferences.now, name)))
    assert set(panel.rows) == set(Settings._fields) - {
        "scan_to",
        "roster_order",  # chosen above the roster itself
    }


OTHERS = {
    name: (True, False) if isinstance(usual, bool) else ("light", "dark", "he", "en-GB", 90, 10)
    for name, usual in Settings()._asdict().items()
} | {
    "dark_from": (time(18),), "dark_until": (time(6),), "quiet_from": (time(20),),
    "quiet_until": (time(8),), "theme": ("dark",), "language": ("he",), "region": ("en-GB",),
    "scan_prefix": ("~",), "text_size": (110,), "volume": (10,), "close_out_minutes": (30,),
    "activity_days": (30,), "scan_least": (8,),
}  # fmt: skip


def shown(row):
    """What the row says that the setting is."""
    if hasattr(row, "switch"):
        return "on" if row.switch.isChecked() else "off"
    if hasattr(row, "steps"):
        return row.steps.value.text()
    if hasattr(row, "field"):
        return row.field.text
    return next(option.text() for option in row.options.values() if option.isChecked())


def test_a_change_holds_at_once_says_so_and_can_be_taken_back(opened):
    opened.click("staff.settings.text_size.more")
    assert words_of(opened).text_size == 110
    assert opened.said() == "Text size: 110 %"
    opened.click("staff.snackbar.undo")
    assert words_of(opened).text_size == 100
    assert opened.said() == "Text size: 100 %"


def test_o08_the_theme_is_chosen_without_a_restart(opened):
    """O-08: light, dark and by the clock, each at once."""
    window, clock = opened.window, opened.made.clock
    window.preferences.clock = clock.now
    corner = lambda: window.grab().toImage().pixelColor(5, 5)  # noqa: E731 - said thrice below
    opened.click("staff.settings.theme.dark")
    assert corner() == DARK.bg
    opened.click("staff.settings.theme.light")
    assert corner() == LIGHT.bg
    assert "dark_from" not in rows(opened)
    opened.click("staff.settings.theme.schedule")
    assert "dark_from" in rows(opened)
    hour = clock.now().time().replace(minute=0)
    window.preferences.change(dark_from=hour, dark_until=hour.replace(hour=(hour.hour + 2) % 24))
    assert corner() == DARK.bg
    clock.advance(2 * 3600)
    window.look.look_at_the_clock()
    assert corner() == LIGHT.bg


def test_the_clock_is_looked_at_while_a_schedule_holds(opened, qtbot):
    look = opened.window.look
    assert not look.timer.isActive()
    opened.window.preferences.change(theme=Theme.SCHEDULE)
    assert look.timer.isActive()
    assert look.timer.interval() <= 60_000
    opened.window.preferences.change(theme=Theme.LIGHT)
    assert not look.timer.isActive()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("VOLUME", ["volume"]),
        ("  quiet h", ["quiet_hours"]),
        ("dark", ["theme"]),  # a value of it is called that
        ("עבר", ["language", "region"]),
        ("check-in", ["sound_hand", "close_out_minutes", "block_over_capacity"]),
        ("capacity", ["block_over_capacity"]),
        ("hebrew", ["language", "region"]),
        ("Français", ["language", "region"]),
        ("zoom", ["text_size"]),
        ("font larger", ["text_size"]),
        ("contrast", ["theme"]),
        ("qr", ["scan_prefix", "scan_least"]),
        ("mute", ["sounds", "volume", "quiet_hours"]),
        ("24 hour", ["region"]),
        ("lock", []),  # not the clock, by which it may be dark
    ],
)
def test_a_setting_is_found_by_a_word_of_it(opened, typed, found):
    opened.window.side.search.entry.insert(typed)
    assert rows(opened) == found


def headings(desk):
    found = desk.window.side.findChildren(Heading)
    return [plain(each.words.text()) for each in found if each.isVisible()]


@pytest.mark.parametrize(
    ("typed", "under"),
    [
        ("proxy", ["Connection"]),
        ("log out", ["Connection"]),
        ("trouble", ["Diagnostics"]),
        ("licence", ["About"]),
    ],
)
def test_what_is_only_told_is_found_by_other_words_too(open_desk, typed, under):
    desk = open_desk(checkup=lambda: None)
    desk.click("staff.settings.open")
    desk.window.side.search.entry.insert(typed)
    assert headings(desk) == under


@pytest.mark.parametrize("language", list(NAMES))
def test_in_every_language_it_is_found_by_english_and_by_its_own_words(opened, language):
    opened.window.preferences.change(language=language)
    spoken = Language()
    try:
        spoken.speak(language)
        for typed in ("hebrew", "german", "עברית", "العربية", known_as("language").split(",")[0]):
            opened.window.side.search.entry.setText(typed)
            assert "language" in rows(opened), typed
        own = known_as("text_size").split(",")[0]
        opened.window.side.search.entry.setText(own)
        assert rows(opened) == ["text_size"]
    finally:
        spoken.speak("en")
        QLocale.setDefault(QLocale.c())


def test_a_group_is_found_whole_and_what_is_not_there_is_said(opened):
    search = opened.window.side.search.entry
    search.setText("scanner")
    assert rows(opened) == ["scan_prefix", "scan_least"]
    search.setText("teapot")
    assert rows(opened) == []
    assert opened.window.side.nothing.isVisible()
    search.clear()
    assert not opened.window.side.nothing.isVisible()
    assert "theme" in rows(opened)


def test_what_a_setting_may_not_be_is_said_and_put_back(opened):
    opened.window.side.search.entry.setText("prefix")
    field = opened.window.side.rows["scan_prefix"].field.entry
    for typed, kept in (("~", "~"), ("é", "~"), ("", "")):
        field.setText(typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert (words_of(opened).scan_prefix, field.text()) == (kept, kept)
        if typed == "é":
            assert opened.said().endswith("cannot be that. It is as it was.")


def test_where_nothing_can_be_kept_it_holds_and_says_so(opened, tmp_path):
    opened.window.preferences._keeper = SettingsFile(tmp_path / "settings")
    with full_disk():
        opened.click("staff.settings.theme.dark")
        said = opened.said()
    assert "It holds until turnout is closed" in said
    assert words_of(opened).theme is Theme.DARK


def test_a_file_that_cannot_be_read_is_told_at_the_top(opened):
    opened.window.preferences.problem = "The settings of this computer cannot be read."
    opened.window.preferences.change(volume=10)
    hint = opened.window.side.problem
    assert hint.isVisible()
    assert hint.words.text() == "The settings of this computer cannot be read."


def test_it_speaks_another_language_where_that_is_chosen(opened):
    """I-01: what was looked for and who has the keyboard stay; the way back is in the new one."""
    language, panel = Language(), opened.window.side
    language.follow(opened.window.preferences)
    panel.search.entry.setText("עברית")
    opened.click("staff.settings.language.he")
    assert opened.window.side is panel
    assert panel.search.entry.text() == "עברית"
    assert rows(opened) == ["language", "region"]
    assert plain(panel.rows["language"].told.label()) == "שפה"
    assert panel.title.text() == "הגדרות"
    assert opened.said() == "שפה: עברית"
    assert opened.window.isRightToLeft()
    opened.click("staff.snackbar.undo")
    assert panel.title.text() == "Settings"
    QLocale.setDefault(QLocale.c())


def test_another_panel_is_one_button_away(opened):
    opened.window.side.search.entry.setText("sync")
    opened.click("staff.settings.sync")
    assert opened.window.side.objectName() == "staff.sync.panel"


def test_a01_every_control_has_a_name_an_identifier_and_room(opened):
    """A-01, T-04."""
    opened.window.preferences.change(theme="schedule", quiet_hours=True)
    seen = set()
    side = opened.window.side
    for control in [*side.findChildren(QAbstractButton), *side.findChildren(QLineEdit)]:
        if control.isVisible():
            assert control.accessibleName(), control.objectName()
            assert control.accessibleIdentifier() == control.objectName()
            assert control.objectName().startswith("staff.settings.")
            assert control.objectName() not in seen
            seen.add(control.objectName())
            assert min(control.width(), control.height()) >= 44, control.objectName()
    assert len(seen) > 40


def test_the_scanner_is_tested_in_its_group_and_only_while_that_is_wanted(opened):
    side, wedge = opened.window.side, opened.window.scanner.wedge
    side.search.entry.setText("scanner")
    opened.click("staff.settings.test")
    assert side.strip.isVisible()
    assert wedge._taker is side.strip  # scans are its own now
    opened.click("staff.settings.open")
    assert wedge._taker is None


def test_the_close_out_asks_when_the_setting_says(made, open_desk):
    """S-14: so long after the start as this computer is set to."""
    desk = open_desk()

    def asked():
        return desk.find("staff.banner.act") is not None

    desk.window.preferences.change(close_out_minutes=120)
    assert not asked()
    start = desk.window.pane.roster.card.session.start
    late = (made.clock.now() - start).total_seconds()
    made.clock.advance(21 * 60 - late)
    desk.window.preferences.change(close_out_minutes=25)
    assert not asked()
    desk.window.preferences.change(close_out_minutes=20)
    assert asked()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_of_it_is_clipped_at_any_size(opened, percent):
    opened.window.preferences.change(text_size=percent, theme="schedule", quiet_hours=True)
    assert list(clipped(opened.window.side)) == []
    for row in opened.window.side.rows.values():
        assert row.parentWidget().rect().contains(row.geometry())


def test_for_how_long_past_days_are_kept_is_set_beside_what_is_kept_and_can_be_taken_back(opened):
    panel = opened.window.side
    panel.search.entry.setText("phone numbers")
    assert rows(opened) == []
    assert panel._kept.isVisible()
    panel.search.entry.setText("past days")
    assert rows(opened) == ["activity_days"]
    opened.click("staff.settings.activity_days.less")
    assert words_of(opened).activity_days == 60
    assert opened.said() == "Keep past days for: 60 days"
    opened.click("staff.snackbar.undo")
    assert words_of(opened).activity_days == 90
    for _ in range(5):
        opened.click("staff.settings.activity_days.less")
    assert words_of(opened).activity_days == 7


def test_the_activity_reaches_back_as_far_as_past_days_are_kept(open_desk):
    desk = open_desk()
    desk.window.preferences.change(activity_days=365)
    press(desk, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    panel = desk.window.side
    assert plain(panel.kept.text()) == "Changes of the last 365 days."
    desk.click("staff.activity.days")
    desk.click("staff.activity.option.4")
    assert panel.days.caption == "365 days"
    desk.window.preferences.change(activity_days=14)
    settle()
    assert plain(panel.kept.text()) == "Changes of the last 14 days."
    assert panel.days.caption == "14 days"
