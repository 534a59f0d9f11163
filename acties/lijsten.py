"""Actions in the order somebody wants to read them: by urgency, by person, by goal.

No database: rows come loaded from ``acties.access``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from acties.access import Navraag, doel_bij
from acties.models import Actie, Actiestatus, Houderantwoord
from acties.taken import Eigen, Licht, Taak
from acties.woorden import Staat, chip, staat_van, staat_voor_houder, volgorde_aan_tafel, wat
from doelen.models import Doel
from toegang.access import Plek
from toegang.models import Deelname
from toegang.woorden import voornaam
from vormgeving.datums import telwoord
from vormgeving.zinnen import opsomming


# --- one's own list, over all families ------------------------------------------------------------
@dataclass(frozen=True)
class Taakrij:
    """A task as its owner reads and answers it.

    ``vraagt`` is "kies" (say yes or no), "drie_vragen" (first those), "doe" (begun, done, not me)
    or "" (nothing any more); ``terug`` says that the last tap can be taken back.
    """

    taak: Taak
    staat: Staat
    doel: Doel | None
    vraagt: str
    terug: str
    niet: bool
    samen_met: str

    @property
    def actie(self) -> Actie:
        """The action itself."""
        return self.taak.actie

    @property
    def met(self) -> str:
        """With whom one does it together; empty for who does it alone."""
        return _("samen met %(wie)s") % {"wie": self.samen_met} if self.samen_met else ""

    @property
    def bij(self) -> str:
        """For which family, and with whom."""
        gezin = _("Gezin %(gezin)s") % {"gezin": self.taak.plek.plan.gezin}
        return f"{gezin}, {self.met}" if self.met else gezin

    @property
    def url(self) -> str:
        """The page of the action, under which its verbs are."""
        return reverse("acties:actie", args=[self.actie.plan_id, self.actie.pk])

    @property
    def twee(self) -> bool:
        """Whether there are two answers, not three: what repeats and runs is not begun again."""
        loopt = self.actie.status == Actiestatus.BEZIG and bool(self.actie.herhaling)
        return self.vraagt == "drie_vragen" or (self.vraagt == "doe" and loopt)

    @property
    def vraagzin(self) -> str:
        """Who asks, while there is a yes or no to give."""
        houder, maker = self.taak.houder, self.actie.gemaakt_door
        if self.vraagt not in ("kies", "drie_vragen"):
            return ""
        if houder.in_plaats_van is not None:
            zin = _("%(naam)s doet dit nu. Neemt u het over?")
            if not self.actie.is_van(houder.in_plaats_van):
                zin = _("Eerst was dit van %(naam)s.")
            return zin % {"naam": voornaam(houder.in_plaats_van.naam)}
        return _("%(naam)s vraagt u dit.") % {"naam": voornaam(maker.naam)} if maker else ""


@dataclass(frozen=True)
class Groep:
    """Rows under one heading."""

    code: str
    kop: str
    rijen: list[Taakrij]


def taakrij(taak: Taak, now: datetime) -> Taakrij:
    """Return one task as a row; it is a whole one."""
    vraagt = taak.vraagt
    anderen = [
        voornaam(h.deelname.naam)
        for h in taak.actie.houders.all()
        if h.pk != taak.houder.pk and h.antwoord != Houderantwoord.NEE
    ]
    return Taakrij(
        taak,
        _staat(taak, now),
        doel_bij(taak.plek, taak.actie),
        vraagt,
        _terug(taak),
        taak.niet and vraagt != "",
        opsomming(anderen),
    )


def _staat(taak: Taak, now: datetime) -> Staat:
    if taak.houder.antwoord == Houderantwoord.NEE:
        return Staat("wacht", "undo-2", _("U doet dit niet"))
    return staat_voor_houder(taak.actie, now)


def _terug(taak: Taak) -> str:
    """The question beside "Zet terug": about what was just tapped."""
    if taak.laatste is None:
        return ""
    if taak.houder.antwoord == Houderantwoord.NEE:
        return _("Toch wel?")
    if taak.laatste.soort == "keer_gedaan":
        return _("Deze keer toch niet klaar?")
    if taak.actie.status == Actiestatus.GEDAAN:
        return _("Toch niet klaar?")
    if taak.actie.status == Actiestatus.BEZIG:
        return _("Toch niet begonnen?")
    return _("Was dit een vergissing?")


GROEPEN = {
    "te_laat": gettext_lazy("Te laat"),
    "kies": gettext_lazy("Kiest u nog"),
    "week": gettext_lazy("Deze week"),
    "later": gettext_lazy("Later"),
    "terug": gettext_lazy("Komt steeds terug"),
}


def in_volgorde(eigen: Eigen, now: datetime) -> list[Licht]:
    """Return one's own tasks in the order of their groups."""
    codes, vandaag = list(GROEPEN), timezone.localdate(now)
    return sorted(
        eigen.rijen,
        key=lambda r: codes.index(_groep(eigen.vraagt(r), r.deadline, r.herhaling, vandaag)),
    )


