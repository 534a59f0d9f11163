"""How fast the pages are, measured as a ratio in one run: `./script/bench`, `docs/metingen.md`.

A measurement that somebody asks for, never a timed test. Nothing in the platform imports this.
"""
