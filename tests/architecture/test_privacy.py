"""`docs/privacy.md` names every table there is, so that it stays true."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, Model

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = {name: (DOCS / name).read_text() for name in ("privacy.md", "dpia.md")}
PRIVACY = PAGES["privacy.md"]

NOBODYS_DATA = {
    "auth.Group": "Django's own; not used",
    "auth.Permission": "Django's list of rights; not used",
    "contenttypes.ContentType": "Django's list of tables",
    "django_celery_beat.ClockedSchedule": "what beat starts and when",
    "django_celery_beat.CrontabSchedule": "what beat starts and when",
    "django_celery_beat.IntervalSchedule": "what beat starts and when",
    "django_celery_beat.PeriodicTask": "what beat starts and when",
    "django_celery_beat.PeriodicTasks": "what beat starts and when",
    "django_celery_beat.SolarSchedule": "what beat starts and when",
    "gebruikers.Gemeente": "a municipality: its name and settings",
    "gebruikers.Leefgebied": "what a municipality calls a life domain",
    "gebruikers.Organisatie": "an organisation: its name and kind",
}
"""Tables that the page need not name, each with the reason why."""

IDENTIFIES = re.compile(
    r"naam|voornaam|achternaam|roepnaam|\w+_naam|email|telefoon|adres|geboortedatum|ip|user_agent"
)
"""Fields by which a person can be found: the row of their table names each of them."""

MODEL = re.compile(r"`([a-z_]+\.[A-Z]\w+)`")
PLACE = re.compile(r"`((?:[a-z_]+/)+[a-z_]+(?:\.py)?)`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
NOT_YET = re.compile(r"\*\*Not in this version yet\*\*:(.*?)\n\n", re.DOTALL)
ROWS = [line for line in PRIVACY.splitlines() if line.startswith("| ") and MODEL.search(line)]
ROW_OF = {name: row for row in ROWS for name in MODEL.findall(row.split("|")[1])}


def _models() -> dict[str, type[Model]]:
    return {model._meta.label: model for model in apps.get_models()}


def _not_yet() -> set[str]:
    """What the page itself says is not in this version: models, and pages of `docs/`."""
    found = NOT_YET.search(PRIVACY)
    return set(re.findall(r"`([^`]+)`", found[1])) if found else set()


def test_every_table_is_in_the_page_or_holds_nobodys_data() -> None:
    assert {name for name in _models() if name not in ROW_OF and name not in NOBODYS_DATA} == set()


def test_no_exception_is_needless() -> None:
    assert {name for name in NOBODYS_DATA if name in ROW_OF or name not in _models()} == set()


def test_what_the_page_names_exists_or_is_said_to_come() -> None:
    """Merging a branch: take what it brings out of "Not in this version yet"."""
    absent = set(ROW_OF) - set(_models())
    assert absent == {name for name in _not_yet() if MODEL.fullmatch(f"`{name}`")}


def test_every_row_is_whole() -> None:
    cells = [[cell.strip() for cell in row.strip("| ").split("|")] for row in ROWS]
    assert len(ROWS) > 20
    assert [row[0] for row in cells if len(row) != 7 or not all(row)] == []


@pytest.mark.parametrize("name", sorted(set(ROW_OF) & set(_models())))
def test_a_row_names_the_fields_by_which_a_person_can_be_found(name: str) -> None:
    fields = [f for f in _models()[name]._meta.get_fields() if isinstance(f, Field)]
    wanted = {f.name for f in fields if IDENTIFIES.fullmatch(f.name)}
    assert {field for field in wanted if f"`{field}`" not in ROW_OF[name]} == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_it_leads_to_exists_or_is_said_to_come(page: str) -> None:
    links = set(LINK.findall(PAGES[page]))
    paths = {(DOCS / link).resolve() for link in links}
    absent = {str(path.relative_to(ROOT)) for path in paths if not path.exists()}
    assert len(links) > 5
    assert absent <= _not_yet()


def test_no_page_is_said_to_come_that_is_there() -> None:
    assert {name for name in _not_yet() if (ROOT / name).exists()} == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_place_in_the_code_that_it_names_exists(page: str) -> None:
    places = set(PLACE.findall(PAGES[page]))
    assert len(places) > 3
    rooms = [ROOT, ROOT / "platform"]
    assert {
        place for place in places if not any((room / place).exists() for room in rooms)
    } == set()
