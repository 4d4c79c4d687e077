"""One window for each data folder; and a bug is a sentence, not a traceback."""

import os
import shutil
import sys

from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QWidget

from app.gui.run import BugCatcher
from app.gui.single import SingleWindow, focus_running, name_of


def test_nobody_answers_where_no_window_is(qtbot, tmp_path):
    assert not focus_running(name_of(tmp_path))


def test_o09_a_second_start_brings_the_first_window_forward(qtbot, tmp_path):
    window = QWidget()
    qtbot.addWidget(window)
    single = SingleWindow(window, name_of(tmp_path))
    assert single.listening
    assert not window.isVisible()
    assert focus_running(name_of(tmp_path))
    qtbot.waitUntil(window.isVisible)


def test_a_socket_left_by_a_crash_is_in_nobodys_way(qtbot, tmp_path):
    name = name_of(tmp_path)
    server = QLocalServer()
    assert server.listen(name)
    path = server.fullServerName()
    kept = tmp_path / "kept"
    os.link(path, kept)
    server.close()
    shutil.move(kept, path)  # as after a crash: the file is there, nobody listens
    window = QWidget()
    qtbot.addWidget(window)
    assert SingleWindow(window, name).listening


def test_the_name_is_the_folders_however_it_is_spelled(tmp_path):
    (tmp_path / "a").mkdir()
    assert name_of(tmp_path / "a") == name_of(tmp_path / "a" / ".." / "a")
    assert name_of(tmp_path) != name_of(tmp_path / "a")


def test_o06_a_bug_goes_to_the_log_and_is_told(qtbot, caplog):
    catcher = BugCatcher()
    try:
        int("unforeseen")
    except ValueError:
        with qtbot.waitSignal(catcher.caught):
            catcher.hook(*sys.exc_info())
    assert "unforeseen" in caplog.text
