"""Who is told what a verb did. Nobody is told of what they did themselves."""

from __future__ import annotations

from collections.abc import Iterable

from acties.models import Actiehouder
from acties.workflow.overgang import Greep
from notifications.outbox import queue
from notifications.soorten import Soort
from toegang.access import actieve_deelnames
from toegang.models import Deelname


def vertel(
    greep: Greep, soort: Soort, wie: Iterable[Deelname], *, sleutel: str, **context: str
) -> None:
    """Queue one notice to each of these seats that still counts; ``sleutel`` tells it apart."""
    pks = {d.pk for d in wie} - ({greep.door.pk} if greep.door else set())
    if greep.door:
        context["door"] = str(greep.door.pk)
    for zetel in actieve_deelnames(greep.now).filter(pk__in=pks):
        if zetel.gebruiker is not None:
            queue(
                soort,
                ontvanger=zetel.gebruiker,
                sleutel=f"{greep.actie.pk}:{sleutel}",
                now=greep.now,
                plan=greep.actie.plan,
                object_id=greep.actie.pk,
                context=context,
            )


def vertel_houders(
    greep: Greep, soort: Soort, houders: Iterable[Actiehouder], *, sleutel: str, **context: str
) -> None:
    """Queue one notice to each of these owners."""
    vertel(greep, soort, [h.deelname for h in houders], sleutel=sleutel, **context)


def vertel_coordinator(
    greep: Greep,
    soort: Soort,
    *,
    sleutel: str,
    behalve: Iterable[Actiehouder] = (),
    **context: str,
) -> None:
    """Queue one notice to the zorgcoördinator of the plan, unless that is one of ``behalve``."""
    zetels = Deelname.objects.filter(plan=greep.actie.plan_id, is_zorgcoordinator=True).exclude(
        pk__in=[h.deelname_id for h in behalve]
    )
    vertel(greep, soort, zetels, sleutel=sleutel, **context)
