"""What the set-up may ask of the program; the windows know neither the wire nor the secrets."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, StrEnum
from typing import NamedTuple

from app.domain.fitting import DIRECT, Fitting, Network
from app.domain.trial import Trial
from app.gui.words import Words


class Step(StrEnum):
    """The pages, in their order."""

    CONNECT = "connect"
    LISTED = "listed"
    PROOF = "proof"
    USE = "use"
    SCREEN = "screen"


class Chosen(Enum):
    """How the set-up was left."""

    NOTHING = "nothing"
    DESK = "desk"
    DEMO = "demo"


class Pasted(NamedTuple):
    """`app_id`: the secret is that app's, and the site is named by its instance there; without one
    it is an API key. Its text keeps the secret to itself.
    """

    site_id: str = ""
    secret: str = ""
    app_id: str = ""
    network: Network = DIRECT

    def __repr__(self) -> str:
        return f"Pasted({self.site_id!r}, app_id={self.app_id!r})"


class Left(NamedTuple):
    """Where it was left. `kept`: this computer has a key for that site, nobody pastes it again."""

    site_id: str = ""
    kept: bool = False
    step: Step = Step.CONNECT
    fitting: Fitting = Fitting()


class Answered(NamedTuple):
    """`problem`: why nothing could be asked, why there was no way to Wix, or why the key could not
    be kept; a sentence.

    `kept`: this computer has the key now, whatever it is allowed to do.
    """

    trial: Trial | None
    problem: Words = ""
    kept: bool = False

    @property
    def works(self) -> bool:
        return self.trial is not None and not self.trial.failed and not self.problem


class SetupActions(NamedTuple):
    """`test` takes long: never on the window's thread. An empty secret is the one that was kept.

    `remember` and `finish`, told the site's name too, raise `TurnoutError` where nothing can be
    written. `seal` makes of the staff PIN what may be kept of it.
    """

    left: Left
    test: Callable[[Pasted], Answered]
    remember: Callable[[Left], None]
    finish: Callable[[Left, str], None]
    seal: Callable[[str], str]
