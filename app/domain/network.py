"""A proxy and an address of Wix as somebody types them; neither holds a name or a password."""

import re
from typing import Final

_HOST: Final = r"(?:\[[0-9a-fA-F:]+\]|[^\s/@:\[\]]+)"
_PROXY: Final = re.compile(rf"(?:(https?)://)?({_HOST}(?::\d{{1,5}})?)/?")
_ADDRESS: Final = re.compile(rf"https?://{_HOST}(?::\d{{1,5}})?(?:/\S*)?")


def proxy_in(text: str) -> str:
    """The proxy's address in what was typed; empty where it is none, or holds a password."""
    found = _PROXY.fullmatch(text.strip())
    return f"{found[1] or 'http'}://{found[2]}" if found else ""


def address_in(text: str) -> str:
    """An address of Wix, without a slash at its end; empty where it is none."""
    found = _ADDRESS.fullmatch(text.strip())
    return found[0].rstrip("/") if found else ""
