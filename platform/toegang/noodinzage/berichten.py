"""Notices: the family and the coordinator are told, functional management is asked to judge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from gebruikers.models import BuitenRol, Gebruiker
from gebruikers.talen import is_beschikbaar
from notifications.models import Bericht
from notifications.outbox import queue
from notifications.soorten import Groep, Mail, Soort, Tekst, register
from toegang.access import plekken_aan_tafel, plekken_van_ontvangers
from toegang.noodinzage.access import te_beoordelen_door
from toegang.noodinzage.models import Noodinzage, Oordeel
from toegang.policy import Handeling


def _gezien(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    plekken = plekken_van_ontvangers([(b.ontvanger_id, b.plan_id) for b in rijen], now=now)
    gevonden = Noodinzage.objects.select_related("organisatie").in_bulk(
        [b.object_id for b in rijen if b.object_id]
    )
    uit = {}
    for b in rijen:
        plek = plekken.get((b.ontvanger_id, b.plan_id)) if b.plan_id else None
        rij = gevonden.get(b.object_id) if b.object_id else None
        if plek is None or rij is None or not plek.mag(Handeling.NOODINZAGE_ZIEN):
            continue
        if rij.verteld_op is None and not plek.is_coordinator:
            continue
        uit[b.pk] = Tekst(
            _("%(naam)s keek in het plan omdat het niet kon wachten")
            % {"naam": f"{rij.naam} ({rij.organisatie})"},
            _("Dat mag één uur, en alleen om te lezen. Iemand anders kijkt na of het terecht was."),
            reverse("noodinzage:gezin", args=[b.plan_id]),
            _("Lees waarom"),
        )
    return uit


def _te_beoordelen(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    open_ = set(
        Noodinzage.objects.filter(
            pk__in=[b.object_id for b in rijen if b.object_id], oordeel=Oordeel.OPEN
        ).values_list("pk", flat=True)
    )
    tekst = Tekst(
        _("Er is een noodinzage geweest"),
        _("Kijk na of het terecht was. U ziet niets van het gezin."),
        reverse("noodinzage:beoordelen"),
        _("Kijk het na"),
    )
    return {b.pk: tekst for b in rijen if b.object_id in open_}


def _mail(bericht: Bericht, now: datetime) -> Mail:
    taal = bericht.ontvanger.taal
    with translation.override(taal if is_beschikbaar(taal) else "nl"):
        return Mail(
            onderwerp=_("Er staat iets voor u klaar in 1Gezin1Plan"),
            regels=[_("Na het inloggen leest u waar het over gaat.")],
            url="/berichten/",
            knop=_("Bekijk het"),
        )


GEZIEN = register(Soort("noodinzage.gezien", Groep.PLAN, _gezien, _mail, verplicht=True))
BEOORDEEL = register(
    Soort("noodinzage.beoordeel", Groep.PLAN, _te_beoordelen, _mail, verplicht=True)
)


def vertel(rij: Noodinzage, *, ook_gezin: bool, now: datetime) -> None:
    """Tell the coordinator always, and the family unless that is not safe now."""
    for plek in plekken_aan_tafel(rij.plan, now=now):
        hoort = plek.is_coordinator or (ook_gezin and plek.mag(Handeling.NOODINZAGE_ZIEN))
        if hoort and plek.gebruiker is not None:
            queue(
                GEZIEN,
                ontvanger=plek.gebruiker,
                sleutel=f"{rij.pk}",
                now=now,
                plan=rij.plan,
                object_id=rij.pk,
            )


def vraag_beoordeling(rij: Noodinzage, *, now: datetime) -> None:
    """Ask functional management, which is another than who looked."""
    for wie in Gebruiker.objects.filter(buitenrol=BuitenRol.BEHEER, is_active=True):
        if wie.pk != rij.gebruiker_id and te_beoordelen_door(wie).filter(pk=rij.pk).exists():
            queue(BEOORDEEL, ontvanger=wie, sleutel=f"{rij.pk}", now=now, object_id=rij.pk)
