"""What birthdays change in the seats: at twelve there is one, at eighteen a parent's sees less.

Who decides is computed from ages at every reading and needs no job; which seats there are, and what
they see, is stored. Both functions change nothing when run again, and make up for days on which no
worker was there.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gezinsplan.models import Gezag, Gezinslid, Planstatus, Verwantschap
from toegang.access import actieve_deelnames, plek_van_deelname
from toegang.beslissers import BESLIST_SAMEN, VOLWASSEN
from toegang.models import Deelname, Instemming
from toegang.overgangen import write
from toegang.workflow.gezinsplekken import LOPEND, vul_gezinsplekken

INHALEN = timedelta(days=60)
"""How long a birthday is looked back at."""


@transaction.atomic
def geef_plek_bij_twaalf(*, now: datetime) -> int:
    """Give children who turned twelve in a running plan a seat; the coordinator invites them.

    Returns the number of new seats.
    """
    vandaag = timezone.localdate(now)
    jarigen = Gezinslid.objects.filter(
        geboortedatum__lte=_zo_oud_op(vandaag, BESLIST_SAMEN),
        geboortedatum__gt=_zo_oud_op(vandaag - INHALEN, BESLIST_SAMEN),
        verwantschap=Verwantschap.KIND,
        gezin__plannen__status=Planstatus.ACTIEF,
    ).exclude(deelnames__plan__status=Planstatus.ACTIEF)
    coordineren = actieve_deelnames(now).filter(
        is_zorgcoordinator=True, plan__gezin__in=jarigen.values("gezin")
    )
    plekken = [plek_van_deelname(deelname, now=now) for deelname in coordineren]
    return sum(len(vul_gezinsplekken(actor=plek, now=now)) for plek in plekken if plek)


@transaction.atomic
def verval_bij_volwassen(*, now: datetime) -> int:
    """Take what gezag gave out of the parents' seats on a child's eighteenth birthday.

    What the young adult allowed a parent since stays. Returns the number of seats changed; running
    it again changes nothing.
    """
    vandaag = timezone.localdate(now)
    gewijzigd = 0
    for gezag in _gezag_over_volwassenen(vandaag):
        kind, sleutel = gezag.kind, str(gezag.kind_id)
        jarig = _achttiende(kind.geboortedatum)
        for deelname in Deelname.objects.filter(lid=gezag.lid, status__in=LOPEND):
            if sleutel not in deelname.leefgebieden or _mag_van(kind, deelname, jarig):
                continue
            gebieden = {s: c for s, c in deelname.leefgebieden.items() if s != sleutel}
            write(deelname, leefgebieden=gebieden)
            deelname.betreft.remove(kind)
            gewijzigd += 1
    return gewijzigd


def _gezag_over_volwassenen(vandaag: date) -> list[Gezag]:
    rijen = Gezag.objects.filter(
        lid__isnull=False,
        kind__geboortedatum__lte=_zo_oud_op(vandaag, VOLWASSEN),
        kind__geboortedatum__gt=_zo_oud_op(vandaag - INHALEN, VOLWASSEN),
    )
    lopend = rijen.exclude(kind__gezin__plannen__status=Planstatus.AFGESLOTEN)
    return list(lopend.select_related("kind", "lid").distinct())


def _mag_van(kind: Gezinslid, deelname: Deelname, sinds: date) -> bool:
    gegeven = Instemming.objects.filter(
        deelname=deelname, gever=kind, ingetrokken_op__isnull=True, gegeven_op__date__gte=sinds
    )
    return gegeven.exists()


def _zo_oud_op(dag: date, jaren: int) -> date:
    """The latest birth date of somebody who is that old on this day."""
    try:
        return dag.replace(year=dag.year - jaren)
    except ValueError:
        return date(dag.year - jaren, 2, 28)


def _achttiende(geboortedatum: date) -> date:
    """The eighteenth birthday; who is born on 29 February has it on 1 March (as ``leeftijd``)."""
    jaar = geboortedatum.year + VOLWASSEN
    try:
        return geboortedatum.replace(year=jaar)
    except ValueError:
        return date(jaar, 3, 1)
