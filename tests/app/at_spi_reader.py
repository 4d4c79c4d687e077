"""A screen reader by script: `at_spi_reader.py BOOKING PROGRAM...`, run by the system's Python.

Starts the program, finds its parts in the tree of AT-SPI, presses + of the booking twice through
the action interface, and prints in JSON what it read and what was announced.
"""

import json
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

TOO_LONG_S = 45
BUTTONS = ("push button", "button", "radio button")


def below(node):
    """Every part of the window, as a screen reader walks through them."""
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is not None:
            yield child
            yield from below(child)


def wait_for(what, find):
    """Let events come in until `find` finds something."""
    ends = time.monotonic() + TOO_LONG_S
    # Looks again now and then, though nothing is told.
    GLib.timeout_add(100, lambda: True)
    while time.monotonic() < ends:
        GLib.MainContext.default().iteration(True)
        try:
            found = find()
        except GLib.Error:  # a part that went away while it was read
            continue
        if found:
            return found
    raise SystemExit(f"not to be found: {what}")


def window():
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()  # of what was there before the program came
    return next((each for each in below(desktop) if each.get_name() == "Turnout"), None)


def part(frame, name):
    frame.clear_cache()
    return next((each for each in below(frame) if each.get_accessible_id() == name), None)


def press(node):
    action = node.get_action_iface()
    names = [action.get_action_name(n) for n in range(action.get_n_actions())]
    assert action.do_action(names.index("Press")), names


def name_of(node):
    node.clear_cache()
    return node.get_name()


def read(booking):
    announced = []

    def on_event(event):
        announced.append(str(event.any_data))

    listener = Atspi.EventListener.new(on_event)
    listener.register("object:announcement")
    frame = wait_for("the window", window)
    row = f"staff.row.{booking}"
    plus = wait_for("the row's +", lambda: part(frame, f"{row}.plus"))
    sessions = [
        [each.get_role_name(), each.get_name()] for each in below(frame) if is_session(each)
    ]
    count = part(frame, f"{row}.count")
    before, after = name_of(count), []
    for number in (1, 2):
        press(plus)
        was = [before, *after][-1]
        changed = wait_for(
            "another count", lambda was=was: name_of(count) != was and name_of(count)
        )
        wait_for("its announcement", lambda number=number: len(announced) >= number)
        after.append(changed)
    return {
        "window": [frame.get_role_name(), frame.get_name()],
        "sessions": sessions,
        "row": part(frame, row).get_name(),
        "plus": [plus.get_role_name(), plus.get_name()],
        "counts": [before, *after],
        "announced": announced,
    }


def is_session(node):
    return node.get_role_name() in BUTTONS and node.get_accessible_id().startswith("staff.session.")


booking, *command = sys.argv[1:]
program = subprocess.Popen(command)
try:
    print(json.dumps(read(booking)))  # noqa: T201
finally:
    program.terminate()
    program.wait()
