"""The access log: one line for every look at a plan, the seals over them, and what stood out.

Lines and seals are only ever added. They point at nothing: an account, a seat or a plan that goes
leaves its lines as they are, so that erasing one never rewrites the evidence of the other.
"""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezinsplan.models import Gezinsplan


class Gebeurtenis(models.TextChoices):
    """What somebody did."""

    LEZEN = "lezen", _("bekeken")
    WIJZIGEN = "wijzigen", _("veranderd")
    MEENEMEN = "meenemen", _("opgehaald")


class Uitkomst(models.TextChoices):
    """How it ended. ``geweigerd`` showed nothing; ``niet_gelukt`` changed nothing."""

    GELUKT = "gelukt", _("gelukt")
    NIET_GELUKT = "niet_gelukt", _("niet gelukt")
    GEWEIGERD = "geweigerd", _("geweigerd")
    STORING = "storing", _("storing")


class Weg(models.TextChoices):
    """By which door somebody came."""

    PAGINA = "pagina", _("een bladzijde")
    DEEL = "deel", _("een deel van een bladzijde")
    BESTAND = "bestand", _("een bestand")
    LIJST = "lijst", _("een lijst over gezinnen")
    AGENDA = "agenda", _("een agenda")
    TAAK = "taak", _("het platform zelf")
    OPDRACHT = "opdracht", _("een opdracht van beheer")


class Basis(models.TextChoices):
    """What the look rests on: the family's agreement, a legal ground, or being the family."""

    GEEN = "", _("niets")
    GEZIN = "gezin", _("is van het gezin")
    INSTEMMING = "instemming", _("het gezin vond het goed")
    GRONDSLAG = "grondslag", _("de wet")
    BEHEER = "beheer", _("beheer van het platform")
    NOOD = "nood", _("een noodgeval")


class AlleenErbijError(RuntimeError):
    """The log grows and never changes."""


class AlleenErbij(models.QuerySet[Any]):
    """Rows of which the ORM changes none and takes none away."""

    def update(self, **velden: Any) -> NoReturn:
        """Refuse."""
        raise AlleenErbijError("the access log is append-only")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AlleenErbijError("the access log is append-only")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AlleenErbijError("the access log is append-only")

    def _update(self, values: Any) -> NoReturn:
        """Refuse what ``save()`` of a row that is there already would do."""
        raise AlleenErbijError("the access log is append-only")


class Onveranderlijk(models.Model):
    """A row that is written once."""

    objects = AlleenErbij.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AlleenErbijError("the access log is append-only")


