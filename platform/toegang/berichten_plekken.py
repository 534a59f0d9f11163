"""The notices about seats: who is asked, what was decided, who stopped, who coordinates.

Each text asks at that moment whether the receiver still sits at the plan and still has a say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from gebruikers.talen import is_beschikbaar
from notifications.outbox import queue
from notifications.soorten import Groep, Mail, Soort, Tekst, register
from toegang import wie
from toegang.access import Plek, plekken_aan_tafel, plekken_van_ontvangers
from toegang.models import Deelname, Plekstatus

if TYPE_CHECKING:
    from notifications.models import Bericht


@dataclass(frozen=True)
class Zaak:
    """One waiting notice, with the seat of its receiver and the seat it is about."""

    bericht: Bericht
    plek: Plek
    deelname: Deelname

    @property
    def stand(self) -> wie.Stand:
        """How the answers stand now."""
        return wie.stand(self.plek, self.deelname)

    def url(self, naam: str = "toegang:plek") -> str:
        """The page of the seat it is about, or another page of this plan."""
        ids = [self.plek.plan.pk]
        return reverse(naam, args=[*ids, self.deelname.pk] if naam == "toegang:plek" else ids)


def _zaken(rijen: Sequence[Bericht], now: datetime) -> list[Zaak]:
    plekken = plekken_van_ontvangers([(b.ontvanger_id, b.plan_id) for b in rijen], now=now)
    gezocht = Deelname.objects.filter(pk__in=[b.object_id for b in rijen if b.object_id])
    deelnames = {
        d.pk: d for d in wie.met_antwoorden(gezocht).select_related("voorgesteld_door", "opvolger")
    }
    uit = []
    for bericht in rijen:
        plek = plekken.get((bericht.ontvanger_id, bericht.plan_id)) if bericht.plan_id else None
        deelname = deelnames.get(bericht.object_id) if bericht.object_id else None
        if plek and deelname and deelname.plan_id == bericht.plan_id:
            uit.append(Zaak(bericht, plek, deelname))
    return uit


def _teksten(maak: Callable[[Zaak], Tekst | None]) -> Callable[..., dict[UUID, Tekst]]:
    """Return the texts of a kind, given the text of one notice; None leaves it out."""

    def teksten(rijen: Sequence[Bericht], now: datetime) -> dict[UUID, Tekst]:
        paren = [(zaak.bericht.pk, maak(zaak)) for zaak in _zaken(rijen, now)]
        return {pk: tekst for pk, tekst in paren if tekst is not None}

    return teksten


def _mail(bericht: Bericht, now: datetime) -> Mail:
    """A link to the seat, in the language of its receiver, who is not the one at work."""
    taal = bericht.ontvanger.taal
    with translation.override(taal if is_beschikbaar(taal) else "nl"):
        return Mail(
            onderwerp=_("Er staat iets voor u klaar in 1Gezin1Plan"),
            regels=[_("Het gaat over wie er aan tafel zit. Log in om het te lezen.")],
            url=reverse("toegang:plekken", args=[bericht.plan_id]),
            knop=_("Bekijk wat er is"),
        )


def _gevraagd(zaak: Zaak) -> Tekst | None:
    """For one who decides and has not answered yet."""
    if zaak.deelname.status not in wie.TE_KIEZEN:
        return None
    eigen = zaak.stand.van(zaak.plek)
    if not zaak.plek.deelname.beslist_mee or not any(not stem.antwoord for stem in eigen):
        return None
    door = zaak.deelname.voorgesteld_door
    return Tekst(
        titel=_("Mag %(naam)s aan tafel komen?") % {"naam": zaak.deelname.naam},
        regel=_("%(door)s stelt dit voor.") % {"door": door.naam} if door else "",
        url=zaak.url(),
        knop=_("Bekijk en kies"),
    )


def _besluit(zaak: Zaak) -> Tekst | None:
    """For who proposed, and the zorgcoördinator."""
    if not _kent(zaak):
        return None
    naam = zaak.deelname.naam
    if zaak.deelname.status == Plekstatus.AFGEWEZEN:
        return Tekst(_("%(naam)s komt niet aan tafel") % {"naam": naam}, url=zaak.url())
    if zaak.deelname.status == Plekstatus.GOEDGEKEURD:
        regel = _("Er is nog geen uitnodiging verstuurd.")
        return Tekst(_("%(naam)s mag aan tafel komen") % {"naam": naam}, regel, url=zaak.url())
    if zaak.deelname.status in wie.TOEGELATEN:
        return Tekst(_("%(naam)s mag aan tafel komen") % {"naam": naam}, url=zaak.url())
    return None


def _kent(zaak: Zaak) -> bool:
    voorsteller = zaak.deelname.voorgesteld_door_id == zaak.plek.deelname.pk
    return voorsteller or zaak.plek.is_coordinator


def _gesprek(zaak: Zaak) -> Tekst | None:
    """For the zorgcoördinator: those who decide do not agree, or somebody wants to talk."""
    if not zaak.plek.is_coordinator or zaak.deelname.status != Plekstatus.IN_GESPREK:
        return None
    return Tekst(
        _("Er is een gesprek nodig over %(naam)s") % {"naam": zaak.deelname.naam},
        _("Niet iedereen die kiest, heeft ja gezegd."),
        zaak.url(),
        _("Bekijk wie wat koos"),
    )


def _wettelijk(zaak: Zaak) -> Tekst | None:
    if not zaak.deelname.wettelijk or zaak.deelname.status not in wie.TOEGELATEN:
        return None
    return Tekst(
        _("%(naam)s komt aan tafel door de wet") % {"naam": zaak.deelname.naam},
        _("U kiest dit niet. U kunt wel lezen waarom."),
        zaak.url(),
        _("Lees waarom"),
    )


def _gestopt(zaak: Zaak) -> Tekst | None:
    if zaak.deelname.status != Plekstatus.BEEINDIGD:
        return None
    naam = zaak.deelname.naam
    return Tekst(_("%(naam)s zit niet meer aan tafel") % {"naam": naam}, url=zaak.url())


def _opvolger(zaak: Zaak) -> Tekst | None:
    """For whom the zorgcoördinator asked to take over."""
    opvolger = zaak.deelname.opvolger_id
    if opvolger != zaak.plek.deelname.pk or zaak.deelname.opvolger_aanvaard_op:
        return None
    return Tekst(
        _("Wilt u zorgcoördinator worden?"),
        _("%(naam)s vraagt het u.") % {"naam": zaak.deelname.naam},
        zaak.url("toegang:coordinatie"),
        _("Lees en kies"),
    )


def _opvolging(zaak: Zaak) -> Tekst | None:
    """For those who decide: may this person see everything and organise?"""
    opvolger = zaak.deelname.opvolger
    if not opvolger or not zaak.deelname.opvolger_aanvaard_op:
        return None
    return Tekst(
        _("Mag %(naam)s zorgcoördinator worden?") % {"naam": opvolger.naam},
        url=zaak.url("toegang:coordinatie"),
        knop=_("Bekijk en kies"),
    )


def _coordinator(zaak: Zaak) -> Tekst | None:
    if not zaak.deelname.is_zorgcoordinator:
        return None
    return Tekst(
        _("%(naam)s is nu zorgcoördinator") % {"naam": zaak.deelname.naam},
        url=zaak.url("toegang:plekken"),
    )


def _soort(code: str, maak: Callable[[Zaak], Tekst | None]) -> Soort:
    return register(Soort(f"toegang.{code}", Groep.PLEKKEN, _teksten(maak), _mail))


GEVRAAGD = _soort("plek_gevraagd", _gevraagd)
BESLUIT = _soort("plek_besluit", _besluit)
GESPREK = _soort("plek_gesprek", _gesprek)
WETTELIJK = _soort("plek_wettelijk", _wettelijk)
GESTOPT = _soort("plek_gestopt", _gestopt)
OPVOLGER = _soort("opvolger_gevraagd", _opvolger)
OPVOLGING = _soort("opvolging_gevraagd", _opvolging)
COORDINATOR = _soort("coordinator_nieuw", _coordinator)


def vraag_beslissers(deelname: Deelname, *, actor: Plek, now: datetime) -> None:
    """Ask everybody who decides about a proposal and has a seat; not who proposed it."""
    stand = wie.stand(actor, wie.met_antwoorden(Deelname.objects.filter(pk=deelname.pk)).get())
    gevraagd = {stem.beslisser for stem in stand.stemmen}
    plekken = plekken_aan_tafel(actor.plan, now=now)
    beslissen = [p for p in plekken if p.deelname.beslist_mee and p.als_beslisser() & gevraagd]
    _stuur(GEVRAAGD, beslissen, deelname, f"{deelname.pk}", actor=actor, now=now)


def vertel_besluit(deelname: Deelname, *, actor: Plek, now: datetime) -> None:
    """Tell who proposed, and the zorgcoördinator, what was decided."""
    plekken = plekken_aan_tafel(actor.plan, now=now)
    horen = [
        p for p in plekken if p.is_coordinator or p.deelname.pk == deelname.voorgesteld_door_id
    ]
    _stuur(BESLUIT, horen, deelname, f"{deelname.pk}:{deelname.versie}", actor=actor, now=now)


def vraag_gesprek(deelname: Deelname, *, actor: Plek, now: datetime) -> None:
    """Tell the zorgcoördinator that a conversation is wanted."""
    plekken = [p for p in plekken_aan_tafel(actor.plan, now=now) if p.is_coordinator]
    _stuur(GESPREK, plekken, deelname, f"{deelname.pk}:{deelname.versie}", actor=actor, now=now)


def vertel_wettelijk(deelname: Deelname, *, actor: Plek, now: datetime) -> None:
    """Tell those who would otherwise decide that somebody comes by law."""
    leden = list(deelname.betreft.all())
    plekken = [p for p in plekken_aan_tafel(actor.plan, now=now) if p.beslist_over(leden)]
    _stuur(WETTELIJK, plekken, deelname, f"{deelname.pk}", actor=actor, now=now)


def vertel_einde(deelname: Deelname, *, actor: Plek | None, now: datetime) -> None:
    """Tell those who decide about whom it concerned, and the zorgcoördinator, that it ended."""
    leden = list(deelname.betreft.all())
    plekken = plekken_aan_tafel(deelname.plan, now=now)
    horen = [p for p in plekken if p.is_coordinator or p.beslist_over(leden)]
    _stuur(GESTOPT, horen, deelname, f"{deelname.pk}", actor=actor, now=now)


def vraag_opvolger(coordinator: Deelname, opvolger: Plek, *, actor: Plek, now: datetime) -> None:
    """Ask a successor to take over as zorgcoördinator."""
    sleutel = f"{coordinator.pk}:{now.isoformat()}"
    _stuur(OPVOLGER, [opvolger], coordinator, sleutel, actor=actor, now=now)


def vraag_opvolging(
    coordinator: Deelname, plekken: Iterable[Plek], *, actor: Plek, now: datetime
) -> None:
    """Ask those who decide whether the successor may."""
    sleutel = f"{coordinator.pk}:{coordinator.opvolger_id}:{now.isoformat()}"
    _stuur(OPVOLGING, plekken, coordinator, sleutel, actor=actor, now=now)


def vertel_coordinator(nieuw: Deelname, *, actor: Plek, now: datetime) -> None:
    """Tell the table who organises from now on."""
    plekken = plekken_aan_tafel(actor.plan, now=now)
    _stuur(COORDINATOR, plekken, nieuw, f"{nieuw.pk}:{now.isoformat()}", actor=actor, now=now)


def _stuur(
    soort: Soort,
    plekken: Iterable[Plek],
    deelname: Deelname,
    sleutel: str,
    *,
    actor: Plek | None,
    now: datetime,
) -> None:
    """Queue one notice per receiver; who acts knows already."""
    for plek in plekken:
        if plek.gebruiker is None or (actor and plek.deelname.pk == actor.deelname.pk):
            continue
        queue(
            soort,
            ontvanger=plek.gebruiker,
            sleutel=sleutel,
            now=now,
            plan=deelname.plan,
            object_id=deelname.pk,
        )
