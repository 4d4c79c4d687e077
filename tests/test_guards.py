"""The guards of conftest.py can refuse: each is broken once, on purpose."""

import os
import socket
import threading
from pathlib import Path

import keyring
import keyring.errors
import pytest

CONFTEST = (Path(__file__).parent / "conftest.py").read_text(encoding="utf-8")
FAR_AWAY = "192.0.2.1"  # set aside for documentation: nobody answers there


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()[:2], timeout=5).close()


@pytest.mark.parametrize(
    "call",
    [
        f"socket.create_connection(('{FAR_AWAY}', 80), timeout=0.1)",
        "socket.getaddrinfo('example.com', 80)",
        f"socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('{FAR_AWAY}', 9))",
    ],
)
def test_the_network_is_refused_even_where_the_refusal_is_swallowed(pytester, call):
    result = run_guarded(
        pytester,
        f"""
        import contextlib, gc, socket

        def test_it():
            with contextlib.suppress(Exception):
                {call}
            gc.collect()
        """,
    )
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*the network was asked for*"])


def test_a_thread_left_behind_is_refused(pytester):
    result = run_guarded(
        pytester,
        """
        import threading

        def test_it():
            threading.Thread(target=threading.Event().wait, daemon=True, name="left").start()
        """,
    )
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*threads still running after the test: *left*"])


def test_a_thread_that_ends_is_fine():
    thread = threading.Thread(target=threading.Event().wait, args=(0.01,), daemon=True)
    thread.start()


def test_the_home_is_private(tmp_path_factory):
    assert Path.home().is_relative_to(tmp_path_factory.getbasetemp())
    assert Path(os.environ["XDG_DATA_HOME"]).is_relative_to(Path.home())


def test_no_secret_store_answers():
    with pytest.raises(keyring.errors.NoKeyringError):
        keyring.get_password("turnout", "anyone")


def run_guarded(pytester, test):
    pytester.makeconftest(CONFTEST.replace("WITHIN_S = 3.0", "WITHIN_S = 0.05"))
    pytester.makepyfile(test)
    return pytester.runpytest_subprocess()
