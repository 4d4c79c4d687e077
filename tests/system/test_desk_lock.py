"""The lock of the staff window: shut, opened by its PIN alone, and slow to guess."""

import pytest

from app.domain.errors import Unwritable
from app.domain.fitting import Fitting
from app.system.desk_lock import MOST_WRONG, WAIT_S, DeskLock
from app.system.profiles import Known, Profile, Profiles

PIN, WRONG = "719204", "000000"


class Clock:
    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def profiles(tmp_path):
    profiles = Profiles(tmp_path)
    profiles.keep(Known().with_site(Profile("other")).with_site(Profile("studio", "Studio")))
    return profiles


@pytest.fixture
def again(tmp_path, profiles, clock):
    """The lock as the next start finds it."""
    folder = tmp_path / "sites" / "studio"
    folder.mkdir(parents=True)
    return lambda site_id="studio": DeskLock(folder, profiles, site_id, clock)


def test_the_pin_is_the_one_of_the_set_up_and_only_its_seal_is_kept(again, profiles, tmp_path):
    assert not again().has_pin
    again().change(PIN)
    assert again().has_pin
    assert profiles.read().fitting("studio").pin.startswith("scrypt")
    assert profiles.read().fitting("other") == Fitting()
    assert not [f for f in tmp_path.rglob("*") if f.is_file() and PIN.encode() in f.read_bytes()]
    again().change("")
    assert not again().has_pin


def test_a_site_that_is_in_no_list_has_a_pin_too(again, profiles):
    before = profiles.read()
    again("demo").change(PIN)
    assert again("demo").has_pin
    assert again("demo").is_right(PIN)
    assert profiles.read() == before


def test_it_tells_the_tries_that_are_left_and_begins_anew_after_each_wait(again, clock):
    again().change(PIN)
    assert again().tries == MOST_WRONG
    for wrong in range(1, MOST_WRONG):
        again().is_right(WRONG)
        assert again().tries == MOST_WRONG - wrong
    again().is_right(WRONG)
    clock.now += WAIT_S
    assert again().tries == MOST_WRONG
    assert again().is_right(PIN)


def test_where_a_forgotten_pin_can_be_taken_away(again, tmp_path):
    assert again().kept_in == ""
    again("demo").change(PIN)
    assert again("demo").kept_in == str(tmp_path / "sites" / "studio" / "lock.json")


def test_it_stays_shut_until_the_right_pin_comes(again, tmp_path):
    again().change(PIN)
    again().shut()
    marker = tmp_path / "sites" / "studio" / "locked"
    assert not again().opens(WRONG)
    assert marker.exists()
    assert again().opens(PIN)
    assert not marker.exists()


def test_p14_five_wrong_ones_shut_it_for_a_minute_also_after_a_restart(again, clock):
    """P-14: the right one is not looked at meanwhile; then there are five tries again."""
    again().change(PIN)
    for _ in range(MOST_WRONG):
        assert again().wait_s() == 0
        assert not again().opens(WRONG)
    assert again().wait_s() == WAIT_S
    assert not again().opens(PIN)
    clock.now += WAIT_S - 1
    assert not again().opens(PIN)
    clock.now += 1
    assert not again().opens(WRONG)
    assert again().wait_s() == 0
    assert again().opens(PIN)


def test_a_right_one_forgets_the_wrong_ones_and_no_clock_makes_it_longer(again, clock):
    again().change(PIN)
    for _ in range(MOST_WRONG - 1):
        again().is_right(WRONG)
    assert again().is_right(PIN)
    for _ in range(MOST_WRONG - 1):
        again().is_right(WRONG)
    assert again().wait_s() == 0
    again().is_right(WRONG)
    clock.now -= 1_000_000
    assert again().wait_s() == WAIT_S


@pytest.mark.parametrize("content", ["{", "[]", '{"wrong": "x", "until": null, "pin": 7}'])
def test_a_file_that_cannot_be_read_locks_nobody_out(again, tmp_path, content):
    again().change(PIN)
    (tmp_path / "sites" / "studio" / "lock.json").write_text(content)
    assert again().is_right(PIN)
    (tmp_path / "sites" / "studio" / "lock.json").write_text(content)
    assert not again("demo").has_pin


def test_what_cannot_be_written_is_said(again, tmp_path):
    again().change(PIN)
    folder = tmp_path / "sites" / "studio"
    folder.rmdir()
    folder.write_text("")
    for do in (again().shut, lambda: again().is_right(WRONG)):
        with pytest.raises(Unwritable, match="cannot be written"):
            do()
