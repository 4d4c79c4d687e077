"""The key: from the environment first, then from the secret store, never waiting for ever."""

import threading
import time

import keyring
import keyring.backend
import keyring.backends.chainer
import keyring.backends.null
import keyring.errors
import pytest

from app.system.secrets import (
    SERVICE,
    NoKey,
    Trouble,
    api_key,
    forget_key,
    keep_key,
    stored_key,
)


class Store(keyring.backend.KeyringBackend):
    """A secret store that does what it is told; without an answer, what a good one does."""

    priority = 1

    def __init__(self, answer=None):
        super().__init__()
        self.answer = answer
        self.kept = {}
        self.asked = []

    def get_password(self, service, username):
        self.asked.append((service, username))
        return self.answer() if self.answer else self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture
def secret_store():
    """Put a store in the place of the computer's own."""
    was = keyring.get_keyring()

    def put(answer=None):
        store = Store(answer)
        keyring.set_keyring(store)
        return store

    yield put
    keyring.set_keyring(was)


def failing(error):
    def answer():
        raise error

    return answer


EVERY = (lambda: stored_key("site"), lambda: keep_key("site", "key"), lambda: forget_key("site"))


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
    store = secret_store()
    keep_key("one", "key of one")
    keep_key("two", "key of two")
    assert (api_key("one"), api_key("two")) == ("key of one", "key of two")
    forget_key("one")
    assert store.kept == {(SERVICE, "two"): "key of two"}
    forget_key("one")


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_key_is_said_in_a_sentence(secret_store, nothing):
    secret_store(lambda: nothing)
    with pytest.raises(NoKey, match="no API key for this site") as missing:
        api_key("site")
    assert missing.value.trouble is Trouble.MISSING


@pytest.mark.parametrize("act", EVERY)
def test_a_computer_without_a_secret_store_is_said_in_a_sentence(act):
    with pytest.raises(NoKey, match="has no secret store") as missing:
        act()
    assert missing.value.trouble is Trouble.NO_BACKEND


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (keyring.errors.KeyringLocked("locked"), Trouble.LOCKED),
        (keyring.errors.InitError("no bus"), Trouble.REFUSED),
        (keyring.errors.PasswordSetError("denied"), Trouble.REFUSED),
        (OSError("no socket"), Trouble.REFUSED),
        (RuntimeError("no backend"), Trouble.REFUSED),
        (KeyError("whatever a plug-in raises"), Trouble.REFUSED),
    ],
)
@pytest.mark.parametrize("act", EVERY)
def test_whatever_a_backend_raises_is_said_in_a_sentence(secret_store, capfd, act, error, trouble):
    secret_store(failing(error))
    with pytest.raises(NoKey) as said:
        act()
    assert said.value.trouble is trouble
    assert str(said.value) == trouble.value
    assert capfd.readouterr().err == ""


def test_a_store_that_waits_for_a_person_is_not_waited_for_past_the_deadline(secret_store):
    answered = threading.Event()
    secret_store(lambda: answered.wait() and "too late")
    began = time.monotonic()
    try:
        with pytest.raises(NoKey, match="Unlock it") as slow:
            api_key("site", deadline_s=0.05)
        assert slow.value.trouble is Trouble.SLOW
        assert time.monotonic() - began < 2
    finally:
        answered.set()


def test_a_store_that_only_says_that_it_kept_the_key_is_not_believed(secret_store):
    secret_store(lambda: "another key")
    with pytest.raises(NoKey) as said:
        keep_key("site", "key")
    assert said.value.trouble is Trouble.REFUSED


@pytest.mark.parametrize("act", EVERY)
@pytest.mark.parametrize("chained", [False, True])
def test_a_store_that_keeps_no_secret_counts_as_none(secret_store, monkeypatch, act, chained):
    secret_store()  # puts the computer's own back afterwards
    store = keyring.backends.null.Keyring()
    if chained:
        chain = keyring.backends.chainer.ChainerBackend
        monkeypatch.setattr(chain, "backends", [Store(), store])
        store = chain()
    keyring.set_keyring(store)
    with pytest.raises(NoKey) as said:
        act()
    assert said.value.trouble is Trouble.NO_BACKEND


def test_no_sentence_names_a_key(secret_store):
    secret_store(failing(ValueError("IST.planted")))
    with pytest.raises(NoKey) as said:
        keep_key("site", "IST.planted")
    assert "IST.planted" not in repr(said.value) + str(said.value)
    assert said.value.__cause__ is said.value.__context__ is None
