"""Identifiers that look like those of Wix and come out the same for the same seed."""

import hashlib
import string
import uuid

_NAMESPACE = uuid.UUID("6a0d4c39-5f0c-4f0e-9a52-0f6d1c0a7b11")
_BASE62 = string.digits + string.ascii_letters
_INSTANCE_LENGTH = 122

APP_ID = "13d21c63-b5ec-5912-8397-c3a5ddb27a97"
STAFF_RESOURCE_TYPE = "1cd44cf8-756f-41c3-bd90-3e2ffcaf1155"


def guid(*parts: object) -> str:
    """A GUID that depends on the parts alone."""
    return str(uuid.uuid5(_NAMESPACE, "|".join(map(str, parts))))


def new_guid() -> str:
    """A GUID nobody can foretell, for what is made over HTTP."""
    return str(uuid.uuid4())


def is_guid(text: object) -> bool:
    """Whether this is a dashed GUID."""
    try:
        return isinstance(text, str) and str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def single_event_id(schedule_id: str, *parts: object) -> str:
    """The id of a non-recurring or master event: 64 hex digits."""
    return (schedule_id + guid("event", *parts)).replace("-", "")


def instance_event_id(*parts: object) -> str:
    """The id of one occurrence of a recurring event: long and opaque."""
    seed = "|".join(map(str, parts)).encode()
    number = int.from_bytes(hashlib.sha512(seed).digest() + hashlib.sha512(seed + b"+").digest())
    letters: list[str] = []
    while number and len(letters) < _INSTANCE_LENGTH:
        number, rest = divmod(number, 62)
        letters.append(_BASE62[rest])
    return "".join(letters)
