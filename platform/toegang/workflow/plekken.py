"""Proposing a seat, ending one, and the legal basis of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gebruikers.models import Gebruiker, Organisatie
from gebruikers.opheffen import OpheffenKanNietError
from gezinsplan.models import Gezinslid
from toegang import beeindigen, berichten_plekken, policy, wie
from toegang.access import Plek
from toegang.beslissers import BESLIST_SAMEN
from toegang.models import Antwoord, Deelname, Grondslag, Plekstatus, Rol
from toegang.overgangen import KanNietError, lock, move, write
from toegang.policy import Handeling
from toegang.workflow.instemmen import Keuze, give_antwoord, invite
from toegang.workflow.uitnodiging import trek_in
from toegang.zetels import deelnames_voor


@dataclass(frozen=True)
class Voorstel:
    """Who is proposed, as what, about whom, for what part of the plan, and why.

    ``leefgebieden`` and ``secties`` are what would be useful; those who decide choose.
    A ``wettelijk`` seat (jeugdbeschermer, voogd) sits by law: its ``grondslag_toelichting`` says on
    what ground, ``tot`` until when, and the family is told instead of asked.
    """

    naam: str
    rol: Rol
    betreft: Sequence[Gezinslid]
    reden: str
    leefgebieden: Sequence[str] = ()
    secties: Sequence[str] = ()
    functie: str = ""
    organisatie: Organisatie | None = None
    email: str = ""
    telefoon: str = ""
    taal: str = "nl"
    is_tolk: bool = False
    jim_van: Gezinslid | None = None
    wettelijk: bool = False
    grondslag_toelichting: str = ""
    tot: date | None = None


@transaction.atomic
def propose_plek(voorstel: Voorstel, *, actor: Plek, now: datetime) -> Deelname:
    """Propose a seat; whoever proposes and decides has said yes with it.

    Raises:
        PermissionDenied: this seat may not propose that.
        KanNietError: the person sits there already, or the proposal does not hold together.
    """
    _mag_voorstellen(voorstel, actor)
    _klopt(voorstel, actor)
    deelname = _schrijf(voorstel, actor, now)
    deelname.betreft.set(voorstel.betreft)
    if voorstel.wettelijk:
        _laat_toe_door_wet(deelname, actor=actor, now=now)
        return deelname
    berichten_plekken.vraag_beslissers(deelname, actor=actor, now=now)
    if actor.mag(Handeling.PLEK_INSTEMMEN, deelname):
        keuze = Keuze(Antwoord.JA, voorstel.leefgebieden, voorstel.secties)
        return give_antwoord(deelname, keuze, actor=actor, now=now)
    return deelname


def _mag_voorstellen(voorstel: Voorstel, actor: Plek) -> None:
    actor.eis(Handeling.PLEK_VOORSTELLEN)
    if voorstel.rol in policy.ZONDER_INSTEMMING:
        raise PermissionDenied("a seat of the family itself comes with the family")
    if voorstel.rol in policy.EINDIGT_DOOR_JONGERE:
        actor.eis(Handeling.JIM_NOEMEN, voorstel.jim_van)
    if voorstel.wettelijk:
        actor.eis(Handeling.GEZAG_WIJZIGEN)


def _klopt(voorstel: Voorstel, actor: Plek) -> None:
    """Check what must be true of a proposal whatever form it came from."""
    leden = {lid.pk for lid in actor.leden}
    over = [*voorstel.betreft, *([voorstel.jim_van] if voorstel.jim_van else [])]
    if not voorstel.betreft or any(lid.pk not in leden for lid in over):
        raise KanNietError(_("Kies over wie van het gezin het gaat."))
    if not voorstel.reden:
        raise KanNietError(_("Schrijf op waarom deze persoon erbij moet."))
    if voorstel.rol in policy.EINDIGT_DOOR_JONGERE:
        _klopt_als_jim(voorstel, actor)
    if voorstel.wettelijk and not voorstel.grondslag_toelichting:
        raise KanNietError(_("Schrijf op waarom deze persoon er door de wet zit."))
    if staat_er_al(voorstel.email, actor):
        raise KanNietError(_("Iemand met dit e-mailadres zit al aan tafel of is al voorgesteld."))


def _klopt_als_jim(voorstel: Voorstel, actor: Plek) -> None:
    if voorstel.jim_van is None or voorstel.jim_van.leeftijd(actor.vandaag) < BESLIST_SAMEN:
        raise KanNietError(_("Een JIM is er voor een jongere van twaalf jaar of ouder."))
    if voorstel.naam.strip().casefold() in {lid.naam.casefold() for lid in actor.leden}:
        raise KanNietError(_("Een JIM is iemand van buiten het eigen gezin."))


def staat_er_al(email: str, plek: Plek) -> bool:
    """Whether this address belongs to the family, or to a seat that ``plek`` knows of.

    A proposal it does not know of stays unknown to it: then there are two, and those who decide
    see both.
    """
    if not email:
        return False
    lid = Q(email__iexact=email) | Q(gebruiker__email__iexact=email)
    if Gezinslid.objects.filter(lid, gezin=plek.plan.gezin_id).exists():
        return True
    adres = Q(email__iexact=email) | Q(gebruiker__email__iexact=email)
    vandaag = timezone.localdate(plek.now)
    return (
        deelnames_voor(plek)
        .filter(adres, Q(tot__isnull=True) | Q(tot__gt=vandaag), status__in=wie.LOPEND)
        .exists()
    )


def _schrijf(voorstel: Voorstel, actor: Plek, now: datetime) -> Deelname:
    return Deelname.objects.create(
        plan=actor.plan,
        rol=voorstel.rol,
        naam=voorstel.naam,
        functie=voorstel.functie,
        organisatie=voorstel.organisatie,
        email=voorstel.email,
        telefoon=voorstel.telefoon,
        taal=voorstel.taal,
        is_tolk=voorstel.is_tolk,
        jim_van=voorstel.jim_van,
        voorstel_leefgebieden=list(voorstel.leefgebieden),
        voorstel_secties=list(voorstel.secties),
        reden=voorstel.reden,
        voorgesteld_door=actor.deelname,
        voorgesteld_op=now,
        wettelijk=voorstel.wettelijk,
        grondslag=Grondslag.WETTELIJKE_PLICHT if voorstel.wettelijk else Grondslag.ONBEKEND,
        grondslag_toelichting=voorstel.grondslag_toelichting,
        tot=voorstel.tot,
    )


def _laat_toe_door_wet(deelname: Deelname, *, actor: Plek, now: datetime) -> None:
    zicht = wie.wettelijk_zicht(deelname, [lid.pk for lid in deelname.betreft.all()])
    move(
        deelname,
        Plekstatus.GOEDGEKEURD,
        leefgebieden=zicht.leefgebieden,
        secties=zicht.secties,
    )
    berichten_plekken.vertel_wettelijk(deelname, actor=actor, now=now)
    invite(deelname, actor=actor, now=now)


@transaction.atomic
def withdraw_voorstel(deelname: Deelname, *, actor: Plek, now: datetime) -> None:
    """Take a proposal back: by who made it, or the zorgcoördinator."""
    if deelname.voorgesteld_door_id != actor.deelname.pk:
        actor.eis(Handeling.PLAN_BEHEREN)
    rij = lock(deelname)
    if rij.status not in wie.TE_KIEZEN:
        raise KanNietError(_("Het gezin heeft al gekozen. Intrekken kan niet meer."))
    move(rij, Plekstatus.AFGEWEZEN)
    _trek_instemmingen_in(rij, now)


@transaction.atomic
def end_plek(deelname: Deelname, *, reden: str = "", actor: Plek, now: datetime) -> None:
    """End a seat, or the invitation to it; one's own too.

    What the person saw is gone at their next request, since everything asks the seat. History
    keeps the name. Other rooms hand over what this seat held (``toegang.beeindigen``).
    """
    actor.eis(Handeling.PLEK_BEEINDIGEN, deelname)
    rij = lock(deelname)
    if rij.status in wie.TE_KIEZEN:
        raise KanNietError(_("Over deze plek kiest het gezin nog."))
    _einde(rij, actor=actor, reden=reden, now=now)


def _einde(rij: Deelname, *, actor: Plek | None, reden: str, now: datetime) -> None:
    """Put an end to a locked seat, whoever or whatever did it."""
    zat_aan_tafel = rij.status == Plekstatus.ACTIEF
    if zat_aan_tafel or actor is None:
        move(
            rij,
            Plekstatus.BEEINDIGD,
            beeindigd_op=now,
            beeindigd_door=actor.deelname if actor else None,
            beeindigd_reden=reden,
        )
    else:
        move(rij, Plekstatus.AFGEWEZEN, beeindigd_reden=reden)
    trek_in(rij, now=now)
    _trek_instemmingen_in(rij, now)
    # Who left is not asked any more to take over as zorgcoördinator.
    Deelname.objects.filter(opvolger=rij).update(
        opvolger=None, opvolger_gevraagd_op=None, opvolger_aanvaard_op=None
    )
    if zat_aan_tafel:
        beeindigen.einde(rij, actor=actor, now=now)
        berichten_plekken.vertel_einde(rij, actor=actor, now=now)


def _trek_instemmingen_in(rij: Deelname, now: datetime) -> None:
    rij.instemmingen.filter(ingetrokken_op__isnull=True).update(ingetrokken_op=now)


@transaction.atomic
def end_expired(*, now: datetime) -> int:
    """Close the seats whose end date has come; return how many.

    They gave no access since that day already. This hands over what they held.
    """
    rijen = Deelname.objects.filter(
        tot__lte=timezone.localdate(now), status__in=wie.TOEGELATEN
    ).select_for_update(skip_locked=True)
    voorbij = [rij.pk for rij in rijen]
    for rij in Deelname.objects.filter(pk__in=voorbij).select_related("plan", "gebruiker"):
        _einde(rij, actor=None, reden="", now=now)
    return len(voorbij)


@transaction.atomic
def end_seats_of(gebruiker: Gebruiker, now: datetime) -> None:
    """End every seat of an account that ends (``gebruikers.opheffen``); nothing of a plan goes.

    Raises:
        OpheffenKanNietError: a zorgcoördinator first hands over.
    """
    rijen = Deelname.objects.filter(gebruiker=gebruiker, status__in=wie.TOEGELATEN)
    for rij in rijen.select_related("plan", "gebruiker"):
        if rij.status == Plekstatus.ACTIEF and rij.is_zorgcoordinator:
            raise OpheffenKanNietError(
                _("U bent nog zorgcoördinator. Draag dat eerst over aan iemand anders.")
            )
        _einde(rij, actor=None, reden="", now=now)


@transaction.atomic
def record_grondslag(
    deelname: Deelname,
    *,
    grondslag: Grondslag,
    toelichting: str,
    tot: date | None = None,
    actor: Plek,
    now: datetime,
) -> None:
    """Record the AVG's legal basis of a seat. It is not the family's agreement, and apart from it.

    ``tot`` is for a statutory seat only: the end of the measure it rests on.
    """
    actor.eis(Handeling.PLAN_BEHEREN)
    rij = lock(deelname)
    if rij.wettelijk:
        # Its end is the measure's: no relative who coordinates moves that.
        actor.eis(Handeling.GEZAG_WIJZIGEN)
    if rij.status in (Plekstatus.AFGEWEZEN, Plekstatus.BEEINDIGD):
        raise KanNietError(_("Deze plek is gestopt."))
    if rij.wettelijk and not (grondslag and toelichting):
        raise KanNietError(_("Een plek door de wet kan niet zonder grondslag."))
    eind = {"tot": tot} if rij.wettelijk else {}
    write(rij, grondslag=grondslag, grondslag_toelichting=toelichting, **eind)
