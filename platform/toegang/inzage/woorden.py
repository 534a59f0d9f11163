"""The log in plain words: "Peter van Het Baken College bekeek de acties"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from toegang.inzage.models import Gebeurtenis, Opvallend, Opvalsoort, Uitkomst, Weg
from toegang.inzage.onderdelen import SECTIE_VAN, Onderdeel
from toegang.woorden import CHIP, voornaam

if TYPE_CHECKING:
    from toegang.access import Plek
    from toegang.models import Deelname


def wie(zetel: Deelname | None, plek: Plek) -> str:
    """How the reader reads who it was: a first name, and from where; unknown without a name."""
    if zetel is None:
        return _("Iemand zonder plek")
    naam = voornaam(zetel.naam)
    if zetel.pk == plek.deelname.pk:
        return _("%(naam)s (u)") % {"naam": naam}
    if zetel.organisatie:
        return _("%(naam)s van %(waar)s") % {"naam": naam, "waar": zetel.organisatie.naam}
    return naam


def chip(zetel: Deelname | None) -> str:
    """How a person is drawn beside the line."""
    return CHIP.get(zetel.rol, "professional") if zetel else "voorstel"


def onbekend(rij: dict[str, Any]) -> str:
    """What the initials beside a line without a known person are made of."""
    return "1Gezin1Plan" if rij["langs"] == Weg.OPDRACHT else "?"


def wat(onderdeel: str, plek: Plek) -> str:
    """Return the part of the plan, as far as the reader sees that part themselves."""
    sectie = SECTIE_VAN.get(onderdeel)
    if onderdeel not in Onderdeel.values or (sectie and not plek.ziet_sectie(sectie)):
        return _("een deel van het plan")
    return str(Onderdeel(onderdeel).label)


def zin(rij: dict[str, Any], zetel: Deelname | None, plek: Plek) -> str:
    """Return a look as a sentence, without its time."""
    deel = {"wie": wie(zetel, plek), "wat": wat(rij["onderdeel"], plek)}
    return _vorm(rij, zetel, plek) % deel


def _vorm(rij: dict[str, Any], zetel: Deelname | None, plek: Plek) -> str:
    langs = rij["langs"]
    if langs == Weg.OPDRACHT:
        return _opdracht(rij["gebeurtenis"])
    if rij["uitkomst"] != Uitkomst.GELUKT:
        return _niet_gelukt(rij, zetel)
    if langs == Weg.TAAK:
        return _("Voor %(wie)s is %(wat)s klaargezet om op te halen.")
    if langs == Weg.AGENDA:
        return _("De agenda van %(wie)s haalde de tijden van de tafel op.")
    if rij["onderdeel"] == Onderdeel.UITNODIGING:
        return _uitnodiging(rij["gebeurtenis"])
    if langs == Weg.LIJST:
        return _lijst(rij["onderdeel"])
    return {
        Gebeurtenis.LEZEN.value: _("%(wie)s bekeek %(wat)s."),
        Gebeurtenis.WIJZIGEN.value: _("%(wie)s veranderde iets bij %(wat)s."),
        Gebeurtenis.MEENEMEN.value: _("%(wie)s haalde %(wat)s op als bestand."),
    }[rij["gebeurtenis"]]


def _opdracht(gebeurtenis: str) -> str:
    return {
        Gebeurtenis.LEZEN.value: _("De beheerder van het platform zag dit plan in een lijst."),
        Gebeurtenis.WIJZIGEN.value: _("De beheerder van het platform zette dit plan hier neer."),
        Gebeurtenis.MEENEMEN.value: _("De beheerder van het platform maakte een kopie."),
    }[gebeurtenis]


def _niet_gelukt(rij: dict[str, Any], zetel: Deelname | None) -> str:
    if rij["uitkomst"] == Uitkomst.GEWEIGERD and rij["deelname_id"] is None:
        if zetel is not None:
            return _("%(wie)s had geen plek en probeerde het plan te openen. Dat lukte niet.")
        return _("%(wie)s probeerde het plan te openen. Dat lukte niet.")
    if rij["uitkomst"] == Uitkomst.GEWEIGERD:
        return _("%(wie)s vroeg iets bij %(wat)s wat niet mag of er niet is. Dat lukte niet.")
    if rij["gebeurtenis"] == Gebeurtenis.WIJZIGEN:
        return _("%(wie)s wilde iets veranderen bij %(wat)s. Dat lukte niet.")
    return _("%(wie)s wilde %(wat)s bekijken. Dat lukte niet.")


def _uitnodiging(gebeurtenis: str) -> str:
    if gebeurtenis == Gebeurtenis.WIJZIGEN:
        return _("%(wie)s gaf antwoord op de uitnodiging.")
    return _("%(wie)s las de uitnodiging.")


def _lijst(onderdeel: str) -> str:
    if onderdeel == Onderdeel.BERICHTEN:
        return _("%(wie)s las de eigen berichten, ook over dit plan.")
    if onderdeel == Onderdeel.ACTIES:
        return _("%(wie)s bekeek de eigen acties, ook uit dit plan.")
    return _("%(wie)s zag dit plan in een overzicht.")


def opvalt(rij: Opvallend) -> str:
    """Return what stood out, for the family, without a name."""
    return {
        Opvalsoort.VEEL_PLANNEN.value: _(
            "Iemand opende ongewoon veel plannen in een uur, ook dat van u."
        ),
        Opvalsoort.NA_EINDE.value: _(
            "Iemand van wie de plek gestopt is, probeerde het plan te openen. Dat lukte niet."
        ),
        Opvalsoort.GEWEIGERD.value: _(
            "Iemand zonder plek probeerde een paar keer het plan te openen. Dat lukte niet."
        ),
    }[rij.soort]


def uitvoerregel(rij: dict[str, Any], zetel: Deelname | None, plek: Plek) -> dict[str, object]:
    """Return one line of the file: the fields of NEN 7513 that are the family's to know."""
    return {
        "tijd_utc": rij["op"].isoformat(timespec="seconds"),
        "gebeurtenis": rij["gebeurtenis"],
        "uitkomst": rij["uitkomst"],
        "weg": rij["weg"],
        "wie": zetel.naam if zetel else "",
        "rol": rij["rol"] if zetel else "",
        "organisatie": rij["organisatie_naam"] if zetel else "",
        "namens": zetel.naam if zetel and rij["namens_id"] else "",
        "onderdeel": _onderdeel(rij["onderdeel"], plek),
        "basis": rij["basis"],
        "grondslag": rij["grondslag"] if zetel else "",
        "plan": str(rij["plan_id"]),
    }


def _onderdeel(onderdeel: str, plek: Plek) -> str:
    sectie = SECTIE_VAN.get(onderdeel)
    return onderdeel if sectie is None or plek.ziet_sectie(sectie) else ""
