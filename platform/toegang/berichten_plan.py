"""The notices about invitations, and about the beginning of a plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from gebruikers.talen import is_beschikbaar
from gezinsplan.models import Planstatus
from notifications.soorten import Groep, Mail, Soort, Tekst, register
from toegang.access import actieve_deelnames
from toegang.models import Antwoord, Deelname, Instemming, Plekstatus, Plekuitnodiging
from toegang.uitnodiging import geldige_uitnodigingen, url_van

if TYPE_CHECKING:
    from notifications.models import Bericht

Zittend = dict[tuple[UUID, UUID], Deelname]


def _zittend(rijen: Sequence[Bericht], now: datetime) -> Zittend:
    """Return the active seat per receiver and plan, for rows that have a plan."""
    plekken = actieve_deelnames(now).filter(
        gebruiker__in={b.ontvanger_id for b in rijen}, plan__in={b.plan_id for b in rijen}
    )
    return {(d.gebruiker_id, d.plan_id): d for d in plekken if d.gebruiker_id}


def _eigen(zittend: Zittend, bericht: Bericht) -> Deelname | None:
    if bericht.plan_id is None:
        return None
    return zittend.get((bericht.ontvanger_id, bericht.plan_id))


def _mail(
    onderwerp: Callable[[], str], regels: Callable[[], list[str]], knop: Callable[[], str]
) -> Callable[[Bericht, str], Mail]:
    """Return a maker of a mail in the language of its receiver, who is not the one at work."""

    def maak(bericht: Bericht, url: str) -> Mail:
        taal = bericht.ontvanger.taal
        with translation.override(taal if is_beschikbaar(taal) else "nl"):
            return Mail(onderwerp(), regels(), url, knop())

    return maak


_uitnodigingsmail = _mail(
    lambda: _("Er staat een uitnodiging voor u klaar"),
    lambda: [
        _("U bent uitgenodigd om mee te doen in 1Gezin1Plan."),
        _("Log in om te lezen van wie de uitnodiging komt. Daarna kiest u zelf of u meedoet."),
    ],
    lambda: _("Bekijk de uitnodiging"),
)
_planmail = _mail(
    lambda: _("Er staat iets voor u klaar in 1Gezin1Plan"),
    lambda: [_("Er is iets veranderd in een plan waar u aan tafel zit.")],
    lambda: _("Bekijk wat er is"),
)


def _uitnodigingen(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    ids = [b.object_id for b in rijen if b.object_id]
    geldig = geldige_uitnodigingen(now).filter(pk__in=ids).select_related("deelname__plan__gezin")
    open_ = {u.pk: u for u in geldig}
    teksten = {}
    for bericht in rijen:
        uitnodiging = open_.get(bericht.object_id) if bericht.object_id else None
        if uitnodiging and uitnodiging.deelname.gebruiker_id == bericht.ontvanger_id:
            teksten[bericht.pk] = Tekst(
                titel=_("U bent uitgenodigd aan tafel"),
                regel=_("Gezin %(naam)s") % {"naam": uitnodiging.deelname.plan.gezin.naam},
                url=url_van(uitnodiging),
                knop=_("Bekijk de uitnodiging"),
            )
    return teksten


def _mail_uitnodiging(bericht: Bericht, now: datetime) -> Mail:
    uitnodiging = Plekuitnodiging.objects.filter(pk__in=[bericht.object_id]).get()
    return _uitnodigingsmail(bericht, url_van(uitnodiging))


def _plekken(rijen: Sequence[Bericht], status: str) -> dict[UUID, Deelname]:
    ids = [b.object_id for b in rijen if b.object_id]
    return {d.pk: d for d in Deelname.objects.filter(pk__in=ids, status=status)}


def _over_een_plek(status: str, titel: Callable[[str], str]) -> Callable[..., dict[UUID, Tekst]]:
    """Return the texts of a kind that tells who does, or does not, join the table."""

    def teksten(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
        zittend, plekken = _zittend(rijen, now), _plekken(rijen, status)
        return {
            b.pk: Tekst(
                titel=titel(plekken[b.object_id].naam),
                url=reverse("toegang:plekken", args=[b.plan_id]),
                knop=_("Bekijk wie er aan tafel zit"),
            )
            for b in rijen
            if b.object_id in plekken and _eigen(zittend, b)
        }

    return teksten


def _mail_plekken(bericht: Bericht, now: datetime) -> Mail:
    return _planmail(bericht, reverse("toegang:plekken", args=[bericht.plan_id]))


def _begin_gevraagd(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    """For who is seated at a plan in concept and did not say yes to its beginning."""
    zittend = _zittend(rijen, now)
    ja = set(
        Instemming.objects.filter(
            deelname__in=[d.pk for d in zittend.values()],
            antwoord=Antwoord.JA,
            coordinatie=False,
            ingetrokken_op__isnull=True,
        ).values_list("deelname_id", flat=True)
    )
    teksten = {}
    for bericht in rijen:
        plek = _eigen(zittend, bericht)
        if plek and plek.plan.status == Planstatus.CONCEPT and plek.pk not in ja:
            teksten[bericht.pk] = Tekst(
                titel=_("Mag uw plan beginnen?"),
                regel=_("U beslist. Lees eerst wat het betekent."),
                url=reverse("toegang:activeren", args=[bericht.plan_id]),
                knop=_("Lees en kies"),
            )
    return teksten


def _mail_begin(bericht: Bericht, now: datetime) -> Mail:
    return _planmail(bericht, reverse("toegang:activeren", args=[bericht.plan_id]))


def _begin_antwoord(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    """For the zorgcoördinator of a plan in concept: a parent wants to talk, or says no."""
    zittend = _zittend(rijen, now)
    ids = [b.object_id for b in rijen if b.object_id]
    antwoorden = {i.pk: i for i in Instemming.objects.filter(pk__in=ids, ingetrokken_op=None)}
    zinnen = {
        Antwoord.PRATEN.value: _("%(naam)s wil eerst praten over het begin van het plan"),
        Antwoord.NEE.value: _("%(naam)s wil nu niet beginnen met het plan"),
    }
    teksten = {}
    for bericht in rijen:
        antwoord = antwoorden.get(bericht.object_id) if bericht.object_id else None
        plek = _eigen(zittend, bericht)
        if not antwoord or antwoord.antwoord not in zinnen:
            continue
        if plek and plek.is_zorgcoordinator and plek.plan.status == Planstatus.CONCEPT:
            teksten[bericht.pk] = Tekst(
                titel=zinnen[antwoord.antwoord] % {"naam": antwoord.gever_naam},
                regel=antwoord.toelichting,
                url=reverse("toegang:gezin", args=[bericht.plan_id]),
                knop=_("Bekijk het gezin"),
            )
    return teksten


def _mail_gezin(bericht: Bericht, now: datetime) -> Mail:
    return _planmail(bericht, reverse("toegang:gezin", args=[bericht.plan_id]))


def _begonnen(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    zittend = _zittend(rijen, now)
    teksten = {}
    for bericht in rijen:
        plek = _eigen(zittend, bericht)
        if plek and plek.plan.status == Planstatus.ACTIEF:
            teksten[bericht.pk] = Tekst(
                titel=_("Het plan is begonnen"),
                regel=_("Gezin %(naam)s") % {"naam": plek.plan.gezin.naam},
                url=reverse("overzicht:plan", args=[bericht.plan_id]),
                knop=_("Bekijk het plan"),
            )
    return teksten


def _mail_plan(bericht: Bericht, now: datetime) -> Mail:
    return _planmail(bericht, reverse("overzicht:plan", args=[bericht.plan_id]))


UITNODIGING = register(
    Soort("toegang.uitnodiging", Groep.PLEKKEN, _uitnodigingen, _mail_uitnodiging, verplicht=True)
)
UITNODIGING_PAPIER = register(Soort("toegang.uitnodiging_papier", Groep.PLEKKEN, _uitnodigingen))
"""The same notice for who gets it on paper: in the app, never also by mail."""

AANGENOMEN = register(
    Soort(
        "toegang.aangenomen",
        Groep.PLEKKEN,
        _over_een_plek(Plekstatus.ACTIEF, lambda naam: _("%s zit aan tafel") % naam),
        _mail_plekken,
    )
)
AFGESLAGEN = register(
    Soort(
        "toegang.afgeslagen",
        Groep.PLEKKEN,
        _over_een_plek(Plekstatus.AFGEWEZEN, lambda naam: _("%s komt niet aan tafel") % naam),
        _mail_plekken,
    )
)
ACTIVEREN = register(Soort("toegang.activeren", Groep.PLAN, _begin_gevraagd, _mail_begin))
BEGIN_ANTWOORD = register(Soort("toegang.begin_antwoord", Groep.PLAN, _begin_antwoord, _mail_gezin))
BEGONNEN = register(Soort("toegang.begonnen", Groep.PLAN, _begonnen, _mail_plan))
