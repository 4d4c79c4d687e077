"""The cues: made by a script, told apart by contour, played by whatever there is, or by nothing."""

import logging
import runpy
import threading
import time
import wave
from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from app.domain.settings import Cue
from app.system.paths import resources_folder
from app.system.sounds import Sounds, scale

SOUNDS = resources_folder() / "sounds"


def samples(file):
    with wave.open(str(file), "rb") as read:
        assert (read.getnchannels(), read.getsampwidth(), read.getframerate()) == (1, 2, 44_100)
        return array("h", read.readframes(read.getnframes()))


def hertz(part):
    """By how often it crosses zero upwards."""
    ups = sum(1 for one, other in pairwise(part) if one < 0 <= other)
    return ups * 44_100 / len(part)


@pytest.fixture
def player(tmp_path):
    """Return a maker of players: real programs that note which file they were given."""

    def make(name, then="exit 0"):
        file = tmp_path / name
        file.write_text(f'#!/bin/sh\necho "{name} $1" >> "{tmp_path}/played"\n{then}\n')
        file.chmod(0o755)
        return (str(file),)

    return make


def wait():
    for each in threading.enumerate():
        if each.name == "sound":
            each.join(10)


def played(tmp_path):
    file = tmp_path / "played"
    lines = file.read_text().splitlines() if file.exists() else []
    return [(name, Path(path).name) for name, path in (line.split() for line in lines)]


@pytest.mark.parametrize("cue", Cue)
def test_the_script_makes_the_same_bytes_again(tmp_path, cue):
    runpy.run_path(str(SOUNDS / "make.py"))["make"](cue.value, tmp_path / "again.wav")
    assert (tmp_path / "again.wav").read_bytes() == (SOUNDS / f"{cue.value}.wav").read_bytes()


def test_each_has_its_own_contour_and_none_is_loud():
    heard = {cue: samples(SOUNDS / f"{cue.value}.wav") for cue in Cue}
    first, last = ({cue: hertz(one[at]) for cue, one in heard.items()} for at in
                   (slice(0, 3_900), slice(-5_000, None)))  # fmt: skip
    assert first[Cue.SUCCESS] < last[Cue.SUCCESS] - 200
    assert first[Cue.ATTENTION] == pytest.approx(last[Cue.ATTENTION], abs=30)
    assert first[Cue.ERROR] > last[Cue.ERROR] + 40
    for one in heard.values():
        assert 0.24 < max(map(abs, one)) / 32_768 < 0.26  # 12 dB below full
        assert max(abs(one[0]), abs(one[-1])) < 100  # neither begins nor ends with a click


def test_a_volume_is_in_the_file_itself(tmp_path):
    source = SOUNDS / "error.wav"
    for volume in (100, 50, 0):
        scale(source, tmp_path / "scaled.wav", volume)
        loudest = max(map(abs, samples(tmp_path / "scaled.wav")))
        assert loudest == pytest.approx(max(map(abs, samples(source))) * volume / 100, abs=1)


def test_o02_each_cue_plays_its_own_file_at_its_volume(tmp_path, player):
    """O-02: each result type plays exactly its cue."""
    sounds = Sounds([player("first")])
    for cue in Cue:
        sounds.play(cue, 60)
        wait()
    sounds.play(Cue.ERROR, 10)
    wait()
    files = ["success-60.wav", "attention-60.wav", "error-60.wav", "error-10.wav"]
    assert played(tmp_path) == [("first", file) for file in files]


def test_a_player_that_fails_gives_way_to_the_next(tmp_path, player, caplog):
    sounds = Sounds([("no-such-player",), player("broken", "exit 1"), player("works")])
    for _ in range(2):
        sounds.play(Cue.SUCCESS, 60)
        wait()
    assert [name for name, _ in played(tmp_path)] == ["broken", "works", "works"]
    assert caplog.records == []


@pytest.mark.parametrize("players", [[], [("no-such-player",)], ["broken"]])
def test_o01_a_silent_computer_is_one_line_in_the_log(player, caplog, players):
    """O-01: no player, or none with a device to play on; nothing else happens."""
    sounds = Sounds([player("broken", "exit 1") if each == "broken" else each for each in players])
    with caplog.at_level(logging.WARNING, "turnout"):
        for cue in Cue:
            sounds.play(cue, 60)
            wait()
    [line] = caplog.records
    assert line.getMessage() == "sounds are silent: no player of sounds works here"


def test_a_player_is_given_no_key(tmp_path, player, monkeypatch):
    """What runs under the same user is shown with its environment."""
    monkeypatch.setenv("TURNOUT_API_KEY", "IST.planted")
    monkeypatch.setenv("TURNOUT_APP_SECRET", "planted-too")
    monkeypatch.setenv("SEEN", "as-it-is")
    Sounds([player("looks", f'env > "{tmp_path}/given"')]).play(Cue.SUCCESS, 60)
    wait()
    given = (tmp_path / "given").read_text()
    assert "as-it-is" in given
    assert "planted" not in given


def test_nobody_waits_for_a_slow_player(tmp_path, player):
    sounds = Sounds([player("slow", f'while [ ! -e "{tmp_path}/go" ]; do :; done')])
    began = time.monotonic()
    sounds.play(Cue.SUCCESS, 60)
    took_s = time.monotonic() - began
    alive = [each for each in threading.enumerate() if each.name == "sound"]
    (tmp_path / "go").touch()
    assert alive
    wait()
    assert took_s < 2
