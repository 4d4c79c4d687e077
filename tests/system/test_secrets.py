"""The key: from the environment first, then from the secret store, never waiting for ever."""

import threading
import time

import keyring
import keyring.backend
import keyring.errors
import pytest

from app.system.secrets import SERVICE, NoKey, api_key


class Store(keyring.backend.KeyringBackend):
    """A secret store that does what it is told."""

    priority = 1

    def __init__(self, answer):
        super().__init__()
        self.answer = answer
        self.asked = []

    def get_password(self, service, username):
        self.asked.append((service, username))
        return self.answer()

    def set_password(self, service, username, password):
        raise NotImplementedError

    def delete_password(self, service, username):
        raise NotImplementedError


@pytest.fixture
def secret_store():
    """Put a store in the place of the computer's own."""
    was = keyring.get_keyring()

    def put(answer):
        store = Store(answer)
        keyring.set_keyring(store)
        return store

    yield put
    keyring.set_keyring(was)


def failing(error):
    def answer():
        raise error

    return answer


def test_the_environment_is_asked_first_and_the_store_not_at_all(monkeypatch, secret_store):
    store = secret_store(lambda: "from the store")
    monkeypatch.setenv("TURNOUT_API_KEY", " IST.from-environment\n")
    assert api_key("site") == "IST.from-environment"
    assert store.asked == []


@pytest.mark.parametrize("empty", ["", "  \n"])
def test_an_empty_variable_is_none(monkeypatch, secret_store, empty):
    secret_store(lambda: "from the store")
    monkeypatch.setenv("TURNOUT_API_KEY", empty)
    assert api_key("site") == "from the store"


def test_each_site_has_a_key_of_its_own(secret_store):
    store = secret_store(lambda: "k")
    api_key("one")
    api_key("two")
    assert store.asked == [(SERVICE, "one"), (SERVICE, "two")]


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_key_is_said_in_a_sentence(secret_store, nothing):
    secret_store(lambda: nothing)
    with pytest.raises(NoKey, match="no API key for this site"):
        api_key("site")


def test_a_computer_without_a_secret_store_is_said_in_a_sentence():
    with pytest.raises(NoKey, match="secret store cannot be used"):
        api_key("site")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (keyring.errors.KeyringLocked("locked"), "is locked"),
        (keyring.errors.InitError("no bus"), "cannot be used"),
        (OSError("no socket"), "cannot be used"),
        (RuntimeError("no backend"), "cannot be used"),
        (KeyError("whatever a plug-in raises"), "cannot be used"),
    ],
)
def test_whatever_a_backend_raises_is_said_in_a_sentence(secret_store, capfd, error, words):
    secret_store(failing(error))
    with pytest.raises(NoKey, match=words):
        api_key("site")
    assert capfd.readouterr().err == ""


def test_a_store_that_waits_for_a_person_is_not_waited_for_past_the_deadline(secret_store):
    answered = threading.Event()
    secret_store(lambda: answered.wait() and "too late")
    began = time.monotonic()
    try:
        with pytest.raises(NoKey, match="Unlock it"):
            api_key("site", deadline_s=0.05)
        assert time.monotonic() - began < 2
    finally:
        answered.set()
