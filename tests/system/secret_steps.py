"""Keep, read and forget a key in the computer's own secret store: `secret_steps.py STEP...`.

Steps: `keep`, `read`, `forget` do so for the site `site` with the key in PLANTED; `other` reads the
key of another site; `lock` locks the keyring. Each prints a word of what came of it.
"""

import os
import sys

import secretstorage

from app.system.secrets import NoKey, forget_key, keep_key, stored_key

PLANTED = os.environ["PLANTED"]


def take(step: str) -> str:
    match step:
        case "keep":
            keep_key("site", PLANTED)
        case "read":
            return "the key" if stored_key("site") == PLANTED else "another key"
        case "other":
            stored_key("another site")
        case "forget":
            forget_key("site")
        case "lock":
            secretstorage.get_default_collection(secretstorage.dbus_init()).lock()
    return "done"


for step in sys.argv[1:]:
    try:
        word = take(step)
    except NoKey as no:
        word = no.trouble.name
    sys.stdout.write(f"{word}\n")
