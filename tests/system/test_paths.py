"""Where things lie: what the environment says, and never outside of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.system.paths import data_folder, resources_folder, site_folder

DATA = Path("/data")
HOSTILE = [
    "../../x", "..", ".", "", "/etc", "a/b", "a\\b", "C:\\x", "a..b", "~root", "-rf", " ", "a b",
    "nul\0", "line\nline", "x" * 101, "x" * 5000, "שלום", "é", "\udcff", "a:b", ".hidden", "%2e%2e",
]  # fmt: skip


def test_the_data_folder_is_the_chosen_one_and_absolute(monkeypatch, tmp_path):
    monkeypatch.setenv("TURNOUT_DATA_DIR", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TURNOUT_DATA_DIR", "here")
    assert data_folder() == tmp_path / "here"
    monkeypatch.setenv("TURNOUT_DATA_DIR", "~/here")
    assert data_folder() == Path.home() / "here"


def test_a_home_that_nobody_has_is_a_name_like_any_other(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TURNOUT_DATA_DIR", "~nobody-of-this-name/x")
    assert data_folder() == tmp_path / "~nobody-of-this-name" / "x"


@pytest.mark.parametrize("unset", [None, ""])
def test_else_it_is_the_users_own(monkeypatch, unset):
    if unset is not None:
        monkeypatch.setenv("TURNOUT_DATA_DIR", unset)
    assert data_folder().is_relative_to(Path.home())
    assert data_folder().name == "turnout"


def test_a_sites_folder_has_its_id_for_a_name():
    site_id = "6448802b-a5f7-4032-bdb3-3e6ca17cbeab"
    assert site_folder(DATA, site_id) == DATA / "sites" / site_id


@pytest.mark.parametrize("site_id", HOSTILE)
def test_an_id_that_is_no_plain_name_is_hashed_and_never_followed(site_id):
    folder = site_folder(DATA, site_id)
    assert folder.parent == DATA / "sites"
    assert folder.name != site_id
    assert folder.name.isalnum()
    assert len(folder.name) == 32
    assert folder == site_folder(DATA, site_id)


def test_no_two_sites_share_a_folder():
    assert len({site_folder(DATA, each) for each in HOSTILE}) == len(HOSTILE)


def test_the_resources_of_a_checkout_are_beside_the_package():
    assert (resources_folder() / "icons").is_dir()


def test_the_path_libraries_are_not_imported_where_the_folder_is_chosen(tmp_path):
    """They are not needed on the way to the first paint."""
    code = (
        "import sys; from app.system.paths import data_folder; data_folder();"
        "print('platformdirs' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "TURNOUT_DATA_DIR": str(tmp_path)},
        cwd=Path(__file__).parent.parent.parent,
    )  # fmt: skip
    assert ran.stdout.strip() == "False"
