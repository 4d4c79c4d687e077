"""The settings as the windows know them: at once in force, and kept where they can be."""

import pytest

from app.domain.settings import Settings
from app.gui.preferences import Preferences
from app.system.settings_file import SettingsFile
from tests.disks import full_disk


@pytest.fixture
def kept(tmp_path):
    return SettingsFile(tmp_path)


def test_a_change_holds_at_once_and_at_the_next_start(qtbot, kept):
    preferences = Preferences(kept)
    with qtbot.waitSignal(preferences.changed):
        assert preferences.change(text_size=150) == ""
    assert preferences.now == Settings(text_size=150)
    assert Preferences(kept).now == Settings(text_size=150)


def test_what_changes_nothing_says_nothing(qtbot, kept):
    preferences = Preferences(kept)
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.change(text_size=100)
    assert not kept.file.exists()


def test_what_a_setting_may_not_be_changes_nothing(kept):
    preferences = Preferences(kept)
    with pytest.raises(ValueError, match="text_size"):
        preferences.change(volume=10, text_size=500)
    assert preferences.now == Settings()


def test_what_cannot_be_kept_holds_all_the_same_and_says_so(qtbot, kept):
    preferences = Preferences(kept)
    with full_disk(), qtbot.waitSignal(preferences.changed):
        why = preferences.change(theme="dark")
    assert "It holds until turnout is closed" in why
    assert preferences.now.theme == "dark"
    assert Preferences(kept).now == Settings()


def test_a_file_that_cannot_be_read_is_a_problem_until_it_is_begun_anew(kept):
    kept.file.write_bytes(b"{")
    preferences = Preferences(kept)
    assert "cannot be read" in preferences.problem
    preferences.change(volume=10)
    assert preferences.problem == ""


def test_without_a_keeper_the_usual_settings_hold_and_can_be_changed():
    preferences = Preferences()
    assert preferences.change(volume=10) == ""
    assert preferences.now == Settings(volume=10)


def test_the_clock_is_the_one_on_the_wall():
    now = Preferences().clock()
    assert now.utcoffset() == now.astimezone(None).utcoffset()
