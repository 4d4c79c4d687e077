"""Each status, body and broken line gets its one verdict, in words for a receptionist."""

import re
from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest

from app.domain.errors import (
    NoBookingsApp,
    NotAllowed,
    NotFound,
    NotSent,
    RowRefused,
    Stale,
    Throttled,
    Unreachable,
)
from app.domain.model import BookingId, EventId, RowId
from app.domain.values import Value
from app.wix.exchange import Answer, json_object
from app.wix.translate import item_refusal, lost, reason, verdict
from tests.wix.scripted import NOON, Reply, fixture

ROW = RowId(BookingId("booking-1"), EventId("event-1"))
UNSUITABLE = re.compile(r"please|sorry|oops|invalid|forbidden|error|http|json|\d", re.IGNORECASE)


def application(code: str) -> dict:
    details = {"applicationError": {"code": code, "description": "", "data": {}}}
    return {"message": "", "details": details}


def assert_fit_for_a_person(text: str) -> None:
    assert re.fullmatch(r"[A-Z].*[a-z]\.", text)
    assert text.count(".") == 1
    assert not UNSUITABLE.search(text)


BODIES = {
    "coded": application("SOMETHING"),
    "system": {"message": "", "details": {}},
    "list": [],
    "html": b"<html>Sign in",
    "empty": b"",
    "cut": b'{"events": [',
}

SAME_FOR_ANY_BODY = {
    **dict.fromkeys((400, 405, 410, 422, 501), RowRefused),
    404: NotFound,
    409: Stale,
    401: NotAllowed,
    429: Throttled,
    **dict.fromkeys(
        (201, 202, 204, 205, 301, 302, 307, 402, 406, 408, 418, 425, 451, 500, 502, 503, 504, 520),
        Unreachable,
    ),
}


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize(("status", "kind"), SAME_FOR_ANY_BODY.items())
def test_a_status_has_one_verdict(status, kind, body):
    document = BODIES[body] if isinstance(BODIES[body], dict) else None
    found = verdict(Answer(status, NOON, document, {"x-wix-request-id": "req.9"}))
    assert type(found) is kind
    assert found.request_id == "req.9"
    assert found.code
    assert_fit_for_a_person(str(found))


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (403, "coded", NotAllowed),
        (403, "system", NotAllowed),
        *[(403, body, Unreachable) for body in ("list", "html", "empty", "cut")],
        *[(200, body, Unreachable) for body in ("list", "html", "empty", "cut")],
        (428, "coded", RowRefused),
        *[(428, body, NoBookingsApp) for body in ("system", "list", "html", "empty", "cut")],
    ],
)
def test_a_body_decides_the_rest(site, client, status, body, kind):
    content = BODIES[body]
    given = {"body": content} if isinstance(content, bytes) else {"document": content}
    site.says(Reply(status=status, **given))
    with pytest.raises(kind) as raised:
        client.facts()
    assert type(raised.value) is kind
    assert raised.value.request_id == "req.1"
    assert_fit_for_a_person(str(raised.value))


@pytest.mark.parametrize("code", ["FAILED_PRECONDITION", "APP_NOT_INSTALLED"])
def test_an_app_that_is_missing_is_no_fault_of_a_booking(code):
    assert type(verdict(Answer(428, NOON, application(code)))) is NoBookingsApp


@pytest.mark.parametrize(
    ("asked", "waits_s"),
    [
        ("7", 7),
        ("0", 1),
        ("86400", 600),
        ("9" * 5000, 600),
        (format_datetime(NOON + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOON - timedelta(days=1), usegmt=True), 1),
        ("Mon, 23 Nov 2026 12:01:30 -0000", 90),
        ("", 60),
        ("soon", 60),
        ("-5", 60),
        ("1.5", 60),
        ("٣", 60),
    ],
)
def test_how_long_to_wait(asked, waits_s):
    found = verdict(Answer(429, NOON, None, {"retry-after": asked}))
    assert isinstance(found, Throttled)
    assert found.retry_after_s == waits_s


def test_a_date_to_wait_for_counts_on_the_clock_of_the_server(site, client):
    later = NOON + timedelta(days=3)
    headers = {
        "Date": format_datetime(later, usegmt=True),
        "Retry-After": format_datetime(later + timedelta(seconds=40), usegmt=True),
    }
    site.says(Reply(status=429, headers=headers))
    with pytest.raises(Throttled) as raised:
        client.facts()
    assert raised.value.retry_after_s == 40


