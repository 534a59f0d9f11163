"""Starting a plan, and what is set about the plan itself before and beside its content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gebruikers.models import Gemeente, Medewerker, Variant
from gezinsplan.models import Gezin, Gezinslid, Gezinsplan, Planstatus
from gezinsplan.versies import schrijf
from toegang.access import get_plek
from toegang.models import Deelname, Plekstatus, Rol
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from toegang.uitnodiging import heeft_methode_gelezen
from toegang.workflow.gezinsplekken import vul_gezinsplekken

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker
    from toegang.access import Plek


@dataclass(frozen=True)
class Startplaats:
    """For which gemeente, on behalf of which organisation, somebody may start a plan."""

    werk: Medewerker
    gemeente: Gemeente

    @property
    def sleutel(self) -> str:
        """What a form posts to name this place."""
        return f"{self.werk.pk}:{self.gemeente.pk}"

    def __str__(self) -> str:
        return f"{self.gemeente.naam}, {self.werk.organisatie.naam}"


class LooptAlError(Exception):
    """This family already has a running plan; ``plan`` is it, where the starter sits at it."""

    def __init__(self, plan: Gezinsplan | None) -> None:
        super().__init__("this family has a running plan")
        self.plan = plan


def startplaatsen(gebruiker: Gebruiker) -> list[Startplaats]:
    """Return where this person may start a plan: empty for who may not at all."""
    werk = gebruiker.werk.filter(coordineert=True).select_related("organisatie")
    return [
        Startplaats(medewerker, gemeente)
        for medewerker in werk.prefetch_related("organisatie__gemeenten").order_by("pk")
        for gemeente in medewerker.organisatie.gemeenten.all()
    ]


def eerdere_gezinnen(gebruiker: Gebruiker) -> list[Gezin]:
    """Return the families whose closed plan this person coordinated."""
    plekken = Deelname.objects.filter(
        gebruiker=gebruiker, is_zorgcoordinator=True, plan__status=Planstatus.AFGESLOTEN
    )
    return list(Gezin.objects.filter(plannen__deelnames__in=plekken).distinct().order_by("naam"))


@transaction.atomic
def start_plan(
    *,
    plaats: Startplaats,
    naam: str,
    variant: str,
    actor: Gebruiker,
    now: datetime,
    gezin: Gezin | None = None,
    ander_gezin: bool = False,
    methode_gelezen: bool = False,
) -> Gezinsplan:
    """Start a plan in concept, with the seat of who starts it as zorgcoördinator.

    Args:
        plaats: one of the starter's own ``startplaatsen``.
        naam: the name of the family.
        gezin: a family that had a plan before, out of ``eerdere_gezinnen``; None for a new one.
        ander_gezin: the starter knows of their running plan of that name and means another family.
        methode_gelezen: the starter read the method's page.

    Raises:
        LooptAlError: there is a running plan; nothing was written.
    """
    if plaats.sleutel not in {p.sleutel for p in startplaatsen(actor)}:
        raise PermissionDenied
    if gezin is None:
        _weiger_dubbel(naam, actor, ander_gezin)
        gezin = Gezin.objects.create(gemeente=plaats.gemeente, naam=naam)
    elif gezin not in eerdere_gezinnen(actor):
        raise PermissionDenied
    plan = _nieuw_plan(gezin, plaats.gemeente, variant, now)
    gelezen_op = heeft_methode_gelezen(actor) or (now if methode_gelezen else None)
    _zet_coordinator(plan, plaats.werk, actor, now, gelezen_op)
    vul_gezinsplekken(actor=get_plek(actor, plan.pk, now=now), now=now)
    return plan


def _zet_coordinator(
    plan: Gezinsplan, werk: Medewerker, actor: Gebruiker, now: datetime, gelezen_op: datetime | None
) -> None:
    deelname = Deelname.objects.create(
        plan=plan,
        gebruiker=actor,
        rol=Rol.PROFESSIONAL,
        naam=actor.naam,
        functie=werk.functie,
        organisatie=werk.organisatie,
        email=actor.email or "",
        telefoon=werk.telefoon,
        taal=actor.taal,
        is_zorgcoordinator=True,
        status=Plekstatus.ACTIEF,
        voorgesteld_op=now,
        actief_op=now,
        methode_gelezen_op=gelezen_op,
    )
    deelname.betreft.set(plan.gezin.leden.all())


def _weiger_dubbel(naam: str, actor: Gebruiker, ander_gezin: bool) -> None:
    """A second click, or a family started last week: the same name among one's own plans."""
    if ander_gezin:
        return
    eigen = Gezinsplan.objects.filter(
        deelnames__gebruiker=actor,
        deelnames__is_zorgcoordinator=True,
        deelnames__status=Plekstatus.ACTIEF,
    ).exclude(status=Planstatus.AFGESLOTEN)
    plan = eigen.filter(gezin__naam__iexact=naam).first()
    if plan is not None:
        raise LooptAlError(plan)


def _nieuw_plan(gezin: Gezin, gemeente: Gemeente, variant: str, now: datetime) -> Gezinsplan:
    try:
        with transaction.atomic():
            return Gezinsplan.objects.create(
                gezin=gezin, gemeente=gemeente, variant=variant, gestart_op=now
            )
    except IntegrityError as fout:
        raise LooptAlError(None) from fout


@transaction.atomic
def wijzig_plan(
    *,
    variant: str,
    interval_weken: int | None,
    coordinator_wordt: Gezinslid | None,
    versie: int,
    actor: Plek,
    now: datetime,
) -> None:
    """Set the variant, the plan's own interval, and which relative will coordinate.

    A plan goes from licht to zwaar and keeps everything; there is no way back that would not hide
    what was written.

    Raises:
        VerouderdError: somebody else changed the plan first.
    """
    actor.eis(Handeling.PLAN_BEHEREN)
    if actor.plan.variant == Variant.ZWAAR and variant != Variant.ZWAAR:
        raise KanNietError(_("Een zwaar plan kan niet meer licht worden."))
    schrijf(
        actor.plan,
        versie,
        variant=variant,
        interval_weken=interval_weken,
        coordinator_wordt=coordinator_wordt,
    )


@transaction.atomic
def leg_groepsplan_vast(
    *, groepsplan: str, op: date | None, versie: int, actor: Plek, now: datetime
) -> None:
    """Record the offer of a familiegroepsplan, and what the family said to it, with its date.

    Raises:
        VerouderdError: somebody else changed the plan first.
    """
    actor.eis(Handeling.PLAN_BEHEREN)
    schrijf(actor.plan, versie, groepsplan=groepsplan, groepsplan_op=op if groepsplan else None)
