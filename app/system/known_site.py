"""A site that the environment names is one of this computer's, or comes with a key of its own."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import StoreError
from app.system.paths import site_folder
from app.system.place import WrongSetting
from app.system.profiles import Profiles
from app.system.secrets import given_key


def refuse_unknown(site_id: str, data: Path) -> None:
    """A slip of the pen would be an empty site. One that comes with a key is a managed computer's,
    and one that has a store was known before. Raises `WrongSetting`.
    """
    if given_key() or any(site_folder(data, site_id).glob("*.sqlite3")):
        return
    try:
        known = Profiles(data).read()
    except StoreError:
        return  # it may be known, and the list is in nobody's way who names the site
    if known.knows(site_id):
        return
    names = ", ".join(f"{each.name} ({each.site_id})".strip() for each in known.sites)
    raise WrongSetting(
        f"TURNOUT_SITE_ID is “{site_id}”, a site that this computer does not know; it knows "
        f"{names or 'none yet'}. "
        "To add one, start turnout --set-up, or set TURNOUT_API_KEY as well."
    )
