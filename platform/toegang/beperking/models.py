"""What one professional asks and a second confirms: nobody takes a parent's say away alone."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezinsplan.models import Gezag, Gezinslid, Gezinsplan
from toegang.models import Deelname


class Soort(models.TextChoices):
    """What is asked."""

    OUDER = "ouder", _("een ouder ziet minder, of beslist niet mee")
    GEZAG = "gezag", _("het gezag van iemand stopt")
    GEBOORTEDATUM = "geboortedatum", _("een geboortedatum klopt niet")


class Grond(models.TextChoices):
    """On what it rests."""

    WET = "wet", _("een besluit van de rechter of de wet")
    VEILIGHEID = "veiligheid", _("de veiligheid van een kind of ouder")


class Verzoekstatus(models.TextChoices):
    """It holds only after somebody else confirmed it."""

    GEVRAAGD = "gevraagd", _("wacht op een tweede beroepskracht")
    GELDT = "geldt", _("geldt")
    GEWEIGERD = "geweigerd", _("niet bevestigd")
    OPGEHEVEN = "opgeheven", _("opgeheven")


class Verzoek(models.Model):
    """One such question, its ground, and who confirmed it.

    ``nieuw`` is what it brings: for a parent the scope keys and sections that stay and whether they
    decide (``sleutels``, ``secties``, ``beslist_mee``); else the ``dag``. ``eerder`` is the scope
    that a parent had, to give back. ``herzien_op`` is the day on which a restriction is looked at
    again; it does not end by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Gezinsplan, models.PROTECT, related_name="verzoeken")
    soort = models.CharField(max_length=14, choices=Soort)
    deelname = models.ForeignKey(
        Deelname, models.PROTECT, null=True, blank=True, related_name="beperkingen"
    )
    gezag = models.ForeignKey(Gezag, models.SET_NULL, null=True, blank=True, related_name="+")
    lid = models.ForeignKey(Gezinslid, models.CASCADE, null=True, blank=True, related_name="+")
    nieuw = models.JSONField(default=dict)
    eerder = models.JSONField(default=dict, blank=True)
    grond = models.CharField(max_length=10, choices=Grond)
    toelichting = models.CharField(_("waarop het berust"), max_length=400)
    herzien_op = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Verzoekstatus, default=Verzoekstatus.GEVRAAGD)
    door = models.ForeignKey(Deelname, models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField()
    beslist_door = models.ForeignKey(
        Deelname, models.PROTECT, null=True, blank=True, related_name="+"
    )
    beslist_op = models.DateTimeField(null=True, blank=True)
    opgeheven_door = models.ForeignKey(
        Deelname, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opgeheven_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("verzoek om een tweede paar ogen")
        verbose_name_plural = _("verzoeken om een tweede paar ogen")
        ordering = ["gevraagd_op", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(beslist_door=None) | ~Q(beslist_door=models.F("door")),
                name="een_ander_bevestigt",
            ),
            models.CheckConstraint(
                condition=Q(status="gevraagd") | Q(beslist_door__isnull=False),
                name="verzoek_geldt_na_bevestiging",
            ),
            models.CheckConstraint(
                condition=~Q(soort="ouder") | Q(deelname__isnull=False, herzien_op__isnull=False),
                name="beperking_wordt_herzien",
            ),
            models.CheckConstraint(condition=~Q(toelichting=""), name="verzoek_heeft_grond"),
            models.UniqueConstraint(
                fields=["deelname"],
                condition=Q(soort="ouder", status__in=["gevraagd", "geldt"]),
                name="een_beperking_per_plek",
            ),
        ]

    def __str__(self) -> str:
        return self.get_soort_display()

    def is_te_herzien(self, vandaag: date) -> bool:
        """Whether the day has come to look at it again."""
        geldt = self.status == Verzoekstatus.GELDT and self.herzien_op is not None
        return geldt and self.herzien_op is not None and self.herzien_op <= vandaag
