"""What is asked of one person now, over all their families, most urgent first.

Reads through the doorways of the rooms below; a constant number of queries, however many rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acties.models import GEVRAAGD, Actiehouder, Houderantwoord
from acties.taken import verborgen_acties
from acties.woorden import Staat, staat_voor_houder
from gezinsplan.models import Planstatus
from prepared import PreparedQuery, Slot, Slots
from rondetafel.models import Beschikbaarheid, Tafelstatus, Uitnodiging, Verslagakkoord
from toegang import wie, woorden
from toegang.access import Plek
from toegang.begin import begin_van
from toegang.beperking.models import Verzoekstatus
from toegang.beperking.overzicht import wat_wacht
from toegang.policy import Handeling
from toegang.uitnodiging import open_uitnodigingen, url_van
from vormgeving.datums import dag, moment
from vormgeving.zinnen import opsomming

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker
    from overzicht.caseload import Caseload
    from toegang.models import Deelname

ACTIES_OP_VANDAAG = 8
GEZINNEN_OP_VANDAAG = 6
"""As many as ``overzicht/vandaag.html`` lists."""


@dataclass(frozen=True)
class Vraag:
    """One thing that waits for this person, with its one button."""

    kop: str
    tekst: str
    url: str
    knop: str
    icoon: str = "arrow-right"
    citaat: str = ""
    gezin: str = ""


@dataclass(frozen=True)
class Komend:
    """Something with a day."""

    kop: str
    tekst: str
    url: str
    staat: tuple[str, str] = ("", "")
    gezin: str = ""


@dataclass(frozen=True)
class Mijnactie:
    """An own action, as a line."""

    tekst: str
    staat: Staat
    url: str
    gezin: str
    gevraagd: bool


@dataclass
class Vandaag:
    """The home of one person. ``zetels`` are those whose plans it shows something of."""

    vragen: list[Vraag] = field(default_factory=list)
    komend: list[Komend] = field(default_factory=list)
    acties: list[Mijnactie] = field(default_factory=list)
    meer_acties: bool = False
    zetels: list[Deelname] = field(default_factory=list)

    @property
    def aantal(self) -> int:
        """How many things it shows."""
        return len(self.vragen) + len(self.komend) + len(self.acties)


def vandaag(gebruiker: Gebruiker, plekken: Sequence[Plek], now: datetime) -> Vandaag:
    """Return what waits for this person at ``now``; ``plekken`` are their seats."""
    uit = Vandaag()
    noem_gezin = len(plekken) > 1
    _uitnodigingen(uit, gebruiker, now)
    # Only who sits here as family or by law can be asked to agree; for others no query is spent.
    for plek in plekken:
        if plek.deelname.lid_id or plek.deelname.wettelijk:
            eerder = uit.aantal
            _toestemming(uit, plek, noem_gezin)
            uit.zetels += [plek.deelname] if uit.aantal > eerder else []
    _tweede_paar_ogen(uit, plekken, noem_gezin)
    _acties(uit, plekken, now, noem_gezin)
    _tafels(uit, plekken, now, noem_gezin)
    return uit


def getoond(mijn: Vandaag, plekken: Sequence[Plek], gezinnen: Caseload | None) -> list[Deelname]:
    """Return the seats whose plans the home shows something of: its own things, and the families
    that ask something, as many as it lists."""
    bovenaan = gezinnen.vandaag[:GEZINNEN_OP_VANDAAG] if gezinnen else []
    plannen = {rij.plan_id for rij in bovenaan}
    return [*mijn.zetels, *(p.deelname for p in plekken if p.plan.pk in plannen)]


def _tweede_paar_ogen(uit: Vandaag, plekken: Sequence[Plek], noem: bool) -> None:
    """What a second professional confirms, and a restriction whose day to look again has come."""
    for plek, rij in wat_wacht(plekken):
        wacht = rij.status == Verzoekstatus.GEVRAAGD
        uit.vragen.append(
            Vraag(
                kop=_("Wilt u meekijken?") if wacht else _("Kijk of dit nog nodig is"),
                tekst=_("%(naam)s vraagt een tweede beroepskracht.") % {"naam": rij.door.naam}
                if wacht
                else _("Een ouder ziet minder of beslist niet mee. Kijk of dat zo blijft."),
                url=reverse("beperking:overzicht", args=[plek.plan.pk]),
                knop=_("Lees en kies"),
                gezin=_gezin(plek, noem),
            )
        )


def _gezin(plek: Plek, noem: bool) -> str:
    return str(plek.plan.gezin) if noem else ""


def _uitnodigingen(uit: Vandaag, gebruiker: Gebruiker, now: datetime) -> None:
    for uitnodiging in open_uitnodigingen(gebruiker, now=now):
        uit.zetels.append(uitnodiging.deelname)
        uit.vragen.append(
            Vraag(
                kop=_("Komt u aan tafel?"),
                tekst=_("U bent uitgenodigd om mee te denken met een gezin."),
                url=url_van(uitnodiging),
                knop=_("Lees de uitnodiging"),
                gezin=str(uitnodiging.deelname.plan.gezin),
            )
        )


def _toestemming(uit: Vandaag, plek: Plek, noem: bool) -> None:
    if plek.plan.status == Planstatus.CONCEPT:
        _begin(uit, plek, noem)
    for stand in wie.te_beslissen(plek):
        deelname = stand.deelname
        naam = woorden.voornaam(deelname.naam)
        voorsteller = deelname.voorgesteld_door
        door = woorden.voornaam(voorsteller.naam) if voorsteller else _("Iemand")
        tekst = _("%(naam)s: %(wat)s. %(door)s stelt dit voor.") % {
            "naam": deelname.naam,
            "wat": woorden.wat_iemand_is(deelname),
            "door": door,
        }
        anderen = [woorden.heet(b, plek) for b in stand.wacht_op if b not in plek.als_beslisser()]
        if anderen:
            tekst += " " + _("%(wie)s kiest ook.") % {"wie": opsomming(anderen)}
        uit.vragen.append(
            Vraag(
                kop=_("Mag %(naam)s aan tafel komen?") % {"naam": naam},
                tekst=tekst,
                citaat=deelname.reden,
                url=reverse("toegang:plek", args=[plek.plan.pk, deelname.pk]),
                knop=_("Bekijk en kies"),
                gezin=_gezin(plek, noem),
            )
        )


def _begin(uit: Vandaag, plek: Plek, noem: bool) -> None:
    if not plek.mag(Handeling.PLAN_ACTIVEREN):
        return
    stem = begin_van(plek).stem_van(plek)
    if stem is not None and not stem.antwoord:
        uit.vragen.append(
            Vraag(
                kop=_("Mag uw plan beginnen?"),
                tekst=_("Uw plan staat klaar. Zolang u geen ja zegt, ziet niemand anders het."),
                url=reverse("toegang:activeren", args=[plek.plan.pk]),
                knop=_("Lees en kies"),
                gezin=_gezin(plek, noem),
            )
        )


EIGEN_ACTIES = PreparedQuery(
    lambda: (
        Actiehouder.objects.filter(
            deelname__in=Slots("zetels"),
            antwoord__in=[Houderantwoord.OPEN, Houderantwoord.JA],
            actie__status__in=GEVRAAGD,
        )
        .select_related("actie")
        .order_by("actie__deadline", "actie__gemaakt_op")[: ACTIES_OP_VANDAAG + 1]
    )
)


def _acties(uit: Vandaag, plekken: Sequence[Plek], now: datetime, noem: bool) -> None:
    per_deelname = {p.deelname.pk: p for p in plekken if p.plan.status == Planstatus.ACTIEF}
    weg = verborgen_acties(per_deelname.values())
    lijst = [h for h in EIGEN_ACTIES(zetels=per_deelname) if h.actie_id not in weg]
    uit.meer_acties = len(lijst) > ACTIES_OP_VANDAAG
    for houder in lijst[:ACTIES_OP_VANDAAG]:
        plek = per_deelname[houder.deelname_id]
        uit.zetels.append(plek.deelname)
        actie = houder.actie
        uit.acties.append(
            Mijnactie(
                tekst=actie.tekst,
                staat=staat_voor_houder(actie, now),
                url=reverse("acties:actie", args=[plek.plan.pk, actie.pk]),
                gezin=_gezin(plek, noem),
                gevraagd=houder.antwoord == Houderantwoord.OPEN,
            )
        )


def _uitnodigingen_aan_tafel() -> QuerySet[Uitnodiging]:
    """Places on guest lists, with how many times are open, and whether was answered."""
    open_tijden = Q(
        tafel__tijden__vervallen_op__isnull=True, tafel__tijden__begin__gt=Slot.moment("now")
    )
    gegeven = Beschikbaarheid.objects.filter(
        deelname=OuterRef("deelname"), tijd__tafel=OuterRef("tafel"), tijd__vervallen_op=None
    )
    akkoord = Verslagakkoord.objects.filter(
        verslag__tafel=OuterRef("tafel"), deelname=OuterRef("deelname")
    )
    return (
        Uitnodiging.objects.filter(
            deelname__in=Slots("zetels"), van_lijst_op__isnull=True, tafel__status__in=AAN_DE_BEURT
        )
        .select_related("tafel")
        .annotate(
            tijden=Count("tafel__tijden", filter=open_tijden, distinct=True),
            gegeven=Exists(gegeven),
            akkoord=Exists(akkoord),
        )
        .order_by("tafel__begin", "tafel__nummer")
    )


AAN_DE_BEURT = (
    Tafelstatus.PEILING,
    Tafelstatus.GEPLAND,
    Tafelstatus.BEZIG,
    Tafelstatus.VERSLAG,
)
UITNODIGINGEN = PreparedQuery(_uitnodigingen_aan_tafel)


def _tafels(uit: Vandaag, plekken: Sequence[Plek], now: datetime, noem: bool) -> None:
    per_deelname = {p.deelname.pk: p for p in plekken if p.plan.status == Planstatus.ACTIEF}
    for uitnodiging in UITNODIGINGEN(zetels=per_deelname, now=now):
        plek, eerder = per_deelname[uitnodiging.deelname_id], uit.aantal
        _tafel(uit, plek, uitnodiging, now, noem)
        uit.zetels += [plek.deelname] if uit.aantal > eerder else []


def _tafel(uit: Vandaag, plek: Plek, uitnodiging: Uitnodiging, now: datetime, noem: bool) -> None:
    tafel = uitnodiging.tafel
    args = [plek.plan.pk, tafel.pk]
    gezin = _gezin(plek, noem)
    if tafel.status == Tafelstatus.BEZIG:
        uit.vragen.insert(
            0,
            Vraag(
                kop=_("De tafel is nu bezig"),
                tekst=_("Kijk op uw telefoon mee met wat er besproken wordt."),
                url=reverse(
                    "rondetafel:aan_tafel"
                    if plek.mag(Handeling.NOTULEREN, tafel)
                    else "rondetafel:volgen",
                    args=args,
                ),
                knop=_("Naar de tafel"),
                gezin=gezin,
            ),
        )
    elif tafel.status == Tafelstatus.VERSLAG:
        _verslag(uit, plek, uitnodiging, gezin)
    elif tafel.status == Tafelstatus.PEILING:
        _peiling(uit, uitnodiging, args, gezin)
    elif tafel.begin is not None:
        _gepland(uit, uitnodiging, tafel.begin, args, now, gezin)


def _verslag(uit: Vandaag, plek: Plek, uitnodiging: Uitnodiging, gezin: str) -> None:
    if vars(uitnodiging)["akkoord"] or not plek.mag(Handeling.VERSLAG_GOEDKEUREN):
        return
    uit.vragen.append(
        Vraag(
            kop=_("Klopt het verslag?"),
            tekst=_("Het verslag van de tafel is klaar. Lees het na, en zeg of het klopt."),
            url=reverse("rondetafel:verslag", args=[plek.plan.pk, uitnodiging.tafel_id]),
            knop=_("Lees het verslag"),
            gezin=gezin,
        )
    )


def _peiling(uit: Vandaag, uitnodiging: Uitnodiging, args: Sequence[UUID], gezin: str) -> None:
    tafel, tijden = uitnodiging.tafel, vars(uitnodiging)["tijden"]
    komend = Komend(
        kop=_("De volgende tafel"),
        tekst="",
        url=reverse("rondetafel:tafel", args=args),
        staat=("wacht", _("Nog geen tijd gekozen")),
        gezin=gezin,
    )
    uit.komend.append(komend)
    if uitnodiging.gepeild_op is None or vars(uitnodiging)["gegeven"] or not tijden:
        return
    uit.vragen.append(
        Vraag(
            kop=_("Wanneer kunt u aan tafel?"),
            tekst=ngettext(
                "Er is %(n)s tijd om uit te kiezen. Het kost u een halve minuut.",
                "Er zijn %(n)s tijden om uit te kiezen. Het kost u een halve minuut.",
                tijden,
            )
            % {"n": tijden},
            url=reverse("rondetafel:tijden", args=[args[0], tafel.pk]),
            knop=_("Tijden kiezen"),
            icoon="calendar-clock",
            gezin=gezin,
        )
    )


def _gepland(
    uit: Vandaag,
    uitnodiging: Uitnodiging,
    begin: datetime,
    args: Sequence[UUID],
    now: datetime,
    gezin: str,
) -> None:
    tafel = uitnodiging.tafel
    url = reverse("rondetafel:tafel", args=args)
    if uitnodiging.antwoord == "open":
        uit.vragen.append(
            Vraag(
                kop=_("Komt u %(dag)s?") % {"dag": dag(begin, now)},
                tekst=_("De tafel is gepland. Laat weten of u erbij bent."),
                url=reverse("rondetafel:antwoord", args=args),
                knop=_("Geef antwoord"),
                icoon="calendar-check",
                gezin=gezin,
            )
        )
    uit.komend.append(
        Komend(
            kop=_("De volgende tafel: %(moment)s") % {"moment": moment(begin, now)},
            tekst=tafel.plaats or _("Via video"),
            url=url,
            gezin=gezin,
        )
    )
