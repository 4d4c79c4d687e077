"""The program as it is started: when the names of the session in progress are on the screen, and
when all of the desk is.
"""

import sys
import time

from app.cli import window


def tell() -> None:
    """The names were painted."""
    print(time.monotonic(), flush=True)
    heavy = {"httpx", "pydantic", "keyring", "platformdirs"} & set(sys.modules)
    if heavy:
        print(f"imported before the first paint: {sorted(heavy)}", file=sys.stderr)


def end(*_: object) -> None:
    """In place of what waits for the whole desk to be painted: this is the moment."""
    print(time.monotonic(), flush=True)
    # Not before: the program itself loads its store before Qt.
    from PySide6.QtWidgets import QApplication

    QApplication.quit()


window._begin = end
sys.exit(window.open_window(demo=False, on_names=tell))
