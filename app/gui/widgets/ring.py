"""Who sees where the keyboard is: whoever uses it, and nobody who came with a finger."""

from PySide6.QtCore import QObject, Qt

# A ring after these would be a stray frame for somebody who uses fingers or a mouse.
WITHOUT_RING = frozenset(
    (
        Qt.FocusReason.MouseFocusReason,
        Qt.FocusReason.OtherFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.PopupFocusReason,
    )
)


def reason_from(part: QObject | None) -> Qt.FocusReason:
    """For whoever is handed the keyboard by that part, which may have none itself."""
    return reason_with(ring=getattr(part, "ring", False))


def reason_with(*, ring: bool) -> Qt.FocusReason:
    """By finger nobody is on any button yet; by keyboard one must see where one is."""
    return Qt.FocusReason.TabFocusReason if ring else Qt.FocusReason.OtherFocusReason
