"""What the check-up says of the way to Wix and of this computer, for its translation."""

from __future__ import annotations

from typing import Final

from app.gui.words import known

CHECKUP: Final = (
    known("Given."),
    known("The app does not have it (403)."),
    known("The app may do nothing on this site (403)."),
    known(
        "Add “{name}” to the app's permissions where it was made, "
        "and let the site's owner agree to it."
    ),
    known("Wix accepts the app on this site."),
    known("Not asked: there is no secret of the app."),
    known("The secret of this site's app is in it."),
    known("The demo site answers."),
    known("{host} answers."),
    known("{host} answers, by the proxy {proxy}."),
    known("{host} answers, with the authorities of {file}."),
    known("{host} answers, by the proxy {proxy}, with the authorities of {file}."),
    known("{booked} booked in {n} session today, as of {pulled}."),
    known("{booked} booked in {n} sessions today, as of {pulled}."),
    known("{booked} booked for {n} session, just now."),
    known("{booked} booked for {n} sessions, just now."),
    known("{booked} booked for {n} session, {minutes} min ago."),
    known("{booked} booked for {n} sessions, {minutes} min ago."),
    known("{booked} booked for {n} session, {hours} h ago."),
    known("{booked} booked for {n} sessions, {hours} h ago."),
    known("{n} of {all} session is not loaded yet."),
    known("{n} of {all} sessions is not loaded yet."),
    known("{n} of {all} sessions are not loaded yet."),
    known("Today is not loaded; the last update was {when}."),
    known("Leave turnout open with a network until it is."),
    known("Clock not compared yet."),
    known("Clock ok."),
    known("Clock {n} min off."),
    known("Not offline-safe yet."),
    known("Offline-safe until {time}."),
    known("The key of this site is in it."),
    known("The demo site brings its own key."),
    known("Not needed: the key is in TURNOUT_API_KEY."),
    known("Not needed: an app asks in place of a key."),
    known("Copy the key and the site ID again, and check TURNOUT_API_URL."),
    known("Start turnout again."),
    known("Something went wrong while asking. It is in the log."),
    known("Check again; if it comes back, start turnout again."),
    known("This computer is offline: no name server answers for {there}."),
    known("Check the cable or the Wi-Fi of this computer."),
    known("No name server of this network knows {there}."),
    known("There is no connection to {there}."),
    known("The connection to {there} broke off."),
    known("Ask whoever runs this network to let turnout reach {host}."),
    known("{host} did not answer in time."),
    known("Try again in a minute."),
    known("What answers in place of {host} does not speak TLS."),
    known("The certificate of {host} is not to be trusted: something on the way looks into it."),
    known(
        "If this network does that on purpose, save its CA as a file and name it in "
        "Network settings (turnout --set-up) or SSL_CERT_FILE; else use another network."
    ),
    known("The certificate of {host} is not valid at the time of this computer."),
    known("Set this computer's date and time, best by itself from the internet."),
    known("The proxy {there} asks for a name and a password (407)."),
    known("Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT."),
    known("A proxy that asks for none can be typed into Network settings (turnout --set-up)."),
    known("The proxy {there} refuses the way to {host}."),
    known("The proxy or certificate settings of this computer cannot be used."),
    known(
        "Check Network settings (turnout --set-up), and HTTPS_PROXY, SSL_CERT_FILE and "
        "TURNOUT_API_URL where they are set."
    ),
    known("A page of this network answers in place of {host}."),
    known("Open a browser, sign in to the network, then try again."),
    known("The request was blocked on the way to {host} (403 without a word)."),
    known("The answer is not from Wix."),
    known(
        "Check the address and the proxy in Network settings (turnout --set-up), and "
        "TURNOUT_API_URL and HTTPS_PROXY where they are set."
    ),
    known("Wix has a problem of its own."),
    known("Wait, and look at status.wix.com."),
    known("Wix asks to wait: there are too many requests for this site (429)."),
    known("Wait a minute. If it comes back, close other programs that use this site's key."),
    known("Check-in goes on from what this computer knows."),
    known("F5 asks Wix again."),
    known("There is no screen here: the window cannot be opened, the commands work."),
    known("Start turnout from a desktop session."),
    known("{gigabytes} GB are free."),
    known("Free some space before it is full."),
    known("Close it, then check again."),
    known("Checked in more than once in Wix, {n} booking: {named}."),
    known("Checked in more than once in Wix, {n} bookings: {named}."),
    known("Look at them in Wix Bookings and leave one check-in each."),
    known("A window can be opened."),
    known("Check-ins can be saved on this computer."),
    known("No day was loaded on this computer yet."),
    known("Connect this computer once: then it works without Wix too."),
    known("There are no sessions today, as of {pulled}."),
    known("Today's sessions are all of locations or services that this desk leaves out."),
    known("To list them, close turnout and start it as turnout --set-up."),
    known("If there should be some, look at the calendar of Wix Bookings."),
    known("Without a roster so far: {n} session."),
    known("Without a roster so far: {n} sessions."),
    known("Only on this computer so far: {n} check-in."),
    known("Only on this computer so far: {n} check-ins."),
    known("Nothing is lost: they are sent by themselves once Wix can be reached."),
    known("Waiting for a decision: {n} check-in."),
    known("Waiting for a decision: {n} check-ins."),
    known("Decide in the sync panel: the mark at the top right opens it."),
    known("The last complete one was at {pulled}."),
    known("There was none yet."),
    known("Let it finish loading."),
    known("Nobody is known to be checked in twice in Wix."),
    known("Nothing waits to be sent."),
    known("Put right what is named above, then check again."),
    known(
        "Make a key in the Wix account of the site's owner, at "
        "manage.wix.com/account/api-keys, and copy it whole."
    ),
    known("Check the app's ID, secret and instance ID, and that it is installed on the site."),
    known(
        "Copy the site ID from the dashboard's address, after /dashboard/, and make the key "
        "in the account of the site's owner."
    ),
    known("Add it from the site's App Market."),
    known(
        "If it is there, the site ID is another site's: it is in the dashboard's address, "
        "after /dashboard/."
    ),
    known("In the Wix dashboard, API Keys, give this key the permission “{name}”."),
    known("This computer's clock is {n} minutes slow."),
    known("This computer's clock is {n} minutes fast."),
    known("Set its date and time, best by itself from the internet."),
    known("Check-in goes on meanwhile."),
    known("Wix did not take the question; its number is {number}."),
    known("Wix Bookings is not on this site (428)."),
    known("Not asked: there is no key."),
    known("Not asked."),
    known("The others were not asked."),
    known("The key may do nothing on this site (403): it is for another one, or the site ID is."),
    known("The key does not have it (403)."),
    known("Wix accepts the key and the site ID."),
    known("Wix does not accept the key of this site (401)."),
    known("Look for a newer version of turnout."),
    known("Not compared: Wix was not reached."),
    known("This computer and Wix tell the same time."),
    known(
        "Then check the spelling of what stands in Network settings (turnout --set-up), "
        "TURNOUT_API_URL and HTTPS_PROXY."
    ),
    known("Open a browser and sign in to this network if it asks."),
)
VALUES: Final = (known("The demo site"),)
"""What stands in a sentence and is no name."""
