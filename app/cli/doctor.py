"""`doctor`: looks at everything check-in needs, a line each with what to do about it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from app.checkin.checkup import StoreCheckup, of_key, of_screen, of_space, of_store, today_in_utc
from app.checkin.checkup_site import of_site
from app.cli.codes import DONE, NOT_ALLOWED, NOT_FINISHED, UNWRITABLE, USAGE
from app.domain.checkup import Finding, Near, SiteReport, Trouble, Way
from app.domain.errors import NotAllowed, StoreError, TurnoutError, Unreachable
from app.main import NO_KEY, NotConnected, program
from app.system.app_access import app_access
from app.system.machine import certificate_file, free_bytes, has_screen, host_of, proxy_of
from app.system.place import Place, WrongSetting

if TYPE_CHECKING:
    from app.main import Program
    from app.storage.store import Store
    from app.wix.probe import Probe

COPY_AGAIN = "Copy the key and the site ID again, and check TURNOUT_API_URL."
CODES = {
    Trouble.STORE: UNWRITABLE,
    Trouble.SETTING: USAGE,
    Trouble.NOT_ALLOWED: NOT_ALLOWED,
    Trouble.UNREACHABLE: NOT_FINISHED,
    Trouble.OTHER: NOT_FINISHED,
    Trouble.UNKNOWN: NOT_FINISHED,
}
MARKS = {None: "ok   ", Trouble.UNKNOWN: "?    "}


def doctor(given: argparse.Namespace) -> int:
    """Every finding as soon as it is known; as one list with --json."""
    found: list[Finding] = []
    for each in _findings(demo=given.demo):
        found.append(each)
        if not given.json:
            print(_line(each), flush=True)
    if given.json:
        print(json.dumps([_json(each) for each in found], ensure_ascii=False))
    troubles = {each.trouble for each in found}
    code = next((code for trouble, code in CODES.items() if trouble in troubles), DONE)
    if code != DONE:
        wrong = len([each for each in found if each.trouble not in MARKS])
        print(f"To put right: {wrong} of {len(found)}, each with what to do.", file=sys.stderr)
    return code


def _line(finding: Finding) -> str:
    mark = MARKS.get(finding.trouble, "WRONG")
    return " ".join(filter(None, (mark, f"{finding.check}:", finding.detail, finding.advice)))


def _json(finding: Finding) -> dict[str, object]:
    return {
        "check": finding.check,
        "ok": finding.ok,
        "detail": finding.detail,
        "advice": finding.advice,
    }


def _findings(*, demo: bool) -> Iterator[Finding]:
    yield of_screen(there=has_screen())
    try:
        made = program(demo=demo)
    except WrongSetting as wrong:
        yield Finding("settings", str(wrong), "Change or remove that variable.", Trouble.SETTING)
    except NotConnected as unset:
        what, _, advice = str(unset).partition(". ")
        yield Finding("site", f"{what}.", advice, Trouble.NOT_ALLOWED)
    except StoreError as shut:
        yield of_store(str(shut))
    else:
        made.start_log()
        with closing(made):
            yield from _of_program(made)


def _of_program(made: Program) -> Iterator[Finding]:
    try:
        store = made.open_store(may_read=True)
    except TurnoutError as shut:
        yield of_store(str(shut))
        yield of_space(free_bytes(made.place.folder))
        yield from _of_site(made, today_in_utc(made.clock.now()))
        return
    with closing(store):
        try:
            yield from _of_store(made, store)
        except StoreError as broken:
            yield of_store(str(broken))


def _of_store(made: Program, store: Store) -> Iterator[Finding]:
    desk = made.desk(store)
    yield of_store(desk.writable())
    yield of_space(free_bytes(made.place.folder))
    checkup = StoreCheckup(store, desk)
    report = yield from _of_site(made, checkup.near())
    yield from checkup.findings(report.doubles if report and report.reached else None)


def _of_site(made: Program, near: Near) -> Generator[Finding, None, SiteReport | None]:
    """The secret store, then the way, then what the key may do."""
    try:
        probe, has_key = yield from _probe(made)
    except NotAllowed as unfit:
        yield Finding("credentials", str(unfit), COPY_AGAIN, Trouble.NOT_ALLOWED)
        return None
    except Unreachable as failed:
        yield Finding("network", str(failed), "Start turnout again.", Trouble.UNREACHABLE)
        return None
    report = probe.look(near)
    yield from of_site(report, _way(made.place, has_key=has_key))
    return report


def _probe(made: Program) -> Generator[Finding, None, tuple[Probe, bool]]:
    """Where no key is to be had the way is looked at all the same."""
    try:
        probe = made.probe()
    except NotAllowed as missing:
        if missing.code != NO_KEY:
            raise
        yield of_key(str(missing))
        return made.probe_of_the_way(), False
    yield Finding("secret store", _where_from(made))
    return probe, True


def _way(place: Place, *, has_key: bool) -> Way:
    if place.demo:
        return Way("The demo site")
    return Way(host_of(place.url), proxy_of(place.url), certificate_file(place.url), has_key)


def _where_from(made: Program) -> str:
    if made.place.demo:
        return "The demo site brings its own key."
    if os.environ.get("TURNOUT_API_KEY", "").strip():
        return "Not needed: the key is in TURNOUT_API_KEY."
    if app_access() is not None:
        return "Not needed: an app asks in place of a key."
    return "The key of this site is in it."
