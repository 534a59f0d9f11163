"""Who does what by when, and what became of it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from doelen.models import Doel
from gebruikers.models import Leefgebied
from gezinsplan.models import Gezinslid, Gezinsplan
from toegang.models import Deelname

if TYPE_CHECKING:
    from toegang.vorm import Kijker


class Actiestatus(models.TextChoices):
    """Where an action stands."""

    VOORGESTELD = "voorgesteld", _("nog niet gekozen")
    AFGESPROKEN = "afgesproken", _("afgesproken")
    BEZIG = "bezig", _("bezig")
    GEDAAN = "gedaan", _("klaar")
    TERUGGEGEVEN = "teruggegeven", _("teruggegeven")
    VERVALLEN = "vervallen", _("hoeft niet meer")


OPEN = (
    Actiestatus.VOORGESTELD,
    Actiestatus.AFGESPROKEN,
    Actiestatus.BEZIG,
    Actiestatus.TERUGGEGEVEN,
)
LOPEND = (Actiestatus.AFGESPROKEN, Actiestatus.BEZIG)
GEVRAAGD = (Actiestatus.VOORGESTELD, *LOPEND)
"""States in which an owner is asked something: to choose, or to do it."""

HERSTELTIJD = timedelta(minutes=10)
"""How long a mistaken tap can be taken back, if nothing else happened since."""

ACTIE_OVERGANGEN: dict[str, set[str]] = {
    Actiestatus.VOORGESTELD: {
        Actiestatus.AFGESPROKEN,
        Actiestatus.BEZIG,
        Actiestatus.GEDAAN,
        Actiestatus.TERUGGEGEVEN,
        Actiestatus.VERVALLEN,
    },
    Actiestatus.AFGESPROKEN: {
        Actiestatus.VOORGESTELD,
        Actiestatus.BEZIG,
        Actiestatus.GEDAAN,
        Actiestatus.TERUGGEGEVEN,
        Actiestatus.VERVALLEN,
    },
    Actiestatus.BEZIG: {
        Actiestatus.VOORGESTELD,
        Actiestatus.GEDAAN,
        Actiestatus.TERUGGEGEVEN,
        Actiestatus.VERVALLEN,
    },
    Actiestatus.TERUGGEGEVEN: {
        Actiestatus.VOORGESTELD,
        Actiestatus.AFGESPROKEN,
        Actiestatus.VERVALLEN,
    },
    Actiestatus.GEDAAN: set(),
    Actiestatus.VERVALLEN: set(),
}
"""Forward, and to a proposal again when others are asked to do it (``workflow.reassign``).

Taking back a mistaken tap is ``workflow.undo``: it restores the state before.
"""


class Herhaling(models.TextChoices):
    """How often an action comes back, where the family wants that."""

    GEEN = "", _("één keer")
    WEKELIJKS = "wekelijks", _("elke week")
    TWEEWEKELIJKS = "tweewekelijks", _("elke twee weken")
    MAANDELIJKS = "maandelijks", _("elke maand")


def zonder_afgeschermd(plek: Kijker) -> Q:
    """Return the filter that leaves out what is hidden from this seat, by its owners too."""
    weg = plek.schild.q("betreft", "gemaakt_door", tekst=["tekst"], eigen="gemaakt_door")
    if not plek.schild.ids:
        return weg
    houders = Actiehouder.objects.filter(deelname__in=plek.schild.ids)
    return weg & ~Q(pk__in=houders.values("actie"))


class ActieQuerySet(models.QuerySet["Actie"]):
    """Actions under a scope."""

    def visible_to(self, plek: Kijker) -> Self:
        """Keep what the seat sees: its own actions, and with section *acties* those in scope.

        Who said no to an action that others do has it no longer, but can still take that no back.
        """
        alle = self.filter(zonder_afgeschermd(plek), plan=plek.plan)
        if plek.is_coordinator:
            return alle  # an empty Q in an "or" would leave only the other side
        eigen = Q(pk__in=Actiehouder.objects.van(plek).values("actie"))
        return alle.filter(eigen | plek.q()) if plek.ziet_sectie("acties") else alle.filter(eigen)


class Actie(models.Model):
    """One thing somebody does. ``deadline`` of a repeating one is the next time it is due.

    ``herhaal_dag`` is the day of the month of a monthly one: the 31st comes back after February.
    ``tafel_id`` is the Rondetafel at which it was agreed (a room above this one: no foreign key).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Gezinsplan, models.CASCADE, related_name="acties")
    doel = models.ForeignKey(
        Doel, models.SET_NULL, null=True, blank=True, related_name="acties", verbose_name=_("doel")
    )
    betreft = models.ForeignKey(Gezinslid, models.PROTECT, null=True, blank=True, related_name="+")
    leefgebied = models.ForeignKey(Leefgebied, models.PROTECT, related_name="+")
    tekst = models.CharField(_("wat"), max_length=300)
    deadline = models.DateField(_("uiterlijk"), null=True, blank=True)
    herhaling = models.CharField(
        _("hoe vaak"), max_length=14, choices=Herhaling, default=Herhaling.GEEN, blank=True
    )
    herhaal_dag = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=Actiestatus, default=Actiestatus.VOORGESTELD)
    tafel_id = models.UUIDField(null=True, blank=True)
    gemaakt_door = models.ForeignKey(Deelname, models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField()
    gewijzigd_op = models.DateTimeField()
    afgerond_op = models.DateTimeField(null=True, blank=True)
    reden = models.CharField(_("reden"), max_length=400, blank=True)
    drie_vragen = models.TextField(blank=True, max_length=2000)
    volgorde = models.PositiveSmallIntegerField(default=0)
    versie = models.PositiveIntegerField(default=0)

    objects = ActieQuerySet.as_manager()

    class Meta:
        verbose_name = _("actie")
        verbose_name_plural = _("acties")
        ordering = ["deadline", "gemaakt_op", "id"]
        indexes = [
            models.Index(fields=["plan", "status"], name="actie_plan_status"),
            models.Index(
                fields=["deadline"],
                condition=Q(status__in=["voorgesteld", "afgesproken", "bezig"]),
                name="actie_open_deadline",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Actiestatus.values), name="actie_status_bestaat"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["teruggegeven", "vervallen"]) | ~Q(reden=""),
                name="actie_terug_of_vervallen_heeft_reden",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["gedaan", "vervallen"]) | Q(afgerond_op__isnull=False),
                name="actie_afgerond_heeft_datum",
            ),
            models.CheckConstraint(
                condition=Q(herhaling="") | Q(deadline__isnull=False),
                name="actie_herhaling_heeft_datum",
            ),
            models.CheckConstraint(
                condition=Q(herhaal_dag__isnull=True) | Q(herhaal_dag__range=(1, 31)),
                name="actie_herhaal_dag_1_31",
            ),
        ]

    def __str__(self) -> str:
        return self.tekst

    def is_van(self, deelname: Deelname) -> bool:
        """Whether this seat is one of its owners (uses prefetched ``houders``)."""
        return any(
            h.deelname_id == deelname.pk and h.antwoord != Houderantwoord.NEE
            for h in self.houders.all()
        )


