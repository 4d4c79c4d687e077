"""Scrolling by finger, set so that it never presses what the finger happened to start on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def scroll_by_touch(viewport: QWidget) -> None:
    """By touch, not by mouse: with the mouse gesture labels do not scroll and taps get lost."""
    # Imported here: nobody scrolls before the first paint, and Qt's names take time to make.
    from PySide6.QtWidgets import QScroller, QScrollerProperties

    QScroller.grabGesture(viewport, QScroller.ScrollerGestureType.TouchGesture)
    scroller = QScroller.scroller(viewport)
    properties, metric = scroller.scrollerProperties(), QScrollerProperties.ScrollMetric
    off = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    for what, value in (
        (metric.VerticalOvershootPolicy, off),
        (metric.HorizontalOvershootPolicy, off),
        (metric.DragStartDistance, 0.004),
        (metric.MaximumVelocity, 0.45),
        (metric.MousePressEventDelay, 0.0),
    ):
        properties.setScrollMetric(what, value)
    scroller.setScrollerProperties(properties)
