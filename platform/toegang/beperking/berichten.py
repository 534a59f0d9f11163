"""Notices: a second pair of eyes is asked for, and a parent is told what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from gebruikers.talen import is_beschikbaar
from notifications.models import Bericht
from notifications.outbox import queue
from notifications.soorten import Groep, Mail, Soort, Tekst, register
from toegang.access import Plek, plekken_aan_tafel, plekken_van_ontvangers
from toegang.beperking.models import Verzoek, Verzoekstatus
from toegang.beperking.overzicht import mag_bevestigen


def _teksten(
    maak: Callable[[Plek, Verzoek], Tekst | None],
) -> Callable[[Sequence[Bericht], datetime], dict[UUID, Tekst]]:
    def teksten(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
        plekken = plekken_van_ontvangers([(b.ontvanger_id, b.plan_id) for b in rijen], now=now)
        verzoeken = Verzoek.objects.select_related("door", "deelname").in_bulk(
            [b.object_id for b in rijen if b.object_id]
        )
        uit = {}
        for b in rijen:
            plek = plekken.get((b.ontvanger_id, b.plan_id)) if b.plan_id else None
            rij = verzoeken.get(b.object_id) if b.object_id else None
            tekst = maak(plek, rij) if plek and rij and rij.plan_id == b.plan_id else None
            if tekst is not None:
                uit[b.pk] = tekst
        return uit

    return teksten


def _url(plek: Plek) -> str:
    return reverse("beperking:overzicht", args=[plek.plan.pk])


def _gevraagd(plek: Plek, rij: Verzoek) -> Tekst | None:
    if rij.status != Verzoekstatus.GEVRAAGD or not mag_bevestigen(plek, rij):
        return None
    regel = _("%(naam)s vraagt een tweede beroepskracht.") % {"naam": rij.door.naam}
    return Tekst(_("Wilt u meekijken?"), regel, _url(plek), _("Lees en kies"))


def _beperkt(plek: Plek, rij: Verzoek) -> Tekst | None:
    if rij.status != Verzoekstatus.GELDT or rij.deelname_id != plek.deelname.pk:
        return None
    regel = _("U leest waarom, en wanneer dit weer wordt bekeken.")
    titel = _("Wat u in het plan ziet of beslist, is veranderd")
    return Tekst(titel, regel, _url(plek), _("Lees waarom"))


def _mail(bericht: Bericht, now: datetime) -> Mail:
    taal = bericht.ontvanger.taal
    with translation.override(taal if is_beschikbaar(taal) else "nl"):
        return Mail(
            onderwerp=_("Er staat iets voor u klaar in 1Gezin1Plan"),
            regels=[_("Na het inloggen leest u waar het over gaat.")],
            url=reverse("beperking:overzicht", args=[bericht.plan_id]),
            knop=_("Bekijk het"),
        )


GEVRAAGD = register(
    Soort("beperking.gevraagd", Groep.PLEKKEN, _teksten(_gevraagd), _mail, verplicht=True)
)
BEPERKT = register(
    Soort("beperking.geldt", Groep.PLEKKEN, _teksten(_beperkt), _mail, verplicht=True)
)


def vraag_tweede(verzoek: Verzoek, *, actor: Plek, now: datetime) -> None:
    """Ask every professional at the table who did not ask it themselves."""
    plekken = plekken_aan_tafel(verzoek.plan, now=now)
    _stuur(GEVRAAGD, [p for p in plekken if mag_bevestigen(p, verzoek)], verzoek, now)


def vertel_beperkt(verzoek: Verzoek, *, actor: Plek, now: datetime) -> None:
    """Tell the parent: it is never silent."""
    plekken = plekken_aan_tafel(verzoek.plan, now=now)
    _stuur(BEPERKT, [p for p in plekken if p.deelname.pk == verzoek.deelname_id], verzoek, now)


def _stuur(soort: Soort, plekken: Iterable[Plek], verzoek: Verzoek, now: datetime) -> None:
    for plek in plekken:
        if plek.gebruiker is not None:
            queue(
                soort,
                ontvanger=plek.gebruiker,
                sleutel=f"{verzoek.pk}",
                now=now,
                plan=verzoek.plan,
                object_id=verzoek.pk,
            )
