"""`export` and `import` as processes: exit codes, one line of refusal, and nothing sent twice."""

import stat

from app.system.lock import sync_lock
from tests.app.conftest import Turnout


def test_a_new_computer_sends_what_the_old_one_handed_over(loaded, site, yoga, dana, tmp_path):
    loaded.ok("check-in", yoga, dana, "--add", "3")
    file = tmp_path / "handed.jsonl"
    said = loaded.ok("export", str(file), "--retire").out
    assert "1 of them" in said
    assert "no longer counted or sent here" in said
    assert f"turnout import {file}" in said
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    written = file.read_bytes()
    again = loaded("export", str(file))  # it may be the only copy
    assert (again.code, "choose another name" in again.err) == (3, True)
    assert file.read_bytes() == written
    assert "Another computer is to send 1" in loaded.ok("queue").out
    more = loaded.ok("walk-in", yoga, "--name", "Wren", "--email", "wren@example.com").op
    told = loaded.ok("queue").out.splitlines()
    assert told[0] == "Another computer is to send 1, from the file they are in."
    assert told[1].startswith(more)
    loaded.ok("undo", more)
    new = Turnout(site, tmp_path / "new")
    assert new.ok("import", str(file)).out.startswith("1 check-ins to send")
    assert new.ok("import", str(file)).out.startswith("0 check-ins to send")
    new.sync()
    loaded.sync()
    assert site.attendance(dana, yoga) == ("ATTENDED", 3)
    assert loaded.row(yoga, dana)["attended"] == 3
    assert loaded("import", str(file)).code == 3


def test_a_copy_is_only_read(loaded, site, yoga, dana, tmp_path):
    loaded.ok("check-in", yoga, dana, "--add", "1")
    file = tmp_path / "copy.jsonl"
    loaded.ok("export", str(file))
    said = Turnout(site, tmp_path / "new").ok("import", str(file)).out
    assert "0 check-ins to send" in said
    assert "arrive 1  saved" in said
    assert loaded.sync()["verified"] == 1


def test_what_cannot_be_taken_is_refused_in_one_line(loaded, site, yoga, dana, tmp_path):
    loaded.ok("check-in", yoga, dana, "--add", "1")
    file = tmp_path / "copy.jsonl"
    loaded.ok("export", str(file))
    new = Turnout(site, tmp_path / "new")
    elsewhere = new("import", str(file), TURNOUT_SITE_ID="another")
    assert (elsewhere.code, "another site" in elsewhere.err) == (3, True)
    file.write_bytes(file.read_bytes()[:-40])
    assert new("import", str(file)).code == 3
    gone = new("import", str(tmp_path / "nothing"))
    assert (gone.code, "no such file: check its name" in gone.err) == (2, True)
    folder = new("import", str(tmp_path))
    assert (folder.code, "That is a folder" in folder.err) == (2, True)
    assert loaded("export").code == 2


def test_what_finds_no_file_is_still_counted_and_sent_from_here(loaded, yoga, dana, tmp_path):
    loaded.ok("check-in", yoga, dana, "--add", "1")
    lost = loaded("export", str(tmp_path / "nowhere" / "file"), "--retire")
    assert lost.code == 2
    assert "nothing is lost" in lost.err
    assert "There is no such folder: choose another place." in lost.err
    assert loaded.row(yoga, dana)["attended"] == 1
    assert len(loaded.ok("queue", "--json").json["ops"]) == 1


def test_nothing_is_handed_over_while_it_may_be_on_its_way(loaded, yoga, dana, tmp_path):
    loaded.ok("check-in", yoga, dana, "--add", "1")
    lock = sync_lock(loaded.folder)
    assert lock.acquire()
    try:
        assert loaded("export", str(tmp_path / "file"), "--retire").code == 75
        assert not (tmp_path / "file").exists()
    finally:
        lock.release()
