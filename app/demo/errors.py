"""How Wix says no: the error bodies with their statuses."""

from typing import Any

Json = dict[str, Any]


class WixError(Exception):
    """An answer other than 200."""

    def __init__(self, status: int, body: Json | None) -> None:
        super().__init__(f"{status} {body}")
        self.status = status
        self.body = body


def application(status: int, code: str, text: str = "") -> WixError:
    """An application error: a code in upper snake case."""
    detail = {"code": code, "description": text, "data": {}}
    return WixError(status, {"message": text, "details": {"applicationError": detail}})


def violation(field: str, description: str, rule: str, data: Json | None = None) -> WixError:
    """A validation error naming the one field it is about."""
    found: Json = {"field": field, "description": description, "violatedRule": rule}
    if data:
        found["data"] = data
    body = {
        "message": f"{field} {description}",
        "details": {"validationError": {"fieldViolations": [found]}},
    }
    return WixError(400, body)


def required(field: str) -> WixError:
    """A member that must be there is not."""
    return violation(field, "must not be empty", "REQUIRED_FIELD")


def unauthenticated() -> WixError:
    """Nobody we know."""
    return application(401, "UNAUTHENTICATED")


def denied() -> WixError:
    """Somebody we know, who may not; Wix leaves the description empty."""
    return application(403, "PERMISSION_DENIED")


def system(status: int) -> WixError:
    """Wix's own trouble, which by design says nothing."""
    return WixError(status, {"message": "", "details": {}})
