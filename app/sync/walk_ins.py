"""Walk-ins on their way into Wix: a booking is made and confirmed, then the row is like any other.

Each step is noted before it goes out and its outcome committed. Create is not idempotent: after a
lost answer the booking is looked for until nothing that was sent can still appear, and only then
asked for again. Looking early is free: what is found is found. One that Wix will not have stays
here, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from app.domain.errors import (
    NotAllowed,
    NotSent,
    RowRefused,
    SiteError,
    Stale,
    Throttled,
    Unreachable,
)
from app.domain.model import BookingId, BookingStatus
from app.domain.pacing import retry_in_s
from app.domain.stage import Stage
from app.domain.walk_ins import (
    AMBIGUOUS,
    TAKEN_BACK,
    BookingDesk,
    BookingMade,
    BookingWish,
    WalkIn,
    ours,
)
from app.storage.store import Store
from app.storage.view import Seat
from app.sync.ages import Ages, Spans

LOOKS = 2
MOST_OVERTAKEN = 5
"""So often others may change the booking under a confirmation before a person has to look."""
MOST_BARRED = 3
OVERTAKEN = ("INVALID_BOOKING_STATUS", "FAILED_CONFIRMING_NON_PENDING_BOOKING")
GONE = "This booking was cancelled in Wix."
Send = Callable[[], BookingMade]
_OFF = (BookingStatus.CANCELED, BookingStatus.DECLINED)


class Case(NamedTuple):
    """One walk-in, its row and the booking that Wix is to make of it."""

    walk_in: WalkIn
    seat: Seat
    wish: BookingWish


@dataclass(slots=True)
class Way:
    """How it went for one walk-in in this run. Times are monotonic seconds.

    After a restart a create without an answer counts as just sent: the cautious direction.
    """

    sent_at: float
    not_before: float = 0.0
    looks: int = 0
    overtaken: int = 0
    lost: int = 0
    barred: int = 0

    def is_certain(self, began: float, spans: Spans) -> bool:
        """Whether a look that found nothing says that there is nothing, nor will be."""
        if began < self.sent_at + spans.life_s:
            self.not_before = self.sent_at + spans.life_s
            return False
        self.looks += 1
        self.not_before = began + spans.lag_s
        return self.looks >= LOOKS

    def lose(self, now: float, random: Callable[[], float]) -> None:
        """An answer was lost: later, and ever more slowly."""
        self.not_before = now + max(1.0, retry_in_s(self.lost, random))
        self.lost += 1

    def bar(self, no: NotAllowed) -> SiteError:
        """The look just before was allowed, so this may be about bookings alone: not for ever."""
        self.barred += 1
        if self.barred >= MOST_BARRED:
            return RowRefused(str(no), code=no.code, request_id=no.request_id)
        return Unreachable(str(no), code=no.code, request_id=no.request_id)


class WalkInSync:
    """One walk-in holds up neither another nor the pass: each waits on its own."""

    def __init__(
        self, store: Store, site: BookingDesk, ages: Ages, random: Callable[[], float]
    ) -> None:
        self._store = store
        self._site = site
        self._ages = ages
        self._random = random
        self._ways: dict[BookingId, Way] = {}

    def advance(self) -> bool:
        """Bring each as far as it goes now; whether an answer was lost meanwhile.

        Raises `SiteError` where none can go on.
        """
        lost = False
        for case in cases_of(self._store):
            way = self._way(case.walk_in)
            if not case.seat.shown.shown.is_none:
                if way.not_before <= self._now():
                    lost = self._bring(case, way) or lost
            elif case.seat.shadow.v_seq >= case.seat.last_seq:
                # An undo may be undone, but the e-mail is not kept for that for ever.
                self._move(case.walk_in, Stage.LOCAL, TAKEN_BACK)
        return lost

    def next_in_s(self, longest_s: float) -> float:
        """The seconds until one of them may go on."""
        wanted = [case for case in cases_of(self._store) if not case.seat.shown.shown.is_none]
        at = [self._way(case.walk_in).not_before - self._now() for case in wanted]
        return max(0.0, min(at, default=longest_s))

    def _bring(self, case: Case, way: Way) -> bool:
        """True where an answer was lost."""
        try:
            while case.walk_in.stage.pending and self._step(case, way):
                case = case._replace(walk_in=self._store.walk_ins.reread(case.walk_in))
        except (NotSent, Throttled, NotAllowed):
            raise
        except RowRefused as no:
            self._move(case.walk_in, Stage.LOCAL, str(no))
        except SiteError:
            way.lose(self._now(), self._random)
            return True
        return False

    def _step(self, case: Case, way: Way) -> bool:
        """False where it has to wait."""
        match case.walk_in.stage:
            case Stage.CREATED:
                return self._confirm(case.walk_in, way)
            case Stage.CONFIRMING:
                return self._look_up(case, way)
            case _:
                return self._create(case, way)

    def _create(self, case: Case, way: Way) -> bool:
        walk_in, began = case.walk_in, self._now()
        found = self._site.find_bookings(case.wish.session, case.wish.email)
        before = {each.booking_id for each in found}
        if walk_in.known is not None:
            if made := self._ours(case, found):
                self._book(walk_in, made)
                return True
            before |= walk_in.known
        if walk_in.stage is Stage.CREATING and not way.is_certain(began, self._ages.spans):
            return False
        with self._store.transaction():
            self._store.walk_ins.know(walk_in, before)
            self._store.walk_ins.move(walk_in, Stage.CREATING)
        way.sent_at, way.looks = self._now(), 0
        create = partial(self._site.create_booking, case.wish)
        made = self._sent(walk_in, way, Stage.NEW, create)
        self._book(walk_in, made)
        return True

    def _ours(self, case: Case, found: list[BookingMade]) -> BookingMade | None:
        """The booking that a create without an answer made, if it is among these."""
        others = {*(case.walk_in.known or ()), *self._store.walk_ins.aliases()}
        made = ours(found, case.wish, others)
        if made is not None and self._store.walk_ins.is_counted(made.booking_id):
            raise RowRefused(AMBIGUOUS)
        return made

    def _confirm(self, walk_in: WalkIn, way: Way) -> bool:
        wix_id = walk_in.wix_id or walk_in.row.booking_id
        self._move(walk_in, Stage.CONFIRMING)
        try:
            confirm = partial(self._site.confirm_booking, wix_id, walk_in.revision)
            made = self._sent(walk_in, way, Stage.CREATED, confirm)
        except RowRefused as no:
            way.overtaken += 1
            if not _is_overtaken(no) or way.overtaken >= MOST_OVERTAKEN:
                raise
            if way.overtaken == 1:
                return True  # Most likely our own confirmation, whose answer was lost.
            way.not_before = self._now() + self._ages.spans.lag_s
            return False
        self._book(walk_in, made, Stage.IN_WIX)
        return True

    def _look_up(self, case: Case, way: Way) -> bool:
        """After a lost answer: confirmed is confirmed; a revision makes a second one safe."""
        found = self._site.find_bookings(case.wish.session, case.wish.email)
        by_id = {made.booking_id: made for made in found}
        if made := by_id.get(case.walk_in.wix_id or case.walk_in.row.booking_id):
            self._book(case.walk_in, made)
            return True
        return self._confirm(case.walk_in, way)

    def _sent(self, walk_in: WalkIn, way: Way, before: Stage, send: Send) -> BookingMade:
        """What certainly was not applied leaves the walk-in where it was."""
        try:
            return send()
        except (NotSent, Throttled):
            self._move(walk_in, before)
            raise
        except NotAllowed as no:
            self._move(walk_in, before)
            raise way.bar(no) from no

    def _book(self, walk_in: WalkIn, made: BookingMade, otherwise: Stage = Stage.CREATED) -> None:
        """From here on the booking and the row are one."""
        stage, reason = otherwise, ""
        if made.status in _OFF:
            stage, reason = Stage.LOCAL, GONE
        elif made.status is BookingStatus.CONFIRMED:
            stage = Stage.IN_WIX
        with self._store.transaction():
            self._store.walk_ins.name_in_wix(walk_in, made.booking_id, made.revision)
            self._store.walk_ins.move(walk_in, stage, reason)
        self._forget(stage)

    def _move(self, walk_in: WalkIn, stage: Stage, reason: str = "") -> None:
        with self._store.transaction():
            self._store.walk_ins.move(walk_in, stage, reason)
        self._forget(stage)

    def _forget(self, stage: Stage) -> None:
        if not stage.pending:
            self._store.tidy()

    def _way(self, walk_in: WalkIn) -> Way:
        return self._ways.setdefault(walk_in.row.booking_id, Way(sent_at=self._now()))

    def _now(self) -> float:
        return self._ages.clock.monotonic()


def _is_overtaken(refused: RowRefused) -> bool:
    """The booking is not as we knew it: a look tells what it is."""
    return isinstance(refused, Stale) or refused.code in OVERTAKEN


def cases_of(store: Store) -> list[Case]:
    """Every walk-in whose booking is still to be made or confirmed, oldest first."""
    pending = store.walk_ins.pending()
    events = list(dict.fromkeys(each.row.event_id for each in pending))
    seats = {seat.shown.row: seat for seat in store.view.of_events(events)}
    return [
        Case(each, seat, BookingWish(session, *who, seat.shown.party))
        for each in pending
        if (seat := seats.get(each.row))
        and (session := store.days.session(each.row.event_id))
        and (who := (seat.shown.name, each.email, each.phone))
    ]
