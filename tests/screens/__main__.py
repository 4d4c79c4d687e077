"""Render every screen to look at: `python -m tests.screens OUT [NAME...]`.

Each state is taken once, in English, light, on a laptop. One state of each screen stands for it in
the dark theme, in the other languages and on the other sizes. A scene is a function `scene_*` that
takes a `Stage`, or `pages_*` that takes the window of the first run, in a module `*_scenes` of this
package. With names only the scenes of these names are taken. Contact sheets show them together.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.screens.rendering import render
from tests.screens.sheets import write_sheets


def main() -> None:
    application = QApplication(["turnout"])
    out, began = Path(sys.argv[1]), time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    files = render(out, sys.argv[2:])
    sheets = write_sheets(out, files)
    application.processEvents()
    took_s = time.monotonic() - began
    sys.stdout.write(f"{len(files)} pictures and {len(sheets)} contact sheets in {took_s:.0f} s\n")


if __name__ == "__main__":
    main()
