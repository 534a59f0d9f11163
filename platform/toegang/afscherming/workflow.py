"""Hiding something from one person, and showing it again. Nobody is told: that would tell them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from toegang.access import Plek
from toegang.afscherming.models import Afscherming
from toegang.afscherming.overzicht import Ding, get_regel, mag_verbergen
from toegang.afscherming.schild import geldend
from toegang.models import Deelname
from toegang.overgangen import KanNietError
from toegang.policy import Handeling


@transaction.atomic
def hide(
    dingen: Sequence[Ding], voor: Deelname, *, grond: str, actor: Plek, now: datetime
) -> list[Afscherming]:
    """Hide these things from that person, at once and on every door.

    Raises:
        PermissionDenied: this seat may not hide one of them from that person.
        KanNietError: nothing was chosen, or there is no ground.
    """
    actor.eis(Handeling.AFSCHERMEN)
    if voor.plan_id != actor.plan.pk:
        raise PermissionDenied
    if not all(mag_verbergen(actor, ding.betreft, voor) for ding in dingen):
        raise PermissionDenied("this seat does not decide about that alone")
    if not dingen or not grond.strip():
        raise KanNietError(_("Kies wat u wilt afschermen, en schrijf op waarom."))
    al = {(a.soort, a.object_id, a.code) for a in geldend().filter(voor=voor)}
    return [
        Afscherming.objects.create(
            plan=actor.plan,
            voor=voor,
            soort=ding.soort,
            object_id=ding.id,
            code=ding.code,
            noemt=list(ding.noemt),
            grond=grond.strip(),
            door=actor.deelname,
            sinds=now,
        )
        for ding in dingen
        if (ding.soort, ding.id, ding.code) not in al
    ]


@transaction.atomic
def show_again(afscherming: Afscherming, *, actor: Plek, now: datetime) -> None:
    """End the hiding: the person sees it again, as far as their scope goes.

    Raises:
        Http404: this seat does not know of it.
        KanNietError: somebody else was first.
    """
    actor.eis(Handeling.AFSCHERMEN)
    rij = get_regel(actor, afscherming.pk).afscherming
    gelukt = geldend().filter(pk=rij.pk).update(opgeheven_op=now, opgeheven_door=actor.deelname)
    if not gelukt:
        raise KanNietError(_("Dit was al niet meer afgeschermd."))
