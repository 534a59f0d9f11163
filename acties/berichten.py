"""The kinds of notification about actions.

What somebody reads is asked at that moment: an action that is done gets no reminder, a seat that
ended gets nothing. The mail says that something waits, and never what.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from acties import models, stilte
from acties.models import Actie, Actiehouder, Actiestatus, Houderantwoord
from acties.woorden import reden_in_woorden, roepnaam
from gezinsplan.models import Planstatus
from notifications.models import Bericht
from notifications.soorten import Groep, Mail, Soort, Tekst, register
from toegang.access import Plek, actieve_deelnames, plekken_bij
from toegang.models import Deelname
from vormgeving.datums import telwoord, uiterlijk_zin


@dataclass(frozen=True)
class Zaak:
    """A waiting notice with what its text needs; ``door`` is the first name of who caused it."""

    bericht: Bericht
    actie: Actie
    plek: Plek
    door: str
    now: datetime

    @property
    def houder(self) -> Actiehouder | None:
        """The receiver as an owner who did not say no."""
        eigen = (h for h in self.actie.houders.all() if h.deelname_id == self.plek.deelname.pk)
        return next((h for h in eigen if h.antwoord != Houderantwoord.NEE), None)

    @property
    def vraagt(self) -> bool:
        """Whether the action still asks something of the receiver, for the same deadline."""
        geldt = self.bericht.context.get("deadline", "") in ("", str(self.actie.deadline))
        return geldt and self.houder is not None and self.actie.status in models.GEVRAAGD

    @property
    def op_tijd(self) -> str:
        """By when, as a line; empty without a deadline."""
        return uiterlijk_zin(self.actie.deadline, self.now) if self.actie.deadline else ""


Maak = Callable[[Zaak], Tekst | None]


def ziet(plek: Plek, actie: Actie) -> bool:
    """Whether this seat sees the action: as ``visible_to``, on rows that are loaded."""
    if plek.schild.verbergt(actie) or any(map(plek.schild.verbergt, actie.houders.all())):
        return False
    if actie.is_van(plek.deelname):
        return True
    return plek.ziet_sectie("acties") and plek.ziet(actie.betreft_id, actie.leefgebied)


def _plekken(berichten: Sequence[Bericht], now: datetime) -> dict[tuple[UUID, UUID], Plek]:
    zetels = actieve_deelnames(now).filter(
        gebruiker__in={b.ontvanger_id for b in berichten},
        plan__in={b.plan_id for b in berichten if b.plan_id},
        plan__status=Planstatus.ACTIEF,
    )
    return {
        (plek.deelname.gebruiker_id, plek.deelname.plan_id): plek
        for plek in plekken_bij(zetels, now=now)
        if plek.deelname.gebruiker_id
    }


def _zaken(berichten: Sequence[Bericht], now: datetime) -> list[Zaak]:
    """Return the notices whose action and seat still exist, in four queries."""
    plekken = _plekken(berichten, now)
    houders = Actiehouder.objects.select_related("deelname")
    acties = (
        Actie.objects.filter(pk__in=[b.object_id for b in berichten])
        .select_related("leefgebied")
        .prefetch_related(Prefetch("houders", queryset=houders))
        .in_bulk()
    )
    namen = Deelname.objects.in_bulk([UUID(b.context["door"]) for b in berichten if _door(b)])
    zaken = []
    for b in berichten:
        actie = acties.get(b.object_id) if b.object_id else None
        plek = plekken.get((b.ontvanger_id, b.plan_id)) if b.plan_id else None
        if actie is not None and plek is not None:
            naam = roepnaam(namen.get(UUID(b.context["door"]))) if _door(b) else ""
            zaken.append(Zaak(b, actie, plek, naam, now))
    return zaken


def _door(bericht: Bericht) -> str:
    return str(bericht.context.get("door", ""))


def _teksten(maak: Maak) -> Callable[[Sequence[Bericht], datetime], dict[UUID, Tekst]]:
    def teksten(berichten: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
        paren = ((z.bericht.pk, maak(z)) for z in _zaken(berichten, now))
        return {pk: tekst for pk, tekst in paren if tekst is not None}

    return teksten


def _mail(link: Callable[[Bericht], str]) -> Callable[[Bericht, datetime], Mail]:
    def mail(bericht: Bericht, now: datetime) -> Mail:
        with translation.override(bericht.ontvanger.taal):
            return Mail(
                onderwerp=_("Er staat iets voor u klaar in 1Gezin1Plan"),
                regels=[_("Na het inloggen leest u waar het over gaat.")],
                url=link(bericht),
                knop=_("Bekijk het"),
            )

    return mail


def _lijst(bericht: Bericht) -> str:
    """Where an owner answers in one tap."""
    return f"{reverse('acties:mijn')}#a-{bericht.object_id}"


def _actie(bericht: Bericht) -> str:
    """Where the action stands with its history."""
    return reverse("acties:actie", args=[bericht.plan_id, bericht.object_id])


# --- to an owner ----------------------------------------------------------------------------------
def _gevraagd(zaak: Zaak) -> Tekst | None:
    if not zaak.vraagt or zaak.houder is None or zaak.houder.antwoord != Houderantwoord.OPEN:
        return None
    titel = _("%(naam)s vraagt: %(wat)s") % {"naam": zaak.door, "wat": zaak.actie.tekst}
    return Tekst(titel, zaak.op_tijd, _lijst(zaak.bericht), _("Ja of nee"))


def _herinnering(zaak: Zaak) -> Tekst | None:
    if not zaak.vraagt:
        return None
    if zaak.houder is not None and zaak.houder.antwoord == Houderantwoord.OPEN:
        titel = _("U heeft nog niet gekozen: %(wat)s") % {"wat": zaak.actie.tekst}
        return Tekst(titel, zaak.op_tijd, _lijst(zaak.bericht), _("Ja of nee"))
    titel = _("Denkt u aan: %(wat)s") % {"wat": zaak.actie.tekst}
    if zaak.door:
        titel = _("%(naam)s vraagt hoe het staat: %(wat)s") % {
            "naam": zaak.door,
            "wat": zaak.actie.tekst,
        }
    return Tekst(titel, zaak.op_tijd, _lijst(zaak.bericht), _("Laat weten hoe het staat"))


def _te_laat(zaak: Zaak) -> Tekst | None:
    if not zaak.vraagt:
        return None
    titel = _("Nog niet klaar: %(wat)s") % {"wat": zaak.actie.tekst}
    return Tekst(titel, zaak.op_tijd, _lijst(zaak.bericht), _("Laat weten hoe het staat"))


def _gewijzigd(zaak: Zaak) -> Tekst | None:
    if not zaak.vraagt:
        return None
    titel = _("%(naam)s veranderde een actie van u: %(wat)s") % {
        "naam": zaak.door,
        "wat": zaak.actie.tekst,
    }
    return Tekst(titel, zaak.op_tijd, _lijst(zaak.bericht), _("Bekijk de actie"))


def _niet_overgenomen(zaak: Zaak) -> Tekst | None:
    if not zaak.vraagt:
        return None
    titel = _("%(naam)s kan dit niet van u overnemen: %(wat)s") % {
        "naam": zaak.door,
        "wat": zaak.actie.tekst,
    }
    return Tekst(titel, zaak.op_tijd, _lijst(zaak.bericht), _("Bekijk de actie"))


def _hoeft_niet(zaak: Zaak) -> Tekst | None:
    if zaak.actie.status == Actiestatus.VERVALLEN and ziet(zaak.plek, zaak.actie):
        titel = _("Dit hoeft niet meer: %(wat)s") % {"wat": zaak.actie.tekst}
        return Tekst(titel, zaak.actie.reden, _actie(zaak.bericht), _("Bekijk de actie"))
    if zaak.actie.status != Actiestatus.VERVALLEN and zaak.houder is None:
        return Tekst(_("Een actie van u ligt nu bij iemand anders. U hoeft niets te doen."))
    return None


# --- to the zorgcoördinator -----------------------------------------------------------------------
def _teruggegeven(zaak: Zaak) -> Tekst | None:
    if zaak.actie.status != Actiestatus.TERUGGEGEVEN or not zaak.plek.is_coordinator:
        return None
    titel = _("Teruggegeven: %(wat)s") % {"wat": zaak.actie.tekst}
    regel = reden_in_woorden(zaak.actie)
    return Tekst(titel, regel, _actie(zaak.bericht), _("Kies wie het doet"))


def _stil(berichten: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    acties = Actie.objects.filter(pk__in=[b.object_id for b in berichten])
    stil = set(stilte.stille(acties, now).values_list("pk", flat=True))
    teksten = {}
    for zaak in _zaken(berichten, now):
        if zaak.actie.pk in stil and zaak.plek.is_coordinator:
            titel = _("Het is stil rond: %(wat)s") % {"wat": zaak.actie.tekst}
            teksten[zaak.bericht.pk] = Tekst(
                titel, zaak.op_tijd, _actie(zaak.bericht), _("Bekijk de actie")
            )
    return teksten


def _klaar(zaak: Zaak) -> Tekst | None:
    if zaak.actie.status != Actiestatus.GEDAAN or not ziet(zaak.plek, zaak.actie):
        return None
    titel = _("%(naam)s is klaar met: %(wat)s") % {"naam": zaak.door, "wat": zaak.actie.tekst}
    return Tekst(titel, "", _actie(zaak.bericht), _("Bekijk de actie"))


# --- after a table: one notice for all that somebody agreed to do ---------------------------------
def _afgesproken(berichten: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    plekken = _plekken(berichten, now)
    tellingen: dict[tuple[UUID | None, UUID], int] = {}
    rijen = Actiehouder.objects.filter(
        actie__tafel_id__in=[b.object_id for b in berichten],
        actie__status__in=models.GEVRAAGD,
        deelname__in=[p.deelname.pk for p in plekken.values()],
    ).exclude(antwoord=Houderantwoord.NEE)
    for tafel_id, deelname_id in rijen.values_list("actie__tafel_id", "deelname_id"):
        tellingen[tafel_id, deelname_id] = tellingen.get((tafel_id, deelname_id), 0) + 1
    teksten = {}
    for b in berichten:
        plek = plekken.get((b.ontvanger_id, b.plan_id)) if b.plan_id else None
        aantal = tellingen.get((b.object_id, plek.deelname.pk), 0) if plek else 0
        if aantal:
            zin = ngettext(
                "Aan tafel spraken we af: u doet één ding.",
                "Aan tafel spraken we af: u doet %(aantal)s dingen.",
                aantal,
            )
            titel = zin % {"aantal": telwoord(aantal)}
            teksten[b.pk] = Tekst(titel, "", reverse("acties:mijn"), _("Bekijk uw acties"))
    return teksten


def _soort(code: str, maak: Maak, link: Callable[[Bericht], str] | None = None) -> Soort:
    mail = _mail(link) if link else None
    return register(Soort(f"acties.{code}", Groep.ACTIES, _teksten(maak), mail))


GEVRAAGD = _soort("gevraagd", _gevraagd, _lijst)
HERINNERING = _soort("herinnering", _herinnering, _lijst)
TE_LAAT = _soort("te_laat", _te_laat, _lijst)
GEWIJZIGD = _soort("gewijzigd", _gewijzigd)
NIET_OVERGENOMEN = _soort("niet_overgenomen", _niet_overgenomen, _lijst)
HOEFT_NIET = _soort("hoeft_niet", _hoeft_niet)
TERUGGEGEVEN = _soort("teruggegeven", _teruggegeven, _actie)
KLAAR = _soort("klaar", _klaar)
STIL = register(Soort("acties.stil", Groep.ACTIES, _stil, _mail(_actie)))
AFGESPROKEN = register(
    Soort("acties.afgesproken", Groep.ACTIES, _afgesproken, _mail(lambda b: reverse("acties:mijn")))
)
