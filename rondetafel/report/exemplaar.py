"""The paper copy of one seat, made by a worker: claimed once, in steps that a screen can show."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Q

from rondetafel.models import Verslagexemplaar
from rondetafel.report import pdf
from rondetafel.report.weergave import zicht_hash
from toegang.access import plek_van_deelname
from toegang.inzage.onderdelen import Onderdeel
from toegang.inzage.opdracht import noteer_taak

log = structlog.get_logger(__name__)

BEGONNEN, KLAAR = 10, 100
OPNIEUW_NA = timedelta(minutes=5)
"""How long a worker may be at it before another takes over."""

NIET_MEER = "niet-meer"
LUKT_NIET = "lukt-niet"


def make(exemplaar_id: UUID, *, now: datetime) -> bool:
    """Make the PDF of one copy if nobody is at it; return whether it was made.

    Asks the seat again: of a seat that ended, or whose scope changed since, nothing is made.
    """
    vrij = Q(voortgang=0) | Q(voortgang__lt=KLAAR, gevraagd_op__lt=now - OPNIEUW_NA)
    eigen = Verslagexemplaar.objects.filter(vrij, pk=exemplaar_id, fout="").update(
        voortgang=BEGONNEN, gevraagd_op=now
    )
    if not eigen:
        return False
    exemplaar = Verslagexemplaar.objects.select_related("verslag__tafel__plan", "deelname").get(
        pk=exemplaar_id
    )
    plek = plek_van_deelname(exemplaar.deelname, now=now)
    if plek is None or zicht_hash(exemplaar.verslag, plek) != exemplaar.zicht_hash:
        _schrijf(exemplaar, fout=NIET_MEER, voortgang=0)
        return False
    try:
        inhoud = pdf.maak(exemplaar.verslag, plek)
    except Exception:
        _schrijf(exemplaar, fout=LUKT_NIET, voortgang=0)
        log.exception("report copy failed", exemplaar=str(exemplaar.pk))
        raise
    with transaction.atomic():
        _schrijf(exemplaar, pdf=inhoud, voortgang=KLAAR, klaar_op=now)
        noteer_taak(
            plek.deelname, Onderdeel.VERSLAG, soort="exemplaar", object_id=exemplaar.pk, now=now
        )
    return True


def make_waiting(*, now: datetime, limit: int = 20) -> int:
    """Make copies that wait because the broker was away or a worker died; return how many."""
    wacht = Verslagexemplaar.objects.filter(fout="", voortgang__lt=KLAAR).filter(
        Q(voortgang=0, gevraagd_op__lt=now - timedelta(seconds=30))
        | Q(gevraagd_op__lt=now - OPNIEUW_NA)
    )
    return sum(make(pk, now=now) for pk in wacht.values_list("pk", flat=True)[:limit])


def _schrijf(exemplaar: Verslagexemplaar, **velden: object) -> None:
    Verslagexemplaar.objects.filter(pk=exemplaar.pk).update(**velden)
