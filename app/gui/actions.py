"""What the window may ask of the program beyond the desk."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.checkin.leaving import Leaving, Permit
    from app.checkin.walk_ins import WalkIns
    from app.checkin.worklist import Worklist
    from app.gui.preferences import Preferences


class Outage(StrEnum):
    """How the demo site can be told to misbehave."""

    NORMAL = "normal"
    UNPLUGGED = "unplugged"
    SLOW = "slow"
    REFUSING = "refusing"


class StartOver(NamedTuple):
    """To forget the demo site's day and begin a new one, as far as `leaving` permits it."""

    leaving: Callable[[], Leaving]
    go: Callable[[Permit], None]


class WindowActions(NamedTuple):
    """What is made by a call is made when its panel is opened: nothing of it before that.

    `worklist`: what waits for a person or for the site. Without it the chip only asks for an
    update, and what needs attention is shown, but not offered for a decision. `walk_ins`: to add
    people without a booking. `practise`, `start_over`: of the demo site alone, to let it misbehave
    and to begin it anew. `preferences`: the settings of this computer; without them the usual ones
    hold.
    """

    sync_now: Callable[[], None]
    worklist: Callable[[], Worklist] | None = None
    walk_ins: Callable[[], WalkIns] | None = None
    practise: Callable[[Outage], None] | None = None
    start_over: StartOver | None = None
    preferences: Preferences | None = None
