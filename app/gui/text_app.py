"""Every sentence about an app that asks Wix in place of a key."""

from __future__ import annotations

from app.domain.errors import SiteError
from app.domain.trial import Cause, Need, Trial
from app.gui.text_setup import PERMISSIONS
from app.gui.words import left_to_right, say


def intro() -> str:
    return say("Paste three things of the app that asks Wix in place of a key.")


def use_app() -> str:
    return say("Use an app instead")


def use_key() -> str:
    return say("Use an API key instead")


def app_id() -> str:
    return say("App ID")


def instance_id() -> str:
    return say("Instance ID of the app on this site")


def secret() -> str:
    return say("App secret")


def hint() -> str:
    return say(
        "For an app of your own that is installed on the site. Whoever made it knows all three; "
        "the secret is kept in this computer’s secret store, never in a file."
    )


def secret_is_kept() -> str:
    return say("This computer has the secret of this app. Paste another one only to change it.")


def no_app_id() -> str:
    return say("Paste the app ID: 36 letters, digits and dashes.")


def no_instance_id() -> str:
    return say("Paste the instance ID: 36 letters, digits and dashes.")


def no_secret() -> str:
    return say("Paste the app secret.")


def tick(need: Need) -> str:
    return say("The app needs: {permission}", permission=left_to_right(PERMISSIONS[need]))


def not_kept(why: str) -> str:
    return say("The connection works, but the app’s secret could not be kept. {why}", why=why)


def what_to_do(trial: Trial) -> str:
    """Where the credentials or the permissions are wrong; empty where it is something else."""
    if trial.cause is Cause.WRONG_KEY:
        return _refused(trial.failed[0])
    return {
        Cause.WRONG_SITE: say(
            "This app may do nothing on this site. Check the instance ID. If it is right, the app "
            "needs what is named below."
        ),
        Cause.NOT_ALLOWED: say(
            "The app lacks a permission. Add what is named below where the app was made, "
            "let the site’s owner agree to it, and test again."
        ),
    }.get(trial.cause, "")


def _refused(error: SiteError) -> str:
    return say("{what} Copy all three once more, and test again.", what=str(error))
