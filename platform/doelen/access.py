"""The doorways of this room: a text exists for who may see it, and for nobody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from doelen.models import (
    Doel,
    Evaluatie,
    Hulpvraag,
    Kracht,
    Score,
    Tegenspraak,
    Werkdoel,
    Woordversie,
    Zorg,
)
from doelen.tegenspraak import Agendatekst, get_bron, zichtbare_teksten
from prepared import PreparedQuery

if TYPE_CHECKING:
    from django.db.models import Model

    from gebruikers.models import Leefgebied
    from gezinsplan.models import Gezinslid
    from toegang.access import Plek

UitspraakT = TypeVar("UitspraakT", Kracht, Zorg, Doel)
VOLGORDE = ("volgorde", "gemaakt_op", "id")


def _met_namen(rijen: QuerySet[UitspraakT]) -> QuerySet[UitspraakT]:
    return rijen.select_related("leefgebied", "betreft", "door")


def krachten(plek: Plek) -> list[Kracht]:
    """Return what goes well, as far as this seat sees it; one query."""
    return list(_met_namen(Kracht.objects.visible_to(plek)))


def zorgen(plek: Plek) -> list[Zorg]:
    """Return the worries this seat sees; one query."""
    return list(_met_namen(Zorg.objects.visible_to(plek)))


def hulpvragen(plek: Plek) -> list[Hulpvraag]:
    """Return what the members want, as far as this seat sees it; one query."""
    return list(Hulpvraag.objects.visible_to(plek).select_related("lid", "door"))


def doelen(plek: Plek) -> QuerySet[Doel]:
    """Return the goals this seat sees, in the family's order.

    ``stappen`` and ``stappen_klaar`` count the small steps of each.
    """
    rijen = _met_namen(Doel.objects.visible_to(plek)).select_related("woorden_van")
    return rijen.annotate(
        stappen=Count("werkdoelen", distinct=True),
        stappen_klaar=Count(
            "werkdoelen", filter=Q(werkdoelen__klaar_op__isnull=False), distinct=True
        ),
    ).order_by(*VOLGORDE)  # counting drops the order of the model


IN_LIJST = PreparedQuery(
    lambda plek: Doel.objects.visible_to(plek).order_by(*VOLGORDE).only("tekst")
)


def doelen_in_lijst(plek: Plek) -> list[Doel]:
    """Return the goals this seat sees, with no more than a list of their words shows."""
    return plek.vraag(IN_LIJST)


def doelen_met_scores(plek: Plek) -> list[Doel]:
    """Return the goals this seat sees with their evaluations and scores; three queries.

    ``doel.evaluaties.all()`` and their ``scores.all()`` are loaded, oldest first, each score with
    its member or seat. ``doelen.verloop`` makes points and a sentence of them.
    """
    return list(doelen(plek).prefetch_related(_evaluaties(plek)))


def _evaluaties(plek: Plek) -> Prefetch[str, QuerySet[Evaluatie], str]:
    scores = Score.objects.filter(plek.schild.q("lid", "deelname"))
    scores = scores.select_related("lid", "deelname")
    rijen = Evaluatie.objects.prefetch_related(Prefetch("scores", scores))
    return Prefetch("evaluaties", rijen)


def get_uitspraak(
    plek: Plek, model: type[UitspraakT], pk: UUID, *, ook_weggehaald: bool = False
) -> UitspraakT:
    """Return one text this seat sees.

    Args:
        plek: who asks.
        model: Kracht, Zorg or Doel.
        pk: its id.
        ook_weggehaald: also what was taken away since: for a form that is sent in, of which the
            typed text must not be lost.

    Raises:
        Http404: when it does not exist for this seat.
    """
    alle = model._default_manager
    rijen = alle.ook_weggehaald(plek) if ook_weggehaald else alle.visible_to(plek)
    rij = rijen.filter(pk=pk).select_related("leefgebied", "betreft", "door", "plan").first()
    if rij is None:
        raise Http404("Deze tekst bestaat niet, of u mag deze niet zien.")
    return rij


def get_doel(plek: Plek, doel_id: UUID) -> Doel:
    """Return one goal with its evaluations, scores, steps and earlier words, or raise Http404."""
    rijen = doelen(plek).filter(pk=doel_id)
    eerder = Woordversie.objects.select_related("door")
    doel = rijen.prefetch_related(
        _evaluaties(plek), "werkdoelen", Prefetch("eerdere_woorden", eerder)
    ).first()
    if doel is None:
        raise Http404("Dit doel bestaat niet, of u mag het niet zien.")
    return doel


def get_werkdoel(plek: Plek, doel_id: UUID, werkdoel_id: UUID) -> Werkdoel:
    """Return one small step of a goal this seat sees, or raise Http404."""
    rijen = Werkdoel.objects.filter(pk=werkdoel_id, doel=doel_id)
    werkdoel = rijen.filter(doel__in=Doel.objects.visible_to(plek)).first()
    if werkdoel is None:
        raise Http404("Deze stap bestaat niet, of u mag deze niet zien.")
    werkdoel.doel = get_uitspraak(plek, Doel, doel_id)
    return werkdoel


def get_lid(plek: Plek, lid_id: UUID) -> Gezinslid:
    """Return a member of this family, or raise Http404."""
    lid = next((lid for lid in plek.zichtbare_leden if lid.pk == lid_id), None)
    if lid is None:
        raise Http404("Deze persoon hoort niet bij dit gezin.")
    return lid


def get_hulpvraag(plek: Plek, lid: Gezinslid) -> Hulpvraag | None:
    """Return what this member wants, if it was written down and this seat sees it."""
    rijen = Hulpvraag.objects.visible_to(plek).filter(lid=lid)
    return rijen.select_related("lid", "door").first()


def tegenspraken_bij(plek: Plek, ids: Iterable[UUID]) -> dict[UUID, list[Tegenspraak]]:
    """Return the own words beside these texts, by text; one query.

    ``ids`` are texts this seat sees: who sees a text sees what is said beside it.
    """
    bij: dict[UUID, list[Tegenspraak]] = defaultdict(list)
    rijen = Tegenspraak.objects.filter(plan=plek.plan, ingetrokken_op__isnull=True)
    rijen = rijen.filter(plek.schild.q("door", tekst=["eigen_woorden"], eigen="door"))
    for rij in rijen.filter(object_id__in=list(ids)).select_related("door"):
        bij[rij.object_id].append(rij)
    return bij


def eigen_woorden(plek: Plek, object_id: UUID) -> dict[str, str]:
    """Return what this seat said beside a text that was not discussed yet, to go on from."""
    rijen = Tegenspraak.objects.filter(
        plan=plek.plan, object_id=object_id, door=plek.deelname, besproken_op__isnull=True
    )
    rij = rijen.filter(ingetrokken_op__isnull=True).first()
    return {"eigen_woorden": rij.eigen_woorden} if rij else {}


@dataclass(frozen=True)
class OpenTegenspraak:
    """A contradiction that was not discussed yet, ready for an agenda.

    ``eigen_woorden`` is empty where everyone at the table would read the item and not everyone
    may read the text. ``betreft_id`` and ``leefgebied_id`` are the scope of its readers.
    """

    tegenspraak: Tegenspraak
    tekst: str
    eigen_woorden: str
    betreft_id: UUID | None
    leefgebied_id: UUID | None


def open_tegenspraken(plek: Plek) -> list[OpenTegenspraak]:
    """Return what is still to be discussed, of the texts this seat sees; a query per kind of text.

    For the agenda of the next table; ``workflow.discuss_tegenspraak`` closes one.
    """
    rijen = Tegenspraak.objects.filter(
        plan=plek.plan, besproken_op__isnull=True, ingetrokken_op__isnull=True
    ).select_related("door")
    per_soort: dict[str, list[Tegenspraak]] = defaultdict(list)
    for rij in rijen:
        per_soort[rij.soort].append(rij)
    uit = []
    for soort, groep in per_soort.items():
        teksten = zichtbare_teksten(plek, soort, {rij.object_id for rij in groep})
        uit += [_voor_agenda(r, teksten[r.object_id]) for r in groep if r.object_id in teksten]
    return sorted(uit, key=lambda o: (o.tegenspraak.op, str(o.tegenspraak.pk)))


def _voor_agenda(rij: Tegenspraak, tekst: Model) -> OpenTegenspraak:
    bron = get_bron(rij.soort)
    agenda = bron.agenda(tekst) if bron else Agendatekst("", zonder_woorden=True)
    woorden = "" if agenda.zonder_woorden else rij.eigen_woorden
    return OpenTegenspraak(rij, agenda.tekst, woorden, agenda.betreft_id, agenda.leefgebied_id)


def get_tegenspraak(plek: Plek, tegenspraak_id: UUID) -> Tegenspraak:
    """Return own words beside a text this seat sees, or raise Http404."""
    rijen = Tegenspraak.objects.filter(plan=plek.plan, ingetrokken_op__isnull=True)
    rij = rijen.filter(pk=tegenspraak_id).select_related("door").first()
    if rij is None or not zichtbare_teksten(plek, rij.soort, [rij.object_id]):
        raise Http404("Deze woorden bestaan niet, of u mag ze niet zien.")
    return rij


def leefgebieden_voor(plek: Plek) -> list[Leefgebied]:
    """Return the life domains in which this seat sees anything at all; one query."""
    alle = list(plek.plan.gemeente.leefgebieden.all())
    sleutels: Sequence[UUID | None] = [None, *(lid.pk for lid in plek.leden)]
    return [g for g in alle if any(plek.ziet(s, g) for s in sleutels)]


def personen_voor(plek: Plek, leefgebieden: Sequence[Leefgebied]) -> list[Gezinslid | None]:
    """Return about whom this seat sees anything in these domains; None is the family together."""
    mensen: list[Gezinslid | None] = [None, *plek.zichtbare_leden]
    return [
        lid
        for lid in mensen
        if any(plek.ziet(lid.pk if lid else None, gebied) for gebied in leefgebieden)
    ]
