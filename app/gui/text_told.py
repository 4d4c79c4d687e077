"""What the rules, the store and the site say, in the language of the screen.

They say it in English, whoever asks: a window, a command, a log. Here each sentence is known by its
words, with a `{name}` for what stands in it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from app.gui import words
from app.gui.text_told_checkup import CHECKUP, VALUES
from app.gui.words import known

RULES: Final = (
    known("All {party} of this booking are in. Use “Add 1 extra” for one more."),
    known("Booked for {party}, {here} in: {more} more can arrive."),
    known("Only {here} checked in here: no more than that can be taken off."),
    known("Nobody is checked in here, so nobody can be taken off."),
    known("Nothing to count: give a number from 1 to 1000."),
    known("Nothing to clear: nobody is checked in."),
    known("Nothing to undo."),
    known("Already marked as a no-show."),
    known("That was already undone."),
    known("A decision between two numbers cannot be undone. Set the count instead."),
    known("Something was counted since. Set the count instead."),
    known("{title} was cancelled; nobody can be checked in."),
    known("{title} is full ({attended} of {capacity})."),
    known("{title} has room for {left} more ({attended} of {capacity})."),
    known("This booking was cancelled in Wix."),
    known("This booking is on the waiting list, not on the roster."),
    known("An appointment takes no walk-ins: book another one in Wix."),
    known("This is not an e-mail address. Correct it, or leave it out."),
    known("Without an e-mail address Wix takes no booking."),
    known("Taken back before it was in Wix."),
    known("Wix has a booking with this e-mail that was counted by itself. Take one of them back."),
    known("This session is not loaded on this computer; run turnout sync."),
    known("This booking is not loaded on this computer; run turnout sync."),
    known("Wix did not refuse this one; there is nothing to decide."),
    known("This row is not in conflict; count with check-in instead."),
    known("Wix holds two records for this booking: delete one there first."),
    known("Booked for {party}: at most {most} can be decided here."),
    known("Changed in Wix: {server}, here: {mine}."),
    known("no-show"),
    known("back to booked"),
    known("undone"),
    known("decided"),
    known("+{people} extra"),
)
LEAVING: Final = (
    known("Somebody was counted on this computer meanwhile; nothing was forgotten."),
    known("Nobody of them is missing any more."),
    known("A note has at most {most} characters."),
    known("Another process is sending."),
    known("The sync stopped; it starts again."),
    known("There is a file {file} already: choose another name."),
    known("The file cannot be written, but nothing is lost: {file}."),
    known("The file cannot be written: {file}."),
    known("There is no such folder: choose another place."),
    known("That is a folder: add the name of a file."),
    known("This user may not write there: choose another place."),
    known("Nothing can be written there: choose another place."),
    known("The disk is full: free some space, or choose another one."),
    known("Its name is too long: choose a shorter one."),
    known("Choose another place."),
    known("Check-ins are still being sent; nothing was forgotten. Start turnout again."),
    known("The key of this site is still kept here, so nothing was forgotten."),
    known("The demo site is not running yet."),
    known("The demo site has ended."),
    known("The demo site did not start: {why}"),
    known("The demo site's folder cannot be used: {why}"),
)
STORE: Final = (
    known("This computer's data was written by a newer version of turnout."),
    known("Install that version again to go on; nothing was changed."),
    known("This computer's disk is full or failing: check-ins cannot be saved."),
    known("Free some space."),
    known("This computer's data folder cannot be written: check-ins cannot be saved."),
    known("Check the folder's permissions and the disk."),
    known("This computer's data folder cannot be written: check-ins cannot be saved."),
    known("This computer's data folder cannot be written: {folder}"),
    known("This computer's data folder cannot be written: {folder}."),
    known("Make room there, or let this user write in it; then try again."),
    known("Another program is holding this computer's data."),
    known("Try again."),
    known("This computer's data file is damaged."),
    known("Keep a copy of it and ask for help."),
    known("This computer's data was made by another version of turnout and cannot be read."),
    known("Keep a copy of it and ask for help."),
    known("The list of this computer's sites cannot be read: {file}."),
    known("Nothing is lost: move that file away, start turnout and connect the site again."),
    known("The list of this computer's sites was written by a newer version of turnout: {file}."),
)
SETTINGS: Final = (
    known(
        "Its key can be changed here; the way to another site is in the window, "
        "behind the mark at the top right."
    ),
    known("This computer checks people in for a site that it reaches by a key."),
    known("To let an app ask there instead comes in a later version."),
    known("There is no file {file}: give the whole path of the CA's file."),
    known("The settings of this computer cannot be read, so the usual ones are in force: {file}."),
    known("Nothing else is affected."),
    known("The next change keeps that file as {aside} and begins anew."),
    known("Of the settings of this computer the usual is in force for {names}: {file}."),
    known(
        "The setting is not kept, because this computer's data folder cannot be written: {folder}."
    ),
    known("It holds until turnout is closed."),
)
KEY: Final = (
    known("There is no secret of this site's app on this computer."),
    known("This computer's secret store is locked."),
    known("Unlock it, then try again."),
    known("This computer's secret store does not answer: it may be waiting for its password."),
    known("Unlock it, then try again."),
    known("There is no API key for this site on this computer."),
    known("To enter it, start turnout --set-up."),
    known("This computer's secret store cannot be used: it refused."),
    known("Unlock it, or start turnout with TURNOUT_API_KEY set."),
    known("This computer has no secret store."),
    known("Install GNOME Keyring or KWallet, or start turnout with TURNOUT_API_KEY set."),
    known("There is no API key for this site yet."),
    known("The API key has a space, a line break or an unknown character in it."),
    known("The site ID has a space, a line break or an unknown character in it."),
    known("The address of Wix must not hold a name or a password."),
    known("The address of Wix must begin with https://."),
    known("Wix does not accept the app ID, the secret or the instance ID."),
    known("This computer checks people in for another site."),
)
WIX: Final = (
    known("The answer was not from Wix."),
    known("Wix did not answer in time."),
    known("Wix did not say what became of this."),
    known("Wix did not accept this."),
    known("Wix does not have this check-in any more."),
    known("Wix does not know this booking."),
    known("Wix does not know this session."),
    known("Wix does not know this booking or session."),
    known("Wix could not tell which session this belongs to."),
    known("Wix takes no more bookings for this session."),
    known("The booking policy in Wix does not allow this."),
    known("The status of the booking in Wix does not allow this."),
    known("This session is full in Wix."),
    known("This course is full in Wix."),
    known("Somebody else changed this in Wix meanwhile."),
    known("This site does not let check-ins be deleted."),
    known("It is not known to which booking and session this belongs."),
    known("It is not known which course this session belongs to."),
    known("The key has no permission to make bookings."),
    known("The key has no permission for this, or is for another site."),
    known("The app has no permission for this, or is for another site."),
    known("Wix does not accept the key of this site."),
    known("Wix does not accept the app on this site. Is it still installed there?"),
    known("Wix Bookings is not on this site."),
    known("There is no connection to Wix."),
    known("The connection to Wix broke off."),
    known("The request was blocked on the way to Wix."),
    known("Wix asks to wait a moment."),
    known("Wix has a problem of its own."),
    known("The list from Wix does not end."),
    known("Waiting for the next minute's requests."),
    known("The proxy or certificate settings of this computer cannot be used."),
)
REPORTS: Final = (
    known("The first day is behind the last one."),
    known("Nothing of these days is finished yet."),
    known("A report spans {days} days at most."),
)
ALL: Final = (*RULES, *REPORTS, *LEAVING, *STORE, *SETTINGS, *KEY, *WIX, *CHECKUP)


def told(sentence: str) -> str:
    """One that is not known stays as it is. What is wrong and what to do often stand together."""
    for end in re.finditer(r"(?<=\.) ", sentence):
        first, rest = sentence[: end.start()], sentence[end.end() :]
        if is_known(first) and is_known(rest):
            return f"{told(first)} {told(rest)}"
    as_known, found = _known(sentence)
    values = {name: words.say(each) if each in VALUES else each for name, each in found.items()}
    return words.say(as_known, **values) if as_known else sentence


def is_known(sentence: str) -> bool:
    """Whether a window can say it in another language, whole or sentence by sentence."""
    if _known(sentence)[0]:
        return True
    first, end, rest = sentence.partition(". ")
    return bool(end) and is_known(f"{first}.") and is_known(rest)


@cache
def _shapes() -> list[tuple[str, re.Pattern[str]]]:
    """Those with the most words of their own first."""
    longest = sorted(ALL, key=lambda each: -len(re.sub(r"{\w+}", "", each)))
    return [(each, re.compile(_shape(each), re.DOTALL)) for each in longest]


def _shape(sentence: str) -> str:
    return re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(sentence))


@lru_cache(512)
def _known(sentence: str) -> tuple[str, dict[str, str]]:
    """The sentence as it is known, empty where it is not, and what stands in it."""
    for each, shape in _shapes():
        if found := shape.fullmatch(sentence):
            return each, found.groupdict()
    return "", {}
