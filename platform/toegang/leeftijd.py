"""What age takes out of a scope, asked at every check: a job that comes late leaks nothing.

At eighteen what concerns somebody is theirs. What gezag gave the seats of the family, or a measure
gave a statutory seat, ends on that day, unless the young adult allowed it since. The job
(``workflow.verjaardag``) only writes down later what holds already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from gezinsplan.models import Gezinslid, Verwantschap
from toegang import policy
from toegang.beslissers import VOLWASSEN
from toegang.models import GEZIN, Antwoord, Deelname, Instemming
from toegang.zicht import Zicht

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from prepared import Slot

VLAG = "heeft_volwassen_kind"


def geboren_voor(dag: date, jaren: int) -> date:
    """Return the latest birth date of somebody who is that old on this day."""
    try:
        return dag.replace(year=dag.year - jaren)
    except ValueError:
        return date(dag.year - jaren, 2, 28)


def verjaardag(geboortedatum: date, jaren: int) -> date:
    """Return the day somebody turns so old; who is born on 29 February turns on 1 March."""
    jaar = geboortedatum.year + jaren
    try:
        return geboortedatum.replace(year=jaar)
    except ValueError:
        return date(jaar, 3, 1)


def met_vlag(deelnames: QuerySet[Deelname], geboren: date | Slot) -> QuerySet[Deelname]:
    """Load with each seat whether a child of its family is an adult; else there is no question.

    ``geboren`` is the latest birth date of an adult.
    """
    kinderen = Gezinslid.objects.filter(
        gezin=OuterRef("plan__gezin"),
        verwantschap=Verwantschap.KIND,
        geboortedatum__lte=geboren,
    )
    return deelnames.annotate(**{VLAG: Exists(kinderen)})


def zichten(deelnames: Iterable[Deelname], vandaag: date) -> dict[UUID, Zicht]:
    """Return what each of these seats sees on this day; two queries where a child is an adult."""
    rijen = list(deelnames)
    te_vragen = [d for d in rijen if _hangt_af_van_leeftijd(d) and vars(d).get(VLAG, True)]
    weg = _verlopen(te_vragen, vandaag) if te_vragen else {}
    return {d.pk: _zonder(d, *weg.get(d.pk, (set(), False))) for d in rijen}


def _hangt_af_van_leeftijd(deelname: Deelname) -> bool:
    return bool(deelname.leefgebieden) and (
        deelname.rol in policy.ZONDER_INSTEMMING or deelname.wettelijk
    )


def _verlopen(deelnames: Sequence[Deelname], vandaag: date) -> dict[UUID, tuple[set[str], bool]]:
    """Per seat the keys that age took, and whether that was the last child it was there for."""
    kinderen = _kinderen({d.plan_id for d in deelnames})
    mag = _mag_sinds(deelnames, kinderen)
    uit = {}
    for d in deelnames:
        van_plan = {k: lid for k, lid in kinderen[d.plan_id].items() if k in d.leefgebieden}
        groot = {
            k
            for k, lid in van_plan.items()
            if lid.leeftijd(vandaag) >= VOLWASSEN and lid.pk != d.lid_id and (d.pk, k) not in mag
        }
        uit[d.pk] = (groot, bool(groot) and d.wettelijk and groot == set(van_plan))
    return uit


def _kinderen(plannen: set[UUID]) -> dict[UUID, dict[str, Gezinslid]]:
    rijen = Gezinslid.objects.filter(gezin__plannen__in=plannen, verwantschap=Verwantschap.KIND)
    kinderen: dict[UUID, dict[str, Gezinslid]] = defaultdict(dict)
    for lid in rijen.annotate(van_plan=F("gezin__plannen")):
        kinderen[vars(lid)["van_plan"]][str(lid.pk)] = lid
    return kinderen


def _mag_sinds(
    deelnames: Sequence[Deelname], kinderen: dict[UUID, dict[str, Gezinslid]]
) -> set[tuple[UUID, str]]:
    """Which seat a young adult allowed to see what concerns them, since they are one."""
    lid_van = {lid.pk: lid for groep in kinderen.values() for lid in groep.values()}
    rijen = Instemming.objects.filter(
        deelname__in=[d.pk for d in deelnames],
        gever__in=lid_van,
        antwoord=Antwoord.JA,
        coordinatie=False,
        ingetrokken_op__isnull=True,
    )
    return {
        (i.deelname_id, str(i.gever_id))
        for i in rijen
        if i.gever_id
        and timezone.localdate(i.gegeven_op)
        >= verjaardag(lid_van[i.gever_id].geboortedatum, VOLWASSEN)
    }


def _zonder(deelname: Deelname, sleutels: set[str], laatste: bool) -> Zicht:
    if not sleutels:
        return Zicht(deelname.leefgebieden, deelname.secties)
    gebieden = {k: codes for k, codes in deelname.leefgebieden.items() if k not in sleutels}
    if not laatste:
        return Zicht(gebieden, deelname.secties)
    return Zicht({k: [] for k in gebieden if k != GEZIN}, [])
