"""A round table, who is invited to it, and its agenda."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from acties.models import Actie, zonder_afgeschermd
from doelen.models import Tegenspraak
from doelen.tegenspraak import bij_zichtbare_teksten
from gebruikers.models import Leefgebied
from gezinsplan.models import Gezinslid, Gezinsplan
from toegang.models import Deelname, Sectie

if TYPE_CHECKING:
    from toegang.vorm import Kijker


class Tafelsoort(models.TextChoices):
    """Which meeting of the method this is."""

    START = "start", _("startoverleg")
    VOORTGANG = "voortgang", _("voortgangsoverleg")
    AFSLUITING = "afsluiting", _("afsluiting")


class Tafelstatus(models.TextChoices):
    """The life of a table."""

    CONCEPT = "concept", _("wordt voorbereid")
    PEILING = "peiling", _("we zoeken een tijd")
    GEPLAND = "gepland", _("gepland")
    BEZIG = "bezig", _("nu bezig")
    VERSLAG = "verslag", _("verslag nakijken")
    VASTGESTELD = "vastgesteld", _("vastgesteld")
    GEANNULEERD = "geannuleerd", _("gaat niet door")


TAFEL_OVERGANGEN: dict[str, set[str]] = {
    Tafelstatus.CONCEPT: {Tafelstatus.PEILING, Tafelstatus.GEPLAND, Tafelstatus.GEANNULEERD},
    Tafelstatus.PEILING: {Tafelstatus.GEPLAND, Tafelstatus.CONCEPT, Tafelstatus.GEANNULEERD},
    Tafelstatus.GEPLAND: {Tafelstatus.PEILING, Tafelstatus.BEZIG, Tafelstatus.GEANNULEERD},
    Tafelstatus.BEZIG: {Tafelstatus.VERSLAG},
    Tafelstatus.VERSLAG: {Tafelstatus.VASTGESTELD},
    Tafelstatus.VASTGESTELD: set(),
    Tafelstatus.GEANNULEERD: set(),
}

BEGONNEN = ("bezig", "verslag", "vastgesteld")
KOMEND = ("concept", "peiling", "gepland", "bezig")


class Golf(models.IntegerChoices):
    """The order in which people are asked when they can."""

    GEZIN = 1, _("het gezin")
    VERPLICHT = 2, _("wie er moet zijn")
    ANDEREN = 3, _("de anderen")


class Stap(models.TextChoices):
    """The steps of tafelmodus, in order."""

    WELKOM = "welkom", _("Welkom")
    KRACHTEN = "krachten", _("Krachten")
    DOELEN = "doelen", _("Doelen")
    ACTIES = "acties", _("Open acties")
    AFSPRAKEN = "afspraken", _("Afspraken")
    VOLGENDE = "volgende", _("Volgende tafel")
    SLUITEN = "sluiten", _("Sluiten")


class Rondetafel(models.Model):
    """One meeting of a family and those around it.

    ``uid`` and ``sequence`` are those of its calendar entry; a rescheduled table keeps the one and
    raises the other. ``venster_van``/``venster_tot`` and ``patroon`` are what times are sought in
    (``patroon``: ``{"dagen": [0..6], "vanaf": "HH:MM", "tot": "HH:MM", "kantooruren": bool,
    "schooltijd": bool}``, 0 is Monday). ``golf`` is the wave of the poll that is open, in the round
    of asking ``peilronde`` (0: nobody was asked yet); why it opened is in ``Golfopening``.
    At the table ``stap`` (and ``stap_doel_id``) is what is talked about; ``stand`` counts every
    change, for who follows on a phone; while ``gezin_alleen`` the family talks without
    professionals and nothing is written.
    ``plaats_in_agenda`` tells whether the place may stand in everyone's own calendar: a home of the
    family may not.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Gezinsplan, models.CASCADE, related_name="tafels")
    nummer = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=12, choices=Tafelsoort, default=Tafelsoort.VOORTGANG)
    status = models.CharField(max_length=12, choices=Tafelstatus, default=Tafelstatus.CONCEPT)
    duur_minuten = models.PositiveSmallIntegerField(_("hoe lang"), default=90)
    plaats = models.CharField(_("waar"), max_length=200, blank=True)
    plaats_in_agenda = models.BooleanField(default=True)
    videolink = models.URLField(_("link voor video"), blank=True)
    venster_van = models.DateField(_("vanaf"), null=True, blank=True)
    venster_tot = models.DateField(_("tot en met"), null=True, blank=True)
    patroon = models.JSONField(default=dict, blank=True)
    golf = models.PositiveSmallIntegerField(choices=Golf, default=Golf.GEZIN)
    peilronde = models.PositiveSmallIntegerField(default=0)
    begin = models.DateTimeField(null=True, blank=True)
    eind = models.DateTimeField(null=True, blank=True)
    keuze_reden = models.CharField(max_length=400, blank=True)
    verzet_van = models.DateTimeField(null=True, blank=True)
    verzet_reden = models.CharField(max_length=400, blank=True)
    uid = models.CharField(max_length=80, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    notulist = models.ForeignKey(Deelname, models.PROTECT, null=True, blank=True, related_name="+")
    stap = models.CharField(max_length=12, choices=Stap, default=Stap.WELKOM)
    stap_doel_id = models.UUIDField(null=True, blank=True)
    stand = models.PositiveIntegerField(default=0)
    gezin_alleen = models.BooleanField(default=False)
    geopend_op = models.DateTimeField(null=True, blank=True)
    gesloten_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    annuleerreden = models.CharField(max_length=400, blank=True)
    volgende_op = models.DateField(_("volgende tafel"), null=True, blank=True)
    vorige = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="volgende"
    )
    gemaakt_door = models.ForeignKey(
        Deelname, models.PROTECT, null=True, blank=True, related_name="+"
    )
    gemaakt_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("rondetafel")
        verbose_name_plural = _("rondetafels")
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "nummer"], name="tafelnummer_per_plan"),
            models.CheckConstraint(
                condition=Q(status__in=Tafelstatus.values), name="tafel_status_bestaat"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["gepland", "bezig", "verslag", "vastgesteld"])
                | Q(begin__isnull=False, eind__isnull=False),
                name="geplande_tafel_heeft_tijd",
            ),
            models.CheckConstraint(
                condition=Q(begin__isnull=True) | Q(eind__gt=models.F("begin")),
                name="tafel_eindigt_na_begin",
            ),
            models.CheckConstraint(
                condition=~Q(status="geannuleerd") | ~Q(annuleerreden=""),
                name="geannuleerde_tafel_heeft_reden",
            ),
            models.CheckConstraint(
                condition=Q(duur_minuten__gte=15, duur_minuten__lte=480), name="tafel_duur_15_480"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.nummer}"


