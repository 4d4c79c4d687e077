"""The settings of this computer in one small file beside the list of its sites."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from app.domain.errors import Unwritable
from app.domain.settings import Read, Settings, in_file
from app.system.replacing import replace

FILE_NAME: Final = "settings.json"
ASIDE: Final = "settings.unreadable.json"
VERSION: Final = 1


class SettingsFile:
    """Only what was changed is in it. What a newer version wrote stays in it as it is."""

    def __init__(self, data: Path) -> None:
        self.file = data / FILE_NAME

    def read(self) -> Read:
        """The defaults, with a sentence, where it cannot be understood; it stays as it is."""
        try:
            found = self._found()
        except (OSError, ValueError, RecursionError):
            return Read(problem=_unreadable(self.file))
        settings, odd = _settings(found)
        version = found.get("version")
        newer = isinstance(version, int) and version > VERSION
        return Read(settings, _odd(self.file, odd) if odd and not newer else "")

    def kept_days(self) -> int | None:
        """For how long past days are kept; None where that cannot be understood: nothing that is
        forgotten by a mistake comes back.
        """
        usual = Settings()
        try:
            found = self._found().get("activity_days", usual.activity_days)
            return usual.with_value("activity_days", found).activity_days
        except (OSError, ValueError, RecursionError):
            return None

    def blocks_over_capacity(self) -> bool:
        """As it is set now: another window may have changed it."""
        return self.read().settings.block_over_capacity

    def keep(self, before: Settings, now: Settings) -> None:
        """Write what differs into what is in the file by now: another window may have written.

        A file that cannot be understood is put aside first, under another name.
        """
        pairs = zip(Settings._fields, before, now, strict=True)
        changed = {name: in_file(value) for name, was, value in pairs if value != was}
        if not changed:
            return
        import json  # where nothing was ever set it is not needed on the way to the first paint

        try:
            told = {"version": VERSION, **self._found_or_aside(), **changed}
            replace(self.file, json.dumps(told, ensure_ascii=False, indent=1).encode())
        except OSError as shut:
            raise Unwritable(_shut(self.file.parent)) from shut

    def _found_or_aside(self) -> dict[str, object]:
        try:
            return self._found()
        except (ValueError, RecursionError):
            self.file.replace(self.file.with_name(ASIDE))
            return {}

    def _found(self) -> dict[str, object]:
        try:
            written = self.file.read_bytes()
        except FileNotFoundError:
            return {}
        import json

        found = json.loads(written)
        if not isinstance(found, dict):
            raise ValueError  # noqa: TRY004 - as any other file that is not ours
        return found


def _settings(found: dict[str, object]) -> tuple[Settings, list[str]]:
    """What it says, and the names of those that say nothing we know."""
    settings, odd = Settings(), []
    for name in Settings._fields:
        if name in found:
            try:
                settings = settings.with_value(name, found[name])
            except ValueError:
                odd.append(name)
    return settings, odd


def _unreadable(file: Path) -> str:
    return (
        f"The settings of this computer cannot be read, so the usual ones are in force: {file}. "
        f"Nothing else is affected. The next change keeps that file as {ASIDE} and begins anew."
    )


def _odd(file: Path, odd: list[str]) -> str:
    names = ", ".join(odd)
    return f"Of the settings of this computer the usual is in force for {names}: {file}."


def _shut(folder: Path) -> str:
    return (
        "The setting is not kept, because this computer's data folder cannot be written: "
        f"{folder}. It holds until turnout is closed."
    )
