"""`doctor`: looks at everything check-in needs, a line each with what to do about it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from app.checkin.checkup import StoreCheckup, of_screen, of_space, of_store, today_in_utc
from app.checkin.checkup_report import MARKS, line
from app.cli.checking import of_the_site
from app.cli.codes import DONE, NOT_ALLOWED, NOT_FINISHED, UNWRITABLE, USAGE
from app.domain.checkup import Finding, Looked, Trouble
from app.domain.errors import StoreError, TurnoutError
from app.main import NotConnected, program
from app.system.machine import free_bytes, has_screen
from app.system.place import WrongSetting

if TYPE_CHECKING:
    from app.main import Program
    from app.storage.store import Store

CODES = {
    Trouble.STORE: UNWRITABLE,
    Trouble.SETTING: USAGE,
    Trouble.NOT_ALLOWED: NOT_ALLOWED,
    Trouble.UNREACHABLE: NOT_FINISHED,
    Trouble.OTHER: NOT_FINISHED,
    Trouble.UNKNOWN: NOT_FINISHED,
}


def doctor(given: argparse.Namespace) -> int:
    """Every finding as soon as it is known; as one list with --json."""
    found: list[Finding] = []
    for each in _findings(demo=given.demo):
        found.append(each)
        if not given.json:
            print(line(each), flush=True)
    if given.json:
        print(json.dumps([_json(each) for each in found], ensure_ascii=False))
    troubles = {each.trouble for each in found}
    code = next((code for trouble, code in CODES.items() if trouble in troubles), DONE)
    if code != DONE:
        wrong = len([each for each in found if each.trouble not in MARKS])
        print(f"To put right: {wrong} of {len(found)}, each with what to do.", file=sys.stderr)
    return code


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
        yield from of_the_site(made, today_in_utc(made.clock.now()))
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
    report = yield from of_the_site(made, checkup.near())
    looked = Looked(report=report)
    yield from checkup.findings(looked.doubles, looked.clock_off_s)
