"""Emergency access: one professional, one plan, one hour, reading only; told and reviewed."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gebruikers.models import Organisatie
from gezinsplan.models import Gezinsplan

DUUR = timedelta(hours=1)


class Oordeel(models.TextChoices):
    """What the reviewer found."""

    OPEN = "", _("nog niet beoordeeld")
    TERECHT = "terecht", _("terecht")
    ONTERECHT = "onterecht", _("niet terecht")


class Noodinzage(models.Model):
    """One time that somebody without a seat read a plan because it could not wait.

    It makes no seat and ends by itself at ``tot``. ``stil_omdat`` is the safety reason for which
    the family is not told yet; ``verteld_op`` is when it was told after all.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Gezinsplan, models.PROTECT, related_name="noodinzages")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="noodinzages"
    )
    naam = models.CharField(max_length=150)
    functie = models.CharField(max_length=80)
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    reden = models.CharField(_("waarom dit niet kan wachten"), max_length=400)
    stil_omdat = models.CharField(max_length=400, blank=True)
    begonnen_op = models.DateTimeField()
    tot = models.DateTimeField()
    verteld_op = models.DateTimeField(null=True, blank=True)
    oordeel = models.CharField(max_length=10, choices=Oordeel, default=Oordeel.OPEN, blank=True)
    beoordeeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    beoordeeld_op = models.DateTimeField(null=True, blank=True)
    toelichting = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = _("noodinzage")
        verbose_name_plural = _("noodinzages")
        ordering = ["-begonnen_op", "id"]
        indexes = [models.Index(fields=["gebruiker", "plan", "tot"], name="noodinzage_loopt")]
        constraints = [
            models.CheckConstraint(condition=~Q(reden=""), name="noodinzage_heeft_reden"),
            models.CheckConstraint(
                condition=Q(tot__gt=F("begonnen_op"), tot__lte=F("begonnen_op") + DUUR),
                name="noodinzage_duurt_een_uur",
            ),
            models.CheckConstraint(
                condition=Q(verteld_op__isnull=False) | ~Q(stil_omdat=""),
                name="noodinzage_is_nooit_zomaar_stil",
            ),
            models.CheckConstraint(
                condition=Q(oordeel="") | Q(beoordeeld_door__isnull=False),
                name="beoordeelde_noodinzage_noemt_wie",
            ),
            models.CheckConstraint(
                condition=Q(beoordeeld_door=None) | ~Q(beoordeeld_door=F("gebruiker")),
                name="een_ander_beoordeelt_noodinzage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam}, {self.organisatie}"

    def loopt(self, now: datetime) -> bool:
        """Whether it opens the plan at this moment."""
        return now < self.tot
