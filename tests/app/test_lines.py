"""`check-in --from -`: a line at a time, answered after COMMIT; and what remains after a kill."""

import contextlib
import json
import os
import random
import signal
import subprocess

import pytest

from app.demo import Fault
from app.storage.store import FILE_NAME, Store
from tests.app.conftest import CHECKOUT, COMMAND

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


@pytest.fixture
def crowd(turnout, site, yoga):
    """A booking for very many."""
    booking = site.add_booking(yoga, 900)
    turnout.sync()
    return booking


def stored(turnout):
    store = Store(turnout.folder / FILE_NAME)
    with contextlib.closing(store):
        return [op.op_id for op, _ in store.journal.open_ops()]


def test_each_line_is_answered_after_its_commit_and_before_the_next_one_comes(loaded, yoga, dana):
    process = loaded.start("check-in", "--from", "-")
    counts = []
    for what in ("+1", "+2", "-1", "no-show", "clear", "extra+2"):
        process.stdin.write(f"{yoga} {dana} {what}\n".encode())
        process.stdin.flush()
        word, op_id = process.stdout.readline().decode().split()
        assert (word, stored(loaded)[-1]) == ("ok", op_id)
        counts.append(loaded.row(yoga, dana)["attended"])
    assert counts == [1, 3, 2, 0, 0, 2]
    assert loaded.ended(process, *process.communicate()).code == 0


def test_a_bad_line_is_answered_and_the_rest_goes_on(loaded, site, yoga, dana):
    lines = [
        f"{yoga} {dana} +1",
        "",
        "nonsense",
        "too many words on this line",
        f"{yoga} {dana} +5",
        f"{yoga} {dana} +0",
        f"{yoga} {dana} ++1",
        f"{yoga} {dana} +{'9' * 5000}",
        f"{yoga} {dana} +²",
        f"{yoga} nobody +1",
        f"nothing {dana} +1",
        "\0 \0 +1",
        f"  {yoga}\t{dana}   +1\r",
    ]
    raw = "\n".join(lines).encode() + b"\n\xff\xfe x +1\n" + f"{yoga} {dana} +1".encode()
    process = loaded.start("check-in", "--from", "-")
    out, err = process.communicate(raw)
    answers = out.decode().splitlines()
    assert [answer.split()[0] for answer in answers] == [
        "ok", *["refused"] * 10, "ok", "refused", "ok",
    ]  # fmt: skip
    assert process.returncode == 3
    assert err == b""
    assert loaded.row(yoga, dana)["attended"] == 3
    loaded.sync()
    assert site.attendance(dana, yoga) == ("ATTENDED", 3)


def test_no_line_at_all_is_nothing_to_do(loaded):
    assert loaded.ok("check-in", "--from", "-").out == ""


@pytest.mark.skipif(os.name != "posix", reason="a shell's way to close stdin")
def test_without_any_stdin_there_is_nothing_to_do(loaded):
    command = " ".join([*COMMAND, "check-in", "--from", "-", "<&-"])
    ran = subprocess.run(
        command, shell=True, env=loaded.env(), cwd=CHECKOUT, capture_output=True, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")


def test_every_ok_survives_a_kill_and_reaches_the_site_once(turnout, site, yoga, crowd):
    """I1, I2: killed ten times in the middle; what was answered is there, and no more than sent."""
    draw = random.Random(7)
    answered: list[str] = []
    line = f"{yoga} {crowd} +1\n".encode()
    for _ in range(10):
        process = turnout.start("check-in", "--from", "-")
        process.stdin.write(line * 60)
        process.stdin.flush()
        said = [process.stdout.readline() for _ in range(draw.randint(1, 40))]
        process.send_signal(KILL)
        said += process.communicate()[0].splitlines(keepends=True)
        answered += [each.decode().split()[1] for each in said if each.endswith(b"\n")]
    kept = stored(turnout)
    assert len(answered) == len(set(answered))
    assert set(answered) <= set(kept)
    assert len(answered) <= len(kept) <= len(answered) + 10  # killed between COMMIT and answer
    assert turnout.row(yoga, crowd)["attended"] == len(kept)
    status = turnout.sync()
    assert (status["verified"], status["saved"]) == (len(kept), 0)
    assert site.attendance(crowd, yoga) == ("ATTENDED", len(kept))


def test_a_sync_that_is_killed_on_the_way_counts_nothing_twice(turnout, site, yoga, crowd):
    """Killed between the write and its answer: the next one reads, and goes on from there.

    While a query may lag, a write in doubt is not believed to have landed, and the same number
    may be sent once more; never a higher one.
    """
    taps, kills = 0, 4
    for kill in range(1, kills + 1):
        turnout.ok("check-in", "--from", "-", lines=f"{yoga} {crowd} +1\n" * 3)
        taps += 3
        site.faults.add(Fault("slow", match="attendance.*set*", delay_s=float("inf")))
        process = turnout.start("sync", "--timeout", "10")
        assert site.faults.wait_for("slow", kill)
        process.send_signal(KILL)
        process.communicate()
        site.faults.clear()
        site.faults.release()
        assert site.attendance(crowd, yoga) == ("ATTENDED", taps)
    status = turnout.sync("sent")
    assert (status["saved"], status["in_doubt"], status["conflict"]) == (0, 0, 0)
    assert site.attendance(crowd, yoga) == ("ATTENDED", taps)
    assert turnout.row(yoga, crowd)["attended"] == taps
    numbers = [write.number for write in site.writes()]
    assert numbers == sorted(numbers)
    assert set(numbers) == {3 * kill for kill in range(1, kills + 1)}


@pytest.mark.skipif(os.name != "posix", reason="a device that is always full")
def test_an_answer_that_cannot_be_written_is_said_and_the_op_is_kept(loaded, yoga, dana):
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device, not a file
        process = subprocess.run(
            [*COMMAND, "check-in", yoga, dana, "--add", "1"],
            env=loaded.env(), cwd=CHECKOUT, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert (process.returncode, process.stderr.count(b"\n")) == (4, 1)
    assert b"its answer cannot be written. It may be recorded all the same" in process.stderr
    assert loaded.row(yoga, dana)["attended"] == 1


@pytest.mark.parametrize(("given", "code"), [(["sessions"], 0), (["check-in", "--from", "-"], 4)])
def test_a_reader_that_went_away_is_no_crash(loaded, yoga, dana, given, code):
    """Whoever reads a list has seen enough; lines that nobody hears about are not done."""
    process = loaded.start(*given)
    process.stdout.close()
    process.stdout = None
    lines = f"{yoga} {dana} +1\n".encode() * 3 if code else b""
    _, err = process.communicate(lines)
    assert (process.returncode, err) == (code, b"")


def test_every_answer_is_json_where_json_was_asked_for(loaded, yoga, dana):
    for given in (["sessions"], ["roster", yoga], ["queue"], ["sync"]):
        json.loads(loaded.ok(*given, "--json").out)
