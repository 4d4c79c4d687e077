"""`turnout walk-in` as a black box: counted at once, one booking in Wix, refusals in a sentence."""

import pytest

from app.demo.faults import Fault

WREN = ("--name", "Wren Walkin", "--email", "wren@example.com", "--phone", "+1 212-555-0199")


def walked_in(turnout, event):
    [row] = [row for row in turnout.ok("roster", event, "--json").json if row["walk_in"]]
    return row


def bookings(site, email="wren@example.com"):
    return [b for b in site._state.all("booking") if b["contactDetails"].get("email") == email]


def test_it_is_counted_before_the_network_is_asked(loaded, yoga, site):
    asked = len(site.requests())
    op = loaded.ok("walk-in", yoga, *WREN, "--count", "2").op
    row = walked_in(loaded, yoga)
    assert (row["name"], row["party"], row["attended"], row["sync"]) == (
        "Wren Walkin", 2, 2, "saved",
    )  # fmt: skip
    [card] = loaded.ok("sessions", "--json").json
    assert (card["booked"], card["attended"]) == (6, 2)
    [waiting] = loaded.ok("queue", "--json").json["ops"]
    assert (waiting["id"], waiting["booking_id"]) == (op, row["booking_id"])
    assert len(site.requests()) == asked


@pytest.mark.parametrize("fault", ["", "lose_answer", "cut_json"])
@pytest.mark.parametrize("step", ["bookings.create", "bookings.confirm"])
def test_after_a_sync_there_is_one_booking_and_one_row(loaded, yoga, site, fault, step):
    loaded.ok("walk-in", yoga, *WREN)
    if fault:
        site.faults.add(Fault(fault, step, times=1))
    loaded.sync()
    [made] = bookings(site)
    assert (made["status"], site.attendance(made["id"], yoga)) == ("CONFIRMED", ("ATTENDED", 1))
    row = walked_in(loaded, yoga)
    assert (row["wix_booking_id"], row["sync"]) == (made["id"], "verified")
    assert row["not_in_wix"] is False
    assert len(loaded.ok("roster", yoga, "--json").json) == 2
    held = [path.name for path in loaded.files() if b"wren@example" in path.read_bytes()]
    assert held == []


def test_it_is_checked_in_and_undone_by_either_of_its_names(loaded, yoga, site):
    op = loaded.ok("walk-in", yoga, *WREN, "--count", "2").op
    loaded.sync()
    row = walked_in(loaded, yoga)
    loaded.ok("check-in", yoga, row["wix_booking_id"], "--leave", "1")
    loaded.ok("check-in", yoga, row["booking_id"], "--extra", "2")
    loaded.ok("check-in", "--from", "-", lines=f"{yoga} {row['wix_booking_id']} -1\n")
    assert walked_in(loaded, yoga)["attended"] == 2
    loaded.ok("undo", op)
    loaded.sync()
    assert walked_in(loaded, yoga)["attended"] == 0
    assert site.attendance(row["wix_booking_id"], yoga) is None


def test_without_an_address_it_stays_here_and_says_why(loaded, yoga, site):
    given = loaded.ok("walk-in", yoga, "--json").json
    assert given["ok"]
    loaded.sync()
    row = walked_in(loaded, yoga)
    assert (row["name"], row["attended"], row["not_in_wix"]) == ("Walk-in", 1, True)
    assert row["reason"] == "Without an e-mail address Wix takes no booking."
    assert "Walk-in · not in Wix" in loaded.ok("roster", yoga).out
    assert loaded.ok("queue", "--json").json == {"ops": []}
    assert len(site._state.all("booking")) == 1


def test_a_walk_in_in_wix_is_called_one(loaded, yoga):
    loaded.ok("walk-in", yoga, *WREN)
    loaded.sync()
    [line] = [line for line in loaded.ok("roster", yoga).out.splitlines() if "Wren" in line]
    assert line.endswith("  Walk-in")


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        (["--count", "0"], 3, "from 1 to 1000"),
        (["--count", "-1"], 3, "from 1 to 1000"),
        (["--count", "two"], 2, "invalid int value"),
        (["--email", "wren"], 3, "not an e-mail address"),
        (["--mail", "w@example.com"], 2, "unrecognized arguments"),
    ],
)
def test_what_is_refused(loaded, yoga, given, code, words):
    ran = loaded("walk-in", yoga, *given)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert len(loaded.ok("roster", yoga, "--json").json) == 1


def test_a_session_that_is_not_here_and_one_that_was_cancelled(loaded, yoga, site):
    unknown = loaded("walk-in", "no-such-session")
    assert unknown.code == 3
    assert "run turnout sync" in unknown.err
    site.cancel_session(yoga)
    loaded.sync()
    cancelled = loaded("walk-in", yoga, "--json")
    assert (cancelled.code, cancelled.json["ok"]) == (3, False)
    assert "Yoga Flow was cancelled" in cancelled.json["reason"]


def test_the_log_says_nothing_of_them(loaded, yoga):
    loaded.ok("walk-in", yoga, *WREN)
    loaded.sync()
    logs = [path.read_text() for path in (loaded.folder / "logs").iterdir()]
    assert any("booking create" in log for log in logs)
    for word in ("Wren", "wren@", "0199"):
        assert not any(word in log for log in logs)
