"""Inviting somebody to their seat, and their answer: the third of the three keys."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gebruikers.models import Gebruiker, Medewerker
from gebruikers.workflow import get_or_create_account
from gezinsplan.models import Gezinslid, Planstatus
from notifications.outbox import queue
from toegang import policy
from toegang.access import actieve_deelnames, plek_van_deelname
from toegang.begin import begin_van
from toegang.berichten_plan import (
    AANGENOMEN,
    ACTIVEREN,
    AFGESLAGEN,
    UITNODIGING,
    UITNODIGING_PAPIER,
)
from toegang.models import Deelname, Plekstatus, Plekuitnodiging, Welkomsoort
from toegang.overgangen import KanNietError, lock, move, write
from toegang.policy import Handeling
from toegang.uitnodiging import (
    GELDIG,
    geldige_uitnodigingen,
    hash_van,
    heeft_methode_gelezen,
    maak_token,
)

if TYPE_CHECKING:
    from toegang.access import Plek


class MethodeOngelezenError(Exception):
    """A professional accepts a seat only after reading what the method asks of them."""


class UitnodigingVoorbijError(Exception):
    """The invitation was used, withdrawn or replaced while its page was open."""


@transaction.atomic
def nodig_uit(
    deelname: Deelname, *, soort: Welkomsoort, actor: Plek, now: datetime
) -> Plekuitnodiging:
    """Invite who was agreed to, and withdraw earlier invitations to this seat.

    The account is made here if there is none: by e-mail address, or without one for who comes in
    with a letter. Nothing opens until its owner accepts.

    Args:
        deelname: a seat that is goedgekeurd, or uitgenodigd before.
        soort: mail sends a link; brief and kaart are printed by the inviter.
        actor: a parent or the zorgcoördinator.
        now: aware moment.

    Raises:
        KanNietError: nothing was written; the message says why.
    """
    actor.eis(Handeling.PLEK_UITNODIGEN)
    rij = lock(deelname)
    _mag_uitgenodigd(rij, actor, soort)
    gebruiker = _account(rij, actor, now)
    _hoort_bij_organisatie(rij, gebruiker)
    write(rij, status=Plekstatus.UITGENODIGD, gebruiker=gebruiker, uitgenodigd_op=now)
    trek_in(rij, now=now)
    uitnodiging = Plekuitnodiging(id=uuid4(), deelname=rij, soort=soort, gemaakt_op=now)
    uitnodiging.vervalt_op = now + GELDIG
    uitnodiging.token_hash = hash_van(maak_token(uitnodiging))
    uitnodiging.save(force_insert=True)
    queue(
        UITNODIGING if soort == Welkomsoort.MAIL else UITNODIGING_PAPIER,
        ontvanger=gebruiker,
        sleutel=str(uitnodiging.pk),
        now=now,
        plan=rij.plan,
        object_id=uitnodiging.pk,
    )
    return uitnodiging


def trek_in(deelname: Deelname, *, now: datetime) -> int:
    """Make every open invitation to this seat worthless; return how many there were.

    For use inside other workflow functions, which checked the right to.
    """
    open_ = deelname.uitnodigingen.filter(gebruikt_op__isnull=True, ingetrokken_op__isnull=True)
    return open_.update(ingetrokken_op=now)


def vraag_om_begin(deelname: Deelname, *, now: datetime) -> None:
    """Ask who sits here whether the plan may begin, if that is theirs to say and still open.

    For use inside other workflow functions.
    """
    plek = plek_van_deelname(deelname, now=now)
    if plek is None or plek.gebruiker is None or plek.plan.status != Planstatus.CONCEPT:
        return
    if begin_van(plek).stem_van(plek) is not None:
        queue(
            ACTIVEREN,
            ontvanger=plek.gebruiker,
            sleutel=f"{deelname.pk}:{plek.plan.gezin.versie}",
            now=now,
            plan=plek.plan,
        )


@transaction.atomic
def neem_plek_aan(
    uitnodiging: Plekuitnodiging, *, actor: Gebruiker, now: datetime, methode_gelezen: bool = False
) -> Deelname:
    """Take one's seat; only the one person the invitation is meant for can.

    A professional says once, for whichever plan, that they read the method's page.

    Raises:
        UitnodigingVoorbijError: it was withdrawn or used meanwhile.
        MethodeOngelezenError: nothing was written.
    """
    rij = _beantwoord(uitnodiging, actor, now)
    gelezen_op = rij.methode_gelezen_op
    if policy.leest_de_methode(rij.rol):
        gelezen_op = heeft_methode_gelezen(actor) or (now if methode_gelezen else None)
        if gelezen_op is None:
            raise MethodeOngelezenError
    move(rij, Plekstatus.ACTIEF, actief_op=now, methode_gelezen_op=gelezen_op)
    if rij.lid_id is not None:
        Gezinslid.objects.filter(pk=rij.lid_id).update(gebruiker=actor)
    for ontvanger in _wie_het_hoort(rij, now):
        queue(
            AANGENOMEN,
            ontvanger=ontvanger,
            sleutel=str(rij.pk),
            now=now,
            plan=rij.plan,
            object_id=rij.pk,
        )
    vraag_om_begin(rij, now=now)
    return rij


@transaction.atomic
def sla_plek_af(uitnodiging: Plekuitnodiging, *, actor: Gebruiker, now: datetime) -> None:
    """Say no to a seat. No reason is asked, and another invitation can follow later.

    Raises:
        UitnodigingVoorbijError: it was withdrawn or used meanwhile.
    """
    rij = _beantwoord(uitnodiging, actor, now)
    move(rij, Plekstatus.AFGEWEZEN)
    for ontvanger in _wie_het_hoort(rij, now):
        queue(
            AFGESLAGEN,
            ontvanger=ontvanger,
            sleutel=str(rij.pk),
            now=now,
            plan=rij.plan,
            object_id=rij.pk,
        )


def _mag_uitgenodigd(rij: Deelname, actor: Plek, soort: Welkomsoort) -> None:
    if rij.plan_id != actor.plan.pk:
        raise PermissionDenied
    if rij.status not in {Plekstatus.GOEDGEKEURD, Plekstatus.UITGENODIGD}:
        raise KanNietError(_("Deze plek kan nu geen uitnodiging krijgen."))
    if rij.plan.status == Planstatus.CONCEPT and not policy.bestaat_in_concept(
        rij.rol, coordinator=rij.is_zorgcoordinator
    ):
        raise KanNietError(
            _("Dit kan zodra het plan is begonnen. Tot die tijd ziet alleen het gezin het plan.")
        )
    if soort == Welkomsoort.MAIL and not rij.email:
        raise KanNietError(
            _("Er is geen e-mailadres van %(naam)s. Vul dat eerst in, of druk een brief af.")
            % {"naam": rij.naam}
        )


def _account(rij: Deelname, actor: Plek, now: datetime) -> Gebruiker:
    """Return the account of who is invited: theirs already, by address, or a new one."""
    gebruiker = _bestaand_account(rij)
    if gebruiker is None:
        gebruiker = get_or_create_account(
            naam=rij.naam,
            email=rij.email or None,
            taal=rij.taal,
            telefoon=rij.telefoon,
            roepnaam=rij.lid.voornaam if rij.lid else "",
            actor=cast(Gebruiker, actor.gebruiker),
            now=now,
        )
    elders = Deelname.objects.filter(
        plan=rij.plan,
        gebruiker=gebruiker,
        status__in=[Plekstatus.UITGENODIGD, Plekstatus.ACTIEF],
    ).exclude(pk=rij.pk)
    if elders.exists():
        raise KanNietError(
            _("Dit e-mailadres hoort al bij iemand anders aan deze tafel. Kies een ander adres.")
        )
    return gebruiker


def _bestaand_account(rij: Deelname) -> Gebruiker | None:
    """A member who sat here before keeps the account; a letter leads to the same one as before."""
    if rij.lid is not None and rij.lid.gebruiker is not None and rij.lid.gebruiker.is_active:
        return rij.lid.gebruiker
    gebruiker = rij.gebruiker
    if gebruiker is None or not gebruiker.is_active:
        return None
    return gebruiker if (gebruiker.email or "") == rij.email.lower() else None


def _hoort_bij_organisatie(rij: Deelname, gebruiker: Gebruiker) -> None:
    """A professional is at work somewhere; the second factor is demanded by that."""
    if rij.organisatie_id is not None:
        Medewerker.objects.get_or_create(
            gebruiker=gebruiker,
            organisatie_id=rij.organisatie_id,
            defaults={"functie": rij.functie},
        )


def _beantwoord(uitnodiging: Plekuitnodiging, actor: Gebruiker, now: datetime) -> Deelname:
    """Use the invitation up, once, and return its seat, locked."""
    if uitnodiging.deelname.gebruiker_id != actor.pk:
        raise PermissionDenied
    rij = lock(uitnodiging.deelname)
    geldig = geldige_uitnodigingen(now).filter(pk=uitnodiging.pk, deelname__gebruiker=actor)
    if not geldig.exists():
        raise UitnodigingVoorbijError
    Plekuitnodiging.objects.filter(pk=uitnodiging.pk).update(gebruikt_op=now)
    return rij


def _wie_het_hoort(rij: Deelname, now: datetime) -> list[Gebruiker]:
    """The zorgcoördinator, and who proposed this person; not the person themselves."""
    plekken = actieve_deelnames(now).filter(plan=rij.plan).exclude(gebruiker=rij.gebruiker)
    return [
        cast(Gebruiker, d.gebruiker)
        for d in plekken
        if d.is_zorgcoordinator or d.pk == rij.voorgesteld_door_id
    ]
