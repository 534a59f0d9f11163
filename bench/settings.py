"""The platform's own settings, as production has them, with the floor as one more page."""

from config import settings as production
from config.environment import BASE_DIR

vars().update({name: getattr(production, name) for name in dir(production) if name.isupper()})

ROOT_URLCONF = "bench.urls"
TEMPLATES = [
    {**engine, "DIRS": [BASE_DIR / "templates", BASE_DIR / "bench" / "templates"]}
    for engine in production.TEMPLATES
]
