"""A bug in the middle of a request: the key is at hand in every frame, and told nowhere."""

import traceback

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.model import Link
from app.gui.setup.actions import Pasted
from app.main import program
from app.wix.auth import AppCredentials
from app.wix.connection import Connection
from tests.app.test_wrong_turns import window_of
from tests.app.wrong_turns import as_app, reception

__all__ = ["reception"]


@pytest.fixture
def telling(reception):
    """An error that nobody foresaw, and that says what it was about to send."""

    def fail(client, request, **more):
        del client, more
        raise RuntimeError(f"no way to send {request.headers.raw} {request.content!r}")

    reception.env.setattr(httpx.Client, "send", fail)
    return reception


@pytest.mark.parametrize("way", [lambda _: None, as_app], ids=["by key", "by app"])
def test_no_traceback_in_the_log_tells_it(telling, qtbot, way):
    way(telling)
    program(demo=False).start_log()
    with window_of(qtbot) as window:
        qtbot.waitUntil(lambda: window.watch.status.link is Link.STUCK, timeout=20_000)
        QTest.keyClick(window, Qt.Key.Key_F12)
        panel = window.side
        qtbot.waitUntil(lambda: not panel.asking.isVisibleTo(panel), timeout=20_000)
    told = telling.written()
    assert told.count("RuntimeError: no way to send") >= 2
    assert "(secret)" in told
    for secret in (telling.site.api_key, telling.site.credentials.app_secret):
        assert secret not in told


def test_a_traceback_of_a_command_shows_no_value(reception):
    """Python writes it by itself: the lines of the source, and what the error says."""

    def fail(*given, **more):
        raise RuntimeError("a bug")

    reception.env.setattr(httpx.Client, "send", fail)
    with pytest.raises(RuntimeError) as bug:
        reception.run("doctor")
    said = reception.capsys.readouterr()
    told = "".join([*traceback.format_exception(bug.value), said.out, said.err])
    assert "Traceback" in told
    assert reception.site.api_key not in told


@pytest.mark.parametrize(
    "value",
    [
        Pasted("site", "planted", "app"),
        Connection("https://wix.example", "planted", "site"),
        AppCredentials("app", "planted", "site"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_what_holds_it_does_not_show_it(value):
    assert "site" in repr(value)
    assert "planted" not in repr(value) + str(value)
