"""What the window may ask of the program beyond the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from app.checkin.activity import Activity
    from app.checkin.finding import CodeFinder
    from app.checkin.leaving import Leaving, Permit
    from app.checkin.notes import Notes
    from app.checkin.other_days import OtherDays
    from app.checkin.search import Search
    from app.checkin.walk_ins import WalkIns
    from app.checkin.worklist import Worklist
    from app.domain.checkup import Finding, Looked, Near, SiteReport
    from app.gui.cues import Play
    from app.gui.preferences import Preferences
    from app.reports.counting import Reports


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


class KnownSite(NamedTuple):
    """A site of this computer; `current` is the one whose window this is."""

    site_id: str
    name: str = ""
    current: bool = False


class How(Enum):
    """What is to come after this window."""

    OPEN = "another site's window"
    ADD = "the set-up of another site"
    DISCONNECT = "this site forgotten"
    RECONNECT = "the set-up of this site"


class Going(NamedTuple):
    """Where one wants to go from here; `site` is the one it is about."""

    how: How
    site: KnownSite = KnownSite("")


class Sites(NamedTuple):
    """The sites of this computer, and the way to another, as far as `leaving` permits it."""

    known: Callable[[], Sequence[KnownSite]]
    leaving: Callable[[], Leaving]
    go: Callable[[Permit, Going], None]


class Checkup(NamedTuple):
    """What check-in needs, looked at.

    `here`: what this computer knows by itself, told why nothing can be kept (empty where it can)
    and what the site has answered (None while it is asked). `look` asks the site and takes long:
    never on the window's thread. `report`: all of it as plain text that names nobody.
    """

    near: Callable[[], Near]
    here: Callable[[str, Looked | None], Iterable[Finding]]
    look: Callable[[Near], Looked]
    report: Callable[[Sequence[Finding], SiteReport | None], str]


class Lock(Protocol):
    """The lock of the window and its PIN. What is written raises `StoreError`.

    `is_right` counts a wrong PIN; `tries` are left, and after the last one `wait_s` says for how
    long none is looked at. `kept_in`: the file of a PIN that the set-up does not keep; else empty.
    """

    @property
    def has_pin(self) -> bool: ...
    def shut(self) -> None: ...
    def opens(self, pin: str) -> bool: ...
    def is_right(self, pin: str) -> bool: ...
    def wait_s(self) -> int: ...
    @property
    def tries(self) -> int: ...
    @property
    def kept_in(self) -> str: ...
    def change(self, pin: str) -> None: ...


class WindowActions(NamedTuple):
    """What is made by a call is made when its panel is opened: nothing of it before that.

    `worklist`: what waits for a person or for the site. Without it the chip only asks for an
    update, and what needs attention is shown, but not offered for a decision. `walk_ins`: to add
    people without a booking. `practise`, `start_over`: of the demo site alone, to let it misbehave
    and to begin it anew. `preferences`: the settings of this computer; without them the usual ones
    hold. `checkup`: what stands in the way, looked at. `finding`: whose booking a scanned code is;
    without it nothing is scanned. `search`: to find somebody. `other_days`: to look at another
    day. `notes`: to note something on a booking for the day. `activity`: to look back through
    what was changed. `business`: its locale, such as en-US; empty while it is not known. `play`: a
    cue at a volume; None is silence. `sites`: the way to another site. `lock`: of this window.
    `reports`: to look back over weeks.
    """

    sync_now: Callable[[], None]
    worklist: Callable[[], Worklist] | None = None
    walk_ins: Callable[[], WalkIns] | None = None
    practise: Callable[[Outage], None] | None = None
    start_over: StartOver | None = None
    preferences: Preferences | None = None
    checkup: Callable[[], Checkup] | None = None
    finding: Callable[[], CodeFinder] | None = None
    search: Callable[[], Search] | None = None
    notes: Callable[[], Notes] | None = None
    activity: Callable[[], Activity] | None = None
    business: Callable[[], str] = str
    play: Play | None = None
    other_days: Callable[[], OtherDays] | None = None
    sites: Callable[[], Sites] | None = None
    lock: Callable[[], Lock] | None = None
    reports: Callable[[], Reports] | None = None
