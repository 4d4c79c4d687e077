"""How one computer is fitted out for one site: what its set-up was told, and nothing secret."""

from typing import NamedTuple

from app.domain.listing import EVERYTHING, Listing


class Network(NamedTuple):
    """How Wix is reached where the environment does not say it; empty is as usual.

    `proxy`: an address without a password. `ca_file`: a path. `base_url`: in place of Wix's own.
    """

    proxy: str = ""
    ca_file: str = ""
    base_url: str = ""


DIRECT = Network()


class Fitting(NamedTuple):
    """`inches`: the screen's diagonal, 0 where nobody knows. `pin`: the staff PIN as `pins.seal`
    writes it, empty for none.

    `app_id`: of an app that asks in place of a key; its secret is where the key would be.
    """

    listing: Listing = EVERYTHING
    inches: float = 0.0
    pin: str = ""
    app_id: str = ""
    network: Network = DIRECT
