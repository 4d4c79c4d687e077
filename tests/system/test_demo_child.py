"""The demo site as a child: it starts, it answers, and it never outlives its parent."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.system import demo_child
from app.system.demo_child import NoDemo, start_demo

CHECKOUT = Path(__file__).parent.parent.parent


def answers(url):
    parts = urlsplit(url)
    try:
        socket.create_connection((parts.hostname, parts.port), timeout=2).close()
    except OSError:
        return False
    return True


def wait_until(happened, within_s=10.0):
    until = time.monotonic() + within_s
    pause = socket.socketpair()  # a wait that is no sleep: nothing ever arrives here
    try:
        while not happened():
            assert time.monotonic() < until, "it did not happen"
            pause[0].settimeout(0.02)
            try:
                pause[0].recv(1)
            except TimeoutError:
                continue
    finally:
        for end in pause:
            end.close()


def test_it_starts_and_ends_when_told(tmp_path):
    child = start_demo(tmp_path / "demo")
    assert answers(child.url)
    assert child.api_key
    assert child.site_id
    child.stop()
    assert child.process.returncode == 0
    assert not answers(child.url)


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process is a folder")
def test_no_key_is_in_what_the_system_shows_of_it(tmp_path, monkeypatch):
    """Not the one of a real site, which it inherits nothing of, and not its own."""
    monkeypatch.setenv("TURNOUT_API_KEY", "IST.planted")
    monkeypatch.setenv("TURNOUT_APP_SECRET", "planted-too")
    monkeypatch.setenv("SEEN", "as-it-is")
    child = start_demo(tmp_path / "demo")
    process = Path(f"/proc/{child.process.pid}")
    shown = (process / "cmdline").read_text() + (process / "environ").read_text()
    child.stop()
    assert "app.demo" in shown
    assert "as-it-is" in shown
    for secret in ("IST.planted", "planted-too", child.api_key):
        assert secret not in shown
    assert child.api_key not in repr(child)


def test_it_keeps_its_credentials_from_start_to_start(tmp_path):
    first = start_demo(tmp_path / "demo")
    first.stop()
    second = start_demo(tmp_path / "demo")
    second.stop()
    assert (first.api_key, first.site_id) == (second.api_key, second.site_id)


def test_it_ends_when_its_parent_is_killed(tmp_path):
    code = (
        "import json, sys; from pathlib import Path; from app.system.demo_child import start_demo\n"
        "child = start_demo(Path(sys.argv[1]))\n"
        "print(json.dumps([child.url, child.process.pid]), flush=True); sys.stdin.readline()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "demo")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT,
    )  # fmt: skip
    url, _ = json.loads(parent.stdout.readline())
    assert answers(url)
    parent.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    parent.communicate()
    wait_until(lambda: not answers(url))


def test_a_folder_that_cannot_be_used_is_said_in_one_line(tmp_path):
    (tmp_path / "taken").touch()
    with pytest.raises(NoDemo, match="did not start: cannot write") as failed:
        start_demo(tmp_path / "taken")
    assert "\n" not in str(failed.value)


def test_a_program_that_cannot_be_started_is_said_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    with pytest.raises(NoDemo, match="did not start"):
        start_demo(tmp_path / "demo")


@pytest.mark.parametrize(
    ("says", "words"), [("hello", "hello"), ("[]", r"\[\]"), ("{}", "{}"), ("", "said nothing")]
)
@pytest.mark.skipif(os.name != "posix", reason="a script stands in for Python here")
def test_a_first_line_that_is_not_the_sites_is_said(tmp_path, monkeypatch, says, words):
    script = tmp_path / "odd"
    script.write_text(f"#!/bin/sh\necho '{says}'\n", "ascii")
    script.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(script))
    with pytest.raises(NoDemo, match=words):
        start_demo(tmp_path / "demo")


@pytest.mark.skipif(os.name != "posix", reason="a script stands in for Python here")
def test_one_that_does_not_end_is_ended(tmp_path, monkeypatch):
    script = tmp_path / "stubborn"
    line = json.dumps({"url": "u", "api_key": "k", "site_id": "s"})
    script.write_text(f"#!/bin/sh\necho '{line}'\nexec sleep 60\n", "ascii")
    script.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(script))
    monkeypatch.setattr(demo_child, "ENDS_WITHIN_S", 0.1)
    child = start_demo(tmp_path / "demo")
    child.stop()
    assert child.process.returncode == -signal.SIGKILL


@pytest.mark.skipif(os.name != "posix", reason="a script stands in for Python here")
def test_one_that_complains_at_length_is_not_stopped_by_it(tmp_path, monkeypatch):
    """Nobody empties a pipe of complaints: a full one would have stopped the site."""
    script = tmp_path / "noisy"
    line = json.dumps({"url": "u", "api_key": "k", "site_id": "s"})
    script.write_text(
        f"#!/bin/sh\nhead -c 1000000 /dev/zero >&2\necho '{line}'\ncat >/dev/null\n", "ascii"
    )
    script.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(script))
    child = start_demo(tmp_path / "demo")
    child.stop()
    assert child.process.returncode == 0


def status_of(child):
    """What the site answers to a request without a key; None while it hangs up."""
    parts = urlsplit(child.url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        connection.request("GET", "/calendar/v3/events")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def test_it_can_be_unplugged_and_plugged_in_again(tmp_path):
    child = start_demo(tmp_path / "demo")
    try:
        assert status_of(child) is not None
        child.practise("unplugged")
        wait_until(lambda: status_of(child) is None)
        child.practise("rubbish")
        assert status_of(child) is None
        child.practise("normal")
        wait_until(lambda: status_of(child) is not None)
    finally:
        child.stop()
    assert child.process.returncode == 0


def test_one_that_is_gone_says_so_and_is_stopped_without_a_word(tmp_path):
    child = start_demo(tmp_path / "demo")
    child.process.kill()
    child.process.wait()
    with pytest.raises(NoDemo, match="has ended"):
        child.practise("unplugged")
    child.stop()
    with pytest.raises(NoDemo, match="has ended"):
        child.practise("unplugged")
