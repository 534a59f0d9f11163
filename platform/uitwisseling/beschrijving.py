"""The documentation of the exchange format, made from the tables themselves."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from gebruikers.uitwisselformaat import TABELLEN, Tabel, Veld
from uitwisseling.schrijven import FORMAAT, VERSIE, standaard

INLEIDING = f"""\
# The exchange format for a whole plan

Made by `manage.py uitwisselformaat`; a test compares this page with the code.

One plan is one JSON document in UTF-8. `manage.py exporteer_plan (UUID | --all) --out DIR` writes
`<uuid>.json`; `manage.py importeer_plan FILE...` reads files, all or none. What is exported from
one database, imported into an empty one and exported again is the same to the byte.

```json
{{
 "formaat": "{FORMAAT}",
 "versie": {VERSIE},
 "plan": "<id of the plan>",
 "datums": "absoluut",
 "gezinnen": [{{"id": "...", "gemeente": "...", "naam": "..."}}],
 "...": []
}}
```

- **Ids** are UUIDs. A file written by hand may use names (small letters, digits, hyphens): the same
  name in the same table of the same plan is the same thing. Names of what plans share (`gemeenten`,
  `leefgebieden`, `organisaties`, `gebruikers`, `medewerkers`) are the same in every file.
- **What plans share** is matched with what is here already: a municipality and an organisation by
  `code`, a leefgebied by municipality and code, a person by e-mail address. What is here wins.
- **A field that is left out** has the value in the column *left out*; without one it is required.
- **Dates** are `yyyy-mm-dd`; moments are ISO 8601 with an offset, written in UTC. With
  `"datums": "relatief"` a file may write `T-84`, `T+9w` (the first working day from then),
  `T+9 15:30` (local time) and `T+40 -16j` (sixteen years before T+40); T is the day of import.
- **Mistakes** are all reported, each with its place (`doelen[2].gewenst: ...`); nothing is written.
- **Never in a file**: passwords and other ways to log in, links and codes, waiting mail, mail
  preferences, calendar addresses, when somebody is away, and PDFs (they are made again).
"""


def pagina() -> str:
    """Return the page as Markdown."""
    delen = [INLEIDING]
    for naam, tabel in TABELLEN.items():
        delen.append(f"## `{naam}`\n\n| field | what | left out |\n|---|---|---|\n")
        delen += [f"| {regel} |\n" for regel in _regels(tabel)]
        delen.append("\n")
    return "\n".join([delen[0], "".join(delen[1:])]).rstrip() + "\n"


def _regels(tabel: Tabel) -> Iterator[str]:
    for veld in tabel.velden:
        yield f"`{veld.name}` | {_wat(tabel, veld)} | {_weggelaten(veld)}"


def _wat(tabel: Tabel, veld: Veld) -> str:
    if veld.primary_key:
        return "id"
    if veld.is_relation:
        doel = next(t.naam for t in TABELLEN.values() if t.model is veld.related_model)
        return f"ids in `{doel}`" if veld.many_to_many else f"id in `{doel}`"
    if veld.name in tabel.verwijzingen:
        return "id in " + " or ".join(f"`{t}`" for t in tabel.verwijzingen[veld.name])
    if veld.choices:
        return "one of " + ", ".join(f"`{code}`" for code, _ in veld.flatchoices if code != "")
    return _soort(veld)


def _soort(veld: Veld) -> str:
    soorten: list[tuple[type[Veld], str]] = [
        (models.DateTimeField, "moment"),
        (models.DateField, "date"),
        (models.BooleanField, "true or false"),
        (models.IntegerField, "whole number"),
        (models.JSONField, "JSON"),
    ]
    for klasse, woord in soorten:
        if isinstance(veld, klasse):
            return woord
    lengte = getattr(veld, "max_length", None)
    return f"text, at most {lengte}" if lengte else "text"


def _weggelaten(veld: Veld) -> str:
    if veld.primary_key:
        return "required"
    if veld.many_to_many:
        return "none"
    waarde = standaard(veld)
    if waarde is ...:
        return "required"
    return "empty" if waarde in (None, "", [], {}) else f"`{waarde}`"
