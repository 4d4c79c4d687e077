"""The pages of the first run with larger text and in the dark, as the settings say."""

import pytest
from PySide6.QtWidgets import QLineEdit

from app.gui.theme import DARK, Face, Measure, Theme
from tests.gui.test_text_size import clipped, outside
from tests.screens import set_up_scenes
from tests.screens.stage import settle

PAGES = ("app", "network", "permission", "listed", "proof", "use", "screen", "screen_touch")


@pytest.fixture
def opened(qtbot):
    def open_(size, percent, theme=Theme.LIGHT):
        window = set_up_scenes.set_up(theme, size, percent)
        qtbot.addWidget(window)
        return window

    yield open_
    Measure.grow(100)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("size", [(1366, 728), (896, 480)])
def test_t11_nothing_is_clipped_at_twice_the_size(opened, size, page):
    """T-11: and every button is where one can see it."""
    window = opened(size, 200)
    getattr(set_up_scenes, f"pages_{page}")(window)
    settle()
    assert list(clipped(window)) == []
    assert list(outside(window)) == []
    for entry in window.findChildren(QLineEdit):
        if entry.isVisible():
            assert entry.height() >= entry.fontMetrics().height() + 12
    foot = window.foot
    assert not foot.back.geometry().intersects(foot.next.geometry())
    assert window.sheet.geometry().bottom() < foot.y()


def test_the_theme_and_the_size_that_were_kept_hold_here_too(opened):
    window = opened((1366, 728), 150, Theme.DARK)
    assert window._look.tokens is DARK
    assert window._look.font(Face.BODY).pixelSize() == 24
    assert window.connect_.title.font().pixelSize() == window._look.font(Face.DISPLAY).pixelSize()
