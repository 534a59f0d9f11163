"""What a birthday changes in the seats: at eighteen, what concerns somebody is theirs.

Who decides is computed from ages at every reading and needs no job; what a seat sees is stored, so
that part of the birthday is.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gezinsplan.models import Gezag, Gezinslid, Planstatus
from toegang.beslissers import VOLWASSEN
from toegang.models import Deelname, Instemming
from toegang.overgangen import write
from toegang.workflow.gezinsplekken import LOPEND


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
    grens = _achttien_jaar_voor(vandaag)
    rijen = Gezag.objects.filter(lid__isnull=False, kind__geboortedatum__lte=grens)
    lopend = rijen.exclude(kind__gezin__plannen__status=Planstatus.AFGESLOTEN)
    return list(lopend.select_related("kind", "lid").distinct())


def _mag_van(kind: Gezinslid, deelname: Deelname, sinds: date) -> bool:
    gegeven = Instemming.objects.filter(
        deelname=deelname, gever=kind, ingetrokken_op__isnull=True, gegeven_op__date__gte=sinds
    )
    return gegeven.exists()


def _achttien_jaar_voor(vandaag: date) -> date:
    """The latest birth date of somebody who is eighteen on this day."""
    jaar = vandaag.year - VOLWASSEN
    try:
        return vandaag.replace(year=jaar)
    except ValueError:
        return date(jaar, 2, 28)


def _achttiende(geboortedatum: date) -> date:
    """The eighteenth birthday; who is born on 29 February has it on 1 March (as ``leeftijd``)."""
    jaar = geboortedatum.year + VOLWASSEN
    try:
        return geboortedatum.replace(year=jaar)
    except ValueError:
        return date(jaar, 3, 1)
