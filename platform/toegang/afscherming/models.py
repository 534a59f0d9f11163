"""What is hidden from whom. Of these rows the person they are about never learns anything."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezinsplan.models import Gezinsplan
from toegang.models import Deelname

SECTIE = "sectie"
LEEFGEBIED = "leefgebied"


class Afscherming(models.Model):
    """One thing of a plan that one person does not see, on a recorded ground.

    ``soort`` is a kind of object (``toegang.afscherming.bronnen``) with its ``object_id``, or
    ``sectie`` or ``leefgebied`` with a ``code``. ``voor`` is the seat of the person; it holds for
    every seat of theirs at this plan. ``noemt`` are the words by which the object was named when it
    was hidden: what repeats them is hidden too.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Gezinsplan, models.PROTECT, related_name="afschermingen")
    voor = models.ForeignKey(Deelname, models.PROTECT, related_name="afgeschermd")
    soort = models.CharField(max_length=20)
    object_id = models.UUIDField(null=True, blank=True)
    code = models.CharField(max_length=40, blank=True)
    noemt = models.JSONField(default=list, blank=True)
    grond = models.CharField(_("waarom dit nodig is"), max_length=400)
    door = models.ForeignKey(Deelname, models.PROTECT, related_name="+")
    sinds = models.DateTimeField()
    opgeheven_op = models.DateTimeField(null=True, blank=True)
    opgeheven_door = models.ForeignKey(
        Deelname, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("afscherming")
        verbose_name_plural = _("afschermingen")
        ordering = ["sinds", "id"]
        indexes = [
            models.Index(fields=["plan"], condition=Q(opgeheven_op=None), name="afscherming_geldt")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=[SECTIE, LEEFGEBIED], object_id=None) & ~Q(code="")
                | ~Q(soort__in=[SECTIE, LEEFGEBIED]) & Q(object_id__isnull=False, code=""),
                name="afscherming_van_een_ding",
            ),
            models.CheckConstraint(condition=~Q(grond=""), name="afscherming_heeft_grond"),
            models.CheckConstraint(
                condition=Q(opgeheven_op=None) | Q(opgeheven_door__isnull=False),
                name="opgeheven_afscherming_noemt_wie",
            ),
            models.UniqueConstraint(
                fields=["voor", "object_id"],
                condition=Q(opgeheven_op=None, object_id__isnull=False),
                name="ding_een_keer_afgeschermd",
            ),
            models.UniqueConstraint(
                fields=["voor", "soort", "code"],
                condition=Q(opgeheven_op=None, object_id=None),
                name="deel_een_keer_afgeschermd",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.object_id or self.code}"
