"""What the plan says in the family's own words: krachten, zorgen, hulpvraag, doelen."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gebruikers.models import Leefgebied
from gezinsplan.models import Gezinslid, Gezinsplan
from toegang.models import Deelname, Sectie

if TYPE_CHECKING:
    from toegang.vorm import Kijker


RijT = TypeVar("RijT", bound="Uitspraak", covariant=True)


class MetZichtQuerySet(models.QuerySet[RijT]):
    """Rows that fall under a scope."""

    def visible_to(self, plek: Kijker) -> Self:
        """Keep the rows of this plan that the seat sees; what was taken away is gone.

        A proposal is between its proposer and the family until one of the family takes it over.
        """
        return self.ook_weggehaald(plek).filter(weggehaald_op__isnull=True)

    def ook_weggehaald(self, plek: Kijker) -> Self:
        """Keep what the seat sees or saw, so that what somebody still typed there is not lost."""
        niet_verborgen = plek.schild.q("betreft", "door", tekst=["tekst"], eigen="door")
        alle = self.filter(niet_verborgen, plan=plek.plan).filter(plek.q())
        if plek.is_coordinator or plek.lid is not None:
            return alle
        return alle.filter(Q(voorstel=False) | Q(door=plek.deelname))


class Uitspraak(models.Model):
    """Something the plan says. ``betreft`` is whom it concerns; empty is the family together.

    ``voorstel`` marks what somebody who may not write here proposed (``door``), until a parent or
    the coordinator takes it over or declines it. ``weggehaald_reden`` is what the proposer reads
    when it was declined.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Gezinsplan, models.CASCADE, related_name="%(class)s_rijen")
    betreft = models.ForeignKey(
        Gezinslid,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)s_rijen",
        verbose_name=_("over wie gaat het"),
    )
    leefgebied = models.ForeignKey(
        Leefgebied, models.PROTECT, related_name="+", verbose_name=_("waar gaat het over")
    )
    tekst = models.CharField(_("in uw eigen woorden"), max_length=500)
    door = models.ForeignKey(Deelname, models.PROTECT, null=True, blank=True, related_name="+")
    volgorde = models.PositiveSmallIntegerField(default=0)
    voorstel = models.BooleanField(default=False)
    gemaakt_op = models.DateTimeField()
    weggehaald_op = models.DateTimeField(null=True, blank=True)
    weggehaald_door = models.ForeignKey(
        Deelname, models.PROTECT, null=True, blank=True, related_name="+"
    )
    weggehaald_reden = models.CharField(_("waarom niet"), max_length=400, blank=True)
    versie = models.PositiveIntegerField(default=0)

    objects = MetZichtQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["volgorde", "gemaakt_op", "id"]

    def __str__(self) -> str:
        return self.tekst

    def is_van(self, deelname: Deelname) -> bool:
        """Whether it is what this member of the family says about themselves."""
        over_zichzelf = deelname.lid_id is not None and self.betreft_id == deelname.lid_id
        return over_zichzelf and self.door_id == deelname.pk


class Kracht(Uitspraak):
    """Something that goes well."""

    soort = "kracht"

    class Meta(Uitspraak.Meta):
        verbose_name = _("kracht")
        verbose_name_plural = _("krachten")


class Zorg(Uitspraak):
    """Something the family or another at the table worries about."""

    soort = "zorg"

    class Meta(Uitspraak.Meta):
        verbose_name = _("zorg")
        verbose_name_plural = _("zorgen")


class HulpvraagQuerySet(models.QuerySet["Hulpvraag"]):
    """What the members of a family want, under a scope."""

    def visible_to(self, plek: Kijker) -> Self:
        """Keep what the seat sees: with the section all of them, and always its own."""
        niet_verborgen = plek.schild.q("lid", "door", tekst=["tekst"], eigen="door")
        alle = self.filter(niet_verborgen, plan=plek.plan, weggehaald_op__isnull=True)
        if plek.ziet_sectie(Sectie.HULPVRAAG):
            return alle
        return alle.filter(lid__isnull=False, lid=plek.lid)


