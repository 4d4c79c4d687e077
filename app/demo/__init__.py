"""The demo site: a stand-in for Wix on this computer, for trying the program and for tests.

It imports nothing of the rest of the program and nothing but the standard library: a shared
idea of the wire would make both sides wrong alike.
"""

from app.demo.faults import Fault
from app.demo.quirks import Quirks
from app.demo.site import DemoSite

__all__ = ["DemoSite", "Fault", "Quirks"]
