"""Scrolling by finger, set so that it never presses what the finger happened to start on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollerProperties

FASTEST: Final = 0.45
GLIDES: Final = "glides"


def scroll_by_touch(viewport: QWidget) -> None:
    """By touch, not by mouse: with the mouse gesture labels do not scroll and taps get lost."""
    # Imported here: nobody scrolls before the first paint, and Qt's names take time to make.
    from PySide6.QtWidgets import QScroller, QScrollerProperties

    QScroller.grabGesture(viewport, QScroller.ScrollerGestureType.TouchGesture)
    properties, metric = _properties(viewport), QScrollerProperties.ScrollMetric
    off = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    for what, value in (
        (metric.VerticalOvershootPolicy, off),
        (metric.HorizontalOvershootPolicy, off),
        (metric.DragStartDistance, 0.004),
        (metric.MousePressEventDelay, 0.0),
    ):
        properties.setScrollMetric(what, value)
    QScroller.scroller(viewport).setScrollerProperties(properties)
    application = QApplication.instance()
    glides = application is None or application.property(GLIDES) is not False
    _let_glide(viewport, glides=glides)


def let_glide(*, glides: bool) -> None:
    """Whether what was flicked runs on: what scrolls already, and what will scroll."""
    from PySide6.QtWidgets import QScroller

    application = QApplication.instance()
    if application is not None:
        application.setProperty(GLIDES, glides)
    for part in QApplication.allWidgets():
        if QScroller.hasScroller(part):
            _let_glide(part, glides=glides)


def _let_glide(viewport: QWidget, *, glides: bool) -> None:
    from PySide6.QtWidgets import QScroller, QScrollerProperties

    properties, metric = _properties(viewport), QScrollerProperties.ScrollMetric
    properties.setScrollMetric(metric.MaximumVelocity, FASTEST if glides else 0.0)
    QScroller.scroller(viewport).setScrollerProperties(properties)


def _properties(viewport: QWidget) -> QScrollerProperties:
    from PySide6.QtWidgets import QScroller

    return QScroller.scroller(viewport).scrollerProperties()
