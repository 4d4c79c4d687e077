"""`turnout` as a process of its own, by the command or as `python -m app`."""

import os
import sys
import threading

from app.main import main


def run() -> None:
    """End with the command's exit code, whatever is still under way."""
    code = main()
    if threading.active_count() > 1:
        # A thread that waits for a slow site, or still reads in its libraries, may crash when the
        # interpreter is taken down around it. What counts is on the disk, and our files are closed.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    run()
