"""A proxy and an address of Wix, as they are typed and pasted."""

import pytest

from app.domain.network import address_in, proxy_in


@pytest.mark.parametrize(
    ("typed", "proxy"),
    [
        (" proxy.studio.example:3128 ", "http://proxy.studio.example:3128"),
        ("https://proxy.studio.example/", "https://proxy.studio.example"),
        ("[2001:db8::1]:8080", "http://[2001:db8::1]:8080"),
        ("http://desk:secret@proxy.studio.example:3128", ""),
        ("socks5://proxy.studio.example:1080", ""),
        ("proxy.studio.example:3128/path", ""),
        ("ask the owner", ""),
        ("", ""),
    ],
)
def test_a_proxy_has_a_scheme_and_never_a_password(typed, proxy):
    assert proxy_in(typed) == proxy


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" https://www.wixapis.com/ ", "https://www.wixapis.com"),
        ("http://127.0.0.1:8089/demo", "http://127.0.0.1:8089/demo"),
        ("www.wixapis.com", ""),
        ("https://desk:secret@www.wixapis.com", ""),
        ("ftp://www.wixapis.com", ""),
        ("", ""),
    ],
)
def test_an_address_has_its_scheme_and_no_slash_at_the_end(typed, address):
    assert address_in(typed) == address
