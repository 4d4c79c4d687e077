"""Disks that take nothing, for real: as the system itself says so to the whole process."""

import contextlib
import ctypes
import os
import resource
from collections.abc import Iterator

_DAC_OVERRIDE = 1
_VERSION_3 = 0x20080522


@contextlib.contextmanager
def full_disk() -> Iterator[None]:
    """No file takes one more byte, root's neither; files can be made, read and taken away.

    It holds for the whole process, and so for a report of the tests that goes to a file: never
    beyond a test's own lines.
    """
    fill_disk()
    try:
        yield
    finally:
        free_disk()


def fill_disk() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))


def free_disk() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def obey_permissions() -> None:
    """From here on this process may write what the mode bits let it write, even as root."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    held = (ctypes.c_uint32 * 6)()
    if libc.capget(header, held):
        raise OSError(ctypes.get_errno(), "capget")
    for kind in range(3):  # effective, permitted, inheritable; the higher half follows
        held[kind] &= ~(1 << _DAC_OVERRIDE)
    if libc.capset(header, held):
        raise OSError(ctypes.get_errno(), "capset")
