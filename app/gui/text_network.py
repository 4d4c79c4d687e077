"""Every sentence about the way to Wix that is typed into the set-up."""

from __future__ import annotations

from app.gui.words import left_to_right, say


def show() -> str:
    return say("Network settings")


def hide() -> str:
    return say("Hide the network settings")


def proxy() -> str:
    return say("Proxy, as host:port")


def ca_file() -> str:
    return say("File with the CA of this network")


def base_url() -> str:
    return say("Another address in place of Wix’s")


def hint() -> str:
    return say(
        "Only where whoever looks after this network says so; empty is usual. "
        "{variables} go first where they are set.",
        variables=left_to_right("HTTPS_PROXY, SSL_CERT_FILE, TURNOUT_API_URL"),
    )


def proxy_with_password() -> str:
    return say(
        "A proxy’s name and password cannot be kept here, where anybody may read them. "
        "Leave them out, or start turnout with {variable} set.",
        variable=left_to_right("HTTPS_PROXY"),
    )


def no_proxy() -> str:
    return say(
        "Type the proxy as its name and port: {example}",
        example=left_to_right("proxy.example:8080"),
    )


def no_address() -> str:
    return say("The address begins with {start}", start=left_to_right("https://"))
