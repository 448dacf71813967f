"""How fast, how large, how even: measurements of the program's cost, each a ratio within one run.

Invariant: nothing here is part of the installed program, and no figure is compared with one of another run.
"""
