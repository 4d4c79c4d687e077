"""The settings file: only what was changed, written whole, and never written over unread."""

import json
import os

import pytest

from app.domain.errors import Unwritable
from app.domain.settings import Read, Settings, Theme
from app.system.settings_file import ASIDE, FILE_NAME, SettingsFile
from tests.disks import full_disk

USUAL = Settings()
LARGE = USUAL.with_value("text_size", 150)
DARK = LARGE.with_value("theme", "dark")


def test_no_file_is_the_usual_settings(tmp_path):
    assert SettingsFile(tmp_path / "new").read() == Read()
    SettingsFile(tmp_path / "new").keep(USUAL, USUAL)
    assert not (tmp_path / "new").exists()


def test_what_is_kept_is_read_again_by_the_next_start(tmp_path):
    SettingsFile(tmp_path).keep(USUAL, LARGE)
    SettingsFile(tmp_path).keep(LARGE, DARK)
    assert SettingsFile(tmp_path).read() == Read(DARK)
    told = json.loads((tmp_path / FILE_NAME).read_text("utf-8"))
    assert told == {"version": 1, "text_size": 150, "theme": "dark"}
    SettingsFile(tmp_path).keep(DARK, DARK.with_value("theme", Theme.SYSTEM))
    assert SettingsFile(tmp_path).read() == Read(LARGE)


def test_two_windows_keep_each_others_changes(tmp_path):
    one, other = SettingsFile(tmp_path), SettingsFile(tmp_path)
    one.keep(USUAL, LARGE)
    other.keep(USUAL, USUAL.with_value("theme", "dark"))  # it never saw the larger text
    assert one.read().settings == DARK


def test_it_is_its_users_alone_and_nothing_else_is_left_behind(tmp_path):
    was = os.umask(0)
    try:
        SettingsFile(tmp_path / "data").keep(USUAL, LARGE)
        SettingsFile(tmp_path / "data").keep(LARGE, DARK)
    finally:
        os.umask(was)
    assert (tmp_path / "data" / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert [each.name for each in (tmp_path / "data").iterdir()] == [FILE_NAME]


def test_what_a_newer_version_wrote_stays_as_it_is(tmp_path):
    newer = {"version": 9, "text_size": 150, "theme": "sepia", "smell": ["lavender"]}
    (tmp_path / FILE_NAME).write_text(json.dumps(newer), "utf-8")
    kept = SettingsFile(tmp_path)
    assert kept.read() == Read(LARGE)
    kept.keep(LARGE, LARGE.with_value("volume", 10))
    assert json.loads(kept.file.read_text("utf-8")) == {**newer, "volume": 10}


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000], ids=str.__class__
)
def test_what_cannot_be_understood_is_told_and_put_aside_not_written_over(tmp_path, content):
    kept = SettingsFile(tmp_path)
    kept.file.write_bytes(content)
    settings, problem = kept.read()
    assert settings == USUAL
    assert problem.startswith("The settings of this computer cannot be read, so the usual ones")
    assert str(kept.file) in problem
    assert ASIDE in problem
    assert kept.file.read_bytes() == content
    kept.keep(USUAL, LARGE)
    assert kept.read() == Read(LARGE)
    assert (tmp_path / ASIDE).read_bytes() == content


def test_a_value_that_means_nothing_is_told_and_the_others_hold(tmp_path):
    kept = SettingsFile(tmp_path)
    kept.file.write_text('{"version": 1, "text_size": 900, "theme": "dark", "volume": "loud"}')
    settings, problem = kept.read()
    assert settings == USUAL.with_value("theme", "dark")
    assert "the usual is in force for text_size, volume" in problem


def test_a_full_disk_leaves_the_file_as_it_was_and_says_so(tmp_path):
    kept = SettingsFile(tmp_path / "data")
    kept.keep(USUAL, LARGE)
    with full_disk(), pytest.raises(Unwritable, match="The setting is not kept"):
        kept.keep(LARGE, DARK)
    assert kept.read() == Read(LARGE)


def test_a_folder_that_cannot_be_one_says_so(tmp_path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(Unwritable, match="It holds until turnout is closed"):
        SettingsFile(tmp_path / "data").keep(USUAL, LARGE)


@pytest.mark.parametrize(
    ("written", "days"),
    [
        (None, 90),
        ({"version": 1}, 90),
        ({"activity_days": 30, "theme": "sepia"}, 30),
        ({"activity_days": 6}, None),
        ({"activity_days": "all"}, None),
        ([], None),
    ],
)
def test_for_how_long_days_are_kept_is_never_guessed(tmp_path, written, days):
    if written is not None:
        (tmp_path / FILE_NAME).write_text(json.dumps(written), "utf-8")
    assert SettingsFile(tmp_path).kept_days() == days
