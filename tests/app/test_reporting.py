"""The command `report`: its members, its file, its exit codes, and what it says of missing days."""

import csv
import stat
from datetime import date, timedelta

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
    lines = f"{event} {came} +2\n{event} {missed} no-show\n"
    turnout.ok("check-in", "--from", "-", lines=lines)
    return turnout


def types(found):
    return {name: type(value) for name, value in found.items()}


def test_the_members_of_a_report_and_its_file(over, tmp_path):
    """The file is new, its owner's alone, and holds what the members say."""
    file = tmp_path / "report.csv"
    found = over.ok("report", "no-shows", "--json", "--csv", str(file)).json
    assert types(found) == MEMBERS
    assert SUMS.items() <= types(found["total"]).items()
    first, rest = found["rows"]
    assert (first["client"], first["no_show"], first["rate_percent"]) == ("יעל ברק", 1, None)
    assert (rest["client"], rest["others"], rest["attended"]) == ("1 without a no-show", 1, 2)
    assert rest["last_visit"] == found["to"]
    assert (found["report"], found["by"], found["sessions"]) == ("no-shows", "client", 1)
    assert (found["days"], found["days_here"], len(found["missing"])) == (30, 1, 29)
    first_day, last_day = (date.fromisoformat(found[name]) for name in ("from", "to"))
    assert last_day - first_day == timedelta(days=29)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    assert [(row["Client"], row["No-show"]) for row in rows[:3]] == [
        ("יעל ברק", "1"), ("1 without a no-show", "0"), ("Total", "1"),
    ]  # fmt: skip
    assert rows[3]["Client"].startswith("1 of 30 days are on this computer. Not here, ")
    again = over("report", "attendance", "--csv", str(file))
    assert (again.code, again.err.count("already")) == (3, 1)
    for name, why in (
        (str(tmp_path / "no folder" / "x"), "There is no such folder: choose another place."),
        (str(tmp_path), "That is a folder: add the name of a file."),
        (str(tmp_path / ("long" * 100)), "Its name is too long: choose a shorter one."),
        ("", "is the name of no file"),
    ):
        unfit = over("report", "attendance", "--csv", name)
        assert (unfit.code, why in unfit.err) == (2, True), unfit.err


def test_it_is_read_by_people_and_never_leaves_out_a_day_unsaid(over, site, tmp_path):
    today = site_now(site).date()
    said = over.ok("report", "attendance", "--from", str(today)).out.splitlines()
    assert said == [
        f"Dana Levi  2 booked  2 attended  0 no-show  –  last visit {today}",
        "יעל ברק  1 booked  0 attended  1 no-show  –",
        f"Total  3 booked  2 attended  1 no-show  –  last visit {today}",
    ]
    by_service = over.ok("report", "attendance", "--to", str(today), "--by", "service")
    first, *_, note, advice = by_service.out.splitlines()
    assert first.startswith("Early  3 booked  2 attended  1 no-show")
    assert note.startswith("1 of 30 days are on this computer. Not here, or not whole: ")
    day = advice.removeprefix("To load one of them: turnout sync --date ")
    over.ok("sync", "--date", day, "--until", "sent")
    assert "last visit" not in by_service.out
    assert "last visit" not in over.ok("report", "attendance", "--by", "hour").out
    file = tmp_path / "hours.csv"
    said = over.ok("report", "attendance", "--by", "hour", "--csv", str(file)).out
    assert said.startswith(f"Saved as {file}\n2 of 30 days are on this computer.")


def test_where_nothing_is_over_it_says_so_and_a_range_that_is_none_is_refused(loaded):
    assert loaded.ok("report", "no-shows").out.startswith("No finished sessions in this period.\n")
    for wrong in (("--from", "2026-11-02", "--to", "2026-11-01"), ("--by", "mood")):
        assert loaded("report", "no-shows", *wrong).code == 2
    assert loaded("report", "sales").code == 2
    assert loaded("report", "no-shows", "--from", "2500-01-01").code == 3
