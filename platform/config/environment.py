"""Where the environment is read: the one reader that every settings module shares."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()

# Three ways to run. DEBUG: a developer at a desk. DEMO: the invented families on localhost.
# Neither: production, where `config.checks` refuses anything unsafe.
DEBUG: bool = env.bool("DEBUG", default=False)
DEMO: bool = env.bool("DEMO", default=False)
PRODUCTION = not (DEBUG or DEMO)

# What the platform writes on this machine: database, queue, mail of the demo, built static files.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
