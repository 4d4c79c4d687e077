"""What a misbehaving answer looks like on the wire."""

import json
from typing import Any

from app.demo.errors import Json, application, denied, system, unauthenticated
from app.demo.faults import STATUSES, Fault

Raw = tuple[int, bytes, dict[str, str]]
_JSON = {"Content-Type": "application/json"}
_HTML = {"Content-Type": "text/html; charset=utf-8"}
_PORTAL = b"<!doctype html><title>Welcome</title><h1>Sign in to use this network</h1>"
_BODIES = {
    "throttle": application(429, "RESOURCE_EXHAUSTED", "Too many requests").body,
    "error_500": system(500).body,
    "denied": denied().body,
    "unauthenticated": unauthenticated().body,
    "not_found": system(404).body,
    "method_not_allowed": system(405).body,
    "not_implemented": system(501).body,
    "precondition": application(428, "FAILED_PRECONDITION").body,
}


def instead(fault: Fault) -> Raw:
    """The answer in place of doing anything."""
    if fault.kind == "html":
        # As a network with a sign-in page does: everything is fine, and nothing is true.
        return 200, _PORTAL, _HTML
    status, body = STATUSES[fault.kind], _BODIES.get(fault.kind)
    if body is None:
        return status, b"", _HTML
    headers = dict(_JSON)
    if fault.retry_after_s is not None:
        headers["Retry-After"] = str(fault.retry_after_s)
    return status, encode(body), headers


def encode(body: Json | None) -> bytes:
    """JSON as Wix sends it; nothing at all where there is no body."""
    if body is None:
        return b""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def disfigure(body: Json | None, faults: list[Fault]) -> bytes:
    """The answer, less or more or shorter than it should be."""
    for fault in faults:
        if fault.kind == "missing_members":
            body = _without(body, fault.members)
        elif fault.kind == "unknown_members":
            body = _with_more(body)
    payload = encode(body)
    if any(fault.kind == "cut_json" for fault in faults):
        payload = payload[: max(1, len(payload) * 2 // 3)]
    return payload


def _without(value: Any, members: tuple[str, ...]) -> Any:
    """The value without those members, however deep they lie."""
    if isinstance(value, dict):
        return {key: _without(one, members) for key, one in value.items() if key not in members}
    if isinstance(value, list):
        return [_without(one, members) for one in value]
    return value


def _with_more(value: Any) -> Any:
    """The value with members nobody has heard of, in every object."""
    if isinstance(value, dict):
        more = {key: _with_more(one) for key, one in value.items()}
        return {**more, "xUnheardOf": {"since": "2031"}, "xNothing": None}
    if isinstance(value, list):
        return [_with_more(one) for one in value]
    return value
