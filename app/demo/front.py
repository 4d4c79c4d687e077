"""From a raw HTTP request to a raw answer: faults first, then who asks, then the operation."""

import base64
import json
import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from app.demo import auth, misbehaviour
from app.demo.attendance_entry import note
from app.demo.call import Call, Caller, ItemFault, Parts
from app.demo.errors import Json, WixError, denied, system, violation
from app.demo.faults import ENDING, STATUSES, Fault, Faults
from app.demo.records import SeenRequest
from app.demo.routes import Route, find_route

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes over the wire."""

    status: int
    payload: bytes
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request that has found its route."""

    route: Route | None
    ids: tuple[str, ...]
    target: str
    headers: Mapping[str, str]
    raw: bytes


class Front:
    """Answers requests; None means: hang up without a word."""

    def __init__(self, parts: Parts, faults: Faults) -> None:
        self._parts = parts
        self._faults = faults
        self._late: list[threading.Thread] = []

    def answer(
        self, method: str, target: str, headers: Mapping[str, str], raw: bytes
    ) -> Answer | None:
        """Answer one request and remember it."""
        path = urlsplit(target).path
        found = find_route(method, path)
        asked = _Asked(found[0] if found else None, found[1] if found else (), target, headers, raw)
        operation = asked.route.operation if asked.route else "unknown"
        answer = self._misbehave(asked, self._faults.take(operation, path))
        status = answer.status if answer else 0
        seen = SeenRequest(method, operation, status, time.monotonic(), path)
        self._parts.records.note_request(seen)
        return answer

    def now(self) -> float:
        """What a Date header says."""
        return self._parts.state.wall()

    def finish(self) -> None:
        """Let every late write be applied now, and wait for it."""
        self._faults.release()
        for thread in self._late:
            thread.join()
        self._late.clear()

    def _misbehave(self, asked: _Asked, faults: list[Fault]) -> Answer | None:
        ending = next((fault for fault in faults if fault.kind in ENDING), None)
        kind = ending.kind if ending else ""
        if ending and kind == "apply_late":
            self._apply_late(asked, ending)
            return None
        if kind == "drop":
            self._note_lost(asked)
            return None
        if ending and (kind in STATUSES or kind == "html"):
            self._note_lost(asked)
            answer = misbehaviour.instead(ending)
        else:
            status, body = self._run(asked, faults)
            payload = misbehaviour.disfigure(body, faults)
            answer = (status, payload, {"Content-Type": _JSON})
        for fault in faults:
            if fault.kind == "slow":
                self._faults.hold(fault)
        return None if kind == "lose_answer" else _sealed(*answer)

    def _apply_late(self, asked: _Asked, fault: Fault) -> None:
        self._faults.late_write_begins()

        def apply() -> None:
            try:
                self._faults.delay(fault.delay_s)
                self._run(asked, [])
            finally:
                self._faults.late_write_ends()

        thread = threading.Thread(target=apply, name="late write")
        self._late.append(thread)
        thread.start()

    def _run(self, asked: _Asked, faults: list[Fault]) -> tuple[int, Json | None]:
        try:
            if asked.route is None:
                raise system(404)
            call = self._call(asked, asked.route)
            return 200, asked.route.run(_changed(call, asked.route, faults))
        except WixError as error:
            bare = error.status == 401 and self._parts.quirks.bare_401
            return error.status, None if bare else error.body

    def _call(self, asked: _Asked, route: Route) -> Call:
        caller = Caller("nobody") if route.open else auth.authenticate(self._parts, asked.headers)
        if not caller.may(*route.permissions):
            raise denied()
        params = _params(urlsplit(asked.target).query)
        return Call(self._parts, caller, asked.ids, params, _body(asked.raw))

    def _note_lost(self, asked: _Asked) -> None:
        """Attendance writes that come to nothing are remembered all the same."""
        operation = asked.route.operation if asked.route else ""
        if operation not in ("attendance.set", "attendance.bulk_set"):
            return
        try:
            body = _body(asked.raw)
        except WixError:
            return
        call = Call(self._parts, Caller("nobody"))
        details = body.get("attendanceDetails")
        for entry in details if isinstance(details, list) else [body]:
            wanted = entry.get("attendance") if isinstance(entry, dict) else None
            note(call, wanted, applied=False)


def _changed(call: Call, route: Route, faults: list[Fault]) -> Call:
    for fault in faults:
        if fault.kind == "stale" and route.reads:
            call = replace(call, as_of=call.parts.state.wall() - fault.delay_s)
        elif fault.kind in ("undetailed", "item_error"):
            detailed = fault.kind == "item_error"
            call = replace(call, item_fault=ItemFault(fault.code, fault.booking_id, detailed))
    return call


def _sealed(status: int, payload: bytes, headers: dict[str, str]) -> Answer:
    request_id = f"{int(time.time())}.{uuid.uuid4().hex[:12]}"
    return Answer(status, payload, {**headers, "x-wix-request-id": request_id})


def _body(raw: bytes) -> Json:
    if not raw:
        return {}
    try:
        body = json.loads(raw)
    except ValueError:
        raise violation("body", "is not JSON", "FORMAT") from None
    if not isinstance(body, dict):
        raise violation("body", "must be an object", "FORMAT")
    return body


def _params(query: str) -> Json:
    """Query parameters; `.r` holds them all as base64url JSON."""
    params: dict[str, Any] = {}
    for name, values in parse_qs(query, keep_blank_values=True).items():
        params[name] = values if len(values) > 1 or name in _LISTS else values[0]
    packed = params.pop(".r", None)
    if isinstance(packed, str):
        try:
            unpacked = json.loads(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
        except ValueError:
            raise violation(".r", "is not base64url JSON", "FORMAT") from None
        if isinstance(unpacked, dict):
            params |= unpacked
    return params


_LISTS = ("eventIds", "fields")
