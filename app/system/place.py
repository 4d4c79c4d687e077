"""Which site the program is for, and how it is reached, by the environment."""

import math
import os
import re
from pathlib import Path
from typing import NamedTuple

from app.domain.errors import TurnoutError
from app.domain.fitting import DIRECT, Fitting, Network
from app.system.paths import site_folder

WIX_URL = "https://www.wixapis.com"
PROXIES = ("HTTPS_PROXY", "ALL_PROXY")
AUTHORITIES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
LONGEST_QUIET_S = 86_400.0


class WrongSetting(TurnoutError):
    """A variable of the environment that means nothing."""


class Place(NamedTuple):
    """Which site, where its store lies, and how it is reached. Holds no secret."""

    site_id: str
    data: Path
    url: str
    device: int = 0
    devices: int = 1
    quiet_s: float = 80.0
    demo: bool = False
    fitting: Fitting = Fitting()
    network: Network = DIRECT

    @property
    def folder(self) -> Path:
        return site_folder(self.data, self.site_id)

    @property
    def demo_folder(self) -> Path:
        return self.data / "demo-site"


def place_of(site_id: str, data: Path, *, demo: bool, fitting: Fitting = Fitting()) -> Place:  # noqa: B008 - frozen
    """That site's place. Raises `WrongSetting` for a variable that means nothing.

    `network`: what was typed for it, as far as the environment does not go first.
    """
    network = _network(fitting.network)
    device, devices = _devices(os.environ.get("TURNOUT_DEVICES", ""))
    return Place(
        site_id=site_id,
        data=data,
        url=_address(os.environ.get("TURNOUT_API_URL", "").strip() or network.base_url),
        device=device,
        devices=devices,
        quiet_s=_seconds(os.environ.get("TURNOUT_QUIET_S", "")),
        demo=demo,
        fitting=fitting,
        network=network,
    )


def _network(typed: Network) -> Network:
    if any(os.environ.get(name) or os.environ.get(name.lower()) for name in PROXIES):
        typed = typed._replace(proxy="")
    if any(map(os.environ.get, AUTHORITIES)):
        typed = typed._replace(ca_file="")
    return typed


def _devices(given: str) -> tuple[int, int]:
    """`2/3` is the second of three devices, which then take turns."""
    if not given:
        return 0, 1
    found = re.fullmatch(r"([1-9][0-9]?)/([1-9][0-9]?)", given)
    if found is None or int(found[1]) > int(found[2]):
        raise WrongSetting("TURNOUT_DEVICES is to look like 2/3: the second of three.")
    return int(found[1]), int(found[2])


def _seconds(given: str) -> float:
    try:
        seconds = float(given or 80.0)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds <= LONGEST_QUIET_S:
        raise WrongSetting("TURNOUT_QUIET_S is to be a number of seconds.")
    return seconds


def _address(given: str) -> str:
    address = given.strip() or WIX_URL
    if re.match(r"https?://[^/\s]", address) is None:
        raise WrongSetting("TURNOUT_API_URL is to be an address that begins with https://.")
    return address
