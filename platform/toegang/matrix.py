"""The access table as rows, for a privacy officer: made from ``policy``, never written by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from gezinsplan.models import Planstatus
from toegang import policy
from toegang.models import Rol
from toegang.policy import COORDINATOR, NOODINZAGE, Handeling, Voorwaarde

ROLLEN = [*(rol.value for rol in Rol), COORDINATOR, NOODINZAGE]

UITLEG = {
    Voorwaarde.ALTIJD: "mag altijd",
    Voorwaarde.IN_SCOPE: "alleen waar het zicht van de plek bij kan",
    Voorwaarde.OWN: "alleen wat van deze plek zelf is",
    Voorwaarde.DECIDES: "alleen wie beslist over wie het gaat, en `beslist_mee` heeft",
    Voorwaarde.MAY_END: "alleen wie deze plek mag beëindigen",
    Voorwaarde.CONCERNS_ME: "alleen wat over deze persoon zelf gaat",
    Voorwaarde.IS_NOTULIST: "alleen wie notuleert bij deze tafel",
    Voorwaarde.VAN_BEROEP: "alleen wie geen lid van dit gezin is",
}


def rijen() -> list[list[str]]:
    """Return the table with its head: per handeling the states of the plan and every role."""
    kop = ["handeling", "toestand van het plan", *ROLLEN]
    return [kop, *([h.value, _standen(h), *_cellen(h)] for h in Handeling)]


def _cellen(handeling: Handeling) -> list[str]:
    rij = policy.MAG[handeling]
    return [rij[rol].value if rol in rij else "nooit" for rol in ROLLEN]


def _standen(handeling: Handeling) -> str:
    return " ".join(s.value for s in Planstatus if handeling in policy.STATUS[s.value])


def als_csv(tabel: Sequence[Sequence[str]]) -> str:
    """Return the table for a spreadsheet."""
    uit = io.StringIO()
    csv.writer(uit, lineterminator="\n").writerows(tabel)
    return uit.getvalue()


def als_tekst(tabel: Sequence[Sequence[str]]) -> str:
    """Return the table in columns, for a terminal."""
    breed = [max(len(rij[i]) for rij in tabel) for i in range(len(tabel[0]))]
    regels = ["  ".join(c.ljust(b) for c, b in zip(rij, breed, strict=True)) for rij in tabel]
    return "".join(f"{regel.rstrip()}\n" for regel in regels)


def als_md(tabel: Sequence[Sequence[str]]) -> str:
    """Return the page of the documentation: the table and what its words mean."""
    kop, *rest = tabel
    lijn = ["---"] * len(kop)
    regels = ["| " + " | ".join(rij) + " |" for rij in (kop, lijn, *rest)]
    voorwaarden = [f"- `{v.value}`: {uitleg}" for v, uitleg in UITLEG.items()]
    return "\n".join([_INLEIDING, *regels, "", *voorwaarden, "- `nooit`: nooit", "", _SLOT])


_INLEIDING = """# Wie mag wat

Deze bladzijde is gemaakt met `manage.py toegangsmatrix --format md`; een test vergelijkt haar met
`platform/toegang/policy.py`, de enige plek waar rollen worden vergeleken. `zorgcoordinator` is geen
rol maar een merkteken op een plek: wat daar staat, komt bij wat de rol al mag. `noodinzage` is geen
plek: één uur lezen, met een reden, waarvan het gezin bericht krijgt; schrijven kan daarmee niets.
"""

_SLOT = """Buiten deze tabel: wie geen actieve plek aan tafel heeft, ziet niets van een plan. Het
bestaat dan niet (404). Een plan in concept bestaat alleen voor de ouders en de zorgcoördinator.

Na deze tabel, altijd en als laatste: `not_shielded`. Wat voor iemand is afgeschermd, bestaat voor
die persoon niet, wat hier ook staat; ook niet voor de zorgcoördinator.
"""

FORMATEN: dict[str, Callable[[Sequence[Sequence[str]]], str]] = {
    "text": als_tekst,
    "md": als_md,
    "csv": als_csv,
}
