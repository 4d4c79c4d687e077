"""Render every screen to look at: `python -m tests.screens OUT [NAME...]`.

Each state is taken once, in English, light, on a laptop. One state of each screen stands for it in
the dark theme, in the other languages and on the other sizes. A scene is a function `scene_*` that
takes a `Stage`, or `pages_*` that takes the window of the first run, in a module `*_scenes` of this
package. With names only the scenes of these names are taken. Contact sheets show them together.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import subprocess
import sys
import time
from difflib import get_close_matches
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.screens.rendering import file_of, pictures, render, scenes
from tests.screens.sheets import write_sheets

SHARE = "TURNOUT_SCREENS_SHARE"
"""Which share of the pictures this process takes, `1/2` the second of two; all of them without."""


def main() -> None:
    if wrong := _misuse(sys.argv[1:]):
        sys.stderr.write(f"{wrong}\n")
        sys.exit(2)
    application = QApplication(["turnout"])
    out, began = Path(sys.argv[1]), time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    chosen = pictures(sys.argv[2:])
    if SHARE in os.environ:
        at, of = map(int, os.environ[SHARE].split("/"))
        render(out, chosen[at::of])
        return
    _on_all_cores()
    sheets = write_sheets(out, [file_of(out, *each) for each in chosen])
    application.processEvents()
    took_s = time.monotonic() - began
    sys.stdout.write(f"{len(chosen)} pictures and {len(sheets)} contact sheets in {took_s:.0f} s\n")


def _misuse(arguments: list[str]) -> str:
    """What is wrong with them; empty where nothing is."""
    if not arguments or arguments[0].startswith("-"):
        return "Say where to: python -m tests.screens OUT [NAME...]"
    known = list(scenes())
    for name in arguments[1:]:
        if name not in known:
            near = get_close_matches(name, known, 6, 0.4) or known
            return f"There is no scene {name!r}. Near it: {', '.join(near)}"
    return ""


def _on_all_cores() -> None:
    """A process for each, all with the same arguments."""
    many = os.cpu_count() or 1
    works = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.screens", *sys.argv[1:]],
            env={**os.environ, SHARE: f"{at}/{many}"},
        )
        for at in range(many)
    ]
    codes = [work.wait() for work in works]
    if any(codes):
        sys.exit("a picture could not be taken; the reason stands above")


if __name__ == "__main__":
    main()
