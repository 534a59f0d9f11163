"""The family, who carries gezag over which child, and the root row of its plan."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from gebruikers.models import Gemeente, Organisatie, Variant


class Gezin(models.Model):
    """A family; its members may live in more than one household.

    ``versie`` also counts the changes in who carries gezag over its children.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="gezinnen")
    naam = models.CharField(_("naam van het gezin"), max_length=120)
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("gezin")
        verbose_name_plural = _("gezinnen")

    def __str__(self) -> str:
        return self.naam


class Huishouden(models.Model):
    """A home of the family; separated parents have two."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gezin = models.ForeignKey(Gezin, models.CASCADE, related_name="huishoudens")
    naam = models.CharField(_("naam"), max_length=80)
    adres = models.CharField(_("adres"), max_length=200, blank=True)
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("huishouden")
        verbose_name_plural = _("huishoudens")

    def __str__(self) -> str:
        return self.naam


class Verwantschap(models.TextChoices):
    """What a member is to the children of the family."""

    MOEDER = "moeder", _("moeder")
    VADER = "vader", _("vader")
    KIND = "kind", _("kind")
    STIEFOUDER = "stiefouder", _("stiefouder")
    PLEEGOUDER = "pleegouder", _("pleegouder")
    VOLWASSENE = "volwassene", _("andere volwassene")


class Gezinslid(models.Model):
    """A member of the family. Whether somebody has a say follows from Gezag, never from this."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gezin = models.ForeignKey(Gezin, models.CASCADE, related_name="leden")
    huishouden = models.ForeignKey(
        Huishouden, models.SET_NULL, null=True, blank=True, related_name="leden"
    )
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="gezinsleden"
    )
    voornaam = models.CharField(_("voornaam"), max_length=60)
    achternaam = models.CharField(_("achternaam"), max_length=80, blank=True)
    geboortedatum = models.DateField(_("geboortedatum"))
    verwantschap = models.CharField(max_length=20, choices=Verwantschap)
    email = models.EmailField(_("e-mailadres"), blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=30, blank=True)
    taal = models.CharField(_("taal"), max_length=7, default="nl")
    tolk_nodig = models.BooleanField(_("er is een tolk nodig"), default=False)
    volgorde = models.PositiveSmallIntegerField(default=0)
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("gezinslid")
        verbose_name_plural = _("gezinsleden")
        ordering = ["volgorde", "geboortedatum", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gezin", "gebruiker"],
                condition=Q(gebruiker__isnull=False),
                name="gezinslid_een_keer_per_gezin",
            )
        ]

    def __str__(self) -> str:
        return self.voornaam

    @property
    def naam(self) -> str:
        """First and last name."""
        return f"{self.voornaam} {self.achternaam}".strip()

    def leeftijd(self, vandaag: date) -> int:
        """Age in whole years on ``vandaag``; who is born on 29 February ages on 1 March."""
        g = self.geboortedatum
        return vandaag.year - g.year - ((vandaag.month, vandaag.day) < (g.month, g.day))

    def leeftijd_in_woorden(self, vandaag: date) -> str:
        """ "9 jaar"; of a baby "nog geen jaar"."""
        jaren = self.leeftijd(vandaag)
        if jaren < 1:
            return gettext("nog geen jaar")
        return ngettext("%(n)s jaar", "%(n)s jaar", jaren) % {"n": jaren}


class Gezagsoort(models.TextChoices):
    """As what somebody carries gezag."""

    OUDER = "ouder", _("ouder")
    VOOGD = "voogd", _("voogd")
    GI = "gi", _("gecertificeerde instelling")


