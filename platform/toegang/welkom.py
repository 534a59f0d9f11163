"""What the one who is invited reads before they choose: who asks, why, and what they will see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from toegang import woorden
from toegang.models import ALLES, Deelname, Plekstatus
from toegang.preview import niet_in
from toegang.zicht import Zicht

if TYPE_CHECKING:
    from gebruikers.models import Leefgebied
    from toegang.models import Plekuitnodiging


def welkom(uitnodiging: Plekuitnodiging) -> dict[str, Any]:
    """Return what the page of an invitation shows; a constant number of queries.

    Names of leefgebieden, never what is in them: the seat is not taken yet.
    """
    deelname = uitnodiging.deelname
    zicht = Zicht(deelname.leefgebieden, deelname.secties)
    gebieden = list(deelname.plan.gemeente.leefgebieden.all())
    codes = sorted({code for lijst in zicht.leefgebieden.values() for code in lijst})
    coordinator = coordinator_van(deelname)
    return {
        "deelname": deelname,
        "plan": deelname.plan,
        "uitnodiging": uitnodiging,
        "coordinator": coordinator,
        "coordinator_is": woorden.wat_iemand_is(coordinator) if coordinator else "",
        "voorsteller": _voorsteller(deelname, coordinator),
        "tekst": f"toegang/uitnodiging_welkom_{deelname.rol}.html",
        "ziet": _ziet(codes, zicht, gebieden),
        "ziet_niet": niet_in(zicht, gebieden),
    }


def _voorsteller(deelname: Deelname, coordinator: Deelname | None) -> str:
    """Return who asked for this person, where that is somebody else than who coordinates."""
    door = deelname.voorgesteld_door
    return door.naam if door is not None and door != coordinator else ""


def _ziet(codes: list[str], zicht: Zicht, gebieden: list[Leefgebied]) -> list[str]:
    if ALLES in codes and ALLES in zicht.secties:
        return [_("Alles in het plan wat over u en uw gezin gaat")]
    return [*woorden.namen_van(codes, gebieden), *woorden.sectie_namen(zicht.secties)]


def coordinator_van(deelname: Deelname) -> Deelname | None:
    """Return the seat that coordinates this seat's plan."""
    rijen = Deelname.objects.filter(
        plan=deelname.plan_id, is_zorgcoordinator=True, status=Plekstatus.ACTIEF
    )
    return rijen.select_related("organisatie", "gebruiker").first()
