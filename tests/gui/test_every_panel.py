"""What holds in every panel and on every page: names, room for a finger, nothing clipped."""

import re
from itertools import combinations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from app.gui.measure import Measure
from app.gui.words import plain
from tests.gui.test_text_size import clipped, outside
from tests.screens.rendering import PLAIN, TABLET, Form, scenes, shown, speak, stand_for_a_screen
from tests.test_shape import ROOT

CONTROLS = (
    QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
)  # fmt: skip
ALL = sorted(scenes())
SCREENS = sorted(stand_for_a_screen())
OTHERS = [each for each in ALL if each not in SCREENS]
FORMS = [
    PLAIN,
    Form("tablet", TABLET),
    *(
        Form(f"{language}-{name}", size, language=language)
        for language in ("he", "de")
        for name, size in (("laptop", PLAIN.size), ("tablet", TABLET))
    ),
]


@pytest.fixture(autouse=True)
def as_it_was(qapp):
    yield
    speak("en")
    QLocale.setDefault(QLocale.c())
    Measure.grow(100)


def controls(window):
    """What can be used: seen and enabled."""
    for part in window.findChildren(QWidget):
        used = isinstance(part, CONTROLS) and not isinstance(part, QScrollBar)
        if used and part.isVisible() and part.isEnabled():
            yield part


def nameless(window):
    seen = []
    for part in controls(window):
        name = part.objectName()
        if not part.accessibleName():
            yield f"{name or part}: no name"
        elif not any(sign.isalnum() for sign in part.accessibleName()):
            yield f"{name}: only a sign, {part.accessibleName()}"
        if not name or name != part.accessibleIdentifier():
            yield f"{name or part}: no identifier"
        words = plain(part.text().replace("&&", "&")) if isinstance(part, QAbstractButton) else ""
        if any(sign.isalnum() for sign in words) and words not in part.accessibleName():
            yield f"{name}: says {words}, is called {part.accessibleName()}"
        seen.append(name)
    yield from (f"{name}: twice" for name in set(seen) if seen.count(name) > 1)


def body(button):
    """Without the room for its focus ring, which two that stand together share."""
    inset = Measure.RING + Measure.RING_GAP
    return button.geometry().adjusted(inset, inset, -inset, -inset)


def small(window):
    places = {}
    for part in controls(window):
        if min(part.width(), part.height()) < 44:
            yield f"{part.objectName()}: {part.width()} x {part.height()}"
        if isinstance(part, QAbstractButton):  # ✕ stands in the field that it clears
            places.setdefault(part.parentWidget(), []).append(part)
    for parts in places.values():
        for one, other in combinations(parts, 2):
            if body(one).intersects(body(other)):
                yield f"{one.objectName()} lies on {other.objectName()}"


def check(name):
    with shown(name, PLAIN) as window:
        assert list(nameless(window)) == []
        assert list(small(window)) == []
        assert list(controls(window)) or name == "names"


@pytest.mark.parametrize("name", SCREENS)
def test_every_control_of_a_screen_is_named_and_large(qapp, name):
    """A-01, A-02, A-03, T-04: at 1366x768, in light."""
    check(name)


@pytest.mark.long
@pytest.mark.parametrize("name", OTHERS)
def test_every_control_of_a_state_is_named_and_large(qapp, name):
    """A-01, A-02, A-03, T-04: in every state that a picture is taken of."""
    check(name)


@pytest.mark.long
@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
@pytest.mark.parametrize("name", SCREENS)
def test_nothing_is_clipped_on_any_screen(qapp, name, form):
    """T-11, T-04: in English, Hebrew and German, on a laptop and on a tablet."""
    speak(form.language)
    with shown(name, form) as window:
        assert list(clipped(window)) == []
        assert list(outside(window)) == []
        assert list(small(window)) == []


def test_nothing_is_reached_by_a_gesture_alone():
    """T-10: no swipe, long press, drag, hover or double-click is answered anywhere."""
    gestures = re.compile(
        r"mouseDoubleClickEvent|contextMenuEvent|customContextMenu|QSwipeGesture|TapAndHold"
        r"|QPinchGesture|startDrag|dropEvent|doubleClicked|setDragEnabled"
    )
    for file in sorted((ROOT / "app" / "gui").rglob("*.py")):
        assert gestures.findall(file.read_text("utf-8")) == [], file
