"""When can everyone: proposed times and what each answered."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from rondetafel.models.tafel import Rondetafel
from toegang.models import Deelname


class Tijdvoorstel(models.Model):
    """One time that was proposed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tafel = models.ForeignKey(Rondetafel, models.CASCADE, related_name="tijden")
    begin = models.DateTimeField()
    eind = models.DateTimeField()
    vervallen_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("voorgestelde tijd")
        verbose_name_plural = _("voorgestelde tijden")
        ordering = ["begin"]
        constraints = [
            models.UniqueConstraint(fields=["tafel", "begin"], name="tijd_een_keer_per_tafel"),
            models.CheckConstraint(
                condition=models.Q(eind__gt=models.F("begin")), name="tijd_eindigt_na_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begin:%Y-%m-%d %H:%M}"


class Tijdantwoord(models.TextChoices):
    """What somebody says to one time."""

    KAN = "kan", _("Kan")
    LIEVER_NIET = "liever_niet", _("Liever niet")
    KAN_NIET = "kan_niet", _("Kan niet")


class Beschikbaarheid(models.Model):
    """What one seat answered to one proposed time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tijd = models.ForeignKey(Tijdvoorstel, models.CASCADE, related_name="antwoorden")
    deelname = models.ForeignKey(Deelname, models.PROTECT, related_name="beschikbaarheid")
    antwoord = models.CharField(max_length=12, choices=Tijdantwoord)
    op = models.DateTimeField()

    class Meta:
        verbose_name = _("beschikbaarheid")
        verbose_name_plural = _("beschikbaarheid")
        constraints = [
            models.UniqueConstraint(fields=["tijd", "deelname"], name="een_antwoord_per_tijd")
        ]

    def __str__(self) -> str:
        return f"{self.deelname}: {self.get_antwoord_display()}"

    def is_van(self, deelname: Deelname) -> bool:
        """Whether this seat gave the answer."""
        return self.deelname_id == deelname.pk
