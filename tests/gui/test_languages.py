"""Every sentence of the windows in every language: none is missing, none says something else."""

import ast
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLocale

from app.checkin.checkup_site import of_site
from app.domain.checkup import Asked, Hitch, Permission, SiteReport, Way
from app.domain.settings import LANGUAGES
from app.gui import text_told
from app.gui.language import NAMES, RIGHT_TO_LEFT, Language
from app.gui.words import plain

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "resources" / "languages"
SHIPPED = [language for language in NAMES if language != "en"]
FORMS = {"he": 2, "ar": 6, "de": 2, "es": 2, "fr": 2}
CORE = (
    "domain", "checkin", "reports", "storage", "sync", "wix", "system", "main.py",
    "cli/changing.py", "cli/checking.py", "cli/setting_up.py", "cli/window.py",
)  # fmt: skip


def messages(language):
    return list(ElementTree.parse(WORDS / f"{language}.ts").iter("message"))


def sources():
    """Each call that makes a sentence: the file, and what it was given."""
    for file in sorted((ROOT / "app" / "gui").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                many = {"say": 1, "known": 1, "count": 2}.get(node.func.id, 0)
                if many and file.name != "words.py":
                    yield file, node.args[:many]


def placeholders(sentence):
    return sorted(re.findall(r"{\w+}", sentence))


def begins_right(form):
    """Else it runs the wrong way where it stands within another sentence. U+200F makes it so."""
    strong = [unicodedata.bidirectional(sign) for sign in re.sub(r"{\w+}|%n", "", form)]
    return next((each for each in strong if each in ("L", "R", "AL")), "R") != "L"


def test_the_settings_know_the_same_languages():
    assert set(LANGUAGES) - {""} == set(NAMES)


def test_the_files_are_what_qt_makes_of_the_source(tmp_path):
    """`sh packaging/languages` brings them up to date."""
    for file in WORDS.glob("*.ts"):
        shutil.copy(file, tmp_path)
    script = ["sh", str(ROOT / "packaging" / "languages"), str(tmp_path)]
    subprocess.run(script, check=True, env=os.environ | {"PYTHON": sys.executable})
    for made in sorted(tmp_path.iterdir()):
        assert made.read_bytes() == (WORDS / made.name).read_bytes(), made.name


@pytest.mark.parametrize("language", SHIPPED)
def test_every_sentence_has_a_translation_with_the_same_values(language):
    """I-08: and one with a number has every form that the language knows (I-07)."""
    for message in messages(language):
        source, told = message.findtext("source"), message.find("translation")
        assert told.get("type") is None, source
        if message.get("numerus"):
            source = message.findtext("comment")
            forms = [form.text for form in told.findall("numerusform")]
            assert len(forms) == FORMS[language], source
            assert "%n" in forms[-1], source
        else:
            forms = [told.text]
        for form in forms:
            assert form, source
            assert placeholders(form) == placeholders(source), source
            assert language not in RIGHT_TO_LEFT or begins_right(form), source
            assert source[-1] not in ".…" or form[-1] == source[-1], source


def test_qt_found_every_sentence_of_the_source():
    """Its parser stumbles over some code; a sentence in another context is never looked up."""
    [context] = ElementTree.parse(WORDS / "he.ts").iter("name")
    assert not context.text
    found = {(m.findtext("source"), m.findtext("comment")) for m in messages("he")}
    for file, args in sources():
        said = tuple(arg.value for arg in args)
        assert (*said, None)[:2] in found, (file, said)


def test_no_sentence_is_put_together_from_pieces():
    """I-05: what is said is one literal, its values are given by name and isolated by `say`."""
    for file, args in sources():
        for arg in args:
            assert isinstance(arg, ast.Constant), f"{file}:{arg.lineno}"
            assert isinstance(arg.value, str), f"{file}:{arg.lineno}"
    for file in sorted((ROOT / "app" / "gui").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            built = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod)
            assert not (built and isinstance(node.left, ast.Constant)), f"{file}:{node.lineno}"
            if isinstance(node, ast.JoinedStr):
                pieces = [v.value for v in node.values if isinstance(v, ast.Constant)]
                spoken = [p for p in pieces if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", p)]
                assert not spoken or "turnout " in spoken[0], f"{file}:{node.lineno}"  # a file


def core_sentences():
    """What the core may say to a person: each text in it that is a sentence, `12` for a value; of
    a sentence that another one follows as a value, itself.
    """
    for package in CORE:
        place = ROOT / "app" / package
        for file in sorted(place.rglob("*.py")) or [place]:
            tree = ast.parse(file.read_text("utf-8"))
            left_out = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.JoinedStr):
                    left_out |= {id(part) for part in node.values}
                    words = "".join(getattr(part, "value", "12") for part in pieces(node))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    words = re.sub(r"{\w*}", "12", node.value)
                else:
                    continue
                words = re.sub(r"(?<=[.]) 12$", "", words)
                if id(node) not in left_out and re.match(r"[A-Z1].* .*[.]$", words, re.DOTALL):
                    yield file.name, words


def pieces(joined):
    return [
        part if isinstance(part, ast.Constant) else ast.Constant("12") for part in joined.values
    ]


NOT_SHOWN = {
    # What a command says, or one who set a variable reads.
    "Saved on this computer, waiting to send.",
    "Sent, but the answer was lost: checking.",
    "Sent, to be checked once more.",
    "Changed in two places: a person decides.",
    "Refused by Wix.",
    (
        "This file is of another site; nothing was imported. "
        "Open that site first, or name it with TURNOUT_SITE_ID."
    ),
    "This file was made on this computer; import it on another one.",
    (
        "This file is damaged or not an export of turnout; nothing was imported. "
        "Export it once more, where it was made."
    ),
    (
        "This file was made by another version of turnout; nothing was imported. "
        "Install the same version on both computers, then try again."
    ),
    "There is no such file: check its name.",
    "This user may not read it: copy it to another place as its owner.",
    "Copy it to another place and try again.",
    "Close it, then run turnout doctor again.",
    "Put right what is named above, then run turnout doctor again.",
    "12 of 12 sessions loaded, 12 requests.",
    "12 missing: an app needs 12.",
    "Set 12 or the three of an app (12 ...), not both.",
    (
        "TURNOUT_SITE_ID is “12”, a site that this computer does not know; it knows 12. "
        "To add one, start turnout --set-up, or set TURNOUT_API_KEY as well."
    ),
    "TURNOUT_DEVICES is to look like 2/3: the second of three.",
    "TURNOUT_QUIET_S is to be a number of seconds.",
    "TURNOUT_API_URL is to be an address that begins with https://.",
    # Ends a pass early; the next one comes by itself.
    "Waiting for this device's turn.",
    "The file cannot be read: 12.",
    # Known with what stands in them.
    "12 booked in 12 today, as of 12.",
    "12 booked for 12, 12.",
    "12 of 12 12 not loaded yet.",
    "12 is 12.",
    "This session is 12.",
    "This booking is 12.",
    "Checked in more than once in Wix, 12: 12.",
    "12 Without a roster so far: 12.",
    "Only on this computer so far: 12.",
    "Waiting for a decision: 12.",
    "This computer's clock is 12 minutes 12.",
    (
        "12 Then check the spelling of what stands in Network settings (turnout --set-up), "
        "TURNOUT_API_URL and HTTPS_PROXY."
    ),
}


def test_what_the_core_says_is_known_to_the_windows():
    """Else it would stand there in English."""
    said = {words for _, words in core_sentences()}
    assert {words for words in said if not text_told.is_known(words)} == NOT_SHOWN


@pytest.mark.parametrize(
    "words",
    [
        "This session is not loaded on this computer; run turnout sync.",
        "Only on this computer so far: 2 check-ins.",
        "48 booked in 6 sessions today, as of 23 Nov 18:02.",
        "7 booked in 1 session today, as of 23 Nov 18:02.",
        "There are no sessions today, as of 18:02. Without a roster so far: 1 session.",
        "This computer's clock is 7 minutes slow.",
        "48 booked for 6 sessions, 5 min ago. Clock ok. Offline-safe until 23:59.",
        "1 of 6 sessions is not loaded yet. Clock not compared yet. Not offline-safe yet.",
        "The setting is not kept, because this computer's data folder cannot be written: /a. b.",
    ],
)
def test_it_is_known_with_what_stands_in_it(words):
    assert text_told.is_known(words)
    assert plain(text_told.told(words)) == words


WAYS = (
    Way("The demo site"),
    Way("www.wixapis.com"),
    Way("www.wixapis.com", "proxy.example:8080"),
    Way("www.wixapis.com", ca_file="/etc/ca.pem", by_app=True),
    Way("www.wixapis.com", "proxy.example:8080", "/etc/ca.pem", has_key=False),
)


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_whatever_the_diagnostics_find_is_known_to_the_windows(way):
    """Also where it is put together from pieces, none of which is a sentence."""
    permission = Permission("Manage Bookings", "check in")
    for hitch in (None, *Hitch):
        for off_s in (None, 0.0, 900.0):
            report = SiteReport((Asked(permission, hitch),), off_s)
            for found in of_site(report, way):
                for words in filter(None, (found.detail, found.to_do)):
                    assert text_told.is_known(words), words


def test_the_demo_site_has_a_name_in_every_language(qapp):
    language = Language()
    for code in RIGHT_TO_LEFT:
        language.speak(code)
        for words in ("The demo site answers.", "There is no connection to The demo site."):
            assert not re.search("[A-Za-z]", text_told.told(words))
    language.speak("en", "en-GB")
    QLocale.setDefault(QLocale.c())
