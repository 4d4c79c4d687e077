"""The report that the diagnostics copy: versions, lines and numbers, and nobody's name or key."""

from contextlib import closing

import pytest

from app.cli.checking import checkup_of
from app.main import program
from tests.app.wrong_turns import Reception, locked_keyring, reception, without, wrong_key

__all__ = ["reception"]
NAMES = ("Dana", "Levi", "5553127", "dana@example.com", "Wren", "wren@example.com", "5557781")


def report_of(reception: Reception) -> str:
    """As the window's button makes it, on a program of its own."""
    made = program(demo=False)
    with closing(made), closing(made.open_store(may_read=True)) as store:
        desk = made.desk(store)
        checkup = checkup_of(made, store, desk)
        looked = checkup.look(checkup.near())
        here = [*checkup.here(desk.writable(), looked)]
        return checkup.report([*here, *looked.findings], looked.report)


def test_it_holds_versions_every_line_and_wixs_own_numbers(reception):
    told = report_of(reception)
    assert told.startswith("turnout ")
    assert "Python 3.11" in told
    assert "PySide6" in told
    assert "ok    storage: Check-ins can be saved on this computer." in told
    assert told.count("Given.") == 6
    numbers = told.partition("Request ids:\n")[2].splitlines()
    assert len({each.split()[0] for each in numbers}) == 6
    assert numbers[0].endswith(
        "Read site, business, and email details (the site's name and time zone)"
    )


@pytest.mark.parametrize("goes_wrong", [None, wrong_key, locked_keyring, without])
def test_planted_names_numbers_and_keys_are_not_in_it(
    reception, yoga, dana, goes_wrong, monkeypatch
):
    reception.run("walk-in", yoga, "--name", "Wren", "--email", "wren@example.com")
    reception.run("check-in", yoga, dana, "--add", "2")
    monkeypatch.setenv("HOME", str(reception.folder))
    monkeypatch.setenv("SSL_CERT_FILE", str(reception.folder / "of Dana.pem"))
    if goes_wrong is not None:
        goes_wrong(reception)
    told = report_of(reception)
    planted = (*NAMES, *reception.secrets, reception.site.api_key, str(reception.folder))
    assert [each for each in planted if each in told] == []
