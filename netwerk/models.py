"""The people around the family: its informal network."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezinsplan.models import Gezinslid, Gezinsplan
from toegang.models import Deelname, Sectie

if TYPE_CHECKING:
    from toegang.access import Plek


class Ring(models.IntegerChoices):
    """How close somebody stands to the family."""

    DICHTBIJ = 1, _("heel dichtbij")
    VERTROUWD = 2, _("vertrouwd")
    BEKEND = 3, _("bekend")


class NetwerklidQuerySet(models.QuerySet["Netwerklid"]):
    """The network under a scope."""

    def visible_to(self, plek: Plek) -> Self:
        """Keep this plan's network: all of it with section *netwerk*, else one's own row."""
        niet_verborgen = plek.schild.q(
            "deelname", "van", tekst=["naam", "kan_doen"], eigen="toegevoegd_door"
        )
        alle = self.filter(niet_verborgen, plan=plek.plan)
        if plek.ziet_sectie(Sectie.NETWERK):
            return alle
        eigen = Q(deelname=plek.deelname)
        if plek.deelname.lid_id:
            eigen |= Q(van=plek.deelname.lid_id)
        return alle.filter(eigen)


class Netwerklid(models.Model):
    """Somebody around the family, with or without a seat.

    ``van`` is the member who knows them (empty: the whole family).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Gezinsplan, models.CASCADE, related_name="netwerk")
    van = models.ForeignKey(
        Gezinslid,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="netwerk",
        verbose_name=_("bij wie hoort deze persoon"),
    )
    naam = models.CharField(_("naam"), max_length=150)
    relatie = models.CharField(_("wie is dit van u"), max_length=80)
    ring = models.PositiveSmallIntegerField(_("hoe dichtbij"), choices=Ring, default=Ring.VERTROUWD)
    kan_doen = models.CharField(_("wat kan deze persoon doen"), max_length=300, blank=True)
    deelname = models.ForeignKey(
        Deelname, models.SET_NULL, null=True, blank=True, related_name="netwerk"
    )
    toegevoegd_door = models.ForeignKey(Deelname, models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField()
    weggehaald_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=0)

    objects = NetwerklidQuerySet.as_manager()

    class Meta:
        verbose_name = _("iemand uit het netwerk")
        verbose_name_plural = _("mensen uit het netwerk")
        ordering = ["ring", "gemaakt_op", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ring__in=[1, 2, 3]), name="netwerklid_ring_1_3")
        ]

    def __str__(self) -> str:
        return self.naam

    def is_van(self, deelname: Deelname) -> bool:
        """Whether this is somebody of who sits on this seat."""
        return self.van_id is not None and self.van_id == deelname.lid_id
