"""The README names every command, and no option that there is not."""

import re
from pathlib import Path

from app.cli.parser import build_parser

README = Path(__file__).parent.parent / "README.md"
OF_THE_SHELL = {"--screen", "--long", "--prove", "--help"}
"""Of sh packaging/run, sh packaging/test and python -m tests.numbers; of every command."""


def commands():
    """Each command with its options, those of its decisions too; the empty one is turnout's own."""
    parser = build_parser()
    [named] = [each for each in parser._actions if each.dest == "command"]
    return {"": options(parser)} | {name: options(one) for name, one in named.choices.items()}


def options(parser):
    found = {option for each in parser._actions for option in each.option_strings}
    for each in parser._actions:
        for one in (each.choices or {}).values() if isinstance(each.choices, dict) else ():
            found |= options(one)
    return found


def test_every_command_is_named_and_every_line_of_it_is_one():
    known, told = commands(), README.read_text("utf-8")
    lines = re.findall(r"^\.venv/bin/turnout (?:--demo )?([a-z-]+)(.*)$", told, re.MULTILINE)
    assert {name for name, _ in lines} == set(known) - {""}
    for name, rest in lines:
        assert set(re.findall(r"--[a-z-]+", rest)) <= known[name], name


def test_every_option_that_it_tells_of_there_is():
    known = set().union(*commands().values()) | OF_THE_SHELL
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README.read_text("utf-8")))
    assert told <= known
    assert {"--until", "--timeout", "--date", "--retire", "--quiet"} <= told
