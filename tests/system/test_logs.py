"""A log that holds no contents, turns over, and never stops the program."""

import logging
import sys

import pytest

from app.gui.run import BugCatcher
from app.system import logs, secrets
from app.system.logs import log_to
from app.system.secrets import NoKey, keep_key, stored_key
from tests.system.test_secrets import secret_store

__all__ = ["secret_store"]

LOG = logging.getLogger("turnout.test")


@pytest.fixture(autouse=True)
def quiet_afterwards():
    root = logging.getLogger("turnout")
    was = (root.level, root.propagate, list(root.handlers))
    yield
    for handler in root.handlers:
        handler.close()
    root.level, root.propagate, root.handlers = was


def test_a_line_is_written_with_its_time_level_and_name(tmp_path):
    log_to(tmp_path / "logs")
    LOG.info("sent %d", 3)
    LOG.debug("not this")
    [line] = (tmp_path / "logs" / "turnout.log").read_text("utf-8").splitlines()
    assert line.endswith("INFO turnout.test sent 3")
    assert line[:2] == "20"


def test_no_error_of_a_library_can_tell_a_key(tmp_path, monkeypatch, secret_store):
    """One that was given, one that was read, one that could not be kept."""
    monkeypatch.setattr(secrets, "_SEEN", set())  # of other tests it knows the strangest keys
    monkeypatch.setenv("TURNOUT_API_KEY", "IST.given")
    secret_store(lambda: "IST.read")
    assert stored_key("site") == "IST.read"
    with pytest.raises(NoKey):
        keep_key("site", "IST.kept")
    log_to(tmp_path)
    words = "Illegal header value b'IST.given', b'IST.read', b'IST.kept'"
    try:
        int(words)
    except ValueError:
        LOG.exception("a bug with %s", "IST.given")
    written = (tmp_path / "turnout.log").read_text("utf-8")
    assert "a bug with (secret)\nTraceback" in written
    assert "Illegal header value b'(secret)', b'(secret)', b'(secret)'" in written
    assert "IST." not in written


def test_nothing_is_made_until_there_is_something_to_say(tmp_path):
    log_to(tmp_path / "logs")
    assert list((tmp_path / "logs").iterdir()) == []


@pytest.mark.parametrize(("given", "lines"), [("debug", 1), ("ERROR", 0), ("nonsense", 0)])
def test_the_level_is_the_environments_and_an_unknown_one_is_the_usual(
    tmp_path, monkeypatch, given, lines
):
    monkeypatch.setenv("TURNOUT_LOG", given)
    log_to(tmp_path)
    LOG.debug("a detail")
    LOG.error("a failure")
    found = (tmp_path / "turnout.log").read_text("utf-8").splitlines()
    assert len(found) == lines + 1


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path, capfd):
    (tmp_path / "taken").touch()
    log_to(tmp_path / "taken" / "logs")
    LOG.error("nobody hears this")
    assert capfd.readouterr() == ("", "")


def test_a_file_that_cannot_be_written_stops_nothing_and_says_nothing(tmp_path, capfd):
    (tmp_path / "turnout.log").mkdir()
    log_to(tmp_path)
    LOG.error("nobody hears this")
    LOG.error("%d is no number", "this")
    assert capfd.readouterr() == ("", "")


def test_it_turns_over_and_keeps_few(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "MOST_BYTES", 1000)
    log_to(tmp_path)
    for _ in range(200):
        LOG.info("x" * 50)
    files = sorted(file.name for file in tmp_path.iterdir())
    assert files == ["turnout.log", "turnout.log.1", "turnout.log.2", "turnout.log.3"]
    assert all(file.stat().st_size <= 1000 for file in tmp_path.iterdir())


def test_a_second_call_takes_the_place_of_the_first(tmp_path):
    log_to(tmp_path / "one")
    LOG.info("one")
    log_to(tmp_path / "two")
    LOG.info("two")
    assert "two" not in (tmp_path / "one" / "turnout.log").read_text("utf-8")
    assert (tmp_path / "two" / "turnout.log").exists()


def test_a_bug_of_the_window_is_in_it(tmp_path):
    log_to(tmp_path / "logs")
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        BugCatcher().hook(*sys.exc_info())
    [first, *_] = (tmp_path / "logs" / "turnout.log").read_text("utf-8").splitlines()
    assert first.endswith("ERROR turnout.gui a bug")
    assert "ZeroDivisionError" in (tmp_path / "logs" / "turnout.log").read_text("utf-8")
