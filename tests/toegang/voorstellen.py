"""Proposals and answers for the tests of seats."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from tests.cast import Cast
from toegang import wie
from toegang.models import Antwoord, Deelname, Plekstatus, Rol
from toegang.workflow.instemmen import Keuze, give_antwoord
from toegang.workflow.plekken import Voorstel, propose_plek

REDEN = "Daan slaapt slecht KANARIE-REDEN"


def voorstel(cast: Cast, betreft: str = "daan", **velden: Any) -> Voorstel:
    """Jolanda, youth doctor, about Daan; ``betreft`` holds first names, separated by spaces."""
    velden = {
        "naam": "Jolanda Mulder KANARIE-NAAM",
        "rol": Rol.PROFESSIONAL,
        "reden": REDEN,
        "leefgebieden": ["gezondheid", "opvoeding"],
        "secties": ["acties"],
        "functie": "jeugdarts",
        "email": "jolanda@voorbeeld.test",
        **velden,
    }
    return Voorstel(betreft=[cast.lid[naam] for naam in betreft.split()], **velden)


def stel_voor(cast: Cast, door: str = "aisha", betreft: str = "daan", **velden: Any) -> Deelname:
    """Propose Jolanda; return the seat."""
    return propose_plek(voorstel(cast, betreft, **velden), actor=cast.plek(door), now=cast.now)


def zeg(
    cast: Cast,
    wie_zegt: str,
    deelname: Deelname,
    antwoord: str = "ja",
    leefgebieden: list[str] | None = None,
    secties: list[str] | None = None,
    tot: date | None = None,
) -> Deelname:
    """Answer as somebody of the cast; return the seat as it is in the database afterwards."""
    keuze = Keuze(
        Antwoord(antwoord),
        ["gezondheid"] if leefgebieden is None else leefgebieden,
        ["acties"] if secties is None else secties,
        tot,
    )
    plek = cast.plek(wie_zegt)
    give_antwoord(herlaad(deelname), keuze, actor=plek, now=plek.now)
    return herlaad(deelname)


def herlaad(deelname: Deelname) -> Deelname:
    """The seat as it is in the database."""
    return Deelname.objects.select_related("plan").get(pk=deelname.pk)


def goedgekeurd(cast: Cast, **velden: Any) -> Deelname:
    """A seat both parents agreed to."""
    deelname = stel_voor(cast, **velden)
    zeg(cast, "samira", deelname)
    return zeg(cast, "mark", deelname)


def stand(cast: Cast, deelname: Deelname, kijker: str = "linda") -> wie.Stand:
    """How the answers about a seat stand."""
    rijen = wie.met_antwoorden(Deelname.objects.filter(pk=deelname.pk))
    return wie.stand(cast.plek(kijker), rijen.get())


def zicht_per_naam(cast: Cast, deelname: Deelname) -> dict[str, list[str]]:
    """What a seat sees, by first name."""
    namen = {"gezin": "gezin", **{str(lid.id): naam for naam, lid in cast.lid.items()}}
    return {namen[k]: v for k, v in herlaad(deelname).leefgebieden.items()}


def pad(cast: Cast, deelname: Deelname, naam: str = "plek") -> str:
    """The address of a page about a seat."""
    return reverse(f"toegang:{naam}", args=[cast.plan.pk, deelname.pk])


STATUSSEN = list(Plekstatus)
