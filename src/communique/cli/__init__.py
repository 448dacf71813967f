"""The command line: one command for each thing a person wants.

Invariant: commands hold no knowledge of diplomacy; they open a record, ask the rooms, and show. Exit
codes: 0 done; 1 it could not be done; 2 the command was not understood; 3 read, but not everything
(see `communique unread`); 130 interrupted.
"""

from communique.cli.app import app

__all__ = ["app"]
