"""Proving that nothing in the log changed, or naming the first batch where it did."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from toegang.inzage.keten import hash_van_regels, merk_van, telt, zegel_van
from toegang.inzage.models import Inzage, Zegel
from toegang.inzage.verzegelen import GEZEGELD, KOLOMMEN, sleutels

WACHT_HOOGSTENS = timedelta(minutes=15)
"""Longer than a beat, a full queue and a restart together."""

SPELING = timedelta(minutes=10)
"""A line bears the time of its request; no request or task runs longer before it is written."""


@dataclass
class Bevinding:
    """What the check found. ``fout`` is empty when everything is as it was written."""

    zegels: int = 0
    regels: int = 0
    wachten: int = 0
    fout: str = ""
    zegel: int = 0


@dataclass
class _Loop:
    """What is known on the way from the first seal to the last."""

    vorige: Zegel | None = None
    gezien: list[list[int]] = field(default_factory=list)


def verify(*, now: datetime, koppen: Path | None = None) -> Bevinding:
    """Walk the whole chain; stop at the first seal that does not hold."""
    uit, loop = Bevinding(), _Loop()
    for zegel in Zegel.objects.order_by("nummer").iterator(200):
        fout = _zegel(zegel, loop) or _regels(zegel, loop)
        if fout:
            uit.fout, uit.zegel = fout, zegel.nummer
            return uit
        uit.zegels += 1
        uit.regels += zegel.aantal
        loop.gezien += zegel.regels
        loop.vorige = zegel
    uit.fout = _na_het_laatste(loop, uit, now)
    uit.fout = uit.fout or _koppen(koppen or Path(settings.INZAGE_KOPPEN))
    uit.zegel = loop.vorige.nummer + 1 if uit.fout and loop.vorige else int(bool(uit.fout))
    return uit


def _zegel(zegel: Zegel, loop: _Loop) -> str:
    vorige = loop.vorige
    if zegel.nummer != (vorige.nummer + 1 if vorige else 1):
        return "een zegel ontbreekt ervoor"
    if zegel.vorige != (vorige.zegel if vorige else ""):
        return "het hangt niet aan het zegel ervoor"
    sleutel = next((s for s in sleutels() if merk_van(s) == zegel.sleutel), None)
    if sleutel is None:
        return f"de sleutel {zegel.sleutel} is er niet meer (INZAGE_KEYS)"
    velden = {naam: getattr(zegel, naam) for naam in GEZEGELD}
    return "" if zegel_van(velden, sleutel) == zegel.zegel else "het zegel zelf is veranderd"


def _regels(zegel: Zegel, loop: _Loop) -> str:
    rijen: list[tuple[object, ...]] = []
    for begin, eind in zegel.regels:
        deel = Inzage.objects.filter(id__range=(begin, eind)).order_by("id")
        rijen += deel.values_list(*KOLOMMEN)
    inhoud, aantal = hash_van_regels(rijen)
    if aantal < telt(zegel.regels):
        return f"{telt(zegel.regels) - aantal} van de {zegel.aantal} regels zijn weg"
    if inhoud != zegel.inhoud or aantal != zegel.aantal:
        return "een of meer regels zijn veranderd"
    return _terug_in_de_tijd(zegel, rijen, loop.vorige)


def _terug_in_de_tijd(zegel: Zegel, rijen: list[tuple[object, ...]], vorige: Zegel | None) -> str:
    """A line written now about a time long before: put there later by somebody else."""
    if vorige is None:
        return ""
    grens = vorige.op - SPELING
    for pk, op, *_ in rijen:
        laat = isinstance(pk, int) and pk <= vorige.tot
        if not laat and isinstance(op, datetime) and op < grens:
            return f"regel {pk} zegt eerder te zijn dan kan"
    return ""


def _na_het_laatste(loop: _Loop, uit: Bevinding, now: datetime) -> str:
    """Look at the lines without a seal: how many wait, and what is wrong with them."""
    vorige = loop.vorige
    tot = vorige.tot if vorige else 0
    wacht = list(Inzage.objects.filter(id__gt=tot).order_by("id").values_list("id", "op"))
    laat: list[tuple[int, datetime]] = []
    for begin, eind, *_ in vorige.gaten if vorige else []:
        laat += Inzage.objects.filter(id__range=(begin, eind)).values_list("id", "op")
    uit.wachten = len(wacht) + len(laat)
    if Inzage.objects.filter(id__lte=tot).count() > uit.regels + len(laat):
        return f"regel {_ertussen(loop, {pk for pk, _ in laat}, tot)} is er later tussen gezet"
    for pk, op in wacht if vorige else []:
        if vorige and op < vorige.op - SPELING:
            return f"regel {pk} zegt eerder te zijn dan kan"
    if now - min((op for _, op in [*wacht, *laat]), default=now) > WACHT_HOOGSTENS:
        return "regels wachten te lang op een zegel; draait beat, of is er een zegel weg?"
    return ""


def _ertussen(loop: _Loop, laat: set[int], tot: int) -> int:
    """Find the line that is under no seal and is not late."""
    gezien = {pk for begin, eind in loop.gezien for pk in range(begin, eind + 1)}
    ids = Inzage.objects.filter(id__lte=tot).order_by("id").values_list("id", flat=True)
    return int(next(pk for pk in ids.iterator() if pk not in gezien and pk not in laat))


def _koppen(pad: Path) -> str:
    """Compare with the heads kept outside the database."""
    if not pad.is_file():
        return ""
    hier = dict(Zegel.objects.values_list("nummer", "zegel"))
    for regel in pad.read_text(encoding="ascii").splitlines():
        nummer, _, zegel = regel.partition(" ")
        if not nummer.isdecimal() or hier.get(int(nummer)) != zegel:
            return f"zegel {nummer} is er niet, of is een ander dan in {pad.name} staat"
    return ""