NEVER_SENT = [
    httpx.ConnectError("x"),
    httpx.ConnectTimeout("x"),
    httpx.PoolTimeout("x"),
    httpx.ProxyError("x"),
    httpx.UnsupportedProtocol("x"),
    httpx.InvalidURL("x"),
    UnicodeError("label too long"),
]
NOBODY_KNOWS = [
    httpx.ReadTimeout("x"),
    httpx.WriteTimeout("x"),
    httpx.WriteError("x"),
    httpx.ReadError("x"),
    httpx.CloseError("x"),
    httpx.RemoteProtocolError("x"),
    httpx.LocalProtocolError("x"),
    httpx.DecodingError("x"),
    httpx.TooManyRedirects("x"),
]


@pytest.mark.parametrize("failure", NEVER_SENT, ids=lambda each: type(each).__name__)
def test_what_never_left_was_not_applied(failure):
    found = lost(failure)
    assert type(found) is NotSent
    assert_fit_for_a_person(str(found))


@pytest.mark.parametrize("failure", NOBODY_KNOWS, ids=lambda each: type(each).__name__)
def test_of_what_left_without_an_answer_nobody_knows(failure):
    found = lost(failure)
    assert type(found) is Unreachable
    assert found.code == type(failure).__name__
    assert_fit_for_a_person(str(found))


@pytest.mark.parametrize("name", [name for name in fixture("errors.json") if name[0] != "_"])
def test_the_recorded_errors(site, client, name):
    sample = fixture("errors.json")[name]
    given = {"document": sample.get("body"), "status": sample["status"]}
    if "body_text" in sample:
        given["body"] = sample["body_text"].encode()
    site.says(Reply(headers=sample.get("headers", {}), **given))
    outcome_or_raised = None
    try:
        outcome_or_raised = client.set_one(ROW, Value(1)).error
    except (Unreachable, NotAllowed) as raised:
        outcome_or_raised = raised
    assert (
        type(outcome_or_raised)
        is {
            "validation_400": RowRefused,
            "application_400": RowRefused,
            "unauthenticated_401": NotAllowed,
            "permission_403": NotAllowed,
            "edge_403_empty": Unreachable,
            "not_found_404": NotFound,
            "conflict_409": Stale,
            "precondition_428": RowRefused,
            "throttled_429": Throttled,
            "system_500": Unreachable,
            "unavailable_503": Unreachable,
            "timeout_504": Unreachable,
        }[name]
    )


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (None, ""),
        ({}, ""),
        ({"details": None}, ""),
        ({"details": []}, ""),
        ({"details": {"applicationError": None}}, ""),
        ({"details": {"applicationError": {"code": 7}}}, ""),
        (application("A_CODE"), "A_CODE"),
        (application("two words\nand a line"), "twowordsandaline"),
        ({"error": "invalid_client"}, "invalid_client"),
        ({"details": {"validationError": {"fieldViolations": []}}}, ""),
        ({"details": {"validationError": {"fieldViolations": ["?"]}}}, "VALIDATION:"),
        (
            {
                "details": {
                    "validationError": {
                        "fieldViolations": [{"field": "attendance.status", "violatedRule": "MAX"}]
                    },
                    "applicationError": {"code": "LATER"},
                }
            },
            "MAX:attendance.status",
        ),
    ],
)
def test_the_code_in_a_body(document, code):
    assert reason(document) == code


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("SESSION_NOT_FOUND", NotFound),
        ("NOT_FOUND", NotFound),
        ("CONFLICT", Stale),
        ("STALE_REVISION", Stale),
        ("INTERNAL", RowRefused),
        ("UNKNOWN", RowRefused),
    ],
)
def test_the_code_of_one_entry(code, kind):
    found = item_refusal(code, "req.9")
    assert type(found) is kind
    assert (found.code, found.request_id) == (code, "req.9")
    assert_fit_for_a_person(str(found))


@pytest.mark.parametrize(
    "code",
    [
        "ATTENDANCE_NOT_FOUND",
        "BOOKING_NOT_FOUND",
        "INVALID_BOOKING_STATUS",
        "SESSION_ID_NOT_PROVIDED",
        "SESSION_NOT_FOUND",
    ],
)
def test_known_codes_have_words_of_their_own(code):
    text = str(item_refusal(code, ""))
    assert text not in {str(item_refusal(other, "")) for other in ("X", "NOT_FOUND", "CONFLICT")}
    assert_fit_for_a_person(text)


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"a":' * 100_000, b'{"a": ' + b"9" * 10_000 + b"}", b"\xff", b"1", b"null"],
)
def test_bodies_beyond_reading_are_none(body):
    assert json_object(body) is None


def test_a_broken_character_does_not_hide_the_rest():
    assert json_object(b'\xef\xbb\xbf{"name": "Zo\xff", "n": 1}') == {"name": "Zo\ufffd", "n": 1}
