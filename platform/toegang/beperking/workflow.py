"""Asking for a second pair of eyes, confirming, refusing, and giving back what was taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gezinsplan.models import Gezag, Gezinslid
from toegang import policy
from toegang.access import Plek
from toegang.beperking import berichten
from toegang.beperking.models import Grond, Soort, Verzoek, Verzoekstatus
from toegang.beperking.overzicht import OPEN, mag_bevestigen, mag_opheffen
from toegang.models import Deelname, Plekstatus
from toegang.overgangen import KanNietError, lock, write
from toegang.policy import Handeling
from toegang.workflow.gezag import end_bevestigd_gezag
from toegang.workflow.gezin import corrigeer_geboortedatum
from toegang.workflow.gezinsplekken import Gezinsbeeld, default_zicht


@dataclass(frozen=True)
class Reden:
    """Why: on the law or for safety, and in words that another understands in a year."""

    grond: Grond
    toelichting: str


@dataclass(frozen=True)
class Minder:
    """What stays of a parent's seat, and when it is looked at again."""

    sleutels: list[str]
    secties: list[str]
    beslist_mee: bool
    herzien_op: date


@transaction.atomic
def ask_restriction(
    ouder: Deelname, minder: Minder, reden: Reden, *, actor: Plek, now: datetime
) -> Verzoek:
    """Ask that a parent sees less or does not decide. Nothing changes until another confirms.

    Raises:
        KanNietError: it is no parent's seat, it runs already, or there is no ground or day.
    """
    actor.eis(Handeling.PLEK_BEPERKEN)
    rij = lock(ouder)
    if rij.plan_id != actor.plan.pk or rij.rol not in policy.KAN_BEPERKT:
        raise PermissionDenied
    if rij.status != Plekstatus.ACTIEF:
        raise KanNietError(_("Deze ouder zit niet aan tafel."))
    if minder.herzien_op <= actor.vandaag:
        raise KanNietError(_("Kies een dag die nog komt om dit weer te bekijken."))
    if Verzoek.objects.filter(deelname=rij, soort=Soort.OUDER, status__in=OPEN).exists():
        raise KanNietError(_("Voor deze ouder loopt al een verzoek of een beperking."))
    nieuw = {
        "sleutels": sorted(minder.sleutels),
        "secties": sorted(minder.secties),
        "beslist_mee": minder.beslist_mee,
    }
    velden = {"deelname": rij, "herzien_op": minder.herzien_op, "nieuw": nieuw}
    return _vraag(Soort.OUDER, reden, velden, actor=actor, now=now)


@transaction.atomic
def ask_end_gezag(gezag: Gezag, tot: date, reden: Reden, *, actor: Plek, now: datetime) -> Verzoek:
    """Ask that somebody's gezag is recorded as ended: for a relative who coordinates."""
    actor.eis(Handeling.PLAN_BEHEREN)
    if gezag.kind.gezin_id != actor.plan.gezin_id:
        raise PermissionDenied
    if tot <= gezag.van:
        raise KanNietError(_("Het gezag kan niet stoppen voordat het begon."))
    velden = {"gezag": gezag, "nieuw": {"dag": tot.isoformat()}}
    return _vraag(Soort.GEZAG, reden, velden, actor=actor, now=now)


@transaction.atomic
def ask_birth_date(
    lid: Gezinslid, dag: date, reden: Reden, *, actor: Plek, now: datetime
) -> Verzoek:
    """Ask that a birth date is corrected: for a relative who coordinates."""
    actor.eis(Handeling.PLAN_BEHEREN)
    if lid.gezin_id != actor.plan.gezin_id:
        raise PermissionDenied
    if dag > actor.vandaag:
        raise KanNietError(_("Een geboortedatum ligt in het verleden."))
    velden = {"lid": lid, "nieuw": {"dag": dag.isoformat()}}
    return _vraag(Soort.GEBOORTEDATUM, reden, velden, actor=actor, now=now)


def _vraag(
    soort: Soort, reden: Reden, velden: dict[str, Any], *, actor: Plek, now: datetime
) -> Verzoek:
    if not reden.toelichting.strip():
        raise KanNietError(_("Schrijf op waarop dit berust."))
    verzoek = Verzoek.objects.create(
        plan=actor.plan,
        soort=soort,
        grond=reden.grond,
        toelichting=reden.toelichting.strip(),
        door=actor.deelname,
        gevraagd_op=now,
        **velden,
    )
    berichten.vraag_tweede(verzoek, actor=actor, now=now)
    return verzoek


