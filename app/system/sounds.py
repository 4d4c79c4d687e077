"""Plays a cue through whatever this computer plays sounds with; a silent computer is fine."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from app.domain.settings import Cue
from app.system.paths import resources_folder
from app.system.secrets import for_children

LONGEST_S: Final = 5.0
_PLAYERS: Final = (("pw-play",), ("paplay",), ("aplay", "-q"))
_OF_SYSTEM: Final = {"darwin": (("afplay",),), "win32": ()}

log = logging.getLogger("turnout.sounds")


class Sounds:
    """Nobody waits for it: each cue is played by a process of its own, on a thread of its own.

    `players`: commands that are given a file, the first that works is kept. What goes wrong is one
    line in the log.
    """

    def __init__(self, players: Sequence[Sequence[str]] | None = None) -> None:
        found = _OF_SYSTEM.get(sys.platform, _PLAYERS) if players is None else players
        self._players = [tuple(each) for each in found if shutil.which(each[0])]
        self._turn = threading.Lock()
        self._told = False

    def play(self, cue: Cue, volume: int) -> None:
        """At a volume in percent. Returns at once."""
        args = (cue, volume)
        threading.Thread(target=self._play, args=args, name="sound", daemon=True).start()

    def _play(self, cue: Cue, volume: int) -> None:
        """One after the other, so that two are two to the ear."""
        with self._turn:
            try:
                with TemporaryDirectory(prefix="turnout-sounds-") as folder:
                    # As loud as asked for: not every player has a volume of its own.
                    file = Path(folder) / f"{cue.value}-{volume}.wav"
                    scale(resources_folder() / "sounds" / f"{cue.value}.wav", file, volume)
                    self._play_file(file)
            except (OSError, RuntimeError) as shut:
                self._tell(str(shut))

    def _play_file(self, file: Path) -> None:
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(str(file), winsound.SND_FILENAME)
            return
        while self._players:
            if _plays(self._players[0], file):
                return
            self._players.pop(0)
        self._tell("no player of sounds works here")

    def _tell(self, why: str) -> None:
        if not self._told:
            self._told = True
            log.warning("sounds are silent: %s", why)


def scale(source: Path, target: Path, volume: int) -> None:
    """Write it again with every sample at `volume` percent."""
    import wave  # only where something is to be heard
    from array import array

    with wave.open(str(source), "rb") as read:
        how, samples = read.getparams(), array("h", read.readframes(read.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    quieter = array("h", (sample * volume // 100 for sample in samples))
    if sys.byteorder == "big":
        quieter.byteswap()
    with wave.open(str(target), "wb") as written:
        written.setparams(how)
        written.writeframes(quieter.tobytes())


def _plays(player: Sequence[str], file: Path) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - a player of this system, and a file of ours
            [*player, str(file)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST_S,
            check=False,
            env=for_children(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
