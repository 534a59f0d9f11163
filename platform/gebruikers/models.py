"""Municipalities, organisations and the people who can log in.

No BSN is stored, anywhere.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Variant(models.TextChoices):
    """How heavy a plan is; a municipality sets an interval per variant."""

    LICHT = "licht", _("licht")
    ZWAAR = "zwaar", _("zwaar")


class Instemregel(models.TextChoices):
    """Whether all who carry gezag must agree, or one suffices."""

    ALLEN = "allen", _("allen die gezag hebben")
    EEN = "een", _("een van hen die gezag heeft")


class Thema(models.TextChoices):
    """House styles that ship; a gemeente picks one without code."""

    KEUKENTAFEL = "keukentafel", "Keukentafel"
    WATERLAND = "waterland", "Waterland"
    HEUVELDAM = "heuveldam", "Heuveldam"


class Gemeente(models.Model):
    """A municipality: the tenant, its house style and its method settings."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    naam = models.CharField(max_length=100)
    thema = models.CharField(max_length=20, choices=Thema, default=Thema.KEUKENTAFEL)
    instemregel = models.CharField(
        max_length=10, choices=Instemregel, default=Instemregel.ALLEN, verbose_name=_("wie beslist")
    )
    interval_licht_weken = models.PositiveSmallIntegerField(default=30)
    interval_zwaar_weken = models.PositiveSmallIntegerField(default=9)

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam

    def interval_weken(self, variant: str) -> int:
        """Return the weeks between two tables for a plan of this variant."""
        return self.interval_zwaar_weken if variant == Variant.ZWAAR else self.interval_licht_weken


class Leefgebied(models.Model):
    """A life domain as one municipality names it; scopes are made of these."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, models.CASCADE, related_name="leefgebieden")
    code = models.SlugField(max_length=40)
    naam = models.CharField(max_length=60)
    uitleg = models.CharField(max_length=120, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("leefgebied")
        verbose_name_plural = _("leefgebieden")
        ordering = ["volgorde", "naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "code"], name="leefgebied_code_per_gemeente"
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Organisatiesoort(models.TextChoices):
    """The kinds of partner organisation the method meets."""

    WIJKTEAM = "wijkteam", _("wijkteam")
    SCHOOL = "school", _("school")
    GGZ = "ggz", _("GGZ")
    SCHULDHULP = "schuldhulp", _("schuldhulp")
    JEUGDGEZONDHEID = "jgz", _("jeugdgezondheidszorg")
    GI = "gi", _("gecertificeerde instelling")
    TOLKDIENST = "tolkdienst", _("tolkdienst")
    OVERIG = "overig", _("andere organisatie")


class Organisatie(models.Model):
    """A partner organisation, at work in one or more municipalities."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    naam = models.CharField(max_length=120)
    soort = models.CharField(
        max_length=20, choices=Organisatiesoort, default=Organisatiesoort.OVERIG
    )
    gemeenten = models.ManyToManyField(Gemeente, related_name="organisaties", blank=True)

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class BuitenRol(models.TextChoices):
    """Roles outside the table; none of them ever sees case content."""

    GEEN = "", _("geen")
    BELEID = "beleid", _("beleid")
    BEHEER = "beheer", _("beheer")


class GebruikerManager(BaseUserManager["Gebruiker"]):
    """Makes accounts with or without an e-mail address."""

    def create_user(
        self, email: str | None, password: str | None = None, **velden: Any
    ) -> Gebruiker:
        """Create an account; without ``email`` (letter code) or ``password`` (code by mail) too."""
        gebruiker = self.model(
            email=self.normalize_email(email).lower() if email else None, **velden
        )
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def create_superuser(self, email: str, password: str, **velden: Any) -> Gebruiker:
        """Create an account for functioneel beheer."""
        velden.setdefault("is_staff", True)
        velden.setdefault("is_superuser", True)
        velden.setdefault("buitenrol", BuitenRol.BEHEER)
        return self.create_user(email, password, **velden)


