"""Outages on request: one line, one outage, whatever else comes in."""

import json

import pytest

from app.demo.faults import Fault, Faults
from app.demo.practice import LONGEST, OUTAGES, Listener


@pytest.fixture
def faults():
    return Faults()


@pytest.fixture
def listener(faults):
    return Listener(faults)


def line(outage):
    return json.dumps({"practise": outage}).encode() + b"\n"


def kinds(faults):
    operations = ("attendance.set", "attendance.bulk_set", "events.query")
    return {op: [fault.kind for fault in faults.take(op, "/x")] for op in operations}


NOTHING = {"attendance.set": [], "attendance.bulk_set": [], "events.query": []}


def test_each_outage_takes_the_place_of_the_one_before(faults, listener):
    listener.hear(line("unplugged"))
    assert faults.unplugged
    listener.hear(line("slow"))
    assert not faults.unplugged
    assert kinds(faults) == {operation: ["slow"] for operation in NOTHING}
    listener.hear(line("refusing"))
    assert kinds(faults) == {
        "attendance.set": ["not_found"],
        "attendance.bulk_set": ["item_error"],
        "events.query": [],
    }
    listener.hear(line("normal"))
    assert kinds(faults) == NOTHING


def test_a_line_may_come_in_pieces_and_several_at_once(faults, listener):
    whole = line("unplugged") + line("normal") + line("unplugged")
    for at in range(len(whole)):
        listener.hear(whole[at : at + 1])
    assert faults.unplugged


@pytest.mark.parametrize(
    "odd", [b"", b"rubbish", b"[]", b"{}", b'{"practise": 1}', b'{"practise": "x"}', b"\xff"]
)
def test_what_is_no_command_changes_nothing(faults, listener, odd):
    faults.add(Fault("unplug"))
    listener.hear(odd + b"\n")
    assert faults.unplugged


def test_a_line_without_an_end_is_not_kept_for_ever(faults, listener):
    for _ in range(100):
        listener.hear(b"x" * LONGEST)
    assert len(listener._rest) == LONGEST
    listener.hear(b"\n" + line("unplugged"))
    assert faults.unplugged


def test_back_to_normal_ends_the_answers_that_are_under_way(faults, listener):
    """Four seconds are long for whoever has just pressed the button."""
    assert OUTAGES["slow"][0].delay_s == 4.0
    before = faults._released
    listener.hear(line("normal"))
    assert faults._released == before + 1
