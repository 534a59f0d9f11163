"""Who carries gezag over which child: recorded per child, with a beginning and an end.

Gezag decides who decides. While a plan is in concept, a change in who decides takes back the
answers that were given to its beginning: people answered together with others than they thought.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gebruikers.models import Gebruiker, Organisatie
from gebruikers.workflow import get_or_create_account
from gezinsplan.models import Gezag, Gezagsoort, Gezinslid, Planstatus, Verwantschap
from gezinsplan.versies import schrijf
from toegang.access import plekken_aan_tafel
from toegang.begin import begin_van
from toegang.models import ALLES, GEZIN, Deelname, Grondslag, Instemming, Plekstatus, Rol
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from toegang.workflow.gezinsplekken import LOPEND, Gezinsbeeld, herzie_gezinsplekken
from toegang.workflow.uitnodiging import vraag_om_begin
from vormgeving.zinnen import opsomming

if TYPE_CHECKING:
    from toegang.access import Plek

Paar = tuple[UUID, UUID]
"""A child and a member of the family who carries gezag over it."""


@dataclass(frozen=True)
class Voogd:
    """Who carries gezag from outside the family: a person, or an institution with a contact."""

    soort: str
    naam: str
    functie: str
    organisatie: Organisatie | None
    email: str
    telefoon: str


@transaction.atomic
def zet_gezag(
    paren: set[Paar], *, sinds: date | None, versie: int, actor: Plek, now: datetime
) -> None:
    """Record which members carry gezag over which children, as of now.

    Args:
        paren: every pair that holds; what is not in it, ends.
        sinds: the day something changed; None when it was so from the birth (or never was).
        versie: the family's version on which this is based.

    Raises:
        VerouderdError: somebody else changed the family first.
    """
    actor.eis(Handeling.GEZAG_WIJZIGEN)
    was, beslisten = Gezinsbeeld.van(actor), _wie_beslissen(actor)
    schrijf(actor.plan.gezin, versie)
    leden = {lid.pk: lid for lid in was.leden}
    nu = {(g.kind_id, g.lid_id): g for g in was.gezag if g.lid_id and g.geldt(was.vandaag)}
    for paar in paren - nu.keys():
        kind, houder = leden[paar[0]], leden[paar[1]]
        Gezag.objects.create(
            kind=kind,
            lid=houder,
            soort=_soort(houder),
            van=max(sinds or kind.geboortedatum, kind.geboortedatum),
        )
    for paar in nu.keys() - paren:
        _eindig(nu[paar], sinds, actor)
    _verwerk(was, beslisten, actor=actor, now=now)


@transaction.atomic
def voeg_voogd_toe(
    voogd: Voogd, kinderen: list[Gezinslid], *, van: date, actor: Plek, now: datetime
) -> Deelname:
    """Record gezag that lies outside the family, and the seat that goes with it.

    The seat is there by law: nobody agrees to it and nobody of the family ends it.
    """
    actor.eis(Handeling.GEZAG_WIJZIGEN)
    if not kinderen or any(k.gezin_id != actor.plan.gezin_id for k in kinderen):
        raise PermissionDenied
    was, beslisten = Gezinsbeeld.van(actor), _wie_beslissen(actor)
    is_instelling = voogd.soort == Gezagsoort.GI
    account = None if is_instelling else _account_van(voogd, actor, now)
    for kind in kinderen:
        _weiger_dubbel(kind, voogd, account, was)
        Gezag.objects.create(
            kind=kind,
            soort=voogd.soort,
            gebruiker=account,
            organisatie=voogd.organisatie,
            van=max(van, kind.geboortedatum),
        )
    deelname = _zet_plek_door_wet(voogd, account, kinderen, actor, now)
    _verwerk(was, beslisten, actor=actor, now=now)
    return deelname


@transaction.atomic
def beeindig_gezag(gezag: Gezag, *, tot: date, actor: Plek, now: datetime) -> None:
    """Record that gezag ended: ``tot`` is the first day without it.

    Raises:
        KanNietError: it would end before it began.
    """
    actor.eis(Handeling.GEZAG_WIJZIGEN)
    end_bevestigd_gezag(gezag, tot=tot, actor=actor, now=now)


@transaction.atomic
def end_bevestigd_gezag(gezag: Gezag, *, tot: date, actor: Plek, now: datetime) -> None:
    """The same, after a second professional confirmed it (``toegang.beperking``); asks no right."""
    if gezag.kind.gezin_id != actor.plan.gezin_id:
        raise PermissionDenied
    if tot <= gezag.van and actor.plan.status != Planstatus.CONCEPT:
        raise KanNietError(_("Het gezag kan niet stoppen voordat het begon."))
    was, beslisten = Gezinsbeeld.van(actor), _wie_beslissen(actor)
    _eindig(gezag, tot, actor)
    _verwerk(was, beslisten, actor=actor, now=now)


def _soort(houder: Gezinslid) -> str:
    is_ouder = houder.verwantschap in {Verwantschap.MOEDER, Verwantschap.VADER}
    return Gezagsoort.OUDER if is_ouder else Gezagsoort.VOOGD


def _eindig(gezag: Gezag, tot: date | None, actor: Plek) -> None:
    """End gezag, or take it back where it was recorded by mistake and nobody built on it yet."""
    tot = tot or actor.vandaag
    is_vergissing = actor.plan.status == Planstatus.CONCEPT or tot <= gezag.van
    if is_vergissing:
        gezag.delete()
    else:
        Gezag.objects.filter(pk=gezag.pk).update(tot=tot)


def _verwerk(was: Gezinsbeeld, beslisten: frozenset[object], *, actor: Plek, now: datetime) -> None:
    """Let seats, and the question whether the plan may begin, follow the change."""
    _vergeet_geladen(actor)
    herzie_gezinsplekken(was, actor=actor, now=now)
    if actor.plan.status != Planstatus.CONCEPT or _wie_beslissen(actor) == beslisten:
        return
    open_ = Deelname.objects.filter(plan=actor.plan, status__in=LOPEND)
    Instemming.objects.filter(
        deelname__in=open_, coordinatie=False, ingetrokken_op__isnull=True
    ).filter(deelname__in=[s.deelname for s in begin_van(actor).stemmen if s.deelname]).update(
        ingetrokken_op=now
    )
    for plek in plekken_aan_tafel(actor.plan, now=now):
        vraag_om_begin(plek.deelname, now=now)


def _wie_beslissen(actor: Plek) -> frozenset[object]:
    return frozenset(stem.beslisser for stem in begin_van(actor).stemmen)


def _vergeet_geladen(actor: Plek) -> None:
    """What the seat loaded about gezag before the change is not true any more."""
    for naam in ("gezag", "gezag_met_stem", "groepen_van_gezin", "leden"):
        vars(actor).pop(naam, None)


def _account_van(voogd: Voogd, actor: Plek, now: datetime) -> Gebruiker:
    if actor.gebruiker is None:
        raise PermissionDenied
    return get_or_create_account(
        naam=voogd.naam,
        email=voogd.email or None,
        telefoon=voogd.telefoon,
        actor=actor.gebruiker,
        now=now,
    )


def _weiger_dubbel(
    kind: Gezinslid, voogd: Voogd, account: Gebruiker | None, was: Gezinsbeeld
) -> None:
    for gezag in was.gezag:
        is_zelfde = gezag.lid_id is None and (
            gezag.gebruiker_id == account.pk
            if account is not None
            else voogd.organisatie is not None
            and gezag.gebruiker_id is None
            and gezag.organisatie_id == voogd.organisatie.pk
        )
        if is_zelfde and gezag.kind_id == kind.pk and gezag.geldt(was.vandaag):
            raise KanNietError(_("Dit gezag over %(naam)s staat er al.") % {"naam": kind.voornaam})


def _zet_plek_door_wet(
    voogd: Voogd, account: Gebruiker | None, kinderen: list[Gezinslid], actor: Plek, now: datetime
) -> Deelname:
    sleutels = [GEZIN, *(str(kind.pk) for kind in kinderen)]
    deelname = Deelname.objects.create(
        plan=actor.plan,
        gebruiker=account,
        rol=Rol.PROFESSIONAL,
        naam=voogd.naam,
        functie=voogd.functie,
        organisatie=voogd.organisatie,
        email=voogd.email,
        telefoon=voogd.telefoon,
        status=Plekstatus.GOEDGEKEURD,
        wettelijk=True,
        grondslag=Grondslag.WETTELIJKE_PLICHT,
        grondslag_toelichting=_("Heeft gezag over %(namen)s.")
        % {"namen": opsomming([kind.voornaam for kind in kinderen])},
        leefgebieden={sleutel: [ALLES] for sleutel in sleutels},
        secties=[ALLES],
        voorgesteld_door=actor.deelname,
        voorgesteld_op=now,
    )
    deelname.betreft.set(kinderen)
    return deelname
