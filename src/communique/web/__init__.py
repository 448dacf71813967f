"""The web room, called the desk: pages on a record, for reading, checking and correcting it.

Invariant: every page is made on the server from one unchanging state of the record, has a twin at its address
with `.json`, and holds the words of reports as words only: they never become markup, script or an address.

A page is a view: a function from an `Ask` to a `Page`, named with its path in its module's `VIEWS`. `app.py` gathers
these, `guarding.py` stands before them, `rendering.py` turns a `Page` into HTML or JSON.
"""

from communique.web.app import app

__all__ = ["app"]
