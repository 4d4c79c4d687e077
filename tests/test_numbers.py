"""The list of what the user experience promises is up to date, and its breaks still can be made."""

from tests.numbers import LIST, ROOT, carried, in_source, listed, numbers


def test_the_list_is_up_to_date():
    """`python -m tests.numbers` writes it anew."""
    assert LIST.read_text(encoding="utf-8") == listed(numbers())


def test_every_number_is_tested_or_says_why_not():
    silent = [each.name for each in numbers() if not (each.tests or each.left)]
    assert silent == []


def test_every_tested_number_has_a_break_or_says_why_not():
    silent = [each.name for each in numbers() if each.tests and not (each.broken or each.unbroken)]
    assert silent == []


def test_every_break_is_of_one_place_of_the_program():
    for each in numbers():
        if each.broken is not None:
            whole = (ROOT / each.broken.file).read_text(encoding="utf-8")
            assert whole.count(each.broken.old) == 1, each.name
            assert each.broken.old != each.broken.new, each.name
            assert each.broken.file.startswith(("app/", "resources/")), each.name


def test_no_test_carries_a_number_that_there_is_not():
    assert set(carried()) - {each.name for each in numbers()} == set()


def test_a_number_stands_in_the_docstring_or_in_the_name():
    source = '''
def test_s15_a(): pass
def test_b():
    """S-16, S-17: c."""
def test_i04_of_the_sync(): pass
'''
    assert dict(in_source(source)) == {
        "test_s15_a": {"S-15"},
        "test_b": {"S-16", "S-17"},
        "test_i04_of_the_sync": set(),
    }