class Gebruiker(AbstractBaseUser, PermissionsMixin):
    """A person who can log in. The e-mail address is the login name; it may be missing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mailadres"), unique=True, null=True, blank=True)
    naam = models.CharField(_("naam"), max_length=150)
    roepnaam = models.CharField(_("roepnaam"), max_length=60, blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=30, blank=True)
    taal = models.CharField(_("taal"), max_length=7, default="nl")
    buitenrol = models.CharField(
        max_length=10, choices=BuitenRol, default=BuitenRol.GEEN, blank=True
    )
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    aangemaakt_op = models.DateTimeField(auto_now_add=True)

    objects = GebruikerManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(buitenrol=BuitenRol.BELEID) | Q(gemeente__isnull=False),
                name="beleid_hoort_bij_een_gemeente",
            )
        ]

    def __str__(self) -> str:
        return self.naam

    def get_full_name(self) -> str:
        """Return the name as this person writes it."""
        return self.naam

    def get_short_name(self) -> str:
        """Return how this person is called at the table."""
        return self.roepnaam or self.naam.split(" ")[0]


class Medewerker(models.Model):
    """A person at work for an organisation; some keep its accounts (``beheert``)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="werk")
    organisatie = models.ForeignKey(Organisatie, models.CASCADE, related_name="medewerkers")
    functie = models.CharField(_("functie"), max_length=80)
    telefoon = models.CharField(_("telefoon"), max_length=30, blank=True)
    bereikbaar = models.CharField(_("wanneer te bereiken"), max_length=80, blank=True)
    beheert = models.BooleanField(_("beheert de accounts"), default=False)
    coordineert = models.BooleanField(_("mag een plan starten"), default=False)

    class Meta:
        verbose_name = _("medewerker")
        verbose_name_plural = _("medewerkers")
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "organisatie"], name="medewerker_een_keer")
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker}, {self.functie}, {self.organisatie}"


class Vastgesteld(models.TextChoices):
    """How somebody saw that it is their colleague who asks, and nobody else."""

    GEZIEN = "gezien", _("Ik zag deze collega zelf")
    GEBELD = "gebeld", _("Ik belde terug op een nummer dat ik al kende")


class Herstelverzoek(models.Model):
    """A colleague who lost every second proof; two others together let them make a new one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="herstelverzoeken")
    vastgesteld = models.CharField(_("hoe vastgesteld"), max_length=10, choices=Vastgesteld)
    gevraagd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField()
    beslist_door = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, blank=True, related_name="+"
    )
    beslist_op = models.DateTimeField(null=True, blank=True)
    gegeven = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("verzoek om herstel")
        verbose_name_plural = _("verzoeken om herstel")
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker"],
                condition=Q(beslist_op__isnull=True),
                name="herstel_een_open_verzoek",
            ),
            models.CheckConstraint(
                condition=~Q(gevraagd_door=F("gebruiker")), name="herstel_niet_voor_zichzelf"
            ),
            models.CheckConstraint(
                condition=Q(beslist_door__isnull=True)
                | (~Q(beslist_door=F("gebruiker")) & ~Q(beslist_door=F("gevraagd_door"))),
                name="herstel_door_twee_anderen",
            ),
            models.CheckConstraint(
                condition=Q(beslist_door__isnull=True, beslist_op__isnull=True, gegeven=False)
                | Q(beslist_door__isnull=False, beslist_op__isnull=False),
                name="herstel_beslist_door_iemand",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Briefcode(models.Model):
    """A login code from a printed letter, for who has no e-mail. Only its hash is kept.

    The code works a few times at most, until ``vervalt_op``; a new letter ends the old one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="briefcodes")
    code_hash = models.CharField(max_length=64, unique=True)
    gemaakt_door = models.ForeignKey(
        Gebruiker, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    gemaakt_op = models.DateTimeField()
    vervalt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True, blank=True)
    gebruikt_keer = models.PositiveSmallIntegerField(default=0)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("code uit een brief")
        verbose_name_plural = _("codes uit brieven")

    def __str__(self) -> str:
        return str(self.id)
