"""New ids: 32 hexadecimal digits at random, the same on every device and never twice."""

from __future__ import annotations

import os

from app.domain.model import GestureId, OpId


def new_id() -> str:
    return os.urandom(16).hex()


def new_op_id() -> OpId:
    return OpId(new_id())


def new_gesture_id() -> GestureId:
    return GestureId(new_id())
