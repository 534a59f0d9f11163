"""What everybody of the cast may do, to what, in every state of the plan: as lines of text.

``rechten.txt`` holds these lines as they must be; whoever changes the access table on purpose reads
the difference and writes it again: ``SCHRIJF_RECHTEN=1 pytest tests/toegang/test_rechten.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from doelen.models import Zorg
from gezinsplan.models import Gezag, Planstatus
from rondetafel.models import Rondetafel
from tests.cast import Cast, zet_cast
from toegang import policy
from toegang.policy import Handeling, Voorwaarde

BESTAND = Path(__file__).with_name("rechten.txt")
ZONDER_STEM = ["mark zonder stem", "noor zonder stem"]
"""The same seats with ``beslist_mee`` off."""

EERST = {handeling: dict(rij) for handeling, rij in policy.MAG.items()}
"""The table as it is written, whatever a test does to it."""

WIE = ["samira", "mark", "noor", "fatma", "youssef", "linda", "peter", "aisha", "esther", "tom"]


def zet(now: Any) -> Cast:
    """The cast, with texts and a table to do things to."""
    cast = zet_cast(now)
    for over in ("samira", "daan"):
        for code in ("school", "inkomen"):
            Zorg.objects.create(
                plan=cast.plan,
                tekst=f"{over} {code}",
                leefgebied=cast.leefgebied[code],
                betreft=cast.lid[over],
                door=cast.deelname.get(over),
                gemaakt_op=cast.now,
            )
    daan = cast.lid["daan"]
    # Tom is also Daan's guardian: a professional who decides.
    Gezag.objects.create(
        kind=daan, soort="voogd", gebruiker=cast.gebruiker["tom"], van=daan.geboortedatum
    )
    Rondetafel.objects.create(
        plan=cast.plan,
        soort="voortgang",
        nummer=1,
        uid="een@voorbeeld.test",
        notulist=cast.deelname["aisha"],
        duur_minuten=60,
        gemaakt_op=cast.now,
    )
    return cast


def dingen(cast: Cast) -> dict[Handeling, list[Any]]:
    """To what each handeling is done: what the conditions in its line can tell apart."""
    zorgen = list(Zorg.objects.order_by("tekst").select_related("leefgebied"))
    zetels = [cast.deelname[wie] for wie in WIE]
    bij: dict[Voorwaarde, list[Any]] = {
        Voorwaarde.IN_SCOPE: [*zorgen, "netwerk", "hulpvraag"],
        Voorwaarde.OWN: zetels,
        Voorwaarde.DECIDES: zetels,
        Voorwaarde.MAY_END: zetels,
        Voorwaarde.CONCERNS_ME: [cast.lid["noor"], cast.lid["daan"]],
        Voorwaarde.IS_NOTULIST: [Rondetafel.objects.get()],
    }
    uit = {h: bij[v] for h, rij in EERST.items() for v in rij.values() if v in bij}
    return {**uit, Handeling.EIGEN_WOORDEN: zorgen}


def regels(cast: Cast, handelingen: list[Handeling] | None = None) -> list[str]:
    """Return a line per handeling and person: per state of the plan, without and with the mark.

    The first digit is whether the way in is offered; the others are each of ``dingen``.
    """
    objecten, uit = dingen(cast), []
    for handeling in handelingen or list(Handeling):
        for wie in [*WIE, *ZONDER_STEM]:
            plek = cast.plek(wie.removesuffix(" zonder stem"))
            plek.deelname.beslist_mee = wie not in ZONDER_STEM
            delen = []
            for status in Planstatus.values:
                for merk in (False, True):
                    plek.deelname.plan.status = status
                    plek.deelname.is_zorgcoordinator = merk
                    mag = [plek.mag(handeling, o) for o in [None, *objecten.get(handeling, [])]]
                    delen.append("".join("1" if m else "0" for m in mag))
            uit.append(f"{handeling} {wie}: {' '.join(delen)}")
    return uit