class Houderantwoord(models.TextChoices):
    """What an owner said to the question whether they take it."""

    OPEN = "open", _("kiest nog")
    JA = "ja", _("doet het")
    NEE = "nee", _("doet het niet")


class ActiehouderQuerySet(models.QuerySet["Actiehouder"]):
    """Owners of actions, from the side of one seat."""

    def van(self, plek: Kijker) -> Self:
        """Keep what is this seat's: not what it said no to, once that cannot be taken back."""
        return self.filter(deelname=plek.deelname).filter(
            ~Q(antwoord=Houderantwoord.NEE)
            | Q(actie__status=Actiestatus.TERUGGEGEVEN)
            | Q(antwoord_op__gte=plek.now - HERSTELTIJD)
        )


class Actiehouder(models.Model):
    """One of the owners of an action.

    ``in_plaats_van`` is whose place this owner is asked to take; that one stays the owner until the
    answer is yes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    actie = models.ForeignKey(Actie, models.CASCADE, related_name="houders")
    deelname = models.ForeignKey(Deelname, models.PROTECT, related_name="acties")
    antwoord = models.CharField(max_length=5, choices=Houderantwoord, default=Houderantwoord.OPEN)
    antwoord_op = models.DateTimeField(null=True, blank=True)
    gevraagd_op = models.DateTimeField(null=True, blank=True)
    in_plaats_van = models.ForeignKey(
        Deelname, models.PROTECT, null=True, blank=True, related_name="+"
    )
    volgorde = models.PositiveSmallIntegerField(default=0)

    objects = ActiehouderQuerySet.as_manager()

    class Meta:
        verbose_name = _("wie doet het")
        verbose_name_plural = _("wie doen het")
        ordering = ["volgorde", "id"]
        constraints = [
            models.UniqueConstraint(fields=["actie", "deelname"], name="houder_een_keer_per_actie")
        ]

    def __str__(self) -> str:
        return f"{self.deelname}: {self.actie}"


class Gebeurtenissoort(models.TextChoices):
    """What can happen to an action."""

    GEMAAKT = "gemaakt", _("gemaakt")
    STATUS = "status", _("veranderd")
    ONGEDAAN = "ongedaan", _("teruggezet")
    KEER_GEDAAN = "keer_gedaan", _("deze keer gedaan")
    HERINNERD = "herinnerd", _("herinnerd")
    GEMELD = "gemeld", _("gemeld aan de zorgcoördinator")
    OVERGEDRAGEN = "overgedragen", _("overgedragen")
    ANTWOORD = "antwoord", _("geantwoord")
    GEWIJZIGD = "gewijzigd", _("gewijzigd")


class Actiegebeurtenis(models.Model):
    """What happened to an action: by whom, from which state to which. Rows are only added.

    ``houder`` is the owner it is about, where that is not who did it. ``van`` and ``naar`` are
    states; of an answer ``naar`` is that answer. ``terug`` is how the action stood before, for a
    mistaken tap (``workflow.overgang``). ``sleutel`` makes what the platform does by itself happen
    once per action and period.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    actie = models.ForeignKey(Actie, models.CASCADE, related_name="gebeurtenissen")
    soort = models.CharField(max_length=12, choices=Gebeurtenissoort)
    door = models.ForeignKey(Deelname, models.PROTECT, null=True, blank=True, related_name="+")
    houder = models.ForeignKey(Deelname, models.PROTECT, null=True, blank=True, related_name="+")
    van = models.CharField(max_length=12, blank=True)
    naar = models.CharField(max_length=12, blank=True)
    reden = models.CharField(max_length=400, blank=True)
    deadline = models.DateField(null=True, blank=True)
    sleutel = models.CharField(max_length=80, blank=True)
    terug = models.JSONField(default=dict, blank=True)
    op = models.DateTimeField()

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        ordering = ["op", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["actie", "sleutel"],
                condition=~Q(sleutel=""),
                name="gebeurtenis_een_keer_per_periode",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} ({self.op:%Y-%m-%d})"
