"""Every sentence of the lock of the staff window."""

from __future__ import annotations

from app.gui.words import count, say


def lock() -> str:
    return say("Lock")


def lock_now() -> str:
    return say("Lock the window")


def locked() -> str:
    return say("Locked")


def type_pin() -> str:
    return say("Type the staff PIN. Check-ins are still being sent.")


def typed(digits: int) -> str:
    return count("1 digit typed", "%n digits typed", digits)


def delete() -> str:
    return say("Delete the last digit")


def clear() -> str:
    return say("Clear the PIN")


def wrong() -> str:
    return say("That PIN is not right. Try again.")


def wait(seconds: int) -> str:
    return count("Try again in 1 second", "Try again in %n seconds", seconds)


def no_scans() -> str:
    return say("Nobody was checked in: the window is locked.")


def pin_title() -> str:
    return say("Staff PIN")


def what_for() -> str:
    return say(
        "With a PIN the window can be locked, by Ctrl+L or in the menu, while nobody stands at it. "
        "Only a hash of it is kept on this computer."
    )


def current() -> str:
    return say("The PIN that is set")


def new() -> str:
    return say("New PIN, six digits")


def save() -> str:
    return say("Save the PIN")


def remove() -> str:
    return say("Remove the PIN")


def pin_saved() -> str:
    return say("The staff PIN is set. Ctrl+L locks the window")


def pin_removed() -> str:
    return say("The staff PIN is removed")


def open_pin() -> str:
    return say("Set or change the staff PIN")
