"""Starts children cheaply: everything is imported once, and each child is a fork of that.

`python -m tests.proof.kill_server FD` takes jobs from the socket FD, each with the two pipes of its
child, and ends with the socket: its children end with it, since their standard input does.
"""

import json
import os
import signal
import socket
import sys
import traceback
from contextlib import suppress

from tests.proof.kill_child import Line, run

LONGEST_JOB = 100_000


def serve(line: socket.socket) -> None:
    """One job after the other, until the other end is closed."""
    children: set[int] = set()
    while True:
        message, pipes, _, _ = socket.recv_fds(line, LONGEST_JOB, 2)
        if not message:
            break
        job = json.loads(message)
        if "wait" in job:
            _, status = os.waitpid(job["wait"], 0)
            children.discard(job["wait"])
            line.send(json.dumps(os.waitstatus_to_exitcode(status)).encode())
            continue
        pid = os.fork()
        if pid == 0:
            line.close()
            _become(job, Line(*pipes))
        children.add(pid)
        for pipe in pipes:
            os.close(pipe)
        line.send(json.dumps(pid).encode())
    for pid in children:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _become(job: dict, line: Line) -> None:
    """The child's whole life; the server's code after the fork is never returned to."""
    code = 1
    try:
        run(job, line)
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, the parent is told
        line.say("broken", traceback.format_exc())
    finally:
        os._exit(code)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as parent:
        serve(parent)
