"""The families of one zorgcoördinator, by what needs attention; no colour without words.

A constant number of queries, however many families.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from acties.models import Actie, Actiestatus
from acties.stilte import stil_bij
from gezinsplan.models import Planstatus
from prepared import PreparedQuery, Slots
from rondetafel.models import Rondetafel, Tafelstatus
from toegang.access import Plek
from toegang.beperking.models import Verzoekstatus
from toegang.beperking.overzicht import wat_wacht
from toegang.models import Deelname, Plekstatus
from toegang.woorden import voornaam
from vormgeving.datums import dag, moment, over_dagen

DEZE_WEEK = timedelta(days=7)

FILTERS = {
    "evaluatie": gettext_lazy("Evaluatie"),
    "tafel": gettext_lazy("Tafel"),
    "plek": gettext_lazy("Plek aan tafel"),
    "actie": gettext_lazy("Stille actie"),
    "start": gettext_lazy("Nog niet begonnen"),
    "beperking": gettext_lazy("Tweede paar ogen"),
}


@dataclass(frozen=True)
class Reden:
    """Why a family asks for attention. ``soort`` is a key of FILTERS; ``gewicht`` sorts."""

    soort: str
    staat: str
    tekst: str
    gewicht: int
    vandaag: bool = True


@dataclass
class Gezinsrij:
    """One family with all its reasons together and one next step."""

    plan_id: UUID
    naam: str
    variant: str
    redenen: list[Reden] = field(default_factory=list)
    volgende: str = ""
    url: str = ""
    knop: str = ""

    @property
    def gewicht(self) -> int:
        """How urgent: the heaviest reason counts, then how many there are."""
        return max((r.gewicht for r in self.redenen), default=0) * 10 + len(self.redenen)


@dataclass(frozen=True)
class Caseload:
    """The families in their groups."""

    rijen: list[Gezinsrij]

    @property
    def vandaag(self) -> list[Gezinsrij]:
        """Families that ask something today, most urgent first."""
        rijen = [r for r in self.rijen if any(reden.vandaag for reden in r.redenen)]
        return sorted(rijen, key=lambda r: (-r.gewicht, r.naam))

    @property
    def deze_week(self) -> list[Gezinsrij]:
        """Families with something this week and nothing today."""
        rijen = [r for r in self.rijen if r.redenen and not any(x.vandaag for x in r.redenen)]
        return sorted(rijen, key=lambda r: (-r.gewicht, r.naam))

    @property
    def loopt_goed(self) -> list[Gezinsrij]:
        """Families that ask nothing now."""
        return sorted((r for r in self.rijen if not r.redenen), key=lambda r: r.naam)

    @property
    def tellingen(self) -> list[tuple[str, object, int]]:
        """Per filter how many families it keeps; filters that keep none are left out."""
        telling = Counter(s for r in self.rijen for s in {reden.soort for reden in r.redenen})
        return [(code, naam, telling[code]) for code, naam in FILTERS.items() if telling[code]]

    def kies(self, *, zoek: str, filter_: str) -> Caseload:
        """Return the families whose name holds ``zoek`` and that have a reason of this kind."""
        rijen = [r for r in self.rijen if zoek.casefold() in r.naam.casefold()]
        if filter_ in FILTERS:
            rijen = [r for r in rijen if any(reden.soort == filter_ for reden in r.redenen)]
        return replace(self, rijen=rijen)


def caseload(plekken: Sequence[Plek], now: datetime) -> Caseload:
    """Return the families of these seats (each carries the mark zorgcoördinator) at ``now``."""
    rijen = {p.plan.pk: _rij(p) for p in plekken if p.plan.status != Planstatus.AFGESLOTEN}
    _plekken(rijen, now)
    _stille_acties(rijen, now)
    _tweede_paar_ogen(rijen, plekken, now)
    tafels = _tafels(rijen)
    for plek in plekken:
        if plek.plan.pk in rijen:
            _plan(rijen[plek.plan.pk], plek, tafels[plek.plan.pk], now)
    return Caseload(list(rijen.values()))


def _rij(plek: Plek) -> Gezinsrij:
    plan = plek.plan
    return Gezinsrij(
        plan.pk,
        str(plan.gezin),
        plan.get_variant_display(),
        url=reverse("overzicht:plan", args=[plan.pk]),
        knop=_("Open het plan"),
    )


WACHTEND = PreparedQuery(
    lambda: (
        Deelname.objects.filter(
            plan__in=Slots("plannen"),
            status__in=[
                Plekstatus.VOORGESTELD,
                Plekstatus.IN_GESPREK,
                Plekstatus.GOEDGEKEURD,
                Plekstatus.UITGENODIGD,
            ],
        )
        .order_by("voorgesteld_op")
        .only("plan", "naam", "status", "uitgenodigd_op", "voorgesteld_op")
    )
)
LOPEND = PreparedQuery(
    lambda: (
        Rondetafel.objects.filter(plan__in=Slots("plannen"))
        .exclude(status__in=[Tafelstatus.VASTGESTELD, Tafelstatus.GEANNULEERD])
        .order_by("nummer")
        .only("plan", "status", "begin")
    )
)


def _plekken(rijen: dict[UUID, Gezinsrij], now: datetime) -> None:
    zinnen = {
        Plekstatus.VOORGESTELD: _("De familie kiest nog over %(naam)s"),
        Plekstatus.IN_GESPREK: _("De familie wil praten over %(naam)s"),
        Plekstatus.GOEDGEKEURD: _("%(naam)s mag komen, en is nog niet uitgenodigd"),
        Plekstatus.UITGENODIGD: _("%(naam)s heeft nog niet geantwoord op de uitnodiging"),
    }
    for d in WACHTEND(plannen=rijen):
        praten = d.status in (Plekstatus.IN_GESPREK, Plekstatus.GOEDGEKEURD)
        lang = now - (d.uitgenodigd_op or d.voorgesteld_op) > DEZE_WEEK
        tekst = zinnen[Plekstatus(d.status)] % {"naam": voornaam(d.naam)}
        rijen[d.plan_id].redenen.append(
            Reden("plek", "wacht", tekst, 5 if praten else 3, vandaag=praten or lang)
        )


def _tweede_paar_ogen(rijen: dict[UUID, Gezinsrij], plekken: Sequence[Plek], now: datetime) -> None:
    for plek, rij in wat_wacht(plekken):
        if plek.plan.pk in rijen:
            tekst = _("Er wacht iets op een tweede beroepskracht")
            if rij.herzien_op and rij.status == Verzoekstatus.GELDT:
                tekst = _("Kijk opnieuw naar wat een ouder ziet en beslist, sinds %(dag)s")
                tekst %= {"dag": dag(rij.herzien_op, now)}
            rijen[plek.plan.pk].redenen.append(Reden("beperking", "wacht", tekst, 8))


def _stille_acties(rijen: dict[UUID, Gezinsrij], now: datetime) -> None:
    per_plan: dict[UUID, list[Actie]] = defaultdict(list)
    for actie in stil_bij(rijen, now):
        per_plan[actie.plan_id].append(actie)
    for plan_id, acties in per_plan.items():
        tekst = acties[0].tekst
        if len(acties) > 1:
            tekst = ngettext(
                "%(tekst)s, en nog %(n)s actie", "%(tekst)s, en nog %(n)s acties", len(acties) - 1
            ) % {"tekst": tekst, "n": len(acties) - 1}
        terug = acties[0].status == Actiestatus.TERUGGEGEVEN
        zin = (_("Teruggegeven: %(tekst)s") if terug else _("Stil: %(tekst)s")) % {"tekst": tekst}
        rijen[plan_id].redenen.append(Reden("actie", "wacht", zin, 4))


def _tafels(plannen: Iterable[UUID]) -> dict[UUID, list[Rondetafel]]:
    per_plan: dict[UUID, list[Rondetafel]] = defaultdict(list)
    for tafel in LOPEND(plannen=plannen):
        per_plan[tafel.plan_id].append(tafel)
    return per_plan


def _plan(rij: Gezinsrij, plek: Plek, tafels: list[Rondetafel], now: datetime) -> None:
    plan = plek.plan
    if plan.status == Planstatus.CONCEPT:
        tekst = _("Het plan is nog niet begonnen, sinds %(dag)s")
        tekst %= {"dag": dag(plan.gestart_op, now)}
        rij.redenen.append(Reden("start", "wacht", tekst, 4))
        rij.url, rij.knop = reverse("toegang:gezin", args=[plan.pk]), _("Verder met de start")
        return
    for tafel in tafels:
        _tafel(rij, tafel, now)
    _evaluatie(rij, plek, tafels, now)
    rij.redenen.sort(key=lambda r: -r.gewicht)


def _tafel(rij: Gezinsrij, tafel: Rondetafel, now: datetime) -> None:
    args = [rij.plan_id, tafel.pk]
    if tafel.status == Tafelstatus.CONCEPT:
        rij.redenen.append(Reden("tafel", "wacht", _("De volgende tafel is nog niet gepland"), 6))
        rij.url, rij.knop = reverse("rondetafel:tafel", args=args), _("Plan de tafel")
    elif tafel.status == Tafelstatus.PEILING:
        rij.redenen.append(
            Reden("tafel", "wacht", _("Er is nog geen tijd gekozen voor de tafel"), 5)
        )
        rij.url, rij.knop = reverse("rondetafel:rooster", args=args), _("Bekijk de tijden")
    elif tafel.status == Tafelstatus.VERSLAG:
        tekst = _("De familie kijkt het verslag nog na")
        rij.redenen.append(Reden("tafel", "wacht", tekst, 3, vandaag=False))
    elif tafel.begin is not None:
        rij.volgende = moment(tafel.begin, now)
        if tafel.begin - now < DEZE_WEEK:
            tekst = _("Tafel %(moment)s") % {"moment": rij.volgende}
            nu = tafel.status == Tafelstatus.BEZIG or (
                timezone.localdate(tafel.begin) == timezone.localdate(now)
            )
            rij.redenen.append(Reden("tafel", "rust", tekst, 7 if nu else 2, vandaag=nu))
            rij.url, rij.knop = reverse("rondetafel:tafel", args=args), _("Bekijk de tafel")


def _evaluatie(rij: Gezinsrij, plek: Plek, tafels: list[Rondetafel], now: datetime) -> None:
    op = plek.plan.volgende_evaluatie
    gepland = any(t.begin for t in tafels)
    if op is None or gepland:
        return
    if plek.plan.is_te_laat(now):
        tekst = _("De evaluatie was %(dag)s, %(geleden)s")
        tekst %= {"dag": dag(op, now), "geleden": over_dagen(op, now)}
        rij.redenen.append(Reden("evaluatie", "stop", tekst, 9))
    elif op - timezone.localdate(now) <= 3 * DEZE_WEEK and not tafels:
        tekst = _("De evaluatie is %(dag)s en er is nog geen tafel") % {"dag": dag(op, now)}
        rij.redenen.append(Reden("evaluatie", "wacht", tekst, 6))
    if rij.url.endswith(f"{rij.plan_id}/") and not tafels:
        rij.url = reverse("rondetafel:nieuw", args=[rij.plan_id])
        rij.knop = _("Plan de tafel")
