"""The notices to the zorgcoördinator about a table that is being planned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from gebruikers.talen import is_beschikbaar
from notifications.soorten import Groep, Mail, Soort, Tekst, register
from rondetafel.gasten import roepnaam
from rondetafel.models import (
    Agendapunt,
    Beschikbaarheid,
    Rondetafel,
    Tafelstatus,
    Tijdantwoord,
    Tijdvoorstel,
    Uitnodiging,
    Uitnodigingsantwoord,
)
from toegang.access import actieve_deelnames
from toegang.models import Deelname

if TYPE_CHECKING:
    from notifications.models import Bericht


def _coordineert(rijen: Sequence[Bericht], now: datetime) -> set[tuple[UUID, UUID | None]]:
    """Return the (receiver, plan) pairs of who is the zorgcoördinator there at this moment."""
    plekken = actieve_deelnames(now).filter(
        is_zorgcoordinator=True,
        gebruiker__in={b.ontvanger_id for b in rijen},
        plan__in={b.plan_id for b in rijen},
    )
    return {(d.gebruiker_id, d.plan_id) for d in plekken if d.gebruiker_id}


def _eigen(rijen: Sequence[Bericht], now: datetime) -> list[Bericht]:
    pairs = _coordineert(rijen, now)
    return [b for b in rijen if (b.ontvanger_id, b.plan_id) in pairs]


def _ids(rijen: Iterable[Bericht]) -> list[UUID]:
    return [b.object_id for b in rijen if b.object_id]


def _url(naam: str, bericht: Bericht, tafel_id: UUID) -> str:
    return reverse(f"rondetafel:{naam}", args=[bericht.plan_id, tafel_id])


def _gezin(tafel: Rondetafel) -> str:
    return _("Gezin %(naam)s") % {"naam": tafel.plan.gezin.naam}


def _tafels(rijen: Sequence[Bericht], *staten: str) -> dict[UUID, Rondetafel]:
    gevonden = Rondetafel.objects.filter(pk__in=_ids(rijen), status__in=staten)
    return {t.pk: t for t in gevonden.select_related("plan__gezin")}


def _kies_tijd(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    tafels = _tafels(rijen, Tafelstatus.PEILING)
    return {
        b.pk: Tekst(
            _("U kunt een tijd kiezen voor de tafel"),
            _("%(gezin)s. Iedereen die erbij moet zijn, heeft geantwoord.")
            % {"gezin": _gezin(tafels[b.object_id])},
            _url("rooster", b, b.object_id),
            _("Kies een tijd"),
        )
        for b in _eigen(rijen, now)
        if b.object_id in tafels
    }


def _geen_tijd(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    tafels = _tafels(rijen, Tafelstatus.PEILING)
    wie = Deelname.objects.filter(pk__in=[b.context.get("deelname") for b in rijen])
    namen = {str(d.pk): roepnaam(d) for d in wie.select_related("lid")}
    kan_wel = _kan_wel(list(tafels), list(namen))
    return {
        b.pk: Tekst(
            _("%(naam)s kan op geen van de tijden") % {"naam": namen[b.context["deelname"]]},
            _gezin(tafels[b.object_id]),
            _url("rooster", b, b.object_id),
            _("Bekijk wie wanneer kan"),
        )
        for b in _eigen(rijen, now)
        if b.object_id in tafels
        and b.context.get("deelname") in namen
        and (b.object_id, b.context["deelname"]) not in kan_wel
    }


def _kan_wel(tafels: Sequence[UUID], deelnames: Sequence[str]) -> set[tuple[UUID, str]]:
    """Return the (table, seat) pairs of who can at some time, or did not answer every one."""
    live = Tijdvoorstel.objects.filter(tafel__in=tafels, vervallen_op__isnull=True)
    tijden = list(live.values_list("pk", "tafel_id"))
    nee = set(
        Beschikbaarheid.objects.filter(
            tijd__in=live, deelname__in=deelnames, antwoord=Tijdantwoord.KAN_NIET
        ).values_list("tijd_id", "deelname_id")
    )
    return {
        (tafel, wie) for tijd, tafel in tijden for wie in deelnames if (tijd, UUID(wie)) not in nee
    }


def _afmelding(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    meldt = [Uitnodigingsantwoord.NEE, Uitnodigingsantwoord.MISSCHIEN]
    gevonden = Uitnodiging.objects.filter(
        pk__in=_ids(rijen), antwoord__in=meldt, tafel__status=Tafelstatus.GEPLAND
    ).select_related("tafel__plan__gezin", "deelname__lid")
    per_id = {u.pk: u for u in gevonden}
    zinnen = {
        Uitnodigingsantwoord.NEE.value: _("%(naam)s komt niet aan tafel"),
        Uitnodigingsantwoord.MISSCHIEN.value: _("%(naam)s komt misschien aan tafel"),
    }
    teksten = {}
    for bericht in _eigen(rijen, now):
        u = per_id.get(bericht.object_id) if bericht.object_id else None
        if u is not None:
            teksten[bericht.pk] = Tekst(
                zinnen[u.antwoord] % {"naam": roepnaam(u.deelname)},
                _gezin(u.tafel),
                _url("tafel", bericht, u.tafel_id),
                _("Bekijk de tafel"),
            )
    return teksten


def _agendapunt(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    """The zorgcoördinator reads the whole agenda (``Agendapunt.objects.visible_to``)."""
    gevonden = Agendapunt.objects.filter(pk__in=_ids(rijen), besproken_op__isnull=True)
    per_id = {p.pk: p for p in gevonden.select_related("tafel__plan__gezin", "door__lid")}
    teksten = {}
    for bericht in _eigen(rijen, now):
        punt = per_id.get(bericht.object_id) if bericht.object_id else None
        if punt is not None and punt.door is not None:
            teksten[bericht.pk] = Tekst(
                _("%(naam)s zette iets op de agenda") % {"naam": roepnaam(punt.door)},
                f"{_gezin(punt.tafel)}. {punt.tekst}",
                _url("agendapunt", bericht, punt.tafel_id),
                _("Bekijk de agenda"),
            )
    return teksten


def _volgende(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    tafels = _tafels(rijen, Tafelstatus.CONCEPT)
    return {
        b.pk: Tekst(
            _("De volgende tafel staat klaar om te plannen"),
            _gezin(tafels[b.object_id]),
            _url("voorstellen", b, b.object_id),
            _("Zoek een tijd"),
        )
        for b in _eigen(rijen, now)
        if b.object_id in tafels
    }


def _mail(naam: str) -> Callable[[Bericht, datetime], Mail]:
    """Return the maker of a mail that leads to a page of the table."""

    def maak(bericht: Bericht, now: datetime) -> Mail:
        tafel_id = bericht.object_id
        if naam == "tafel" and tafel_id is not None:
            tafel_id = Uitnodiging.objects.get(pk=tafel_id).tafel_id
        url = reverse(f"rondetafel:{naam}", args=[bericht.plan_id, tafel_id])
        taal = bericht.ontvanger.taal
        with translation.override(taal if is_beschikbaar(taal) else "nl"):
            return Mail(
                _("Er staat iets voor u klaar in 1Gezin1Plan"),
                [_("Er is nieuws over een rondetafel die u plant.")],
                url,
                _("Bekijk wat er is"),
            )

    return maak


KIES_TIJD = register(Soort("rondetafel.kies_tijd", Groep.TAFELS, _kies_tijd, _mail("rooster")))
GEEN_TIJD = register(Soort("rondetafel.geen_tijd", Groep.TAFELS, _geen_tijd, _mail("rooster")))
AFMELDING = register(Soort("rondetafel.afmelding", Groep.TAFELS, _afmelding, _mail("tafel")))
AGENDAPUNT = register(Soort("rondetafel.agendapunt", Groep.TAFELS, _agendapunt))
VOLGENDE = register(Soort("rondetafel.volgende", Groep.TAFELS, _volgende))
