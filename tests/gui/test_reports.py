"""The reports: in two activations, by days and lines, what is missing said, a file, paper."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QMargins, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox

from app.checkin.walk_ins import WalkIns
from app.domain.errors import StoreError
from app.domain.model import EventId, Link
from app.domain.report import Grouping, Kind
from app.domain.values import NO_SHOW
from app.gui import typed_days
from app.gui.panels.day_loading import AT_ONCE
from app.gui.panels.printing import page, print_report
from app.gui.panels.report_table import ReportModel
from app.gui.panels.reports import ReportsPanel
from app.gui.panels.stack import OUTSET
from app.gui.theme import Face, Measure
from app.gui.words import plain
from app.reports.counting import Reports
from tests.desks import NOON, booking
from tests.gui.test_access import press

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
TODAY = NOON.date()


def settle(desk):
    for _ in range(4):
        QApplication.processEvents()
    while desk.window.day_panels.reporting.busy:
        QApplication.processEvents()
    QApplication.processEvents()


def panel(desk):
    assert isinstance(desk.window.side, ReportsPanel)
    return desk.window.side


def rows(desk):
    """Every line of the table, as it is drawn."""
    model = panel(desk).table.report_model
    return [
        [plain(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def choose(desk, what, at):
    desk.click(f"staff.reports.{what}")
    desk.window.popover.content.buttons[at].click()
    settle(desk)


def ask(made, days, *, but=()):
    with made.store.transaction():
        for ago in set(range(days)) - set(but):
            day = made.clock.now().date() - timedelta(days=ago)
            made.store.other_days.keep_calendar(day, made.clock.now())


@pytest.fixture(autouse=True)
def in_britain():
    was = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(was)


@pytest.fixture
def month(made):
    """Five weeks of one class: one who came, one who did not, one with a name a second time."""
    for week in range(5):
        made.add_session(f"w{week}", starts_in=timedelta(days=-7 * week - 1))
        held = [
            booking(f"d{week}", party=2), booking(f"y{week}", "יעל ברק", phone_tail="5551190"),
        ]  # fmt: skip
        if week == 4:
            held.append(booking("other", phone_tail="5550042"))
        came, missed, *_ = made.add_bookings(f"w{week}", *held)
        made.desk.arrive(came, 2)
        made.read(missed, NO_SHOW)
    ask(made, 91)
    return made


@pytest.fixture
def opened(month, open_desk):
    desk = open_desk()
    press(desk, KEY.Key_F11, CONTROL)
    settle(desk)
    return desk


def test_it_opens_from_the_menu_and_closes_again(month, open_desk):
    desk = open_desk()
    press(desk, KEY.Key_F10)
    desk.click("staff.menu.reports")
    settle(desk)
    assert panel(desk).kind.hasFocus()
    assert panel(desk).table.isVisible()
    assert panel(desk).table.accessibleName() == "Attendance"
    press(desk, KEY.Key_F11, CONTROL)
    assert desk.window.side is None
    press(desk, KEY.Key_F11, CONTROL)
    press(desk, KEY.Key_Escape)
    assert desk.window.side is None


def test_each_client_is_a_line_under_the_total(opened):
    assert rows(opened) == [
        ["Total", "16", "10", "5", "63%", "22/11/2026"],
        ["Dana Levi · …0042", "1", "0", "0", "–", "–"],
        ["Dana Levi · …3127", "10", "10", "0", "100%", "22/11/2026"],
        ["יעל ברק", "5", "0", "5", "0%", "–"],
    ]
    choose(opened, "days", 1)
    assert rows(opened) == [
        ["Total", "3", "2", "1", "–", "22/11/2026"],
        ["Dana Levi", "2", "2", "0", "–", "22/11/2026"],
        ["יעל ברק", "1", "0", "1", "–", "–"],
    ]
    assert "1 finished session" in panel(opened).made_of.accessibleName()


def test_no_shows_and_the_other_groupings(opened):
    choose(opened, "kind", 1)
    assert [row[0] for row in rows(opened)] == ["Total", "יעל ברק", "2 clients without a no-show"]
    assert panel(opened).kind.accessibleName() == "Which report: No-shows"
    choose(opened, "by", 1)
    assert rows(opened) == [
        ["Total", "5", "16", "10", "5", "31%"],
        ["Yoga Flow", "5", "16", "10", "5", "31%"],
    ]
    choose(opened, "by", 2)
    assert [row[0] for row in rows(opened)] == ["Total", "Sunday 12:00"]


def test_numbers_stand_at_the_end_of_their_columns(opened, qtmodeltester):
    model = panel(opened).table.report_model
    for column in range(1, model.columnCount()):
        for told in (
            model.data(model.index(1, column), Qt.ItemDataRole.TextAlignmentRole),
            model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole),
        ):
            assert told & Qt.AlignmentFlag.AlignRight
            assert told & Qt.AlignmentFlag.AlignAbsolute
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert panel(opened).table.font().featureValue(panel(opened).table.font().featureTags()[0])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtmodeltester.check(model)
    model.show_report(None)
    assert (model.rowCount(), model.columnCount()) == (0, 0)
    empty = ReportModel(opened.window.look, opened.window)
    assert empty.data(model.index(0, 0)) is None


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_the_ones_of_figures_stand_below_each_other_and_below_the_heading(month, open_desk, rtl):
    desk = open_desk(rtl=rtl)
    press(desk, KEY.Key_F11, CONTROL)
    settle(desk)
    table = panel(desk).table
    head = table.horizontalHeader()
    at = head.viewport().grab().toImage()
    seen = table.viewport().grab().toImage()
    for column in (1, 2, 3):
        left, wide = table.columnViewportPosition(column), table.columnWidth(column)
        ends = [
            _last_ink(seen, QRect(left, table.rowViewportPosition(row), wide, table.rowHeight(row)))
            for row in range(3)
        ]
        ends.append(_last_ink(at, QRect(left, 0, wide - 2, head.height() - 2)))
        assert max(ends) - min(ends) <= 4, ends
        assert min(ends) > left + wide - 12


def _last_ink(picture, place):
    """The last column of that place that holds a dark point."""
    return max(
        x
        for x in range(place.left() + 2, place.right() - 1)
        for y in range(place.top() + 2, place.bottom() - 1)
        if picture.pixelColor(x, y).lightness() < 120
    )


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1080, 1920)])
def test_nothing_of_the_roster_is_sliced_and_the_total_is_whole(made, open_desk, size, rtl):
    """The panel stands beside the roster, below it, or over all of it."""
    ask(made, 30, but=(2, 3, 9))
    made.add_session("w0", starts_in=timedelta(days=-4))
    desk = open_desk(size=size, rtl=rtl)
    press(desk, KEY.Key_F11, CONTROL)
    settle(desk)
    side, pane = desk.window.side.geometry(), desk.window.pane.geometry()
    assert side.contains(pane) or not side.intersects(pane)
    assert not side.intersects(desk.window.sessions.geometry())
    table, controls = panel(desk).table, panel(desk)._bars[0]
    total = table.report_model.data(table.report_model.index(0, 0))
    assert plain(total) == "Total of 27 of 30 days"
    strong = QFontMetrics(desk.window.look.font(Face.STRONG)).horizontalAdvance(total)
    assert table.columnWidth(0) >= strong + 8
    ends = [
        QRect(part.mapTo(desk.window, QPoint()), part.size())
        for part in (table.viewport(), controls)
    ]
    ends[1].adjust(OUTSET, 0, -OUTSET, 0)
    assert (ends[0].left(), ends[0].right()) == (ends[1].left(), ends[1].right())


def test_without_room_for_all_columns_the_rate_stays(opened):
    table = panel(opened).table
    table.resize(300, 300)
    hidden = [table.isColumnHidden(at) for at in range(6)]
    assert hidden == [False, True, True, True, False, True]
    table.resize(720, 300)
    assert not any(table.isColumnHidden(at) for at in range(6))


def test_what_is_not_here_is_said_and_nothing_is_without_it(made, open_desk):
    ask(made, 30, but=(2, 3, 9))
    desk = open_desk()
    press(desk, KEY.Key_F11, CONTROL)
    settle(desk)
    hint = panel(desk).hint.words.accessibleName()
    assert hint.startswith("27 of 30 days are on this computer. Not here, or not whole: ")
    assert hint.endswith("Sat 14 November, Fri 20 November – Sat 21 November.")
    made.add_session("w0", starts_in=timedelta(days=-4))
    choose(desk, "days", 2)
    assert rows(desk)[0][0] == "Total of 27 of 30 days"
    made.store.days.replace_sessions(NOON - timedelta(days=5), NOON, [])
    choose(desk, "days", 2)
    assert panel(desk).made_of.accessibleName() == "No finished sessions in this period."
    assert not panel(desk).save.isEnabled()
    choose(desk, "days", 0)
    assert not panel(desk).hint.isVisible()
    ask(made, 90, but=range(0, 60, 2))
    choose(desk, "days", 3)
    assert "days before" in panel(desk).hint.words.accessibleName()


def test_a_walk_in_that_is_not_in_wix_is_marked(month, open_desk):
    walk_ins = WalkIns(month.store, month.clock, lambda: None)
    walk_ins.add(EventId("w0"), "Wren", count=2)
    desk = open_desk()
    press(desk, KEY.Key_F11, CONTROL)
    settle(desk)
    assert rows(desk)[0][0] == "Total"
    assert panel(desk).made_of.accessibleName().endswith(" · 2 walk-ins · not in Wix")
    assert ["Wren · 2 walk-ins · not in Wix", "2", "2", "0", "–", "22/11/2026"] in rows(desk)


def test_missing_days_are_loaded_on_demand_a_week_at_a_time(made, open_desk):
    ask(made, 30, but=range(1, 13))
    desk = open_desk()
    press(desk, KEY.Key_F11, CONTROL)
    settle(desk)
    assert desk.find("staff.reports.load") is None  # there is nobody to ask
    desk.tell()
    desk.click("staff.reports.load")
    asked = made.store.other_days.wanted(made.clock.now(), timedelta(minutes=10))
    assert asked == [TODAY - timedelta(days=n) for n in range(AT_ONCE, 0, -1)]
    assert "Getting the missing days, 12 to go…" in panel(desk).hint.words.accessibleName()
    desk.tell()
    assert len(made.store.other_days.wanted(made.clock.now(), timedelta(minutes=10))) == AT_ONCE
    for left in (5, 0):
        made.clock.advance(5)
        with made.store.transaction():
            for day in made.store.other_days.wanted(made.clock.now(), timedelta(minutes=10)):
                made.store.other_days.keep_calendar(day, made.clock.now())
                made.store.other_days.keep_loaded(day, made.clock.now())
        desk.tell()
        settle(desk)
        hint = panel(desk).hint
        assert (f"{left} to go…" in hint.words.accessibleName()) is (left > 0)
        assert hint.isVisible() is (left > 0)


def test_what_does_not_come_is_given_up_and_what_was_closed_asks_no_more(made, open_desk):
    ask(made, 30, but=(1, 2))
    desk = open_desk()
    press(desk, KEY.Key_F11, CONTROL)
    settle(desk)
    desk.tell()
    desk.click("staff.reports.load")
    made.clock.advance(601)
    desk.tell()
    settle(desk)
    assert desk.find("staff.reports.load") is not None
    desk.click("staff.reports.load")
    press(desk, KEY.Key_F11, CONTROL)
    desk.tell(Link.OFFLINE)
    assert desk.window.side is None


def test_days_are_typed_as_the_business_writes_them(opened):
    choose(opened, "days", 4)
    first = panel(opened).fields.first.entry
    assert first.text() == "25/10/2026"
    for words, said in (
        ("last week", "Write both days like 23/11/2026."),
        ("24/11/2026", "The first day is behind the last one."),
        ("01/01/2020", "A report spans 366 days at most."),
    ):
        first.setText(words)
        panel(opened).typed.emit()
        settle(opened)
        assert panel(opened).problem.accessibleName() == said
        assert not panel(opened).save.isEnabled()
    first.setFocus()
    first.selectAll()
    QTest.keyClicks(first, "2026-11-22")
    assert panel(opened)._typing.isActive()
    panel(opened)._typing.timeout.emit()
    settle(opened)
    assert rows(opened)[0][:4] == ["Total", "3", "2", "1"]


@pytest.mark.parametrize("locale", ["en_US", "he_IL", "ar_EG", "de_DE", "fr_FR", "es_MX"])
def test_a_day_in_figures_is_read_as_it_is_written(locale):
    was = QLocale()
    QLocale.setDefault(QLocale(locale))
    assert typed_days.read_day(typed_days.in_figures(TODAY)) == TODAY
    assert typed_days.read_day(" 2026-11-23 ") == TODAY
    assert [typed_days.read_day(words) for words in ("", "x", "9999-01-01")] == [None] * 3
    QLocale.setDefault(was)


def written(desk):
    """Until it says what became of it."""
    while desk.said() == "Writing the file…":
        QApplication.processEvents()


def test_it_is_saved_in_portions_and_left_in_the_middle_there_is_no_file(
    opened, tmp_path, monkeypatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("app.gui.panels.table_saving.PORTION_S", 0)
    opened.click("staff.reports.save")
    assert opened.said() == "Writing the file…"
    [there] = tmp_path.rglob("*turnout attendance*")
    assert there.suffix != ".csv"
    opened.click("staff.reports.close")
    QApplication.processEvents()
    assert list(tmp_path.rglob("*turnout attendance*")) == []


def test_it_is_saved_as_it_is_shown(opened, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    choose(opened, "kind", 1)
    opened.click("staff.reports.save")
    written(opened)
    [file] = Path(tmp_path).rglob("*.csv")
    assert opened.said() == f"Saved as {file}"
    assert file.name.startswith("turnout no-shows 2026-10-25 2026-11-23")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        found = list(csv.DictReader(lines))
    assert [(row["Client"], row["No-show"]) for row in found] == [
        ("יעל ברק", "5"), ("2 clients without a no-show", "0"), ("Total", "5"),
    ]  # fmt: skip
    opened.click("staff.reports.save")  # in the same second
    assert "already" in opened.said()


def test_it_is_printed_whole_and_every_name_is_text(month, tmp_path):
    month.add_bookings("w0", booking("b", "<b>Bob</b> & Co"))
    reports = Reports(month.store, month.desk.now)
    found = reports.count(reports.last_days(120)).report(Kind.ATTENDANCE, Grouping.CLIENT)
    said = page(found)
    assert "&lt;b&gt;Bob&lt;/b&gt; &amp; Co" in said
    assert "91 of 120 days are on this computer." in said
    file = tmp_path / "report.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    assert print_report(found, printer, rtl=True)
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_size > 5000


def test_without_a_printer_the_dialog_offers_a_pdf(opened, tmp_path):
    opened.click("staff.reports.print")
    dialog = opened.window.findChild(object, "staff.reports.printing")
    QApplication.processEvents()
    printers = [box for box in dialog.findChildren(QComboBox) if box.objectName() == "printers"]
    assert any("PDF" in box.itemText(at) for box in printers for at in range(box.count()))
    file = tmp_path / "out.pdf"
    dialog.printer().setOutputFileName(str(file))
    dialog.accepted.emit(dialog.printer())
    assert file.read_bytes().startswith(b"%PDF")
    assert opened.said() == "Sent to the printer."
    dialog.reject()
    QApplication.processEvents()


def test_a_store_that_cannot_be_read_ends_the_count(opened, monkeypatch):
    def shut(*_):
        raise StoreError("This computer's disk is full or failing: check-ins cannot be saved.")

    monkeypatch.setattr(opened.made.store.days, "between", shut)
    choose(opened, "days", 1)
    assert opened.window.off


def test_closing_the_window_ends_the_count(month, open_desk):
    desk = open_desk()
    press(desk, KEY.Key_F11, CONTROL)
    assert desk.window.day_panels.reporting.busy
    desk.window.close()
    assert not desk.window.day_panels.reporting.busy


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_above_the_table_is_cut_through_by_it(made, open_desk, percent):
    """The days of the report are a line: it is there whole, or a scroll away."""
    ask(made, 30, but=(2, 3, 9))
    made.add_session("w0", starts_in=timedelta(days=-4))
    desk = open_desk()
    desk.window.preferences.change(text_size=percent)
    try:
        press(desk, KEY.Key_F11, CONTROL)
        settle(desk)
        above = panel(desk).area.viewport().rect().adjusted(-99, 0, 99, 0)
        for part in panel(desk).stack.children():
            if part.isVisible():
                at = part.mapTo(panel(desk).area.viewport(), QPoint(0, 8))
                place = QRect(at, part.size().shrunkBy(QMargins(0, 8, 0, 8)))
                assert above.contains(place) or not above.intersects(place), part.text()
    finally:
        Measure.grow(100)
