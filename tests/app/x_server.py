"""An X server of its own for a test, and the tools that a test presses and listens with."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest


def need(tools: Mapping[str, str]) -> None:
    """`tools`: each program that must be there, and the package of Debian's that brings it."""
    for tool, package in tools.items():
        if shutil.which(tool) is None:
            pytest.fail(f"{tool} is missing; as root: apt-get install {package}")


@contextmanager
def x_server(size: str) -> Iterator[dict[str, str]]:
    """Gives the environment of a program whose windows are to be on it."""
    need({"Xvfb": "xvfb"})
    told, tells = os.pipe()
    server = subprocess.Popen(
        # -noreset: without it the layout goes when setxkbmap does.
        ["Xvfb", "-displayfd", str(tells), "-screen", "0", size, "-noreset", "-nolisten", "tcp"],
        pass_fds=[tells],
        stderr=subprocess.DEVNULL,
    )
    os.close(tells)
    try:
        with os.fdopen(told) as number:
            display = number.readline().strip()
        yield {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.kill()
        server.wait()