class Inzage(Onveranderlijk):
    """One line of the access log, with the fields of NEN 7513.

    ``actor`` is the account that looked, ``namens`` for whom the platform did it. Names, role and
    organisation are those of that moment. ``eenmaal`` is the key of what counts once: following
    one step of a table. ``verzoek`` is the request id, ``sessie`` a keyed hash of the session.
    """

    id = models.BigAutoField(primary_key=True)
    op = models.DateTimeField()
    gebeurtenis = models.CharField(max_length=10, choices=Gebeurtenis)
    uitkomst = models.CharField(max_length=12, choices=Uitkomst)
    weg = models.CharField(max_length=10, choices=Weg)
    actor_id = models.UUIDField(null=True)
    actor_naam = models.CharField(max_length=150, blank=True)
    namens_id = models.UUIDField(null=True)
    namens_naam = models.CharField(max_length=150, blank=True)
    deelname_id = models.UUIDField(null=True)
    rol = models.CharField(max_length=40, blank=True)
    organisatie_id = models.UUIDField(null=True)
    organisatie_naam = models.CharField(max_length=120, blank=True)
    plan_id = models.UUIDField()
    onderdeel = models.CharField(max_length=20)
    object_soort = models.CharField(max_length=30, blank=True)
    object_id = models.UUIDField(null=True)
    basis = models.CharField(max_length=12, choices=Basis, blank=True)
    grondslag = models.CharField(max_length=20, blank=True)
    ip = models.GenericIPAddressField(null=True)
    sessie = models.CharField(max_length=32, blank=True)
    verzoek = models.CharField(max_length=32, blank=True)
    route = models.CharField(max_length=80, blank=True)
    status = models.PositiveSmallIntegerField(default=0)
    eenmaal = models.CharField(max_length=120, null=True)

    class Meta(Onveranderlijk.Meta):
        verbose_name = _("regel van het inzagelog")
        verbose_name_plural = _("inzagelog")
        indexes = [
            models.Index(fields=["plan_id", "op"], name="inzage_plan"),
            models.Index(fields=["op"], name="inzage_op"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["eenmaal"], condition=Q(eenmaal__isnull=False), name="inzage_eenmaal"
            ),
            models.CheckConstraint(
                condition=Q(gebeurtenis__in=Gebeurtenis.values)
                & Q(uitkomst__in=Uitkomst.values)
                & Q(weg__in=Weg.values),
                name="inzage_woorden_bestaan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Zegel(Onveranderlijk):
    """The seal on a batch of lines: which they are, what was in them, and the seal before it.

    ``regels`` is the batch as ranges of ids, ``[[1, 57], [59, 80]]``; ``gaten`` the ids below
    ``tot`` of which a line may still come, each ``[first, last, seen at, horizon]``: a transaction
    that was still running. ``inhoud`` is the hash of the lines, ``zegel`` the keyed hash (HMAC) of
    all of this and of the seal before; ``sleutel`` says with which key.
    """

    nummer = models.PositiveBigIntegerField(primary_key=True)
    op = models.DateTimeField()
    regels = models.JSONField()
    gaten = models.JSONField(default=list)
    aantal = models.PositiveIntegerField()
    tot = models.PositiveBigIntegerField()
    grens = models.PositiveBigIntegerField(default=0)
    inhoud = models.CharField(max_length=64)
    vorige = models.CharField(max_length=64, blank=True)
    sleutel = models.CharField(max_length=16)
    zegel = models.CharField(max_length=64)

    class Meta(Onveranderlijk.Meta):
        verbose_name = _("zegel op het inzagelog")
        verbose_name_plural = _("zegels op het inzagelog")
        ordering = ["nummer"]

    def __str__(self) -> str:
        return f"zegel {self.nummer}"


class Opvalsoort(models.TextChoices):
    """What stands out in how somebody looks."""

    VEEL_PLANNEN = "veel_plannen", _("veel plannen in een uur")
    NA_EINDE = "na_einde", _("na het stoppen van een plek")
    GEWEIGERD = "geweigerd", _("vaak geweigerd")


class Opvallend(models.Model):
    """Something in the log that a person should look at; at most one of a kind per ``periode``.

    ``plan`` is empty for what concerns an account over all plans. ``van`` and ``tot`` are when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    soort = models.CharField(max_length=12, choices=Opvalsoort)
    plan = models.ForeignKey(
        Gezinsplan, models.CASCADE, null=True, blank=True, related_name="opvallende_inzage"
    )
    actor_id = models.UUIDField()
    actor_naam = models.CharField(max_length=150)
    aantal = models.PositiveIntegerField()
    van = models.DateTimeField()
    tot = models.DateTimeField()
    sleutel = models.CharField(max_length=160, unique=True)
    gezien_op = models.DateTimeField(null=True, blank=True)
    gezien_door_naam = models.CharField(max_length=150, blank=True)
    bevinding = models.CharField(_("wat u zag"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("opvallende inzage")
        verbose_name_plural = _("opvallende inzage")
        ordering = ["-tot", "id"]
        indexes = [models.Index(fields=["plan", "tot"], name="opvallend_plan")]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=Opvalsoort.values), name="opvallend_soort_bestaat"
            )
        ]

    def __str__(self) -> str:
        return f"{self.soort} ({self.id})"
