"""The family of the canaries, with much of it hidden from Mark."""

from __future__ import annotations

from typing import Any

from acties.models import Actie
from doelen.models import Doel, Hulpvraag, Kracht, Zorg
from gebruikers.models import Organisatie
from gezinsplan.models import Gezinslid, Huishouden
from netwerk.models import Netwerklid
from rondetafel.models import Agendapunt, Besluit, Rondetafel, Verslag
from rondetafel.report import momentopname
from tests.toegang.kanaries import Voliere, account
from toegang.access import get_plek
from toegang.afscherming.bronnen import BRONNEN
from toegang.afscherming.overzicht import Ding
from toegang.afscherming.workflow import hide
from toegang.models import Deelname

NAMEN = {"tom": "KANARIE-9001", "fatma": "KANARIE-9002"}
SCHOOL, HUIS = "KANARIE-9003", "KANARIE-9004"
TEKSTEN: tuple[tuple[str, type[Any]], ...] = (
    ("kracht", Kracht),
    ("zorg", Zorg),
    ("doel", Doel),
    ("hulpvraag", Hulpvraag),
    ("actie", Actie),
    ("netwerk", Netwerklid),
)


def ding(v: Voliere, soort: str, rij: Any) -> Ding:
    """A thing to hide, as the coordinator's form makes it."""
    plek = get_plek(account("linda"), v.plan.pk, now=v.now)
    bron = BRONNEN[soort]
    return Ding(
        soort, rij.pk, "", bron.naam(rij), bron.noemt(rij, plek), bron.betreft(rij, plek.leden)
    )


def scherm_af(v: Voliere) -> set[str]:
    """Hide half of everything from Mark; return the canaries he may not hear any more."""
    mark = v.deelname("mark")
    _doop(v)
    dingen: list[Ding] = []
    weg = {*NAMEN.values(), SCHOOL, HUIS}
    for soort, model in TEKSTEN:
        for rij in list(model._default_manager.filter(plan=v.plan).order_by("pk"))[::2]:
            dingen.append(ding(v, soort, rij))
            weg.add(getattr(rij, "tekst", "") or getattr(rij, "kan_doen", ""))
    for soort, rijen in (
        ("besluit", Besluit.objects.filter(tafel__plan=v.plan, actie=None)),
        ("agendapunt", Agendapunt.objects.filter(tafel__plan=v.plan)),
    ):
        for rij in list(rijen.order_by("pk"))[::2]:
            dingen.append(ding(v, soort, rij))
            weg.add(str(rij))
    dingen += [ding(v, "plek", v.deelname(wie)) for wie in NAMEN]
    dingen.append(ding(v, "organisatie", Organisatie.objects.get(naam=SCHOOL)))
    samira = Gezinslid.objects.get(gezin=v.plan.gezin, voornaam="Samira")
    dingen.append(ding(v, "huishouden", samira.huishouden))
    linda = get_plek(account("linda"), v.plan.pk, now=v.now)
    hide(dingen, mark, grond="Omdat het veiliger is.", actor=linda, now=v.now)
    return weg - {""}


def _doop(v: Voliere) -> None:
    """Give people, a school and a home a name that can be heard; then make the report again."""
    for wie, naam in NAMEN.items():
        deelname = v.deelname(wie)
        Deelname.objects.filter(pk=deelname.pk).update(naam=naam)
        Netwerklid.objects.filter(deelname=deelname).update(naam=naam)
    school = v.deelname("peter").organisatie
    assert school is not None
    Organisatie.objects.filter(pk=school.pk).update(naam=SCHOOL)
    samira = Gezinslid.objects.get(gezin=v.plan.gezin, voornaam="Samira")
    assert samira.huishouden is not None
    Huishouden.objects.filter(pk=samira.huishouden.pk).update(adres=HUIS)
    # Another's sentence that repeats a name and an address, and a table at the school.
    zorg = Zorg.objects.filter(plan=v.plan, door__isnull=False).exclude(door=v.deelname("mark"))
    nog = zorg.order_by("pk").last()
    assert nog is not None
    Zorg.objects.filter(pk=nog.pk).update(tekst=f"Bel {NAMEN['tom']} op {HUIS}")
    Rondetafel.objects.filter(plan=v.plan).update(plaats=f"In {SCHOOL}, zaal 2")
    verslag = Verslag.objects.get(tafel__plan=v.plan)
    verslag.momentopname = momentopname.maak(verslag.tafel)
    verslag.save()
