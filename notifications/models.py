"""The outbox: what somebody must hear, written in the transaction that causes it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezinsplan.models import Gezinsplan


class Bezorgwijze(models.TextChoices):
    """How somebody wants the mail of one kind."""

    DIRECT = "direct", _("meteen")
    DAGELIJKS = "dagelijks", _("een keer per dag, samen")
    GEEN = "geen", _("geen mail")


class Mailstatus(models.TextChoices):
    """Where the mail of a notification stands."""

    GEEN = "geen", _("geen mail")
    WACHT = "wacht", _("wacht")
    DAGELIJKS = "dagelijks", _("gaat mee met de mail van vandaag")
    VERZONDEN = "verzonden", _("verzonden")
    VERVALLEN = "vervallen", _("niet meer nodig")
    MISLUKT = "mislukt", _("mislukt")


class Bericht(models.Model):
    """One notification to one person. Holds references, never case content.

    ``soort`` names a registered kind (``notifications.soorten``); ``context`` holds only
    technical facts (ids, counts, sequence numbers). Texts are made when shown or sent, from what
    its receiver may see at that moment. ``sleutel`` makes a second queueing of the same notice
    a no-op.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    soort = models.CharField(max_length=60)
    ontvanger = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="berichten"
    )
    plan = models.ForeignKey(
        Gezinsplan, models.CASCADE, null=True, blank=True, related_name="berichten"
    )
    object_id = models.UUIDField(null=True, blank=True)
    context = models.JSONField(default=dict, blank=True)
    sleutel = models.CharField(max_length=200, unique=True)
    gemaakt_op = models.DateTimeField()
    zichtbaar_vanaf = models.DateTimeField()
    gelezen_op = models.DateTimeField(null=True, blank=True)
    mail = models.CharField(max_length=10, choices=Mailstatus, default=Mailstatus.GEEN)
    mail_vanaf = models.DateTimeField(null=True, blank=True)
    mail_pogingen = models.PositiveSmallIntegerField(default=0)
    mail_verzonden_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ["-zichtbaar_vanaf", "-id"]
        indexes = [
            models.Index(
                fields=["mail_vanaf"], condition=Q(mail="wacht"), name="bericht_mail_wacht"
            ),
            models.Index(
                fields=["ontvanger", "zichtbaar_vanaf"],
                condition=Q(gelezen_op__isnull=True),
                name="bericht_ongelezen",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(mail__in=["wacht", "dagelijks"]) | Q(mail_vanaf__isnull=False),
                name="bericht_wachtende_mail_heeft_tijd",
            )
        ]

    def __str__(self) -> str:
        return f"{self.soort} ({self.id})"


class Voorkeur(models.Model):
    """How one person wants the mail of one group of kinds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="voorkeuren"
    )
    groep = models.CharField(max_length=40)
    wijze = models.CharField(max_length=10, choices=Bezorgwijze, default=Bezorgwijze.DIRECT)

    class Meta:
        verbose_name = _("voorkeur")
        verbose_name_plural = _("voorkeuren")
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "groep"], name="voorkeur_een_per_groep")
        ]

    def __str__(self) -> str:
        return f"{self.groep}: {self.wijze}"
