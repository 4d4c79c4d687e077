"""What an answer to a write means for its row."""

import pytest

from app.domain.errors import (
    NotAllowed,
    NotFound,
    NotSent,
    RowRefused,
    SiteError,
    Stale,
    Throttled,
    Unreachable,
)
from app.domain.model import BookingId, EventId, RowId
from app.sync.verdicts import Verdict, Verdicts

ROW = RowId(BookingId("b"), EventId("e"))


@pytest.mark.parametrize(
    ("error", "alone", "verdicts"),
    [
        (RowRefused("no", code="BOOKING_NOT_FOUND"), False, [Verdict.PARK]),
        (RowRefused("no", code="ODD"), True, [Verdict.PARK]),
        (NotFound("no", code="ODD"), False, [Verdict.AGAIN, Verdict.AGAIN, Verdict.PARK]),
        (Stale("no"), True, [Verdict.AGAIN, Verdict.PARK]),
        (NotSent("no"), False, [Verdict.AGAIN] * 4),
        (Throttled("no", retry_after_s=1), False, [Verdict.AGAIN] * 4),
        (NotAllowed("no"), False, [Verdict.AGAIN] * 4),
        (Unreachable("no"), True, [Verdict.IN_DOUBT] * 4),
    ],
)
def test_every_error_has_a_verdict(error: SiteError, alone: bool, verdicts: list[Verdict]) -> None:
    judge = Verdicts()
    assert [judge.of(ROW, error, alone=alone) for _ in verdicts] == verdicts


def test_a_write_that_went_through_wipes_the_slate() -> None:
    judge = Verdicts()
    for _ in range(5):
        assert judge.of(ROW, Stale("no")) is Verdict.AGAIN
        judge.forget(ROW)
