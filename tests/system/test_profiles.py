"""The list of sites: written whole, for its user alone, and never written over unread."""

import json
import os

import pytest

from app.domain.errors import NewerStore, StoreError, Unwritable
from app.domain.fitting import Fitting, Network
from app.domain.listing import Listing
from app.system.profiles import FILE_NAME, Draft, Known, Profile, Profiles
from tests.disks import full_disk

STUDIO, CLINIC = Profile("s-1", "Northside Studio"), Profile("s-2", "מרפאה")
FITTING = Fitting(
    Listing(frozenset({"Kiln", "Café"}), frozenset({"s"})),
    13.3,
    "scrypt$x",
    "app",
    Network("http://p:1", "/ca"),
)
HALFWAY = Draft("s-3", tested=True, page="proof", fitting=FITTING)


def test_no_file_is_no_site(tmp_path):
    assert Profiles(tmp_path / "new").read() == Known()
    assert not (tmp_path / "new").exists()


def test_what_is_kept_is_read_again_by_the_next_start(tmp_path):
    known = Known().with_site(STUDIO).with_site(CLINIC)._replace(draft=HALFWAY)
    Profiles(tmp_path / "data").keep(known)
    assert Profiles(tmp_path / "data").read() == known
    assert known.current == "s-2"
    assert known.knows("s-1")
    assert not known.knows("s-3")


def test_how_a_computer_is_fitted_out_goes_by_the_site(tmp_path):
    known = Known().with_site(STUDIO).with_site(CLINIC._replace(fitting=FITTING))
    Profiles(tmp_path).keep(known)
    read = Profiles(tmp_path).read()
    assert (read.fitting("s-2"), read.fitting("s-1"), read.fitting("s-9")) == (
        FITTING,
        Fitting(),
        Fitting(),
    )
    [studio, _] = json.loads((tmp_path / FILE_NAME).read_text())["sites"]
    assert studio.keys() == {"id", "name"}


def test_a_site_that_is_connected_again_is_there_once_and_ends_the_set_up(tmp_path):
    known = Known().with_site(STUDIO).with_site(CLINIC)._replace(draft=HALFWAY)
    again = known.with_site(Profile("s-1", "Northside"))
    assert again == Known((CLINIC, Profile("s-1", "Northside")), "s-1")


def test_it_is_its_users_alone_and_nothing_else_is_left_behind(tmp_path):
    was = os.umask(0)
    try:
        for each in (STUDIO, CLINIC):
            Profiles(tmp_path / "data").keep(Known().with_site(each))
    finally:
        os.umask(was)
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data" / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert [each.name for each in (tmp_path / "data").iterdir()] == [FILE_NAME]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b"\xff\xfe",
        b'{"version": 1, "sites": {}}',
        b'{"version": 1, "sites": ["s-1"]}',
        b'{"version": 1, "sites": [{"name": "x"}]}',
        b'{"version": 1, "sites": [{"id": 7}]}',
        b'{"version": 1, "sites": [{"id": "s", "no_locations": "Kiln"}]}',
        b'{"version": 1, "sites": [{"id": "s", "no_services": [7]}]}',
        b'{"version": 1, "sites": [{"id": "s", "screen_inches": "13"}]}',
        b'{"version": 1, "sites": [{"id": "s", "screen_inches": NaN}]}',
        b'{"version": 1, "sites": [], "current": 3}',
        b'{"version": 1, "sites": [], "setting_up": "s"}',
        b"[" * 100_000,
    ],
)
def test_a_broken_file_is_one_sentence_and_stays_as_it_is(tmp_path, content):
    file = tmp_path / FILE_NAME
    file.write_bytes(content)
    for act in (Profiles(tmp_path).read, lambda: Profiles(tmp_path).keep(Known())):
        with pytest.raises(StoreError, match="Nothing is lost") as said:
            act()
        assert str(file) in str(said.value)
    assert file.read_bytes() == content


def test_a_newer_file_is_one_sentence_and_stays_as_it_is(tmp_path):
    file = tmp_path / FILE_NAME
    file.write_text(json.dumps({"version": 2, "sites": "somewhere else"}))
    before = file.read_bytes()
    for act in (Profiles(tmp_path).read, lambda: Profiles(tmp_path).keep(Known())):
        with pytest.raises(NewerStore, match="newer version"):
            act()
    assert file.read_bytes() == before


def test_what_cannot_be_written_leaves_what_was_there(tmp_path):
    profiles = Profiles(tmp_path)
    profiles.keep(Known().with_site(STUDIO))
    with full_disk(), pytest.raises(Unwritable, match="cannot be written"):
        profiles.keep(Known().with_site(CLINIC))
    assert profiles.read() == Known().with_site(STUDIO)
    assert [each.name for each in tmp_path.iterdir()] == [FILE_NAME]


def test_a_site_is_left_and_taken_up_again_and_one_is_forgotten():
    known = Known(draft=HALFWAY).with_site(STUDIO).with_site(CLINIC)
    assert known.at("s-1").current == "s-1"
    assert known.at("s-9") == known
    assert known.at("s-1").without("s-1") == Known((CLINIC,), "s-2")
    assert known.without("s-1").without("s-2") == Known()
