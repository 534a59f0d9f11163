"""Seats at a plan, and the family's agreement to each of them."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gebruikers.models import Organisatie
from gezinsplan.models import Gezinslid, Gezinsplan

GEZIN = "gezin"
"""Scope key of what concerns the family as a whole, or several members together."""

ALLES = "*"
"""Marks a scope without limits, in a list of leefgebied codes or section codes."""


class Rol(models.TextChoices):
    """What somebody is at the table. Being zorgcoördinator goes beside any of them."""

    OUDER = "ouder", _("ouder")
    JEUGDIGE = "jeugdige", _("jongere")
    NETWERKLID = "netwerklid", _("eigen netwerk")
    JIM = "jim", _("JIM")
    PROFESSIONAL = "professional", _("beroepskracht")


class Sectie(models.TextChoices):
    """Parts of a plan that are switched on per seat, beside its leefgebieden."""

    HULPVRAAG = "hulpvraag", _("wat u wilt bereiken")
    ACTIES = "acties", _("wie doet wat")
    RONDETAFELS = "rondetafels", _("agenda en verslag van de tafel")
    NETWERK = "netwerk", _("mensen om u heen")


class Plekstatus(models.TextChoices):
    """A seat needs three keys: proposed, agreed by the family, accepted by the invitee."""

    VOORGESTELD = "voorgesteld", _("voorgesteld")
    IN_GESPREK = "in_gesprek", _("in gesprek")
    GOEDGEKEURD = "goedgekeurd", _("goedgekeurd")
    UITGENODIGD = "uitgenodigd", _("uitgenodigd")
    ACTIEF = "actief", _("aan tafel")
    AFGEWEZEN = "afgewezen", _("niet doorgegaan")
    BEEINDIGD = "beeindigd", _("gestopt")


PLEK_OVERGANGEN: dict[str, set[str]] = {
    Plekstatus.VOORGESTELD: {
        Plekstatus.IN_GESPREK,
        Plekstatus.GOEDGEKEURD,
        Plekstatus.AFGEWEZEN,
    },
    Plekstatus.IN_GESPREK: {
        Plekstatus.VOORGESTELD,
        Plekstatus.GOEDGEKEURD,
        Plekstatus.AFGEWEZEN,
    },
    Plekstatus.GOEDGEKEURD: {Plekstatus.UITGENODIGD, Plekstatus.AFGEWEZEN, Plekstatus.BEEINDIGD},
    Plekstatus.UITGENODIGD: {Plekstatus.ACTIEF, Plekstatus.AFGEWEZEN, Plekstatus.BEEINDIGD},
    Plekstatus.ACTIEF: {Plekstatus.BEEINDIGD},
    Plekstatus.AFGEWEZEN: set(),
    Plekstatus.BEEINDIGD: set(),
}


class Grondslag(models.TextChoices):
    """The AVG's legal basis for a seat. It is not the family's agreement (Instemming)."""

    ONBEKEND = "", _("nog vast te leggen")
    PUBLIEKE_TAAK = "publieke_taak", _("taak van algemeen belang")
    WETTELIJKE_PLICHT = "wettelijke_plicht", _("wettelijke plicht")
    OVEREENKOMST = "overeenkomst", _("overeenkomst")
    TOESTEMMING = "toestemming", _("toestemming")
    VITAAL_BELANG = "vitaal_belang", _("vitaal belang")
    HUISHOUDELIJK = "huishoudelijk", _("persoonlijk gebruik, eigen netwerk")


class Deelname(models.Model):
    """One person's seat at one plan.

    ``leefgebieden`` maps a scope key (``"gezin"`` or a Gezinslid id) to the leefgebied codes this
    seat sees of what concerns that key, ``["*"]`` for all. ``secties`` lists the sections, or
    ``["*"]``. Both are written by ``toegang.workflow`` only, from what those who decide allow.
    ``naam`` is kept on the seat: history keeps the name when the account is gone.
    ``tot`` is the first day on which the seat no longer counts.
    ``opvolger`` is whom a zorgcoördinator asked to take over; the mark moves when that seat
    accepted and those who decide agreed (``toegang.workflow.coordinatie``).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Gezinsplan, models.PROTECT, related_name="deelnames")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="deelnames"
    )
    lid = models.ForeignKey(
        Gezinslid, models.PROTECT, null=True, blank=True, related_name="deelnames"
    )
    rol = models.CharField(max_length=12, choices=Rol)
    naam = models.CharField(_("naam"), max_length=150)
    functie = models.CharField(_("functie of relatie"), max_length=80, blank=True)
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, null=True, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    telefoon = models.CharField(_("telefoon"), max_length=30, blank=True)
    taal = models.CharField(_("taal"), max_length=7, default="nl")
    is_tolk = models.BooleanField(_("tolk"), default=False)
    jim_van = models.ForeignKey(
        Gezinslid, models.PROTECT, null=True, blank=True, related_name="jims"
    )
    is_zorgcoordinator = models.BooleanField(default=False)
    beslist_mee = models.BooleanField(default=True)
    status = models.CharField(max_length=12, choices=Plekstatus, default=Plekstatus.VOORGESTELD)
    betreft = models.ManyToManyField(
        Gezinslid, related_name="plekken_over", blank=True, verbose_name=_("over wie het gaat")
    )
    leefgebieden = models.JSONField(default=dict, blank=True)
    secties = models.JSONField(default=list, blank=True)
    voorstel_leefgebieden = models.JSONField(default=list, blank=True)
    voorstel_secties = models.JSONField(default=list, blank=True)
    reden = models.CharField(_("reden"), max_length=400, blank=True)
    voorgesteld_door = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="voorstellen"
    )
    voorgesteld_op = models.DateTimeField()
    uitgenodigd_op = models.DateTimeField(null=True, blank=True)
    actief_op = models.DateTimeField(null=True, blank=True)
    methode_gelezen_op = models.DateTimeField(null=True, blank=True)
    tot = models.DateField(_("tot wanneer"), null=True, blank=True)
    beeindigd_op = models.DateTimeField(null=True, blank=True)
    beeindigd_door = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="beeindigde_plekken"
    )
    beeindigd_reden = models.CharField(max_length=400, blank=True)
    grondslag = models.CharField(
        max_length=20, choices=Grondslag, default=Grondslag.ONBEKEND, blank=True
    )
    grondslag_toelichting = models.CharField(max_length=400, blank=True)
    wettelijk = models.BooleanField(_("zit er door de wet"), default=False)
    opvolger = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="gevraagd_als_opvolger"
    )
    opvolger_gevraagd_op = models.DateTimeField(null=True, blank=True)
    opvolger_aanvaard_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("plek aan tafel")
        verbose_name_plural = _("plekken aan tafel")
        ordering = ["voorgesteld_op", "id"]
        indexes = [
            models.Index(
                fields=["gebruiker", "plan"],
                condition=Q(status="actief"),
                name="deelname_actief",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Plekstatus.values), name="deelname_status_bestaat"
            ),
            models.UniqueConstraint(
                fields=["plan", "gebruiker"],
                condition=Q(status__in=["uitgenodigd", "actief"], gebruiker__isnull=False),
                name="een_plek_per_persoon",
            ),
            models.UniqueConstraint(
                fields=["plan", "lid"],
                condition=Q(
                    status__in=[
                        "voorgesteld",
                        "in_gesprek",
                        "goedgekeurd",
                        "uitgenodigd",
                        "actief",
                    ],
                    lid__isnull=False,
                ),
                name="een_plek_per_gezinslid",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(status="actief", is_zorgcoordinator=True),
                name="een_zorgcoordinator",
            ),
            models.CheckConstraint(
                condition=~Q(rol__in=["ouder", "jeugdige"]) | Q(lid__isnull=False),
                name="gezinsplek_heeft_lid",
            ),
            models.CheckConstraint(
                condition=~Q(rol="jim") | Q(jim_van__isnull=False), name="jim_is_van_iemand"
            ),
            models.CheckConstraint(
                condition=~Q(status="actief") | Q(actief_op__isnull=False),
                name="actieve_plek_heeft_datum",
            ),
            models.CheckConstraint(
                condition=~Q(status="beeindigd") | Q(beeindigd_op__isnull=False),
                name="gestopte_plek_heeft_datum",
            ),
            models.CheckConstraint(
                condition=Q(opvolger__isnull=True)
                | Q(is_zorgcoordinator=True, opvolger_gevraagd_op__isnull=False)
                & ~Q(opvolger=models.F("id")),
                name="alleen_de_coordinator_vraagt_een_opvolger",
            ),
            models.CheckConstraint(
                condition=Q(wettelijk=False) | ~Q(grondslag=""),
                name="wettelijke_plek_heeft_grondslag",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def is_actief(self, vandaag: date) -> bool:
        """Whether this seat counts on ``vandaag``; asked at every reading and sending."""
        return self.status == Plekstatus.ACTIEF and (self.tot is None or vandaag < self.tot)


class Antwoord(models.TextChoices):
    """What one of those who decide answers to a proposed seat."""

    JA = "ja", _("ja")
    NEE = "nee", _("nee")
    PRATEN = "praten", _("eerst praten")


class Wijze(models.TextChoices):
    """How the agreement was given."""

    SCHERM = "scherm", _("zelf, op het scherm")
    PAPIER = "papier", _("op papier")
    GESPREK = "gesprek", _("in een gesprek")


class Instemming(models.Model):
    """What one person allowed for one seat: what, why, until when, given how, withdrawn when.

    The newest row per seat and giver that is not withdrawn counts; older rows are history.
    ``leefgebieden`` and ``secties`` are lists of codes, ``["*"]`` for all.
    ``coordinatie`` marks an answer to another question: may this seat become zorgcoördinator.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deelname = models.ForeignKey(Deelname, models.CASCADE, related_name="instemmingen")
    gever = models.ForeignKey(
        Gezinslid, models.PROTECT, null=True, blank=True, related_name="instemmingen"
    )
    gever_gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    gever_organisatie = models.ForeignKey(
        Organisatie, models.PROTECT, null=True, blank=True, related_name="+"
    )
    gever_naam = models.CharField(max_length=150)
    coordinatie = models.BooleanField(default=False)
    antwoord = models.CharField(max_length=8, choices=Antwoord)
    leefgebieden = models.JSONField(default=list, blank=True)
    secties = models.JSONField(default=list, blank=True)
    toelichting = models.CharField(max_length=400, blank=True)
    tot = models.DateField(null=True, blank=True)
    wijze = models.CharField(max_length=8, choices=Wijze, default=Wijze.SCHERM)
    aanwezig = models.CharField(
        _("wie waren erbij"),
        max_length=300,
        blank=True,
        help_text=_("Bij een gesprek of op papier."),
    )
    vastgelegd_door = models.ForeignKey(
        Deelname, models.PROTECT, null=True, blank=True, related_name="+"
    )
    gegeven_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("instemming")
        verbose_name_plural = _("instemmingen")
        ordering = ["gegeven_op", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(wijze="scherm") | ~Q(aanwezig=""), name="papier_noemt_wie_erbij_was"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gever_naam}: {self.get_antwoord_display()}"


class Welkomsoort(models.TextChoices):
    """By what way an invitation reaches its receiver."""

    MAIL = "mail", _("mail")
    BRIEF = "brief", _("brief")
    KAART = "kaart", _("kaart")


class Plekuitnodiging(models.Model):
    """A link that leads one invited person to their seat. Only its hash is kept.

    Following the link changes nothing; accepting is a POST by ``deelname.gebruiker``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deelname = models.ForeignKey(Deelname, models.CASCADE, related_name="uitnodigingen")
    soort = models.CharField(max_length=6, choices=Welkomsoort)
    token_hash = models.CharField(max_length=64, unique=True)
    gemaakt_op = models.DateTimeField()
    vervalt_op = models.DateTimeField()
    gebruikt_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("uitnodiging voor een plek")
        verbose_name_plural = _("uitnodigingen voor een plek")

    def __str__(self) -> str:
        return str(self.id)
