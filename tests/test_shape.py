"""The shape of the code: small by budget, modules with a purpose, tests without mocks."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = sorted((ROOT / "app").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

MODULE_LINES = 300
CLASS_LINES = 150
FUNCTION_LINES = 30
CONSTRUCTOR_ARGUMENTS = 5


def named(files):
    return [pytest.param(file, id=file.relative_to(ROOT).as_posix()) for file in files]


def parse(file):
    return ast.parse(file.read_text(encoding="utf-8"))


def lines(node):
    return node.end_lineno - node.lineno + 1


def too_large(tree):
    """Yield a sentence for each class and function over its budget."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and lines(node) > CLASS_LINES:
            yield f"class {node.name}: {lines(node)} lines of {CLASS_LINES}"
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if lines(node) > FUNCTION_LINES:
                yield f"{node.name}: {lines(node)} lines of {FUNCTION_LINES}"
            count = len(asked_for(node))
            if node.name == "__init__" and count > CONSTRUCTOR_ARGUMENTS:
                yield f"line {node.lineno}: a constructor with {count} arguments"


def asked_for(function):
    """Return the arguments besides self."""
    arguments = function.args
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs][1:]


def imported(tree):
    """Yield the full name of every module that is imported anywhere in the tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(tree):
    """Yield every called name as it is written, `time.sleep` or `sleep`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


@pytest.mark.parametrize("file", named(APP))
def test_small_by_budget(file):
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MODULE_LINES
    assert list(too_large(ast.parse(text))) == []


@pytest.mark.parametrize("file", named(APP))
def test_a_module_says_what_it_is_for(file):
    assert ast.get_docstring(parse(file))


@pytest.mark.parametrize("file", named(APP))
def test_nothing_is_left_to_do_in_a_comment(file):
    assert re.findall(r"\b(?:TODO|FIXME|XXX)\b", file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("package", ["domain", "demo"])
def test_the_standard_library_is_enough(package):
    """The import contracts name the libraries they refuse; this refuses those nobody thought of."""
    allowed = {*sys.stdlib_module_names, "app"}
    for file in (ROOT / "app" / package).rglob("*.py"):
        foreign = {name.partition(".")[0] for name in imported(parse(file))} - allowed
        assert foreign == set(), file


@pytest.mark.parametrize("file", named(TESTS))
def test_tests_use_real_things_and_never_sleep(file):
    tree = parse(file)
    assert [name for name in imported(tree) if name.startswith("unittest.mock")] == []
    assert "time.sleep" not in imported(tree)
    assert [name for name in calls(tree) if name == "time.sleep"] == []


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ("class Big:\n" + "    x = 1\n" * 150, "class Big: 151 lines"),
        ("def long():\n" + "    x = 1\n" * 30, "long: 31 lines"),
        ("class C:\n def __init__(self, a, b, c, d, /, e, *, f): ...", "6 arguments"),
    ],
)
def test_the_budget_can_refuse(code, complaint):
    [found] = too_large(ast.parse(code))
    assert complaint in found
