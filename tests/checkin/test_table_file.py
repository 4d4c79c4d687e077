"""A table that a spreadsheet reads as it was meant, and never works out."""

import csv
import io
import stat

import pytest

from app.checkin.table_file import TableFile, as_csv, cell, write_table
from app.domain.errors import FileError, Refusal, StoreError
from tests.disks import full_disk


def read(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_excel_knows_it_for_utf_8_and_every_cell_comes_back_as_it_was():
    rows = [["Name", "Change"], ["יעל ברק", "Booked → 2 in"], ['<b>Bob</b>, "Co"\nx', "a;b"]]
    assert read(as_csv(rows)) == rows


@pytest.mark.parametrize(
    "evil",
    [
        '=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
        "\u2066=1\u2069", "\u200e\ufeff@x", "\x00=1", "＝1+1", "＋1", "－1", "＠x",
    ],
)  # fmt: skip
def test_a_cell_is_never_a_formula(evil):
    [[found]] = read(as_csv([[evil]]))
    assert found.startswith("'")


def test_marks_that_turn_text_around_are_left_out_and_minus_within_is_left_alone():
    assert cell("\u2068Dana\u2069 \u2066+1\u2069 \u202ex\u202c") == "Dana +1 x"
    assert cell("Ruth Levi-Cohen") == "Ruth Levi-Cohen"
    assert as_csv([["half \ud83d"]]).endswith(b"half ?\r\n")


def test_the_file_is_new_and_its_owners_alone(tmp_path):
    file = tmp_path / "out.csv"
    write_table(file, [["x"]])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(Refusal, match="already"):
        write_table(file, [["y"]])
    assert read(file.read_bytes()) == [["x"]]
    with pytest.raises(FileError, match="There is no such folder: choose another place"):
        write_table(tmp_path / "no folder" / "out.csv", [["x"]])
    with pytest.raises(FileError, match="That is a folder: add the name of a file"):
        write_table(tmp_path, [["x"]])
    with full_disk(), pytest.raises(FileError, match="The disk is full: free some space"):
        write_table(tmp_path / "large.csv", [["x"]])


def test_a_disk_that_is_full_leaves_no_half_of_it(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "no room")

    monkeypatch.setattr("app.checkin.table_file.os.fdopen", full)
    with pytest.raises(StoreError, match="cannot be written"):
        write_table(tmp_path / "out.csv", [["x"]])
    assert list(tmp_path.iterdir()) == []


def test_in_portions_it_is_there_once_it_is_whole_and_given_up_it_never_was(tmp_path):
    file = tmp_path / "out.csv"
    table = TableFile(file)
    table.add([["a"]])
    assert not file.exists()
    table.add([["b"], ["c"]])
    table.finish()
    table.give_up()
    assert read(file.read_bytes()) == [["a"], ["b"], ["c"]]
    left = TableFile(tmp_path / "left.csv")
    left.add([["a"]])
    left.give_up()
    left.finish()
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_of_that_name_that_came_meanwhile_is_left_as_it_is(tmp_path):
    file = tmp_path / "out.csv"
    table = TableFile(file)
    file.write_text("somebody's")
    with pytest.raises(Refusal, match="already"):
        table.finish()
    assert [each.read_text() for each in tmp_path.iterdir()] == ["somebody's"]


def test_a_disk_that_fills_up_in_the_middle_leaves_nothing(tmp_path):
    table = TableFile(tmp_path / "out.csv")
    with full_disk(), pytest.raises(StoreError, match="cannot be written"):
        table.add([["x" * 100_000]])
    assert list(tmp_path.iterdir()) == []