class Hulpvraag(models.Model):
    """What one member of the family wants, in their own words. Section ``hulpvraag``.

    ``door`` wrote it down; with a child, or somebody who told it to the coordinator, that is
    another than whose words they are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Gezinsplan, models.CASCADE, related_name="hulpvragen")
    lid = models.ForeignKey(Gezinslid, models.PROTECT, related_name="hulpvragen")
    tekst = models.CharField(_("in uw eigen woorden"), max_length=500)
    door = models.ForeignKey(Deelname, models.PROTECT, null=True, blank=True, related_name="+")
    gemaakt_op = models.DateTimeField()
    weggehaald_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=0)

    objects = HulpvraagQuerySet.as_manager()

    class Meta:
        verbose_name = _("hulpvraag")
        verbose_name_plural = _("hulpvragen")
        ordering = ["lid__volgorde", "gemaakt_op"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "lid"], name="een_hulpvraag_per_lid")
        ]

    def __str__(self) -> str:
        return self.tekst

    def is_van(self, deelname: Deelname) -> bool:
        """Whether these are the words of who sits on this seat."""
        return deelname.lid_id == self.lid_id


class Doelstatus(models.TextChoices):
    """A goal is a proposal until it is established at a table."""

    CONCEPT = "concept", _("nog niet vastgesteld")
    ACTIEF = "actief", _("hier werken we aan")
    BEREIKT = "bereikt", _("bereikt")
    NIET_BEREIKT = "niet_bereikt", _("niet bereikt")
    LOSGELATEN = "losgelaten", _("losgelaten")


DOEL_OVERGANGEN: dict[str, set[str]] = {
    Doelstatus.CONCEPT: {Doelstatus.ACTIEF, Doelstatus.LOSGELATEN},
    Doelstatus.ACTIEF: {Doelstatus.BEREIKT, Doelstatus.NIET_BEREIKT, Doelstatus.LOSGELATEN},
    Doelstatus.BEREIKT: {Doelstatus.ACTIEF},
    Doelstatus.NIET_BEREIKT: {Doelstatus.ACTIEF},
    Doelstatus.LOSGELATEN: {Doelstatus.CONCEPT},
}


class Doel(Uitspraak):
    """A long-term goal in the family's words; ``volgorde`` is the priority the family sets.

    ``gewenst`` is the wished score, 0-10. ``woorden_van`` is the member whose words they are, empty
    for the family together. ``reden`` is why it was let go, or taken up again.
    """

    soort = "doel"

    woorden_van = models.ForeignKey(
        Gezinslid, models.PROTECT, null=True, blank=True, related_name="+"
    )
    gewenst = models.PositiveSmallIntegerField(_("welk cijfer wilt u halen"), default=7)
    status = models.CharField(max_length=14, choices=Doelstatus, default=Doelstatus.CONCEPT)
    vastgesteld_op = models.DateField(null=True, blank=True)
    afgerond_op = models.DateField(null=True, blank=True)
    reden = models.CharField(_("reden"), max_length=400, blank=True)

    class Meta(Uitspraak.Meta):
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        constraints = [
            models.CheckConstraint(condition=Q(gewenst__lte=10), name="doel_gewenst_0_10"),
            models.CheckConstraint(
                condition=Q(status__in=Doelstatus.values), name="doel_status_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["concept", "losgelaten"]) | Q(vastgesteld_op__isnull=False),
                name="doel_vastgesteld_heeft_datum",
            ),
            models.CheckConstraint(
                condition=~Q(status="losgelaten") | ~Q(reden=""), name="doel_losgelaten_heeft_reden"
            ),
            models.CheckConstraint(
                condition=Q(voorstel=False) | Q(status="concept"), name="doel_voorstel_is_concept"
            ),
        ]


class Woordversie(models.Model):
    """The words a goal had before they were changed; ``evaluatie`` if that was at a table."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    doel = models.ForeignKey(Doel, models.CASCADE, related_name="eerdere_woorden")
    tekst = models.CharField(max_length=500)
    gewenst = models.PositiveSmallIntegerField()
    evaluatie = models.ForeignKey(
        "Evaluatie", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    door = models.ForeignKey(Deelname, models.PROTECT, null=True, blank=True, related_name="+")
    tot_op = models.DateTimeField()

    class Meta:
        verbose_name = _("eerdere woorden")
        verbose_name_plural = _("eerdere woorden")
        ordering = ["tot_op"]

    def __str__(self) -> str:
        return self.tekst


class Werkdoel(models.Model):
    """A smaller step towards a goal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    doel = models.ForeignKey(Doel, models.CASCADE, related_name="werkdoelen")
    tekst = models.CharField(_("kleine stap"), max_length=300)
    klaar_op = models.DateField(null=True, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("werkdoel")
        verbose_name_plural = _("werkdoelen")
        ordering = ["volgorde", "id"]

    def __str__(self) -> str:
        return self.tekst


class Conclusie(models.TextChoices):
    """What the table concludes about a goal."""

    GAAT_DOOR = "gaat_door", _("Gaat door")
    BEREIKT = "bereikt", _("Bereikt")
    DEELS = "deels", _("Deels")
    BIJSTELLEN = "bijstellen", _("Bijstellen")
    NIET = "niet", _("Niet bereikt")


class Evaluatie(models.Model):
    """How a goal goes, as said at one table.

    ``tafel_id`` is the Rondetafel it was said at (a room above this one, so no foreign key);
    empty for a score outside a table.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    doel = models.ForeignKey(Doel, models.CASCADE, related_name="evaluaties")
    tafel_id = models.UUIDField(null=True, blank=True)
    op = models.DateField()
    wat_hielp = models.TextField(_("wat hielp"), blank=True, max_length=2000)
    conclusie = models.CharField(max_length=12, choices=Conclusie, blank=True)
    volgende_stap = models.TextField(_("volgende stap"), blank=True, max_length=1000)
    nieuwe_woorden = models.CharField(_("nieuwe woorden"), max_length=500, blank=True)
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        ordering = ["op", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["doel", "tafel_id"],
                condition=Q(tafel_id__isnull=False),
                name="een_evaluatie_per_doel_en_tafel",
            )
        ]

    def __str__(self) -> str:
        return f"{self.doel} ({self.op})"


