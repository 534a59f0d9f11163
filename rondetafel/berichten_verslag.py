"""The notices about a report: check it, and it is there to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from notifications.soorten import Groep, Mail, Soort, Tekst, register
from rondetafel.models import Verslag, Verslagakkoord, Verslagstatus
from toegang.access import Plek, plekken_van_ontvangers
from toegang.models import Sectie
from toegang.policy import Handeling
from vormgeving.datums import dag

if TYPE_CHECKING:
    from notifications.models import Bericht

Mag = Callable[[Verslag, Plek, set[tuple[UUID, UUID]]], bool]


def _url(bericht: Bericht) -> str:
    return reverse("rondetafel:verslag", args=[bericht.plan_id, bericht.object_id])


def _teksten(
    titel: Callable[[], str], knop: Callable[[], str], mag: Mag
) -> Callable[[Sequence[Bericht], datetime], dict[UUID, Tekst]]:
    """Return the ``teksten`` of a kind: for those whose seat allows it at this moment."""

    def teksten(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
        paren = [(b.ontvanger_id, b.plan_id) for b in rijen]
        plekken = plekken_van_ontvangers(paren, now=now)
        verslagen = {
            v.tafel_id: v
            for v in Verslag.objects.filter(tafel__in=[b.object_id for b in rijen]).select_related(
                "tafel__plan__gezin"
            )
        }
        akkoorden = set(
            Verslagakkoord.objects.filter(
                verslag__in=[v.pk for v in verslagen.values()]
            ).values_list("verslag_id", "deelname_id")
        )
        uit = {}
        for b in rijen:
            plek = plekken.get((b.ontvanger_id, b.plan_id)) if b.plan_id else None
            verslag = verslagen.get(b.object_id) if b.object_id else None
            if plek and verslag and mag(verslag, plek, akkoorden):
                regel = _("Gezin %(gezin)s, %(dag)s") % {
                    "gezin": verslag.tafel.plan.gezin,
                    "dag": dag(verslag.tafel.begin, now) if verslag.tafel.begin else "",
                }
                uit[b.pk] = Tekst(titel(), regel, _url(b), knop())
        return uit

    return teksten


def _moet_nakijken(verslag: Verslag, plek: Plek, akkoorden: set[tuple[UUID, UUID]]) -> bool:
    return (
        verslag.status == Verslagstatus.NAKIJKEN
        and (verslag.pk, plek.deelname.pk) not in akkoorden
        and plek.mag(Handeling.VERSLAG_GOEDKEUREN)
    )


def _mag_lezen(verslag: Verslag, plek: Plek, akkoorden: set[tuple[UUID, UUID]]) -> bool:
    return verslag.status == Verslagstatus.VASTGESTELD and plek.mag(
        Handeling.VERSLAG_LEZEN, Sectie.RONDETAFELS
    )


def _mail_nakijken(bericht: Bericht, now: datetime) -> Mail:
    return Mail(
        _("Wilt u het verslag nakijken?"),
        [_("Er is een verslag gemaakt. Lees het na, en laat weten of het klopt.")],
        _url(bericht),
        _("Lees het verslag"),
    )


def _mail_klaar(bericht: Bericht, now: datetime) -> Mail:
    return Mail(
        _("Er staat een verslag voor u klaar"),
        [_("Het verslag van de tafel is vastgesteld. U leest wat voor u is.")],
        _url(bericht),
        _("Lees het verslag"),
    )


NAKIJKEN = register(
    Soort(
        code="rondetafel.verslag_nakijken",
        groep=Groep.VERSLAGEN,
        teksten=_teksten(
            lambda: _("Klopt het verslag?"), lambda: _("Lees het verslag"), _moet_nakijken
        ),
        mail=_mail_nakijken,
    )
)
KLAAR = register(
    Soort(
        code="rondetafel.verslag_klaar",
        groep=Groep.VERSLAGEN,
        teksten=_teksten(
            lambda: _("Het verslag van de tafel is klaar"),
            lambda: _("Lees het verslag"),
            _mag_lezen,
        ),
        mail=_mail_klaar,
    )
)
