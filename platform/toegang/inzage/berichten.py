"""The notices about unusual looking: that it happened, never who or of whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from gebruikers.models import BuitenRol
from gebruikers.talen import is_beschikbaar
from notifications.soorten import Groep, Mail, Soort, Tekst, register
from toegang.access import actieve_deelnames
from toegang.inzage.models import Opvallend, Opvalsoort

if TYPE_CHECKING:
    from notifications.models import Bericht


def _soorten(rijen: Sequence[Bericht]) -> dict[UUID, str]:
    ids = [b.object_id for b in rijen if b.object_id]
    return dict(Opvallend.objects.filter(pk__in=ids).values_list("pk", "soort"))


def _titel(soort: str) -> str:
    return {
        Opvalsoort.VEEL_PLANNEN.value: _("Iemand opende ongewoon veel plannen"),
        Opvalsoort.NA_EINDE.value: _("Iemand van wie de plek stopte, wilde het plan openen"),
        Opvalsoort.GEWEIGERD.value: _("Iemand zonder plek probeerde een paar keer te kijken"),
    }[soort]


def _voor_coordinator(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    """For who is zorgcoördinator of that plan now."""
    soorten = _soorten(rijen)
    zetels = actieve_deelnames(now).filter(
        gebruiker__in={b.ontvanger_id for b in rijen},
        plan__in={b.plan_id for b in rijen},
        is_zorgcoordinator=True,
    )
    plannen = {(d.gebruiker_id, d.plan_id): d.plan for d in zetels if d.gebruiker_id}
    teksten = {}
    for b in rijen:
        plan = plannen.get((b.ontvanger_id, b.plan_id)) if b.plan_id else None
        if plan is not None and b.object_id in soorten:
            teksten[b.pk] = Tekst(
                titel=_titel(soorten[b.object_id]),
                regel=_("Gezin %(naam)s. Het is niet gelukt. Weet u wie dit kan zijn?")
                % {"naam": plan.gezin.naam},
                url=reverse("toegang:plekken", args=[b.plan_id]),
                knop=_("Bekijk wie er aan tafel zit"),
            )
    return teksten


def _voor_beheer(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    """For who keeps the accounts now."""
    soorten = _soorten(rijen)
    return {
        b.pk: Tekst(
            titel=_titel(soorten[b.object_id]),
            regel=_("Kijk na of dit klopt."),
            url=reverse("inzage:opvallend"),
            knop=_("Bekijk wat opvalt"),
        )
        for b in rijen
        if b.object_id in soorten and b.ontvanger.buitenrol == BuitenRol.BEHEER
    }


def _mail(bericht: Bericht, url: str) -> Mail:
    taal = bericht.ontvanger.taal
    with translation.override(taal if is_beschikbaar(taal) else "nl"):
        return Mail(
            _("Er valt iets op aan wie er kijkt"),
            [_("Log in om te lezen wat er is. Kijk daarna na of het klopt.")],
            url,
            _("Bekijk wat er is"),
        )


def _mail_coordinator(bericht: Bericht, now: datetime) -> Mail:
    return _mail(bericht, reverse("toegang:plekken", args=[bericht.plan_id]))


def _mail_beheer(bericht: Bericht, now: datetime) -> Mail:
    return _mail(bericht, reverse("inzage:opvallend"))


OPVALLEND = register(
    Soort("inzage.opvallend", Groep.PLEKKEN, _voor_coordinator, _mail_coordinator, verplicht=True)
)
OPVALLEND_BEHEER = register(
    Soort("inzage.opvallend_beheer", Groep.PLEKKEN, _voor_beheer, _mail_beheer, verplicht=True)
)