class Score(models.Model):
    """The 0-10 one person gives; a member of the family (also without account) or a seat."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluatie = models.ForeignKey(Evaluatie, models.CASCADE, related_name="scores")
    lid = models.ForeignKey(Gezinslid, models.PROTECT, null=True, blank=True, related_name="+")
    deelname = models.ForeignKey(Deelname, models.PROTECT, null=True, blank=True, related_name="+")
    waarde = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.CheckConstraint(condition=Q(waarde__lte=10), name="score_0_10"),
            models.CheckConstraint(
                condition=Q(lid__isnull=False, deelname__isnull=True)
                | Q(lid__isnull=True, deelname__isnull=False),
                name="score_van_een_persoon",
            ),
            models.UniqueConstraint(
                fields=["evaluatie", "lid"],
                condition=Q(lid__isnull=False),
                name="een_score_per_lid",
            ),
            models.UniqueConstraint(
                fields=["evaluatie", "deelname"],
                condition=Q(deelname__isnull=False),
                name="een_score_per_plek",
            ),
        ]

    def __str__(self) -> str:
        return str(self.waarde)


class Tegenspraak(models.Model):
    """ "Dit klopt niet": what one of the family says beside a text, in their own words.

    ``soort`` and ``object_id`` name the text (``doelen.tegenspraak``; rooms above this one add
    their own kinds, so no foreign key). Who sees the text sees these words. They stay beside it
    after they were discussed, until who wrote them takes them back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Gezinsplan, models.CASCADE, related_name="tegenspraken")
    soort = models.CharField(max_length=12)
    object_id = models.UUIDField()
    door = models.ForeignKey(Deelname, models.PROTECT, related_name="+")
    eigen_woorden = models.CharField(_("in uw eigen woorden"), max_length=500)
    op = models.DateTimeField()
    besproken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("tegenspraak")
        verbose_name_plural = _("tegenspraken")
        ordering = ["op", "id"]
        indexes = [models.Index(fields=["plan", "object_id"], name="tegenspraak_bij_tekst")]
        constraints = [
            models.UniqueConstraint(
                fields=["object_id", "door"],
                condition=Q(besproken_op__isnull=True, ingetrokken_op__isnull=True),
                name="een_open_tegenspraak_per_tekst",
            )
        ]

    def __str__(self) -> str:
        return self.eigen_woorden

    def is_van(self, deelname: Deelname) -> bool:
        """Whether this seat wrote it."""
        return self.door_id == deelname.pk
