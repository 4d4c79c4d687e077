"""The keys of the site: made at random with the folder, kept in its state."""

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.demo.state import State


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a client needs to talk to the site, by key or as an app."""

    api_key: str
    site_id: str
    app_id: str
    app_secret: str
    instance_id: str


def credentials_of(state: State) -> Credentials:
    """Those in the state; made now if there are none."""
    with state.writing():
        found = state.get("meta", "credentials")
        if found is None:
            found = {
                "api_key": add_key(state, None),
                "site_id": str(uuid.uuid4()),
                "app_id": str(uuid.uuid4()),
                "app_secret": str(uuid.uuid4()),
                "instance_id": str(uuid.uuid4()),
            }
            state.seed("meta", [("credentials", "", found)])
    return Credentials(**found)


def add_key(state: State, permissions: Iterable[str] | None) -> str:
    """A further API key; None means every permission."""
    key = "IST." + secrets.token_urlsafe(48)
    held = None if permissions is None else sorted(permissions)
    state.seed("key", [(key, "", {"permissions": held})])
    return key


def start_over(folder: Path) -> None:
    """Forget all that was made up and done; the site stays the same one, with its keys."""
    state = State(folder)
    try:
        kept, keys = state.get("meta", "credentials"), state.items("key")
        with state.writing():
            state.forget()
            state.seed("meta", [("credentials", "", kept)] if kept else [])
            state.seed("key", keys)
    finally:
        state.close()


def site_id_in(folder: Path) -> str:
    """The id of the site in a folder, without serving it; the folder is made if need be."""
    state = State(folder)
    try:
        return credentials_of(state).site_id
    finally:
        state.close()
