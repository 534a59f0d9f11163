"""What others hear of a change in the texts of a plan: in the app only, never by mail.

What a notice says is made when it is read, from what its reader sees at that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from doelen import rechten
from doelen.models import Doel, Kracht, Tegenspraak, Zorg
from doelen.tegenspraak import get_bron
from notifications.outbox import queue
from notifications.soorten import Groep, Soort, Tekst, register
from toegang.access import plekken_aan_tafel, plekken_van_ontvangers

if TYPE_CHECKING:
    from notifications.models import Bericht
    from toegang.access import Plek

Tekstrij = Kracht | Zorg | Doel
MODELLEN: dict[str, type[Kracht] | type[Zorg] | type[Doel]] = {
    "kracht": Kracht,
    "zorg": Zorg,
    "doel": Doel,
}
Maker = Callable[["Plek", Any, "Bericht"], Tekst | None]


def _plekken(berichten: Sequence[Bericht], now: datetime) -> dict[UUID, Plek]:
    """The seat from which each notice is read; a notice to who has none is left out."""
    plekken = plekken_van_ontvangers(((b.ontvanger_id, b.plan_id) for b in berichten), now=now)
    uit = {}
    for bericht in berichten:
        plek = plekken.get((bericht.ontvanger_id, bericht.plan_id)) if bericht.plan_id else None
        if plek is not None:
            uit[bericht.pk] = plek
    return uit


def _rijen(berichten: Iterable[Bericht]) -> dict[UUID, Tekstrij]:
    """What the notices are about, also when it was taken away; a query per kind of text."""
    ids: dict[str, set[UUID]] = {soort: set() for soort in MODELLEN}
    for bericht in berichten:
        if bericht.object_id is not None and bericht.context.get("tekst") in ids:
            ids[bericht.context["tekst"]].add(bericht.object_id)
    rijen: dict[UUID, Tekstrij] = {}
    for soort, wat in ids.items():
        if wat:
            alle = MODELLEN[soort]._default_manager.select_related("leefgebied", "door")
            rijen.update(alle.in_bulk(wat))
    return rijen


def _over_tekst(maak: Maker) -> Callable[[Sequence[Bericht], datetime], dict[UUID, Tekst]]:
    """Make the texts of a kind whose rows are about one text of the plan, if its reader sees it."""

    def teksten(berichten: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
        plekken, rijen = _plekken(berichten, now), _rijen(berichten)
        uit: dict[UUID, Tekst] = {}
        for bericht in berichten:
            plek = plekken.get(bericht.pk)
            rij = rijen.get(bericht.object_id) if bericht.object_id else None
            if plek is None or rij is None or not plek.ziet_rij(rij):
                continue
            tekst = maak(plek, rij, bericht)
            if tekst is not None:
                uit[bericht.pk] = tekst
        return uit

    return teksten


def _waar(rij: Tekstrij) -> str:
    return f"{reverse('doelen:overzicht', args=[rij.plan_id])}#{rij.soort}-{rij.pk}"


def _voorstel(plek: Plek, rij: Any, bericht: Bericht) -> Tekst | None:
    if rij.weggehaald_op or not rechten.mag_overnemen(plek, rij):
        return None
    titels = {
        "kracht": _("%(wie)s schreef op wat goed gaat. Neemt u dat over?"),
        "zorg": _("%(wie)s schreef een zorg op. Neemt u die over?"),
        "doel": _("%(wie)s stelt een doel voor. Neemt u dat over?"),
    }
    titel = titels[rij.soort] % {"wie": rij.door}
    return Tekst(titel, rij.tekst, _waar(rij), _("Bekijk het voorstel"))


def _overgenomen(plek: Plek, rij: Any, bericht: Bericht) -> Tekst | None:
    if rij.weggehaald_op:
        return None
    return Tekst(_("Wat u voorstelde, staat nu in het plan"), rij.tekst, _waar(rij), _("Bekijk"))


def _afgewezen(plek: Plek, rij: Any, bericht: Bericht) -> Tekst | None:
    regel = _("U schreef: “%(tekst)s”") % {"tekst": rij.tekst}
    if rij.weggehaald_reden:
        regel = f"{regel} {_('Waarom niet: %(reden)s') % {'reden': rij.weggehaald_reden}}"
    url = reverse("doelen:overzicht", args=[rij.plan_id])
    return Tekst(_("Wat u voorstelde, is niet overgenomen"), regel, url, _("Bekijk het plan"))


def _woorden(plek: Plek, rij: Any, bericht: Bericht) -> Tekst | None:
    if rij.weggehaald_op:
        return None
    url = reverse("doelen:doel", args=[rij.plan_id, rij.pk])
    return Tekst(_("Een doel heeft nieuwe woorden"), rij.tekst, url, _("Bekijk het doel"))


def _tegenspraken(berichten: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
    plekken = _plekken(berichten, now)
    rijen = Tegenspraak.objects.select_related("door").in_bulk(
        [b.object_id for b in berichten if b.object_id]
    )
    uit: dict[UUID, Tekst] = {}
    for bericht in berichten:
        plek, rij = plekken.get(bericht.pk), rijen.get(bericht.object_id or bericht.pk)
        # The coordinator, who sees every text, is told; the notice says nothing of the text itself.
        if plek is None or not plek.is_coordinator:
            continue
        if rij is None or rij.ingetrokken_op or rij.besproken_op:
            continue
        bron = get_bron(rij.soort)
        titel = _("%(wie)s zegt: dit klopt niet") % {"wie": rij.door}
        regel = _("Het staat bij %(waar)s. Het komt op de agenda van de volgende tafel.")
        url = reverse("doelen:overzicht", args=[rij.plan_id])
        waar = {"waar": bron.naam if bron else ""}
        uit[bericht.pk] = Tekst(titel, regel % waar, url, _("Bekijk"))
    return uit


VOORSTEL = register(Soort("doelen.voorstel", Groep.PLAN, _over_tekst(_voorstel)))
OVERGENOMEN = register(Soort("doelen.overgenomen", Groep.PLAN, _over_tekst(_overgenomen)))
AFGEWEZEN = register(Soort("doelen.afgewezen", Groep.PLAN, _over_tekst(_afgewezen)))
WOORDEN = register(Soort("doelen.woorden", Groep.PLAN, _over_tekst(_woorden)))
TEGENSPRAAK = register(Soort("doelen.tegenspraak", Groep.PLAN, _tegenspraken))


def _anderen(actor: Plek, now: datetime) -> list[Plek]:
    alle = plekken_aan_tafel(actor.plan, now=now)
    return [plek for plek in alle if plek.deelname.pk != actor.deelname.pk]


def _meld(soort: Soort, plek: Plek, rij: Any, *, sleutel: str, now: datetime) -> None:
    if plek.gebruiker is None:
        return
    queue(
        soort,
        ontvanger=plek.gebruiker,
        sleutel=sleutel,
        now=now,
        plan=plek.plan,
        object_id=rij.pk,
        context={"tekst": rij.soort},
    )


def meld_voorstel(rij: Tekstrij, *, actor: Plek, now: datetime) -> None:
    """Tell those who may take a proposal over that it waits."""
    for plek in _anderen(actor, now):
        if rechten.mag_overnemen(plek, rij):
            _meld(VOORSTEL, plek, rij, sleutel=str(rij.pk), now=now)


def meld_overgenomen(rij: Tekstrij, *, actor: Plek, now: datetime) -> None:
    """Tell who proposed it that it stands in the plan."""
    for plek in _anderen(actor, now):
        if plek.deelname.pk == rij.door_id:
            _meld(OVERGENOMEN, plek, rij, sleutel=str(rij.pk), now=now)


def meld_afgewezen(rij: Tekstrij, *, actor: Plek, now: datetime) -> None:
    """Tell who proposed it that it was not taken over."""
    for plek in _anderen(actor, now):
        if plek.deelname.pk == rij.door_id:
            _meld(AFGEWEZEN, plek, rij, sleutel=str(rij.pk), now=now)


def meld_woorden(doel: Doel, *, actor: Plek, now: datetime) -> None:
    """Tell the family and the coordinator, as far as they see it, that a goal has new words."""
    for plek in _anderen(actor, now):
        van_gezin = plek.lid is not None or plek.is_coordinator
        if van_gezin and plek.ziet_rij(doel):
            _meld(WOORDEN, plek, doel, sleutel=f"{doel.pk}:{doel.versie}", now=now)


def meld_tegenspraak(rij: Tegenspraak, *, actor: Plek, now: datetime) -> None:
    """Tell the coordinator that somebody of the family says that a text is not right."""
    for plek in _anderen(actor, now):
        if plek.is_coordinator:
            _meld(TEGENSPRAAK, plek, rij, sleutel=str(rij.pk), now=now)
