"""The site as a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.demo.serve import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(tmp_path):
    """Start `python -m app.demo`; whatever still runs is ended with the test."""
    started = []

    def start(*arguments, folder=tmp_path / "site"):
        command = [sys.executable, "-m", "app.demo", "--folder", str(folder), *arguments]
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=ROOT, env=dict(os.environ)
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        for end in (process.stdin, process.stdout, process.stderr):
            end.close()


def test_one_line_then_serving_until_told_to_end(run, tmp_path):
    process = run("--date", "2027-02-01")
    line = json.loads(process.stdout.readline())
    assert set(line) == {"url", "api_key", "site_id"}
    address = line["url"].removeprefix("http://").split(":")
    with socket.create_connection((address[0], int(address[1])), timeout=10):
        pass
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (0, b"", b"")


def test_ends_with_its_parent(run):
    process = run("--stop-on-stdin-eof")
    process.stdout.readline()
    process.stdin.close()
    assert process.wait(timeout=10) == 0


def test_a_port_that_is_taken(tmp_path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--folder", str(tmp_path), "--port", str(port)]) == 4
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert str(port) in said.err


def test_a_folder_that_cannot_be_written(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["--folder", str(tmp_path / "file" / "site")]) == 6
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_a_file_that_is_no_state(tmp_path, capsys):
    (tmp_path / "site.sqlite3").write_text("something else altogether, and long enough" * 50)
    assert main(["--folder", str(tmp_path)]) == 6
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("content", ["rubbish", '[{"kind": "rubbish"}]', "{}", None])
def test_faults_that_cannot_be_read(tmp_path, capsys, content):
    file = tmp_path / "faults.json"
    if content is not None:
        file.write_text(content)
    assert main(["--folder", str(tmp_path / "site"), "--faults", str(file)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