class Gezag(models.Model):
    """Who carries authority over which child, from when to when (``tot`` is the first day without).

    The holder is a member of the family, or a guardian with an account, or an institution.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.ForeignKey(Gezinslid, models.CASCADE, related_name="gezag")
    soort = models.CharField(max_length=10, choices=Gezagsoort, default=Gezagsoort.OUDER)
    lid = models.ForeignKey(
        Gezinslid, models.CASCADE, null=True, blank=True, related_name="gezag_over"
    )
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="gezag_over"
    )
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, null=True, blank=True)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("gezag")
        verbose_name_plural = _("gezag")
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(lid__isnull=False, gebruiker__isnull=True, organisatie__isnull=True)
                    | Q(lid__isnull=True, gebruiker__isnull=False)
                    | Q(lid__isnull=True, gebruiker__isnull=True, organisatie__isnull=False)
                ),
                name="gezag_heeft_een_houder",
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gt=models.F("van")), name="gezag_tot_na_van"
            ),
            models.CheckConstraint(
                condition=Q(lid__isnull=True) | ~Q(lid=models.F("kind")),
                name="gezag_niet_over_zichzelf",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lid or self.gebruiker or self.organisatie} over {self.kind}"

    def geldt(self, vandaag: date) -> bool:
        """Whether this gezag is in force on ``vandaag``."""
        return self.van <= vandaag and (self.tot is None or vandaag < self.tot)


class Planstatus(models.TextChoices):
    """concept: its zorgcoördinator and the parents see it; actief: others can be seated."""

    CONCEPT = "concept", _("concept")
    ACTIEF = "actief", _("actief")
    AFGESLOTEN = "afgesloten", _("afgesloten")


PLAN_OVERGANGEN: dict[str, set[str]] = {
    Planstatus.CONCEPT: {Planstatus.ACTIEF, Planstatus.AFGESLOTEN},
    Planstatus.ACTIEF: {Planstatus.AFGESLOTEN},
    Planstatus.AFGESLOTEN: set(),
}


class Groepsplan(models.TextChoices):
    """What came of offering the family to write its own plan first (Jeugdwet)."""

    NIET_AANGEBODEN = "", _("nog niet aangeboden")
    AANGEBODEN = "aangeboden", _("aangeboden, de familie denkt na")
    AANVAARD = "aanvaard", _("de familie maakt eerst zelf een plan")
    AFGESLAGEN = "afgeslagen", _("de familie wil dit nu niet")


class Gezinsplan(models.Model):
    """The root row of one family's plan. Objects in it come through ``toegang.access``.

    ``coordinator_wordt`` is the parent or relative who takes over the coordination as soon as the
    plan is active and they sit at the table; until then whoever started it coordinates.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gezin = models.ForeignKey(Gezin, models.PROTECT, related_name="plannen")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="plannen")
    variant = models.CharField(max_length=10, choices=Variant, default=Variant.LICHT)
    status = models.CharField(max_length=12, choices=Planstatus, default=Planstatus.CONCEPT)
    interval_weken = models.PositiveSmallIntegerField(null=True, blank=True)
    coordinator_wordt = models.ForeignKey(
        Gezinslid, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    groepsplan = models.CharField(
        max_length=12, choices=Groepsplan, default=Groepsplan.NIET_AANGEBODEN, blank=True
    )
    groepsplan_op = models.DateField(null=True, blank=True)
    volgende_evaluatie = models.DateField(null=True, blank=True)
    vastgesteld_op = models.DateField(null=True, blank=True)
    gestart_op = models.DateTimeField()
    actief_op = models.DateTimeField(null=True, blank=True)
    afgesloten_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("gezinsplan")
        verbose_name_plural = _("gezinsplannen")
        constraints = [
            models.UniqueConstraint(
                fields=["gezin"],
                condition=~Q(status=Planstatus.AFGESLOTEN),
                name="een_lopend_plan_per_gezin",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Planstatus.values), name="gezinsplan_status_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(status=Planstatus.CONCEPT, actief_op__isnull=True)
                | Q(status=Planstatus.ACTIEF, actief_op__isnull=False)
                | Q(status=Planstatus.AFGESLOTEN, afgesloten_op__isnull=False),
                name="gezinsplan_status_heeft_datum",
            ),
            models.CheckConstraint(
                condition=Q(groepsplan="") | Q(groepsplan_op__isnull=False),
                name="groepsplan_heeft_datum",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def weken(self) -> int:
        """Weeks between two tables: the plan's own, or its municipality's for this variant."""
        return self.interval_weken or self.gemeente.interval_weken(self.variant)

    def is_te_laat(self, now: datetime) -> bool:
        """Whether the evaluation that was promised has not been held."""
        return self.volgende_evaluatie is not None and self.volgende_evaluatie < timezone.localdate(
            now
        )
