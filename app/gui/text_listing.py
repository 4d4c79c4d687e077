"""Every sentence about what is listed, and in which order."""

from __future__ import annotations

from app.domain.model import SessionKind
from app.domain.settings import Order
from app.gui.words import joined, say


def order(by: Order) -> str:
    match by:
        case Order.NAME:
            return say("Name")
        case Order.ARRIVAL:
            return say("Arrival time")
        case Order.BOOKED:
            return say("Booking time")


def sorted_by(by: Order) -> str:
    return say("Sort: {order}", order=order(by))


def sort() -> str:
    return say("Sort the roster by")


def chosen(words: str) -> str:
    return say("{words}, chosen", words=words)


def filters() -> str:
    return say("Filter")


def filter_sessions() -> str:
    return say("Filter the sessions")


def take_off(words: str) -> str:
    return say("Show all sessions again, not only {words}", words=words)


def only(*parts: str) -> str:
    return joined(*parts)


def staff() -> str:
    return say("Staff member")


def location() -> str:
    return say("Location")


def service() -> str:
    return say("Service")


def kind() -> str:
    return say("Kind")


def kind_of(which: SessionKind) -> str:
    match which:
        case SessionKind.CLASS:
            return say("Class")
        case SessionKind.COURSE:
            return say("Course")
        case SessionKind.APPOINTMENT:
            return say("Appointment")
