"""What was said at a table, and the report of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from acties.models import Actie
from gebruikers.models import Leefgebied
from gezinsplan.models import Gezinslid
from rondetafel.models.tafel import Rondetafel, Stap
from toegang.models import Deelname

if TYPE_CHECKING:
    from toegang.access import Plek


class Aanwezig(models.TextChoices):
    """Whether and how somebody was there."""

    JA = "ja", _("aan tafel")
    VIDEO = "video", _("via video")
    DEELS = "deels", _("een deel van de tijd")
    NEE = "nee", _("er niet")


class Aanwezigheid(models.Model):
    """Whether one person was there; of who was not, the reason. A child under 12 by ``lid``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tafel = models.ForeignKey(Rondetafel, models.CASCADE, related_name="aanwezigheid")
    deelname = models.ForeignKey(Deelname, models.PROTECT, null=True, blank=True, related_name="+")
    lid = models.ForeignKey(Gezinslid, models.PROTECT, null=True, blank=True, related_name="+")
    aanwezig = models.CharField(max_length=6, choices=Aanwezig)
    reden = models.CharField(_("reden"), max_length=300, blank=True)
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("aanwezigheid")
        verbose_name_plural = _("aanwezigheid")
        constraints = [
            models.CheckConstraint(
                condition=Q(deelname__isnull=False, lid__isnull=True)
                | Q(deelname__isnull=True, lid__isnull=False),
                name="aanwezigheid_van_een_persoon",
            ),
            models.UniqueConstraint(
                fields=["tafel", "deelname"],
                condition=Q(deelname__isnull=False),
                name="aanwezigheid_per_plek",
            ),
            models.UniqueConstraint(
                fields=["tafel", "lid"],
                condition=Q(lid__isnull=False),
                name="aanwezigheid_per_lid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deelname or self.lid}: {self.get_aanwezig_display()}"


class Stapnotitie(models.Model):
    """What the notulist types at one step; saved as it is typed, with a version predicate."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tafel = models.ForeignKey(Rondetafel, models.CASCADE, related_name="notities")
    stap = models.CharField(max_length=12, choices=Stap)
    tekst = models.TextField(blank=True, max_length=4000)
    versie = models.PositiveIntegerField(default=0)
    gewijzigd_op = models.DateTimeField()

    class Meta:
        verbose_name = _("notitie")
        verbose_name_plural = _("notities")
        constraints = [
            models.UniqueConstraint(fields=["tafel", "stap"], name="een_notitie_per_stap")
        ]

    def __str__(self) -> str:
        return self.tekst


class BesluitQuerySet(models.QuerySet["Besluit"]):
    """Agreements under a scope."""

    def visible_to(self, plek: Plek) -> Self:
        """Keep what the seat sees: agreements for everyone, and those in its scope."""
        niet_verborgen = plek.schild.q("betreft", "actie", tekst=["tekst"])
        alle = self.filter(niet_verborgen, tafel__plan=plek.plan)
        if plek.is_coordinator:
            return alle
        return alle.filter(Q(leefgebied__isnull=True) | (Q(leefgebied__isnull=False) & plek.q()))


class Besluit(models.Model):
    """An agreement made at the table; an action made from it hangs on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tafel = models.ForeignKey(Rondetafel, models.CASCADE, related_name="besluiten")
    tekst = models.CharField(_("wat spreken we af"), max_length=400)
    betreft = models.ForeignKey(Gezinslid, models.PROTECT, null=True, blank=True, related_name="+")
    leefgebied = models.ForeignKey(
        Leefgebied, models.PROTECT, null=True, blank=True, related_name="+"
    )
    actie = models.OneToOneField(
        Actie, models.SET_NULL, null=True, blank=True, related_name="besluit"
    )
    volgorde = models.PositiveSmallIntegerField(default=0)
    gemaakt_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=0)

    objects = BesluitQuerySet.as_manager()

    class Meta:
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        ordering = ["volgorde", "gemaakt_op", "id"]

    def __str__(self) -> str:
        return self.tekst


class Verslagstatus(models.TextChoices):
    """Where the report stands; the parents approve, then it is frozen."""

    TE_MAKEN = "te_maken", _("wordt gemaakt")
    NAKIJKEN = "nakijken", _("nakijken")
    VASTGESTELD = "vastgesteld", _("vastgesteld")


class Verslag(models.Model):
    """The report of one table. ``momentopname`` is its frozen content, each part with its scope.

    What each receiver gets is made from it with their seat's scope at that moment. The structure
    is documented in ``rondetafel.report``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tafel = models.OneToOneField(Rondetafel, models.CASCADE, related_name="verslag")
    status = models.CharField(max_length=12, choices=Verslagstatus, default=Verslagstatus.TE_MAKEN)
    momentopname = models.JSONField(default=dict)
    inhoud_hash = models.CharField(max_length=64, blank=True)
    gemaakt_op = models.DateTimeField()
    vastgesteld_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("verslag")
        verbose_name_plural = _("verslagen")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="vastgesteld") | Q(vastgesteld_op__isnull=False),
                name="vastgesteld_verslag_heeft_datum",
            )
        ]

    def __str__(self) -> str:
        return f"verslag van {self.tafel}"


class Verslagakkoord(models.Model):
    """What one of those who decide says to the report: agreed, or their own words beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verslag = models.ForeignKey(Verslag, models.CASCADE, related_name="akkoorden")
    deelname = models.ForeignKey(Deelname, models.PROTECT, related_name="+")
    akkoord = models.BooleanField()
    eigen_woorden = models.TextField(_("uw eigen woorden"), blank=True, max_length=2000)
    op = models.DateTimeField()

    class Meta:
        verbose_name = _("akkoord op het verslag")
        verbose_name_plural = _("akkoorden op het verslag")
        constraints = [
            models.UniqueConstraint(fields=["verslag", "deelname"], name="een_akkoord_per_plek"),
            models.CheckConstraint(
                condition=Q(akkoord=True) | ~Q(eigen_woorden=""), name="niet_akkoord_heeft_woorden"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deelname}: {self.akkoord}"


class Verslagexemplaar(models.Model):
    """The PDF of one report for one seat, made in a job; ``voortgang`` is 0-100.

    ``zicht_hash`` tells for which scope and content it was made: a changed scope makes a new one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verslag = models.ForeignKey(Verslag, models.CASCADE, related_name="exemplaren")
    deelname = models.ForeignKey(Deelname, models.PROTECT, related_name="+")
    zicht_hash = models.CharField(max_length=64)
    voortgang = models.PositiveSmallIntegerField(default=0)
    fout = models.CharField(max_length=200, blank=True)
    pdf = models.BinaryField(null=True, blank=True)
    gevraagd_op = models.DateTimeField()
    klaar_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("exemplaar van een verslag")
        verbose_name_plural = _("exemplaren van een verslag")
        constraints = [
            models.UniqueConstraint(
                fields=["verslag", "deelname", "zicht_hash"], name="een_exemplaar_per_zicht"
            ),
            models.CheckConstraint(condition=Q(voortgang__lte=100), name="voortgang_0_100"),
        ]

    def __str__(self) -> str:
        return f"{self.verslag} voor {self.deelname}"


class Agendafeed(models.Model):
    """A personal calendar address. Only the hash of its 128 bits is kept; it can be revoked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="agendafeeds"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField()
    laatst_gelezen_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("agenda op uw telefoon")
        verbose_name_plural = _("agenda's op telefoons")
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker"],
                condition=Q(ingetrokken_op__isnull=True),
                name="een_feed_per_gebruiker",
            )
        ]

    def __str__(self) -> str:
        return f"agenda van {self.gebruiker}"
