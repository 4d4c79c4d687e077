"""A report as a file: what a spreadsheet reads back is what was counted."""

import csv

from app.checkin.table_file import write_table
from app.cli.reporting import COLUMNS, words_of
from app.domain.report import Grouping, Kind, Sums
from app.domain.values import NO_SHOW
from app.reports.table import NO_RATE, columns_of, table
from tests.desks import booking
from tests.reports.test_counting import add

HEBREW = "יעל ברק"
FORMULA = "=HYPERLINK(1)"


def read(file):
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def filled(made, reports):
    """Five weeks: one client of five bookings, one of four, and one that a spreadsheet fears."""
    for week in range(5):
        regular = booking(f"y{week}", HEBREW, 2, phone_tail="5551190")
        rare = [booking(f"d{week}", phone_tail="")] if week else []
        odd = booking(f"o{week}", FORMULA, phone_tail="")
        rows = add(made, f"yoga{week}", regular, odd, *rare, days_ago=7 * week + 1)
        made.read(rows[0], NO_SHOW) if week == 2 else made.desk.arrive(rows[0], 2)
        made.desk.arrive(rows[1])
    return reports.count(reports.last_days(90))


def test_a_report_comes_back_from_its_file_with_identical_numbers_and_names(
    made, reports, ask, tmp_path
):
    """S-22: a rate from five bookings on, totals that are the sums, Hebrew names as they were."""
    ask(90)
    tally = filled(made, reports)
    for kind in Kind:
        for grouping in Grouping:
            found = tally.report(kind, grouping)
            file = tmp_path / f"{kind}-{grouping}.csv"
            write_table(file, table(found, words_of(found)))
            *rows, total = read(file)
            for column in ("bookings", "booked", "attended", "no_show", "walk_ins"):
                numbers = [int(row[COLUMNS[column]]) for row in rows]
                assert numbers == [getattr(line.sums, column) for line in found.lines]
                assert sum(numbers) == int(total[COLUMNS[column]])
            for row in rows:
                rated = row["Rate %"] != NO_RATE
                assert rated == (int(row["Bookings"]) >= 5)
                part = row["Attended" if kind is Kind.ATTENDANCE else "No-show"]
                if rated:
                    assert int(row["Rate %"]) == round(100 * int(part) / int(row["People booked"]))
    by_name = {row["Client"]: row for row in read(tmp_path / "no-shows-client.csv")}
    assert by_name[HEBREW]["No-show"] == "2"
    assert by_name[HEBREW]["Rate %"] == "20"
    assert by_name[HEBREW]["Phone ends in"] == "1190"
    by_name = {row["Client"]: row for row in read(tmp_path / "attendance-client.csv")}
    assert by_name["Dana Levi"]["Rate %"] == NO_RATE
    assert f"'{FORMULA}" in by_name
    assert FORMULA not in by_name


def test_a_table_says_which_days_it_leaves_out(made, reports, ask):
    ask(3)
    add(made, "yoga", booking("d"))
    found = reports.count(reports.last_days(5)).report(Kind.ATTENDANCE, Grouping.CLIENT)
    *_, total, note = table(found, words_of(found))
    assert total == ["Total", "", "1", "1", "0", "0", NO_RATE, "", "0"]
    assert note == [
        "3 of 5 days are on this computer. Not here, or not whole: 2026-11-19 to 2026-11-20"
    ]


def test_the_columns_of_each_grouping(made, reports):
    assert set(COLUMNS) == {name for each in Grouping for name in columns_of(each)}
    assert columns_of(Grouping.SERVICE)[:2] == ("service", "sessions")
    found = reports.count(reports.last_days(1)).report(Kind.NO_SHOWS, Grouping.HOUR)
    assert found.total == Sums()
    assert len(list(table(found, words_of(found)))) == 3
