"""The key in a real Secret Service: open, locked, without a keyring, and none at all."""

import sys

import pytest

from tests.secret_service import run as in_session

KEY = "IST.planted-in-a-real-secret-service"
EVERY = ("keep", "read", "forget")


@pytest.fixture
def steps(tmp_path):
    def run(*steps, service="open"):
        command = [sys.executable, "-m", "tests.system.secret_steps", *steps]
        _, out, err = in_session(command, tmp_path / "home", service, PLANTED=KEY)
        assert "Traceback" not in err
        assert KEY not in out + err
        return out.split("\n")[:-1]

    return run


def test_it_is_kept_read_and_forgotten(steps):
    said = steps("read", "keep", "keep", "read", "other", "forget", "read", "forget")
    assert said == ["MISSING", "done", "done", "the key", "MISSING", "done", "MISSING", "done"]


def test_it_is_there_at_the_next_start_and_lies_nowhere_in_the_open(steps, tmp_path):
    steps("keep")
    assert steps("read") == ["the key"]
    kept = [each for each in (tmp_path / "home").rglob("*") if each.is_file()]
    assert any(each.name == "login.keyring" for each in kept)
    assert [each for each in kept if KEY.encode() in each.read_bytes()] == []


def test_a_locked_keyring_is_told_apart(steps):
    said = steps("keep", "lock", *EVERY)
    assert said == ["done", "done", "LOCKED", "LOCKED", "LOCKED"]


def test_a_service_that_opens_no_keyring_refuses(steps):
    assert steps(*EVERY, service="shut") == ["REFUSED"] * 3


def test_without_a_service_there_is_no_secret_store(steps):
    assert steps(*EVERY, service="none") == ["NO_BACKEND"] * 3
