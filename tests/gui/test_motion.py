"""Reduce motion: nothing runs on by itself."""

import pytest
from PySide6.QtCore import QAbstractAnimation, Qt
from PySide6.QtWidgets import QScroller, QScrollerProperties, QWidget

from app.gui.theme import Look, Theme

FASTEST = QScrollerProperties.ScrollMetric.MaximumVelocity


@pytest.fixture
def moving(open_desk):
    desk = open_desk()
    yield desk
    desk.window.preferences.change(reduce_motion=False)


def speeds(window):
    ports = [part for part in window.findChildren(QWidget) if QScroller.hasScroller(part)]
    return [QScroller.scroller(port).scrollerProperties().scrollMetric(FASTEST) for port in ports]


def test_l06_reduce_motion_makes_every_duration_0(moving):
    """L-06: what was flicked stops with the finger, in what is there and in what comes."""
    window = moving.window
    assert set(speeds(window)) == {0.45}
    window.preferences.change(reduce_motion=True)
    before = speeds(window)
    window.panels.open_settings()
    assert len(speeds(window)) > len(before) > 1
    assert set(speeds(window)) == {0.0}
    assert window.findChildren(QAbstractAnimation) == []
    window.preferences.change(reduce_motion=False)
    assert set(speeds(window)) == {0.45}


def test_a_window_is_moved_as_its_own_settings_say(moving, open_desk):
    moving.window.preferences.change(reduce_motion=True)
    other = open_desk(theme=Theme.DARK).window
    assert not other.preferences.now.reduce_motion
    assert set(speeds(other)) == {0.45}
    assert isinstance(other.look, Look)
    assert other.testAttribute(Qt.WidgetAttribute.WA_WState_Visible)
