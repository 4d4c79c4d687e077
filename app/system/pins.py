"""The staff PIN as it is kept: a salted hash that is slow to guess, never the PIN itself."""

from __future__ import annotations

import hashlib
import hmac
import os
from typing import Final

COST: Final = 2**15
BLOCK: Final = 8
MOST_BYTES: Final = 256 * COST * BLOCK
"""Twice what scrypt takes for these: a tenth of a second and 32 MB for each guess."""
KIND: Final = "scrypt-32768-8"


def seal(pin: str) -> str:
    """Another text each time; a PIN cannot be read back from it."""
    salt = os.urandom(16)
    return f"{KIND}${salt.hex()}${_hash(pin, salt).hex()}"


def opens(pin: str, sealed: str) -> bool:
    """Whether it is that PIN. Nothing opens what this version cannot read."""
    kind, _, rest = sealed.partition("$")
    salt, _, kept = rest.partition("$")
    try:
        was = bytes.fromhex(kept)
        return kind == KIND and hmac.compare_digest(_hash(pin, bytes.fromhex(salt)), was)
    except ValueError:
        return False


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        pin.encode(), salt=salt, n=COST, r=BLOCK, p=1, maxmem=MOST_BYTES, dklen=32
    )
