"""Real key presses on a real X server: a scanner is read by its keys under any layout."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from tests.app.conftest import CHECKOUT, TOO_LONG_S
from tests.app.x_server import need, x_server
from tests.gui.scanning import NUMBERS

pytestmark = pytest.mark.alone

TOOLS = {"setxkbmap": "x11-xkb-utils", "xdotool": "xdotool"}
W, X, DASH, ONE, TWO, THREE, FOUR, ENTER = 25, 53, 20, 10, 11, 12, 13, 36
SHIFT, CONTROL, CAPS_LOCK, F, BACK = 50, 37, 66, 41, 22
SCAN = (W, X, DASH, ONE, TWO, THREE, FOUR, ENTER)
TRIES = 20


class Screen:
    """A window on an X server of its own, that tells what it hears."""

    def __init__(self, screen):
        self.env = {**os.environ, **screen}
        self.left = b""
        self.child = subprocess.Popen(
            [sys.executable, "-m", "tests.app.scan_child"],
            env=self.env,
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
        )
        assert self.told("ready", TOO_LONG_S) is True

    def close(self):
        self.child.kill()
        self.child.wait()
        self.child.stdout.close()

    def run(self, *command):
        subprocess.run([str(part) for part in command], env=self.env, check=True, timeout=60)

    def press(self, *keys, held=None):
        """By the number of the key: no layout comes between."""
        around = (["keydown", held], ["keyup", held]) if held else ([], [])
        self.run("xdotool", *around[0], "key", "--delay", 4, *keys, *around[1])

    def told(self, name, within_s):
        """The next thing of that name that the window tells; None where nothing comes."""
        until = time.monotonic() + within_s
        while True:
            while b"\n" in self.left:
                line, _, self.left = self.left.partition(b"\n")
                found = json.loads(line)
                if name in found:
                    return found if name == "text" else found[name]
            if not select.select([self.child.stdout], [], [], max(0, until - time.monotonic()))[0]:
                return None
            self.left += os.read(self.child.stdout.fileno(), 4096)

    @contextmanager
    def busy(self):
        """The window hears nothing meanwhile, and then everything at once."""
        self.child.send_signal(signal.SIGSTOP)
        yield
        self.child.send_signal(signal.SIGCONT)

    def scan(self, whole, keys=SCAN, **how):
        """Press the keys as a scanner does. Where this machine pauses between two keys, once more:
        a scanner does not."""
        for _ in range(TRIES):
            self.press(*keys, **how)
            found = self.told("text", 3)
            if found is not None:
                if found["text"].upper() == whole and found["end"] == "enter":
                    return found
                assert found["text"].upper() in whole
        return None


@pytest.fixture(scope="module")
def screen():
    need(TOOLS)
    with x_server("800x600x24") as given:
        made = Screen(given)
        yield made
        made.close()


@pytest.mark.parametrize(
    ("layout", "raw"),
    [("us", "wx-1234"), ("il", "'ס-1234"), ("ara", "صء-1234"), ("fr", "zx)&é\"'")],
)
def test_x01_the_same_keys_are_the_same_code_under_any_layout(screen, layout, raw):
    """X-01: physical keys W X - 1 2 3 4 Enter decode to "WX-1234" under us, il, ara and fr; and
    Ctrl with the key of F is Ctrl+F there."""
    screen.run("setxkbmap", layout)
    found = screen.scan("WX-1234")
    assert (found["text"], found["raw"]) == ("wx-1234", raw)
    screen.press(F, held=CONTROL)
    assert screen.told("letter", 10) == "Key_Control"
    assert screen.told("letter", 10) == "Key_F"


@pytest.mark.parametrize(
    ("layout", "code", "raw"),
    [
        ("ara", "b0b4-bbgt", "لا0لا4-لالالف"),
        ("de", "id=1b4e", "id1b4e"),
    ],
)
def test_x01_so_is_a_key_that_an_input_method_takes(screen, layout, code, raw):
    """X-01: an Arabic keyboard types two signs with one key, which come as no key at all; on a
    German one the key of = is dead, and only changes the sign after it."""
    screen.run("setxkbmap", layout)
    found = screen.scan(code.upper(), [NUMBERS[sign][0] for sign in code] + [ENTER])
    assert (found["text"], found["raw"]) == (code, raw)
    assert held(screen) == ""


def test_x01_in_their_order_where_the_window_was_busy(screen):
    """X-01: what an input method makes of a key overtakes the keys before it."""
    screen.run("setxkbmap", "ara")
    with screen.busy():
        screen.press(*(NUMBERS[sign][0] for sign in "0b4ab-1b"), ENTER)
    assert screen.told("text", 3)["text"] == "0b4ab-1b"
    assert held(screen) == ""


def test_x01_with_shift_too(screen):
    """X-01: each of the four forms of lam-alef."""
    screen.run("setxkbmap", "ara")
    keys = [NUMBERS[sign][0] for sign in "bgtbgt"]
    assert screen.scan("BGTBGT", [*keys, ENTER], held=SHIFT)["text"] == "BGTBGT"
    assert held(screen) == ""


@pytest.mark.parametrize(
    ("layout", "keys", "text"),
    [("ara", "bgbfl", "لاللابم"), ("de", "=e=e", "éé")],
)
def test_x04_who_types_with_an_input_method_loses_nothing(screen, layout, keys, text):
    """X-04: at a hand's pace every sign arrives, in its order."""
    screen.run("setxkbmap", layout)
    now = ""
    for key in keys:
        screen.press(NUMBERS[key][0])
        now = held(screen) or now
    assert now == text
    for _ in text:
        screen.press(BACK)
    assert held(screen) == ""


def held(screen):
    """What is in the field, once it has come to rest."""
    last = ""
    while (now := screen.told("held", 0.15)) is not None:
        last = now
    return last


def test_x09_with_shift_and_under_capslock(screen):
    """X-09: what CapsLock makes of the characters does not matter."""
    screen.run("setxkbmap", "il")
    screen.press(CAPS_LOCK)
    assert screen.scan("WX-1234")["text"] == "wx-1234"
    screen.press(CAPS_LOCK)
    screen.run("setxkbmap", "us")
