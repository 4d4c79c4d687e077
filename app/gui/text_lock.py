"""Every sentence of the lock of the staff window."""

from __future__ import annotations

from app.domain.pin import PIN_DIGITS
from app.gui.words import count, left_to_right, say


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


def clear_key() -> str:
    return say("Clear")


def clear() -> str:
    return say("Clear the PIN")


def wrong(tries: int) -> str:
    """`tries`: how many more are looked at before it waits."""
    return count(
        "That PIN is not right. 1 try is left, then it waits a minute.",
        "That PIN is not right. %n tries are left, then it waits a minute.",
        tries,
    )


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


def again() -> str:
    return say("The new PIN once more")


def not_the_same() -> str:
    return say("The two PINs are not the same. Type the new one twice.")


def not_a_pin(digits: int) -> str:
    """`digits`: how many were typed."""
    if not digits:
        return say("Type six digits.")
    return say(
        "A PIN has {wanted} digits and nothing else; this is {typed} long.",
        wanted=PIN_DIGITS,
        typed=digits,
    )


def forgotten(kept_in: str) -> str:
    """`kept_in`: the file of a PIN that the set-up does not keep."""
    if kept_in:
        return say(
            "PIN forgotten? Nobody can read it. Close turnout, delete the file {file}, "
            "start turnout and set another PIN.",
            file=left_to_right(kept_in),
        )
    return say(
        "PIN forgotten? Nobody can read it. Close turnout and start it as “{command}”: "
        "the last page sets another PIN or removes it.",
        command=left_to_right("turnout --set-up"),
    )


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
