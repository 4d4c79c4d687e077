"""The command `report`: its members, its file, its exit codes, and what it says of missing days."""

import csv
import stat
from datetime import datetime, timedelta

import pytest

from tests.rigs import site_now

MEMBERS = {
    "report": str, "by": str, "from": str, "to": str, "sessions": int, "days": int,
    "days_here": int, "missing": list, "rows": list, "total": dict,
}  # fmt: skip
SUMS = {
    "sessions": int, "bookings": int, "booked": int, "attended": int, "no_show": int,
    "rate_percent": type(None), "walk_ins_not_in_wix": int,
}  # fmt: skip


@pytest.fixture
def over(turnout, site):
    """A session that is over, with two bookings: one came, one did not."""
    event = site.add_session("Early", start=site_now(site) - timedelta(hours=2))
    came = site.add_booking(event, 2, "Dana", "Levi")
    missed = site.add_booking(event, 1, "יעל", "ברק")
    turnout.sync("sent")
    turnout.ok("check-in", event, came, "--add", "2")
    turnout.ok("check-in", event, missed, "--no-show")
    return turnout


def types(found):
    return {name: type(value) for name, value in found.items()}


def test_the_members_of_a_report(over):
    found = over.ok("report", "no-shows", "--json").json
    assert types(found) == MEMBERS
    assert SUMS.items() <= types(found["total"]).items()
    first, rest = found["rows"]
    assert (first["client"], first["no_show"], first["rate_percent"]) == ("יעל ברק", 1, None)
    assert (rest["client"], rest["others"], rest["attended"]) == ("1 without a no-show", 1, 2)
    assert rest["last_visit"] == found["to"]
    assert (found["report"], found["by"], found["sessions"]) == ("no-shows", "client", 1)
    assert (found["days"], found["days_here"], len(found["missing"])) == (30, 1, 29)
    assert datetime.fromisoformat(found["to"]) - datetime.fromisoformat(found["from"]) == timedelta(
        days=29
    )


def test_it_is_read_by_people_and_never_leaves_out_a_day_unsaid(over):
    today = over.ok("report", "attendance", "--json").json["to"]
    said = over.ok("report", "attendance", "--from", today).out.splitlines()
    assert said == [
        f"Dana Levi  2 booked  2 attended  0 no-show  –  last visit {today}",
        "יעל ברק  1 booked  0 attended  1 no-show  –",
        f"Total  3 booked  2 attended  1 no-show  –  last visit {today}",
    ]
    week = over.ok("report", "attendance", "--to", today, "--by", "service").out.splitlines()
    assert week[0].startswith("Early  3 booked  2 attended  1 no-show")
    assert week[-2].startswith("1 of 30 days are on this computer. Not here, or not whole: ")
    day = week[-1].removeprefix("To load one of them: turnout sync --date ")
    over.ok("sync", "--date", day, "--until", "sent")
    again = over.ok("report", "attendance", "--by", "hour").out.splitlines()
    assert again[-2].startswith("2 of 30 days are on this computer.")


def test_its_file_is_new_and_its_owners_alone(over, tmp_path):
    file = tmp_path / "report.csv"
    said = over.ok("report", "attendance", "--csv", str(file)).out
    assert said.startswith(f"Saved as {file}\n1 of 30 days")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    assert [row["Client"] for row in rows[:2]] == ["Dana Levi", "יעל ברק"]
    assert [row["No-show"] for row in rows[:3]] == ["0", "1", "1"]
    again = over("report", "attendance", "--csv", str(file))
    assert (again.code, again.err.count("already")) == (3, 1)
    nowhere = over("report", "attendance", "--csv", str(tmp_path / "no folder" / "x.csv"))
    assert nowhere.code == 6
    assert over.ok("report", "no-shows", "--csv", f"{file}2", "--json").json["sessions"] == 1


def test_nothing_that_is_over_is_said_and_so_is_a_range_that_is_none(loaded):
    assert loaded.ok("report", "no-shows").out.startswith("No finished sessions in this period.\n")
    for wrong in (
        ("no-shows", "--from", "2026-11-02", "--to", "2026-11-01"),
        ("no-shows", "--from", "yesterday"),
        ("no-shows", "--by", "mood"),
        ("sales",),
        (),
    ):
        assert loaded("report", *wrong).code == 2
    assert loaded("report", "no-shows", "--from", "2500-01-01").code == 3
    assert loaded("report", "no-shows", "--from", "2001-01-01").code == 3
