"""What a command says where it cannot do a thing: a sentence for a person, with what to do next."""

import re

import pytest

JARGON = re.compile(
    r"\[Errno|Errno|Traceback|\bop\b|sqlite|json|Expecting|No such file or|None\b", re.IGNORECASE
)


def bad(turnout, *arguments, **given):
    ran = turnout(*arguments, **given)
    assert ran.code != 0
    [said] = [line for line in ran.err.splitlines() if not line.startswith("Waiting ")]
    assert not JARGON.search(said), said
    return ran.code, said


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("undo", "x"), 3, "“x” is not a check-in of this computer. Take the id behind an “ok”"),
        (("queue", "retry", "x"), 3, "Take the id behind an “ok” of turnout check-in"),
        (("queue", "discard", "x"), 3, "To do it all the same, add --yes."),
        (("roster", "x"), 3, "run turnout sync"),
        (("walk-in", "x"), 3, "run turnout sync"),
        (("check-in", "x", "y", "--add", "1"), 3, "run turnout sync"),
        (("sessions", "--date", "tomorrow"), 2, "'tomorrow' is not a day like 2026-11-23"),
        (("report", "no-shows", "--from", "2026-11-02", "--to", "2026-11-01"), 2, "exchange them"),
        (("import", "/nowhere/x"), 2, "There is no such file: check its name."),
        (("import", ""), 2, "an empty one is the name of no file"),
        (("export", "/nowhere/x"), 2, "There is no such folder: choose another place."),
        (("demo-site", "--faults", "/nowhere/x"), 2, "check its name and who may read it"),
        (("sync", "--timeout", "soon"), 2, "'soon' is not a number of seconds"),
    ],
)
def test_it_is_one_sentence_with_what_to_do(loaded, arguments, code, told):
    found, said = bad(loaded, *arguments)
    assert (found, told in said) == (code, True), said


@pytest.mark.parametrize("command", [("sessions",), ("--demo", "sessions"), ("--demo", "sync")])
@pytest.mark.parametrize("folder", ["/proc/x", "/dev/null"])
def test_a_data_folder_that_is_none_is_said_without_a_number(loaded, command, folder):
    code, said = bad(loaded, *command, TURNOUT_DATA_DIR=folder)
    assert code == 6
    assert "folder cannot be" in said
    assert re.search(r"Check the folder's permissions|Make room there", said)


def test_a_file_that_is_no_export_says_where_to_make_another(loaded, tmp_path):
    file = tmp_path / "other.txt"
    file.write_text("{}")
    code, said = bad(loaded, "import", str(file))
    assert (code, said.endswith("Export it once more, where it was made.")) == (3, True)
    faults = bad(loaded, "demo-site", "--faults", str(file))
    assert faults[0] == 2


def test_a_walk_in_without_a_name_is_counted_and_that_is_said(loaded, yoga):
    ran = loaded.ok("walk-in", yoga)
    assert ran.out.startswith("ok ")
    assert ran.err == "Counted without a name, as “Walk-in”: --name says who it is.\n"
    assert loaded.ok("walk-in", yoga, "--name", "Wren").err == ""
    assert loaded.ok("walk-in", yoga, "--json").err == ""


def test_lines_that_are_none_are_answered_and_the_rest_goes_on(loaded, yoga, dana):
    process = loaded.start("check-in", "--from", "-")
    out, _ = process.communicate(f'{{"event": 1}}\n{yoga} {dana} +1\n'.encode(), timeout=60)
    assert process.returncode == 3
    first, second = out.decode().splitlines()
    assert first.startswith("refused A line is EVENT BOOKING and one of")
    assert second.startswith("ok ")
