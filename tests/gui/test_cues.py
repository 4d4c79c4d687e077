"""What is heard at the desk, and when: each sound stands beside something that is seen."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.errors import StoreError
from app.domain.settings import Cue
from app.gui.cues import Cues
from app.gui.preferences import Preferences
from tests.gui.test_settings import opened  # noqa: F401 - a fixture

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def heard():
    return []


@pytest.fixture
def hear(qtbot, qapp, heard):
    def make(**settings):
        preferences = Preferences(clock=lambda: NOON)
        preferences.change(**settings)
        return Cues(preferences, lambda *cue: heard.append(cue), qapp)

    return make


def test_o02_a_scan_is_heard_as_it_went(hear, heard):
    """O-02: each result plays exactly its cue."""
    cues = hear(volume=40)
    for how in ("success", "attention", "error"):
        cues.after_scan(how)
    assert heard == [(Cue.SUCCESS, 40), (Cue.ATTENTION, 40), (Cue.ERROR, 40)]


def test_o02_mute_silences_all(hear, heard):
    """O-02: the mute setting silences all."""
    cues = hear(sounds=False, sound_hand=True)
    for cue in Cue:
        cues.after_scan(cue.value)
        cues.by_hand(cue)
        cues.try_out(cue)
        QApplication.processEvents()
    assert heard == []


def test_a_scan_is_not_heard_twice_for_what_it_did(hear, heard):
    cues = hear(sound_hand=True)
    cues.by_hand(Cue.SUCCESS)  # what the scan does goes the way of a tap
    cues.after_scan("attention")
    QApplication.processEvents()
    assert heard == [(Cue.ATTENTION, 60)]


def test_without_anything_to_play_it_with_nothing_happens(qapp):
    cues = Cues(Preferences(clock=lambda: NOON), None, qapp)
    cues.after_scan("success")
    cues.try_out(Cue.SUCCESS)


def test_a_check_in_by_hand_is_heard_where_that_is_wanted(desk, heard, qtbot):
    window = desk.window
    window.cues._play = lambda *cue: heard.append(cue)
    window.preferences.clock = lambda: NOON
    desk.click("staff.row.dana.plus")
    QApplication.processEvents()
    assert heard == []
    window.preferences.change(sound_hand=True)
    desk.click("staff.row.dana.plus")
    qtbot.waitUntil(lambda: heard == [(Cue.SUCCESS, 60)])
    assert desk.said().startswith("Dana Levi")

    def fail():
        raise StoreError("The disk is full.")

    window.record(fail)
    qtbot.waitUntil(lambda: heard[1:] == [(Cue.ERROR, 60)])


def test_whoever_sets_a_sound_hears_it(opened, heard):  # noqa: F811 - the fixture
    opened.window.cues._play = lambda *cue: heard.append(cue)
    opened.window.side.search.entry.setText("sounds")
    opened.click("staff.settings.volume.more")
    opened.click("staff.settings.sound_error")  # off: nothing to hear
    opened.click("staff.settings.sound_error")
    assert heard == [(Cue.SUCCESS, 70), (Cue.ERROR, 70)]