class Uitnodigingsantwoord(models.TextChoices):
    """What an invited person answers."""

    OPEN = "open", _("nog geen antwoord")
    JA = "ja", _("komt")
    NEE = "nee", _("komt niet")
    MISSCHIEN = "misschien", _("misschien")


class Uitnodiging(models.Model):
    """One seat on the guest list of one table.

    ``sequence`` is that of the calendar entry it was last sent, if ever; ``uitgenodigd_op`` when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tafel = models.ForeignKey(Rondetafel, models.CASCADE, related_name="uitnodigingen")
    deelname = models.ForeignKey(Deelname, models.PROTECT, related_name="tafeluitnodigingen")
    verplicht = models.BooleanField(_("moet erbij zijn"), default=False)
    golf = models.PositiveSmallIntegerField(choices=Golf, default=Golf.ANDEREN)
    gepeild_op = models.DateTimeField(null=True, blank=True)
    antwoord = models.CharField(
        max_length=10, choices=Uitnodigingsantwoord, default=Uitnodigingsantwoord.OPEN
    )
    antwoord_op = models.DateTimeField(null=True, blank=True)
    toelichting = models.CharField(max_length=300, blank=True)
    sequence = models.PositiveIntegerField(null=True, blank=True)
    uitgenodigd_op = models.DateTimeField(null=True, blank=True)
    van_lijst_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = ["golf", "id"]
        constraints = [
            models.UniqueConstraint(fields=["tafel", "deelname"], name="een_uitnodiging_per_plek")
        ]

    def __str__(self) -> str:
        return f"{self.deelname}: {self.tafel}"

    def is_van(self, deelname: Deelname) -> bool:
        """Whether this seat is the one invited."""
        return self.deelname_id == deelname.pk


class Agendasoort(models.TextChoices):
    """Where an agenda item comes from."""

    EIGEN = "eigen", _("voorgesteld")
    STILLE_ACTIE = "stille_actie", _("actie zonder antwoord")
    KLOPT_NIET = "klopt_niet", _("dit klopt niet")


def _bron_in_zicht(plek: Kijker) -> Q:
    """What is repeated of an action or a text that lies in the scope of this seat now.

    The item was written with the scope of that day; both may have moved, or gone.
    """
    acties = Actie.objects.filter(zonder_afgeschermd(plek), plan=plek.plan).filter(plek.q())
    oneens = Tegenspraak.objects.filter(bij_zichtbare_teksten(plek), plan=plek.plan)
    return Q(soort=Agendasoort.STILLE_ACTIE, bron_id__in=acties.order_by().values("pk")) | Q(
        soort=Agendasoort.KLOPT_NIET, bron_id__in=oneens.order_by().values("pk")
    )


class AgendapuntQuerySet(models.QuerySet["Agendapunt"]):
    """Agenda items under a scope."""

    def visible_to(self, plek: Kijker) -> Self:
        """Keep what the seat sees: its own; with the section those for all and in its scope.

        What came onto the agenda by itself repeats a text: it is read as long as that is.
        """
        niet_verborgen = plek.schild.q(
            "betreft", "door", "bron_id", tekst=["tekst", "toelichting"], eigen="door"
        )
        alle = self.filter(niet_verborgen, tafel__plan=plek.plan)
        if plek.is_coordinator:
            return alle
        alle = alle.filter(
            Q(soort=Agendasoort.EIGEN) | Q(leefgebied__isnull=True) | _bron_in_zicht(plek)
        )
        eigen = Q(door=plek.deelname)
        if not plek.ziet_sectie(Sectie.RONDETAFELS):
            return alle.filter(eigen)
        gebonden = Q(leefgebied__isnull=False) & plek.q()
        return alle.filter(Q(leefgebied__isnull=True) | eigen | gebonden)


class Agendapunt(models.Model):
    """Something to talk about. Without a leefgebied everyone at the table reads it.

    ``bron_id`` is what it is about (an action, a text), in a room the kind tells.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tafel = models.ForeignKey(Rondetafel, models.CASCADE, related_name="agenda")
    soort = models.CharField(max_length=12, choices=Agendasoort, default=Agendasoort.EIGEN)
    tekst = models.CharField(_("waarover"), max_length=300)
    toelichting = models.CharField(_("uw eigen woorden"), max_length=500, blank=True)
    betreft = models.ForeignKey(Gezinslid, models.PROTECT, null=True, blank=True, related_name="+")
    leefgebied = models.ForeignKey(
        Leefgebied, models.PROTECT, null=True, blank=True, related_name="+"
    )
    bron_id = models.UUIDField(null=True, blank=True)
    door = models.ForeignKey(Deelname, models.PROTECT, null=True, blank=True, related_name="+")
    besproken_op = models.DateTimeField(null=True, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)
    gemaakt_op = models.DateTimeField()

    objects = AgendapuntQuerySet.as_manager()

    class Meta:
        verbose_name = _("agendapunt")
        verbose_name_plural = _("agendapunten")
        ordering = ["volgorde", "gemaakt_op", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tafel", "soort", "bron_id"],
                condition=Q(bron_id__isnull=False),
                name="bron_een_keer_op_agenda",
            )
        ]

    def __str__(self) -> str:
        return self.tekst
