"""Which sites this computer knows, and which is the current one: a small file without a secret."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from app.domain.errors import NewerStore, StoreError, Unwritable
from app.domain.fitting import Fitting, Network
from app.domain.listing import Listing
from app.system.replacing import replace

FILE_NAME: Final = "sites.json"
VERSION: Final = 1
LARGEST_IN: Final = 1000


class Profile(NamedTuple):
    """One site; its store lies in `sites/<site id>/`, its key in the secret store."""

    site_id: str
    name: str = ""
    fitting: Fitting = Fitting()


class Draft(NamedTuple):
    """A set-up that is under way, so that leaving it halfway loses nothing.

    `tested`: its key was accepted, and is in the secret store. `page` is where to go on.
    """

    site_id: str = ""
    tested: bool = False
    page: str = ""
    fitting: Fitting = Fitting()


class Known(NamedTuple):
    """Everything in the file."""

    sites: tuple[Profile, ...] = ()
    current: str = ""
    draft: Draft = Draft()

    def with_site(self, site: Profile) -> Known:
        """That site known and current, and no set-up under way any more."""
        others = tuple(each for each in self.sites if each.site_id != site.site_id)
        return Known((*others, site), site.site_id)

    def at(self, site_id: str) -> Known:
        """That one of the known sites current."""
        return self._replace(current=site_id) if self.knows(site_id) else self

    def without(self, site_id: str) -> Known:
        """That site not known any more; the one that came last before it is current."""
        left = tuple(each for each in self.sites if each.site_id != site_id)
        return self._replace(sites=left, current=left[-1].site_id if left else "")

    def knows(self, site_id: str) -> bool:
        return any(each.site_id == site_id for each in self.sites)

    def fitting(self, site_id: str) -> Fitting:
        """How this computer is fitted out for it; as new for a site that it does not know."""
        return next((each.fitting for each in self.sites if each.site_id == site_id), Fitting())


class Profiles:
    """The file in one data folder. It is replaced whole, so that a power cut leaves one of both."""

    def __init__(self, data: Path) -> None:
        self.file = data / FILE_NAME

    def read(self) -> Known:
        """Raises `StoreError` for a file that cannot be understood; it stays as it is."""
        try:
            written = self.file.read_bytes()
        except FileNotFoundError:
            return Known()
        except OSError as shut:
            raise StoreError(_broken(self.file)) from shut
        import json  # where nothing was set up it is not needed on the way to the first paint

        try:
            found = json.loads(written)
        except (ValueError, RecursionError) as broken:
            raise StoreError(_broken(self.file)) from broken
        version = found.get("version") if isinstance(found, dict) else None
        if isinstance(version, int) and version > VERSION:
            raise NewerStore(_newer(self.file))
        try:
            return _known(found)
        except (KeyError, TypeError, AttributeError) as odd:
            raise StoreError(_broken(self.file)) from odd

    def keep(self, known: Known) -> None:
        """Write it for its user alone. What cannot be understood is never written over."""
        if known == self.read():
            return
        import json

        written = json.dumps(_written(known), ensure_ascii=False, indent=1).encode()
        try:
            replace(self.file, written)
        except OSError as shut:
            raise Unwritable(_shut(self.file.parent)) from shut


def _known(found: dict[str, object]) -> Known:
    sites, draft = found["sites"], found.get("setting_up") or {}
    if not isinstance(sites, list) or not isinstance(draft, dict):
        raise TypeError
    return Known(
        tuple(
            Profile(_text(each["id"]), _text(each.get("name", "")), _fitting(each))
            for each in sites
        ),
        _text(found.get("current", "")),
        Draft(
            _text(draft.get("id", "")),
            draft.get("tested") is True,
            _text(draft.get("page", "")),
            _fitting(draft),
        ),
    )


def _fitting(found: dict[str, object]) -> Fitting:
    inches = found.get("screen_inches", 0)
    if not isinstance(inches, int | float) or not 0 <= inches < LARGEST_IN:
        raise TypeError
    return Fitting(
        Listing(_texts(found.get("no_locations", [])), _texts(found.get("no_services", []))),
        float(inches),
        _text(found.get("staff_pin", "")),
        _text(found.get("app_id", "")),
        Network(*(_text(found.get(name, "")) for name in Network._fields)),
    )


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError
    return found


def _texts(found: object) -> frozenset[str]:
    if not isinstance(found, list):
        raise TypeError
    return frozenset(map(_text, found))


def _written(known: Known) -> dict[str, object]:
    told: dict[str, object] = {
        "version": VERSION,
        "current": known.current,
        "sites": [
            {"id": each.site_id, "name": each.name, **_of_fitting(each.fitting)}
            for each in known.sites
        ],
    }
    if known.draft != Draft():
        draft = known.draft
        told["setting_up"] = {
            "id": draft.site_id,
            "tested": draft.tested,
            "page": draft.page,
            **_of_fitting(draft.fitting),
        }
    return told


def _of_fitting(fitting: Fitting) -> dict[str, object]:
    """What was told; the rest is left out."""
    listing = fitting.listing
    told: dict[str, object] = {
        "no_locations": sorted(listing.no_locations),
        "no_services": sorted(listing.no_services),
        "screen_inches": fitting.inches,
        "staff_pin": fitting.pin,
        "app_id": fitting.app_id,
        **fitting.network._asdict(),
    }
    return {name: value for name, value in told.items() if value}


def _broken(file: Path) -> str:
    return (
        f"The list of this computer's sites cannot be read: {file}. Nothing is lost: "
        "move that file away, start turnout and connect the site again."
    )


def _newer(file: Path) -> str:
    return f"The list of this computer's sites was written by a newer version of turnout: {file}."


def _shut(folder: Path) -> str:
    return (
        f"This computer's data folder cannot be written: {folder}. "
        "Make room there, or let this user write in it; then try again."
    )
