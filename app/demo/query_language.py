"""Filters and sorting of Wix's query language, with what each field allows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cmp_to_key
from typing import Any

from app.demo.clock import parse
from app.demo.errors import Json, violation

EQ = frozenset({"$eq", "$ne", "$in"})
EQ_IN = frozenset({"$eq", "$in"})
EQ_NIN = EQ | {"$nin"}
RANGE = frozenset({"$eq", "$ne", "$gt", "$gte", "$lt", "$lte"})
RANGE_IN = RANGE | {"$in", "$nin"}
HAS = frozenset({"$hasSome", "$hasAll"})
ANY = RANGE_IN | HAS | {"$startsWith", "$isEmpty", "$exists"}


@dataclass(frozen=True, slots=True)
class Schema:
    """Which operators a field takes, which logic may join them, and what can be sorted by."""

    filters: Mapping[str, frozenset[str]]
    logic: frozenset[str] = frozenset({"$and"})
    sorts: Mapping[str, frozenset[str]] = field(default_factory=dict)


def as_operators(value: Any) -> Json:
    """The value of a field as operators: a bare value is $eq, a bare list (seen of old) $in."""
    if isinstance(value, list):
        return {"$in": value}
    if isinstance(value, dict) and value and all(key.startswith("$") for key in value):
        return value
    return {"$eq": value}


def check_filter(filter_: Any, schema: Schema) -> None:
    """Refuse paths and operators that this API does not know."""
    if not isinstance(filter_, dict):
        raise violation("query.filter", "must be an object", "FORMAT")
    for key, value in filter_.items():
        if key.startswith("$"):
            if key not in schema.logic:
                raise violation("query.filter", f"unsupported operator {key}", "CUSTOM")
            for part in value if isinstance(value, list) else [value]:
                check_filter(part, schema)
        elif key not in schema.filters:
            raise violation(f"query.filter.{key}", "unknown field", "CUSTOM")
        else:
            _check_operators(key, as_operators(value), schema.filters[key])


def _check_operators(path: str, operators: Json, allowed: frozenset[str]) -> None:
    for operator, value in operators.items():
        if operator not in allowed:
            raise violation(f"query.filter.{path}", f"unsupported operator {operator}", "CUSTOM")
        takes_list = operator in ("$in", "$nin", "$hasSome", "$hasAll")
        if takes_list != isinstance(value, list):
            raise violation(f"query.filter.{path}", f"wrong value for {operator}", "FORMAT")


def conditions(filter_: Json) -> list[tuple[str, Json]]:
    """The ANDed conditions in the order they were written, `$and` flattened."""
    found: list[tuple[str, Json]] = []
    for key, value in filter_.items():
        if key == "$and":
            for part in value:
                found.extend(conditions(part))
        else:
            found.append((key, value if key.startswith("$") else as_operators(value)))
    return found


def first_only(filter_: Json) -> Json:
    """The attendance rule: one condition is honoured, the rest is passed over in silence."""
    for path, operators in conditions(filter_):
        for operator, value in operators.items():
            return {path: {operator: value}}
    return {}


def first_of_each(filter_: Json) -> Json:
    """The reader's rule: a field may occur once, later occurrences are ignored."""
    kept: Json = {}
    for path, operators in conditions(filter_):
        kept.setdefault(path, operators)
    return kept


def matches(document: Json, filter_: Json) -> bool:
    """Whether a document passes a checked filter."""
    return all(_passes(document, key, value) for key, value in filter_.items())


def _passes(document: Json, key: str, value: Any) -> bool:
    if key == "$and":
        return all(matches(document, part) for part in value)
    if key == "$or":
        return any(matches(document, part) for part in value)
    if key == "$not":
        parts = value if isinstance(value, list) else [value]
        return not any(matches(document, part) for part in parts)
    values = values_at(document, key.replace(".item.", "."))
    return all(_holds(values, op, wanted) for op, wanted in as_operators(value).items())