@transaction.atomic
def confirm(verzoek: Verzoek, *, actor: Plek, now: datetime) -> Verzoek:
    """Confirm, as a second professional: it holds from this moment.

    Raises:
        PermissionDenied: who asked does not confirm, and nobody but a professional does.
        KanNietError: it was decided already, or cannot be done as things stand now.
    """
    rij = _beslis(verzoek, Verzoekstatus.GELDT, actor=actor, now=now)
    if rij.soort == Soort.OUDER and rij.deelname:
        _beperk(rij, lock(rij.deelname))
        berichten.vertel_beperkt(rij, actor=actor, now=now)
    elif rij.soort == Soort.GEZAG and rij.gezag:
        tot = date.fromisoformat(rij.nieuw["dag"])
        end_bevestigd_gezag(rij.gezag, tot=tot, actor=actor, now=now)
    elif rij.lid:
        dag = date.fromisoformat(rij.nieuw["dag"])
        corrigeer_geboortedatum(rij.lid, dag, actor=actor, now=now)
    return rij


@transaction.atomic
def refuse(verzoek: Verzoek, *, actor: Plek, now: datetime) -> Verzoek:
    """Do not confirm; nothing changes."""
    return _beslis(verzoek, Verzoekstatus.GEWEIGERD, actor=actor, now=now)


def _beslis(verzoek: Verzoek, status: Verzoekstatus, *, actor: Plek, now: datetime) -> Verzoek:
    actor.eis(Handeling.BEVESTIGEN)
    rijen = Verzoek.objects.select_for_update(of=("self",)).filter(plan=actor.plan)
    rij = rijen.select_related("door", "deelname", "lid", "gezag__kind").get(pk=verzoek.pk)
    if rij.status != Verzoekstatus.GEVRAAGD:
        raise KanNietError(_("Hier is al over beslist."))
    if not mag_bevestigen(actor, rij):
        raise PermissionDenied("somebody else than who asked confirms")
    rij.status, rij.beslist_door, rij.beslist_op = status, actor.deelname, now
    rij.save(update_fields=["status", "beslist_door", "beslist_op"])
    return rij


def _beperk(rij: Verzoek, plek: Deelname) -> None:
    if plek.status != Plekstatus.ACTIEF:
        raise KanNietError(_("Deze ouder zit niet meer aan tafel."))
    rij.eerder = {
        "leefgebieden": plek.leefgebieden,
        "secties": plek.secties,
        "beslist_mee": plek.beslist_mee,
    }
    rij.save(update_fields=["eerder"])
    write(
        plek,
        leefgebieden={k: c for k, c in plek.leefgebieden.items() if k in rij.nieuw["sleutels"]},
        secties=list(rij.nieuw["secties"]),
        beslist_mee=plek.beslist_mee and rij.nieuw["beslist_mee"],
    )


@transaction.atomic
def lift(verzoek: Verzoek, *, actor: Plek, now: datetime) -> None:
    """Give a parent back what was taken, as far as it still follows from gezag and age.

    Raises:
        PermissionDenied: only who coordinates of profession.
        KanNietError: it does not hold any more.
    """
    rijen = Verzoek.objects.select_for_update(of=("self",)).filter(plan=actor.plan)
    rij = rijen.select_related("deelname").get(pk=verzoek.pk)
    if rij.status != Verzoekstatus.GELDT:
        raise KanNietError(_("Dit geldt al niet meer."))
    if rij.deelname is None or not mag_opheffen(actor, rij):
        raise PermissionDenied
    rij.status, rij.opgeheven_door, rij.opgeheven_op = (
        Verzoekstatus.OPGEHEVEN,
        actor.deelname,
        now,
    )
    rij.save(update_fields=["status", "opgeheven_door", "opgeheven_op"])
    _geef_terug(rij, lock(rij.deelname), actor)


def _geef_terug(rij: Verzoek, plek: Deelname, actor: Plek) -> None:
    """What the seat had, of what a seat of this parent has by itself today."""
    gezin = Gezinsbeeld.van(actor)
    lid = next(lid for lid in gezin.leden if lid.pk == plek.lid_id)
    mag = {*default_zicht(lid, gezin).leefgebieden, *plek.leefgebieden}
    gebieden = {k: c for k, c in rij.eerder["leefgebieden"].items() if k in mag}
    write(plek, **{**rij.eerder, "leefgebieden": {**plek.leefgebieden, **gebieden}})


@transaction.atomic
def review(verzoek: Verzoek, herzien_op: date, *, actor: Plek, now: datetime) -> None:
    """Look at it again and let it stand, until another day."""
    rijen = Verzoek.objects.select_for_update(of=("self",)).filter(plan=actor.plan)
    rij = rijen.select_related("deelname").get(pk=verzoek.pk)
    if not mag_opheffen(actor, rij):
        raise PermissionDenied
    if herzien_op <= actor.vandaag:
        raise KanNietError(_("Kies een dag die nog komt om dit weer te bekijken."))
    rij.herzien_op = herzien_op
    rij.save(update_fields=["herzien_op"])