def in_groepen(rijen: Sequence[Taakrij], now: datetime) -> list[Groep]:
    """Group one's own tasks: late, to choose, this week, later, and what comes back."""
    vandaag = timezone.localdate(now)
    per: dict[str, list[Taakrij]] = defaultdict(list)
    for rij in rijen:
        actie = rij.actie
        per[_groep(rij.taak.vraagt, actie.deadline, actie.herhaling, vandaag)].append(rij)
    return [Groep(code, str(kop), per[code]) for code, kop in GROEPEN.items() if per[code]]


def _groep(vraagt: str, deadline: date | None, herhaling: str, vandaag: date) -> str:
    if vraagt in ("kies", "drie_vragen"):
        return "kies"
    if deadline is not None and deadline < vandaag:
        return "te_laat"
    if herhaling:
        return "terug"
    zondag = vandaag + timedelta(days=6 - vandaag.weekday())
    return "week" if deadline is not None and deadline <= zondag else "later"


def begroeting(naam: str, eigen: Eigen) -> str:
    """ "Dag Peter. Drie acties, bij drie gezinnen."; nothing of families when it is one."""
    vragen = [rij for rij in eigen.rijen if eigen.vraagt(rij)]
    if not vragen:
        return _("Dag %(naam)s. U heeft nu niets te doen.") % {"naam": naam}
    deel = {"naam": naam, "acties": telwoord(len(vragen)).capitalize()}
    gezinnen = len({rij.plan_id for rij in vragen})
    if gezinnen == 1:
        zin = ngettext("Dag %(naam)s. Eén actie.", "Dag %(naam)s. %(acties)s acties.", len(vragen))
        return zin % deel
    zin = _("Dag %(naam)s. %(acties)s acties, bij %(gezinnen)s gezinnen.")
    return zin % (deel | {"gezinnen": telwoord(gezinnen)})


# --- the actions of one plan ----------------------------------------------------------------------
@dataclass(frozen=True)
class Actierij:
    """An action as everybody who sees it reads it."""

    actie: Actie
    staat: Staat
    met: str


@dataclass(frozen=True)
class Persoongroep:
    """The actions of one person: name in full, as called, what they are, and the chip."""

    naam: str
    heet: str
    onder: str
    soort: str
    rijen: list[Actierij]


@dataclass(frozen=True)
class Doelgroep:
    """The actions for one goal; without ``doel`` those for none that the reader sees."""

    doel: Doel | None
    rijen: list[Actierij]


def per_persoon(
    acties: Sequence[Actie],
    navraag: Mapping[UUID, Navraag],
    now: datetime,
    *,
    alleen: UUID | None = None,
) -> list[Persoongroep]:
    """Group by owner (or one of them), in the order of family, own network, professionals."""
    per: dict[UUID, list[Actierij]] = defaultdict(list)
    wie: dict[UUID, Deelname] = {}
    for actie in acties:
        staat = staat_van(actie, navraag[actie.pk], now)
        for houder in (d for d in _te_tonen(actie) if alleen in (None, d.pk)):
            anderen = [n for n in _namen(actie) if n != voornaam(houder.naam)]
            per[houder.pk].append(Actierij(actie, staat, opsomming(anderen)))
            wie[houder.pk] = houder
    return [_persoon(d, per[d.pk], now) for d in sorted(wie.values(), key=volgorde_aan_tafel)]


def _te_tonen(actie: Actie) -> list[Deelname]:
    """Under whom an action stands: who does it, or who handed it back."""
    houders = list(actie.houders.all())
    actief = [h.deelname for h in houders if h.antwoord != Houderantwoord.NEE]
    return actief or [h.deelname for h in houders]


def _namen(actie: Actie) -> list[str]:
    return [voornaam(d.naam) for d in _te_tonen(actie)]


def _persoon(deelname: Deelname, rijen: list[Actierij], now: datetime) -> Persoongroep:
    soort = chip(deelname)
    heet = deelname.naam if soort == "professional" else voornaam(deelname.naam)
    return Persoongroep(deelname.naam, heet, wat(deelname, timezone.localdate(now)), soort, rijen)


def per_doel(
    plek: Plek, acties: Sequence[Actie], navraag: Mapping[UUID, Navraag], now: datetime
) -> list[Doelgroep]:
    """Group by goal, in the family's order; what belongs to none comes last."""
    per: dict[UUID | None, list[Actierij]] = defaultdict(list)
    doelen: dict[UUID | None, Doel] = {}
    for actie in acties:
        doel = doel_bij(plek, actie)
        sleutel = doel.pk if doel else None
        if doel:
            doelen[sleutel] = doel
        staat = staat_van(actie, navraag[actie.pk], now)
        per[sleutel].append(Actierij(actie, staat, opsomming(_namen(actie))))
    volgorde = sorted(doelen.values(), key=lambda d: (d.volgorde, d.gemaakt_op, str(d.pk)))
    groepen = [Doelgroep(d, per[d.pk]) for d in volgorde]
    return groepen + ([Doelgroep(None, per[None])] if per[None] else [])


def rijen_van(
    acties: Sequence[Actie], navraag: Mapping[UUID, Navraag], now: datetime
) -> list[Actierij]:
    """Return rows in the given order, each with the names of who it is of."""
    return [Actierij(a, staat_van(a, navraag[a.pk], now), opsomming(_namen(a))) for a in acties]