def values_at(document: Any, path: str) -> list[Any]:
    """What lies at a dotted path; lists on the way are spread out, null counts as absent."""
    here = [document]
    for name in path.split("."):
        nested = [item[name] for item in here if isinstance(item, dict) and name in item]
        here = []
        for value in nested:
            here.extend(value if isinstance(value, list) else [value])
    return [value for value in here if value is not None]


def _holds(values: list[Any], operator: str, wanted: Any) -> bool:
    return _TESTS[operator](values, wanted)


def _equals(values: list[Any], wanted: Any) -> bool:
    return not values if wanted is None else any(_same(value, wanted) for value in values)


def _in(values: list[Any], wanted: Any) -> bool:
    return any(_same(value, one) for value in values for one in wanted)


def _has_all(values: list[Any], wanted: Any) -> bool:
    return all(any(_same(value, one) for value in values) for one in wanted)


def _starts(values: list[Any], wanted: Any) -> bool:
    return any(str(value).lower().startswith(str(wanted).lower()) for value in values)


def _ordered(holds: Callable[[int], bool]) -> Callable[[list[Any], Any], bool]:
    def test(values: list[Any], wanted: Any) -> bool:
        orders = (compare(value, wanted) for value in values)
        return any(order is not None and holds(order) for order in orders)

    return test


_TESTS: dict[str, Callable[[list[Any], Any], bool]] = {
    "$eq": _equals,
    "$ne": lambda values, wanted: not _equals(values, wanted),
    "$in": _in,
    "$nin": lambda values, wanted: not _in(values, wanted),
    "$hasSome": _in,
    "$hasAll": _has_all,
    "$startsWith": _starts,
    "$exists": lambda values, wanted: bool(values) == bool(wanted),
    "$isEmpty": lambda values, wanted: (not any(values)) == bool(wanted),
    "$gt": _ordered(lambda order: order > 0),
    "$gte": _ordered(lambda order: order >= 0),
    "$lt": _ordered(lambda order: order < 0),
    "$lte": _ordered(lambda order: order <= 0),
}


def _same(value: Any, wanted: Any) -> bool:
    return bool(value == wanted) or compare(value, wanted) == 0


def compare(left: Any, right: Any) -> int | None:
    """-1, 0 or 1; None for what cannot be compared. Timestamps compare as moments."""
    if isinstance(left, str) and isinstance(right, str):
        a, b = _moment(left), _moment(right)
        if a is not None and b is not None:
            return (a > b) - (a < b)
        return (left > right) - (left < right)
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return (left > right) - (left < right)
    return None


def _moment(text: str) -> datetime | None:
    if len(text) < 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return parse(text)
    except ValueError:
        return None


def read_sort(sort: Any, schema: Schema) -> list[tuple[str, bool]]:
    """(path, descending) of each entry, refused where this API cannot sort so."""
    if not isinstance(sort, list):
        raise violation("query.sort", "must be a list", "FORMAT")
    found = []
    for entry in sort:
        name = entry.get("fieldName", "") if isinstance(entry, dict) else ""
        order = (entry.get("order") or "ASC") if isinstance(entry, dict) else ""
        if order not in schema.sorts.get(name, ()):
            raise violation("query.sort", f"cannot sort by {name} {order}", "CUSTOM")
        found.append((name, order == "DESC"))
    return found


def sort_documents(documents: list[Json], sort: list[tuple[str, bool]]) -> list[Json]:
    """Sorted, with the id as the last word so that pages never overlap."""

    def order(left: Json, right: Json) -> int:
        for path, descending in sort:
            result = _order_at(left, right, path.replace(".item.", "."))
            if result:
                return -result if descending else result
        return compare(left["id"], right["id"]) or 0

    return sorted(documents, key=cmp_to_key(order))


def _order_at(left: Json, right: Json, path: str) -> int:
    a, b = values_at(left, path), values_at(right, path)
    if not a or not b:
        return bool(a) - bool(b)
    return compare(a[0], b[0]) or 0
