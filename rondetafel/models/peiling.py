"""When can everyone: proposed times and what each answered."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rondetafel.models.tafel import Golf, Rondetafel
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
            models.CheckConstraint(condition=Q(eind__gt=F("begin")), name="tijd_eindigt_na_begin"),
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


class Golfopening(models.Model):
    """The opening of one wave of a poll: when, by whom, and why before all had answered.

    ``door`` is empty when it opened by itself; ``reden`` is empty when everyone had answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tafel = models.ForeignKey(Rondetafel, models.CASCADE, related_name="golven")
    ronde = models.PositiveSmallIntegerField()
    golf = models.PositiveSmallIntegerField(choices=Golf)
    reden = models.CharField(_("reden"), max_length=400, blank=True)
    door = models.ForeignKey(Deelname, models.PROTECT, null=True, blank=True, related_name="+")
    op = models.DateTimeField()

    class Meta:
        verbose_name = _("opening van een golf")
        verbose_name_plural = _("openingen van golven")
        ordering = ["ronde", "golf"]
        constraints = [
            models.UniqueConstraint(fields=["tafel", "ronde", "golf"], name="golf_opent_een_keer")
        ]

    def __str__(self) -> str:
        return f"{self.tafel}: {self.get_golf_display()}"


class Verhinderingsreden(models.TextChoices):
    """Why somebody never can at some hours: one word to choose, so that nothing need be typed."""

    WERK = "werk", _("ik werk dan niet")
    DIENST = "dienst", _("ik heb dan dienst")
    LES = "les", _("ik heb dan les")
    WEG = "weg", _("ik ben dan weg")
    ANDERS = "anders", _("ik kan dan niet")


class Verhindering(models.Model):
    """Hours at which one person never can, in every plan. Theirs to write.

    ``dag`` 0 is Monday, empty is every day. ``vanaf``/``tot`` are local times, empty is the whole
    day. ``van``/``tot_en_met`` bound it, empty is always. Who chooses a time reads ``reden`` only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="verhinderingen"
    )
    dag = models.PositiveSmallIntegerField(_("welke dag"), null=True, blank=True)
    vanaf = models.TimeField(_("vanaf"), null=True, blank=True)
    tot = models.TimeField(_("tot"), null=True, blank=True)
    van = models.DateField(_("eerste dag"), null=True, blank=True)
    tot_en_met = models.DateField(_("laatste dag"), null=True, blank=True)
    reden = models.CharField(
        _("reden"),
        max_length=8,
        choices=Verhinderingsreden,
        default=Verhinderingsreden.ANDERS,
    )
    gemaakt_op = models.DateTimeField()

    class Meta:
        verbose_name = _("verhindering")
        verbose_name_plural = _("verhinderingen")
        ordering = ["dag", "vanaf", "gemaakt_op", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dag__isnull=True) | Q(dag__lte=6), name="verhindering_dag_0_6"
            ),
            models.CheckConstraint(
                condition=Q(dag__isnull=False)
                | Q(vanaf__isnull=False)
                | Q(tot__isnull=False)
                | Q(van__isnull=False, tot_en_met__isnull=False),
                name="verhindering_is_niet_altijd",
            ),
            models.CheckConstraint(
                condition=Q(vanaf__isnull=True) | Q(tot__isnull=True) | Q(tot__gt=F("vanaf")),
                name="verhindering_tot_na_vanaf",
            ),
            models.CheckConstraint(
                condition=Q(van__isnull=True)
                | Q(tot_en_met__isnull=True)
                | Q(tot_en_met__gte=F("van")),
                name="verhindering_eindigt_na_begin",
            ),
        ]

    def __str__(self) -> str:
        return self.get_reden_display()
