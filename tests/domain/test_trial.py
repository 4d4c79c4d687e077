"""What is pasted for a connection, and which one thing is wrong with it."""

import pytest

from app.domain.errors import NoBookingsApp, NotAllowed, NotSent, RowRefused, Throttled, Unreachable
from app.domain.trial import Cause, Need, Trial, pasted_key, pasted_site_id

ID = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"


@pytest.mark.parametrize(
    "pasted",
    [
        ID,
        f"  {ID}\n",
        ID.upper(),
        f"“{ID}”",
        f"{ID[:20]}\n{ID[20:]}",
        f"\u200b{ID}\u2069",
        f"https://manage.wix.com/dashboard/{ID}",
        f"https://manage.wix.com/dashboard/{ID}/home?referralInfo=sidebar",
        f"manage.wix.com/dashboard/{ID}/bookings/calendar#x",
        f" https://manage.wix.com/dashboard/{ID}?a={'f' * 36} ",
    ],
)
def test_a_site_id_is_found_in_what_was_pasted(pasted):
    assert pasted_site_id(pasted) == ID


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "my studio",
        ID[:-1],
        ID + "0",
        f"https://manage.wix.com/dashboard/{ID}0/home",
        f"https://manage.wix.com/studio/{ID}",
        f"https://studio.example/{ID}",
        "IST.eyJraWQiOiJ",
    ],
)
def test_anything_else_is_no_site_id(pasted):
    assert pasted_site_id(pasted) == ""


def test_a_key_loses_what_copying_added():
    assert pasted_key(' "IST.ey\nJra \u200bWQ\u2069\t" ') == "IST.eyJraWQ"
    assert pasted_key(" \n") == ""
    assert pasted_key("IST.é") == "IST.é"


DENIED, STRANGER = NotAllowed("no", code="PERMISSION_DENIED"), NotAllowed("no", code="401")


def trial(*errors):
    return Trial(tuple(zip(Need, errors, strict=False)))


@pytest.mark.parametrize(
    ("errors", "cause", "worth_keeping"),
    [
        ((None,) * 5, Cause.NONE, True),
        ((NotSent("away"),), Cause.NO_ANSWER, True),
        ((None, Throttled("wait", retry_after_s=1)), Cause.NO_ANSWER, True),
        ((DENIED, Unreachable("away")), Cause.NO_ANSWER, True),
        ((STRANGER,) * 5, Cause.WRONG_KEY, False),
        ((NotAllowed("no", code="UNAUTHENTICATED"),) * 5, Cause.WRONG_KEY, False),
        ((DENIED,) * 5, Cause.WRONG_SITE, False),
        ((None, DENIED, None, None, None), Cause.NOT_ALLOWED, True),
        ((DENIED,) * 4 + (None,), Cause.NOT_ALLOWED, True),
        ((None, NoBookingsApp("none"), DENIED, DENIED, DENIED), Cause.NO_BOOKINGS, True),
        ((None, RowRefused("odd"), None, None, None), Cause.REFUSED, True),
    ],
)
def test_there_is_one_thing_to_put_right_first(errors, cause, worth_keeping):
    found = trial(*errors)
    assert (found.cause, found.key_is_known) == (cause, worth_keeping)
    assert len(found.failed) == sum(error is not None for error in errors)
