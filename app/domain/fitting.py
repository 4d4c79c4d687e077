"""How one computer is fitted out for one site: what its set-up was told, and nothing secret."""

from typing import NamedTuple

from app.domain.listing import EVERYTHING, Listing


class Fitting(NamedTuple):
    """`inches`: the screen's diagonal, 0 where nobody knows. `pin`: the staff PIN as `pins.seal`
    writes it, empty for none.

    `app_id`: of an app that asks in place of a key; its secret is where the key would be.
    """

    listing: Listing = EVERYTHING
    inches: float = 0.0
    pin: str = ""
    app_id: str = ""
