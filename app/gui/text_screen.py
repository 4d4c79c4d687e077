"""Every sentence of the set-up's page about this screen: its size, touch, scanner, staff PIN."""

from __future__ import annotations

from app.domain.pin import PIN_DIGITS
from app.domain.screens import LEAST_IN, MOST_IN
from app.gui.words import count, left_to_right, say


def title() -> str:
    return say("This screen")


def intro() -> str:
    return say(
        "All of this is optional, and can be changed later with {command}.",
        command=left_to_right("turnout --set-up"),
    )


def size() -> str:
    return say("Diagonal of the screen, in inches or cm")


def size_told() -> str:
    return say("As this computer’s system tells it. Change it if it is not right.")


def size_hint() -> str:
    return say("From corner to corner, without the frame: {example}", example=left_to_right("13.3"))


def no_size() -> str:
    return say(
        "Type the diagonal as a number between {least} and {most} inches, or leave it empty.",
        least=f"{LEAST_IN:.0f}",
        most=f"{MOST_IN:.0f}",
    )


def touch() -> str:
    return say("Touch")


def touch_hint() -> str:
    return say(
        "Only for a touch screen: tap five targets, one in each corner and one in the middle."
    )


def test_touch() -> str:
    return say("Test touch")


def tap_targets() -> str:
    return say("Tap each of the five targets once.")


def target(number: int) -> str:
    return say("Target {number}", number=number)


def target_hit(number: int) -> str:
    return say("Target {number}: hit", number=number)


def skip() -> str:
    return say("Skip")


def hits(number: int, targets: int) -> str:
    return say("{hits} of {targets}", hits=number, targets=targets)


def touched(number: int, targets: int) -> str:
    """How the test went."""
    if number == targets:
        return say("All five targets were hit.")
    return say(
        "{hits} of {targets} targets were hit. Where the screen does not feel a finger, "
        "calibrate it in the system’s settings, then test again.",
        hits=number,
        targets=targets,
    )


def scanner() -> str:
    return say("Scanner")


def scanner_hint() -> str:
    return say("Only with a scanner that types like a keyboard: scan any code.")


def test_scanner() -> str:
    return say("Test the scanner")


def end_scanner() -> str:
    return say("End the test")


def pin() -> str:
    return say("Staff PIN")


def pin_hint() -> str:
    return count(
        "1 digit. Optional at a reception; a kiosk asks for it before it can be left.",
        "%n digits. Optional at a reception; a kiosk asks for it before it can be left.",
        PIN_DIGITS,
    )


def pin_is_set() -> str:
    return say("There is a PIN.")


def change_pin() -> str:
    return say("Type another one to change it. Nobody can read the old one.")


def remove_pin() -> str:
    return say("Remove the PIN")


def not_a_pin(digits: int) -> str:
    """`digits`: how many were typed."""
    return say(
        "A PIN has {wanted} digits and nothing else; this is {typed} long. "
        "Type it again, or leave it empty.",
        wanted=PIN_DIGITS,
        typed=digits,
    )
