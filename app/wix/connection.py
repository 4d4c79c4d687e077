"""Where the site is and with what it is asked; a value that keeps its secret to itself."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from app.domain.errors import NotAllowed
from app.domain.fitting import DIRECT, Network

WIX = "https://www.wixapis.com"


@dataclass(frozen=True, slots=True)
class Connection:
    """The address and the credentials of one site. Refuses what could not be sent safely."""

    base_url: str
    api_key: str = field(repr=False)
    site_id: str
    network: Network = DIRECT

    def __post_init__(self) -> None:
        if not fits_a_header(self.api_key):
            raise NotAllowed("The API key has a space, a line break or an unknown character in it.")
        if not fits_a_header(self.site_id):
            raise NotAllowed("The site ID has a space, a line break or an unknown character in it.")
        scheme, user = _scheme_and_user(self.base_url)
        if user:
            raise NotAllowed("The address of Wix must not hold a name or a password.")
        if scheme == "http" and not self.is_this_machine:
            # The key would travel readable for everyone on the way.
            raise NotAllowed("The address of Wix must begin with https://.")

    @property
    def is_this_machine(self) -> bool:
        """The demo site. No proxy of the environment is between this program and itself."""
        try:
            host = urlsplit(self.base_url).hostname or ""
            return host == "localhost" or ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False


def fits_a_header(text: str) -> bool:
    """Printable ASCII without a space: anything else could end the header or not be sent at all."""
    return all("!" <= c <= "~" for c in text)


def _scheme_and_user(url: str) -> tuple[str, bool]:
    """What an unreadable address lacks is left to the first request, which says NotSent."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", False
    return parts.scheme, "@" in parts.netloc
