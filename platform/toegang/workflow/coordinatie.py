"""Handing over the work of zorgcoördinator: asked, accepted, agreed to by the family, moved.

Who coordinates sees the whole plan. So a hand-over needs three: who has it asks, who gets it
accepts, and those who decide in the family agree. Only then the mark moves, in one transaction.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from toegang import berichten_plekken
from toegang.access import Plek, plekken_aan_tafel
from toegang.beslissers import Beslisser
from toegang.models import ALLES, Antwoord, Deelname, Instemming, Plekstatus, Wijze
from toegang.opvolging import coordinator_van, kandidaten, stand_opvolging
from toegang.overgangen import KanNietError, lock, write
from toegang.policy import Handeling
from toegang.workflow.instemmen import Vastlegging, not_for_another

LEEG = {"opvolger": None, "opvolger_gevraagd_op": None, "opvolger_aanvaard_op": None}


@transaction.atomic
def propose_opvolger(opvolger: Deelname, *, actor: Plek, now: datetime) -> None:
    """Ask somebody at the table to take over; asking another withdraws the earlier question."""
    actor.eis(Handeling.PLAN_BEHEREN)
    rij = lock(actor.deelname)
    gekozen = next((p for p in kandidaten(actor) if p.deelname.pk == opvolger.pk), None)
    if gekozen is None:
        raise KanNietError(_("Kies iemand die nu aan tafel zit."))
    _wis_antwoorden(rij, now)
    write(
        rij,
        opvolger=gekozen.deelname,
        opvolger_gevraagd_op=now,
        opvolger_aanvaard_op=None,
    )
    berichten_plekken.vraag_opvolger(rij, gekozen, actor=actor, now=now)


@transaction.atomic
def withdraw_opvolger(*, actor: Plek, now: datetime) -> None:
    """Take the question back: by the zorgcoördinator, or by who was asked and does not want it."""
    rij = _gevraagd(actor)
    if actor.deelname.pk not in (rij.pk, rij.opvolger_id):
        raise PermissionDenied("only who asked and who was asked")
    _wis_antwoorden(rij, now)
    write(rij, **LEEG)


@transaction.atomic
def accept_opvolging(*, actor: Plek, now: datetime) -> bool:
    """Take it on; return whether the mark moved at once (else the family is asked first)."""
    rij = _gevraagd(actor)
    if rij.opvolger_id != actor.deelname.pk:
        raise PermissionDenied("only who was asked")
    if actor.gebruiker is None or not actor.gebruiker.email:
        # Who coordinates proves twice who they are; the code of a letter is not enough then.
        raise KanNietError(_("Wie coördineert, logt in met een e-mailadres. Vul dat eerst in."))
    write(rij, opvolger_aanvaard_op=now)
    for beslisser in _eigen(rij, actor):
        _schrijf(rij, beslisser, Antwoord.JA, Vastlegging(), now)
    stand = stand_opvolging(actor, rij)
    gevraagd = {stem.beslisser for stem in stand.stemmen}
    plekken = plekken_aan_tafel(actor.plan, now=now)
    beslissen = [p for p in plekken if p.deelname.beslist_mee and p.als_beslisser() & gevraagd]
    berichten_plekken.vraag_opvolging(rij, beslissen, actor=actor, now=now)
    return _vervolg(rij, actor=actor, now=now)


@transaction.atomic
def answer_opvolging(antwoord: Antwoord, *, actor: Plek, now: datetime) -> bool:
    """Say, as one who decides, whether the successor may; return whether the mark moved."""
    actor.eis(Handeling.PLEK_INSTEMMEN)
    rij = _gevraagd(actor)
    eigen = _eigen(rij, actor)
    if not eigen:
        raise PermissionDenied("this seat does not decide about the whole family")
    for beslisser in eigen:
        _schrijf(rij, beslisser, antwoord, Vastlegging(), now)
    return _vervolg(rij, actor=actor, now=now)


@transaction.atomic
def record_opvolging(
    wie_id: UUID, antwoord: Antwoord, vastlegging: Vastlegging, *, actor: Plek, now: datetime
) -> bool:
    """Write down what somebody said about it on paper or in a conversation."""
    actor.eis(Handeling.PLAN_BEHEREN)
    rij = _gevraagd(actor)
    if vastlegging.wijze == Wijze.SCHERM or not vastlegging.aanwezig.strip():
        raise KanNietError(_("Schrijf op wie erbij waren."))
    gevraagd = {s.beslisser.id: s.beslisser for s in stand_opvolging(actor, rij).stemmen}
    if wie_id not in gevraagd:
        raise KanNietError(_("Deze persoon kiest hier niet over."))
    not_for_another(gevraagd[wie_id], gevraagd.values(), actor)
    door = Vastlegging(vastlegging.wijze, vastlegging.aanwezig.strip(), actor.deelname)
    _schrijf(rij, gevraagd[wie_id], antwoord, door, now)
    return _vervolg(rij, actor=actor, now=now)


def _gevraagd(actor: Plek) -> Deelname:
    """Return the zorgcoördinator's seat, locked, while somebody is asked to take over."""
    huidig = coordinator_van(actor)
    if huidig is None or huidig.opvolger_id is None:
        raise KanNietError(_("Er is niemand gevraagd om het over te nemen."))
    return lock(huidig)


def _eigen(rij: Deelname, actor: Plek) -> list[Beslisser]:
    if not actor.deelname.beslist_mee:
        return []
    return [stem.beslisser for stem in stand_opvolging(actor, rij).van(actor)]


def _wis_antwoorden(rij: Deelname, now: datetime) -> None:
    """Answers belong to one question: the next successor starts without them."""
    Instemming.objects.filter(
        deelname__plan=rij.plan, coordinatie=True, ingetrokken_op__isnull=True
    ).update(ingetrokken_op=now)


def _schrijf(
    rij: Deelname, beslisser: Beslisser, antwoord: Antwoord, hoe: Vastlegging, now: datetime
) -> None:
    houder = {
        "gever_id": beslisser.id if beslisser.soort == "lid" else None,
        "gever_gebruiker_id": beslisser.id if beslisser.soort == "gebruiker" else None,
        "gever_organisatie_id": beslisser.id if beslisser.soort == "organisatie" else None,
    }
    over = {"deelname_id": rij.opvolger_id, "coordinatie": True}
    Instemming.objects.filter(**over, **houder, ingetrokken_op__isnull=True).update(
        ingetrokken_op=now
    )
    ja = antwoord == Antwoord.JA
    Instemming.objects.create(
        **over,
        **houder,
        gever_naam=beslisser.naam,
        antwoord=antwoord,
        leefgebieden=[ALLES] if ja else [],
        secties=[ALLES] if ja else [],
        wijze=hoe.wijze,
        aanwezig=hoe.aanwezig,
        vastgelegd_door=hoe.door,
        gegeven_op=now,
    )


def _vervolg(rij: Deelname, *, actor: Plek, now: datetime) -> bool:
    """Move the mark when the successor accepted and everybody who decides said yes."""
    stand = stand_opvolging(actor, rij)
    if not rij.opvolger_aanvaard_op or stand.uitkomst != Plekstatus.GOEDGEKEURD:
        return False
    nieuw = lock(stand.deelname)
    if not nieuw.is_actief(actor.vandaag):
        raise KanNietError(_("Deze persoon zit niet meer aan tafel."))
    write(rij, is_zorgcoordinator=False, **LEEG)
    write(nieuw, is_zorgcoordinator=True, tot=None)
    berichten_plekken.vertel_coordinator(nieuw, actor=actor, now=now)
    return True
