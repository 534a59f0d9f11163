"""What birthdays change in the seats: at twelve there is one, at eighteen a parent's sees less.

Who decides is computed from ages at every reading and needs no job; which seats there are, and what
they see, is stored. Both functions change nothing when run again, and make up for days on which no
worker was there.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gezinsplan.models import Gezinslid, Gezinsplan, Planstatus, Verwantschap
from toegang.access import actieve_deelnames, plek_van_deelname
from toegang.beslissers import BESLIST_SAMEN, VOLWASSEN
from toegang.leeftijd import geboren_voor, zichten
from toegang.models import GEZIN, Deelname
from toegang.overgangen import write
from toegang.workflow.gezinsplekken import LOPEND, vul_gezinsplekken
from toegang.zicht import Zicht

INHALEN = timedelta(days=60)
"""How long a birthday is looked back at."""


@transaction.atomic
def geef_plek_bij_twaalf(*, now: datetime) -> int:
    """Give children who turned twelve in a running plan a seat; the coordinator invites them.

    Returns the number of new seats.
    """
    vandaag = timezone.localdate(now)
    jarigen = Gezinslid.objects.filter(
        geboortedatum__lte=geboren_voor(vandaag, BESLIST_SAMEN),
        geboortedatum__gt=geboren_voor(vandaag - INHALEN, BESLIST_SAMEN),
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
    """Write down what a child's eighteenth birthday took out of the seats of others.

    It holds since that day already (``toegang.leeftijd``). A statutory seat that was there for
    this child only ends. Returns the number of seats changed; running it again changes nothing.
    """
    vandaag = timezone.localdate(now)
    jarigen = Gezinslid.objects.filter(
        geboortedatum__lte=geboren_voor(vandaag, VOLWASSEN),
        geboortedatum__gt=geboren_voor(vandaag - INHALEN, VOLWASSEN),
        verwantschap=Verwantschap.KIND,
    )
    plannen = Gezinsplan.objects.exclude(status=Planstatus.AFGESLOTEN)
    rijen = Deelname.objects.filter(
        plan__in=plannen.filter(gezin__in=jarigen.values("gezin")), status__in=LOPEND
    )
    deelnames = list(rijen.select_for_update(of=("self",)))
    nieuw = zichten(deelnames, vandaag)
    return sum(_volg(d, nieuw[d.pk], vandaag) for d in deelnames)


def _volg(deelname: Deelname, zicht: Zicht, vandaag: date) -> bool:
    weg = deelname.leefgebieden.keys() - zicht.leefgebieden.keys()
    if not weg:
        return False
    # Without a section left it was there by law for this child: its end is today.
    einde = {} if zicht.secties or not deelname.secties else {"tot": deelname.tot or vandaag}
    write(deelname, leefgebieden=zicht.leefgebieden, secties=zicht.secties, **einde)
    deelname.betreft.remove(*(sleutel for sleutel in weg if sleutel != GEZIN))
    return True
