"""Sealing: every minute the lines that came go under a seal that hangs on the one before it.

A batch names its lines one by one (as ranges), so a transaction that commits late never falls
inside a batch that is sealed: its id is not in it. It stands in the seal as a gap, and is sealed
when it comes. A gap is closed when every transaction that could fill it has ended: on PostgreSQL
when the oldest one still running (``pg_snapshot_xmin``) began after the gap was seen; SQLite writes
one after the other and leaves none.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from toegang.inzage.keten import bereiken, hash_van_regels, merk_van, tussen, zegel_van
from toegang.inzage.models import Inzage, Zegel

log = structlog.get_logger(__name__)

SLOT = 0x1E9A6E
"""The number of the advisory lock that one sealer holds."""

PER_ZEGEL = 20_000
GAT_BLIJFT = timedelta(minutes=10)
"""At least so long a gap stays open: an id is given out a moment before its transaction counts."""

GAT_HOOGSTENS = timedelta(days=1)
"""Nothing of ours runs so long; a transaction that somebody forgot must not keep gaps for ever."""

KOLOMMEN = [veld.attname for veld in Inzage._meta.concrete_fields]
GEZEGELD = ("nummer", "op", "regels", "gaten", "aantal", "tot", "grens", "inhoud", "vorige")


def sleutels() -> list[str]:
    """Return the keys: the first signs, all are known."""
    bekend: list[str] = settings.INZAGE_KEYS
    return bekend or [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def seal(*, now: datetime) -> int:
    """Seal what came since the last seal; return how many lines.

    Two at once do no harm: the second finds the lock held, and goes.
    """
    totaal = 0
    while True:
        with transaction.atomic():
            zegel = _seal_batch(now)
        if zegel is None:
            return totaal
        _bewaar_kop(zegel)
        totaal += zegel.aantal
        if zegel.aantal < PER_ZEGEL:
            return totaal


def _seal_batch(now: datetime) -> Zegel | None:
    if not _alleen_ik():
        return None
    vorige = Zegel.objects.order_by("-nummer").first()
    rijen = list(_nog_open(vorige).order_by("id").values_list(*KOLOMMEN)[:PER_ZEGEL])
    if not rijen:
        return None
    # Asked after the lines were read: what runs now may still fill a gap among them.
    xmin, xmax = _grenzen()
    ids = [rij[0] for rij in rijen]
    inhoud, aantal = hash_van_regels(rijen)
    tot = max(ids[-1], vorige.tot if vorige else 0)
    velden: dict[str, Any] = {
        "nummer": vorige.nummer + 1 if vorige else 1,
        "op": now,
        "regels": bereiken(ids),
        "gaten": _gaten(vorige, ids, tot, now, xmin, xmax),
        "aantal": aantal,
        "tot": tot,
        "grens": xmin,
        "inhoud": inhoud,
        "vorige": vorige.zegel if vorige else "",
    }
    sleutel = sleutels()[0]
    return Zegel.objects.create(
        **velden, sleutel=merk_van(sleutel), zegel=zegel_van(velden, sleutel)
    )


def _nog_open(vorige: Zegel | None) -> Any:
    """The lines under no seal: above the last, and what came late."""
    if vorige is None:
        return Inzage.objects.all()
    open_ = Q(id__gt=vorige.tot)
    for begin, eind, *_ in vorige.gaten:
        open_ |= Q(id__range=(begin, eind))
    return Inzage.objects.filter(open_)


def _gaten(
    vorige: Zegel | None, ids: list[int], tot: int, now: datetime, xmin: int, xmax: int
) -> list[list[Any]]:
    """Return the ids below ``tot`` that a running transaction may still fill."""
    if connection.vendor != "postgresql":
        return []
    gevuld = bereiken(ids)
    uit: list[list[Any]] = []
    for begin, eind, gezien, horizon in vorige.gaten if vorige else []:
        oud = now - datetime.fromisoformat(gezien)
        # A younger database than the one that saw the gap: restored, and nothing runs on in it.
        loopt = horizon > xmin >= (vorige.grens if vorige else 0) and oud < GAT_HOOGSTENS
        if oud < GAT_BLIJFT or loopt:
            uit += [[b, e, gezien, horizon] for b, e in tussen(gevuld, begin, eind)]
    van = vorige.tot + 1 if vorige else 1
    nieuw = [bereik for bereik in gevuld if bereik[1] >= van]
    return uit + [[b, e, now.isoformat(), xmax] for b, e in tussen(nieuw, van, tot)]


def _alleen_ik() -> bool:
    """Whether no other process is sealing; on SQLite the transaction itself sees to that."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SLOT])
        return bool(cursor.fetchone()[0])


def _grenzen() -> tuple[int, int]:
    """Return the oldest transaction that runs, and the next that will begin."""
    if connection.vendor != "postgresql":
        return 0, 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(s)::text, pg_snapshot_xmax(s)::text"
            " FROM pg_current_snapshot() AS s"
        )
        xmin, xmax = cursor.fetchone()
    return int(xmin), int(xmax)


def _bewaar_kop(zegel: Zegel) -> None:
    """Leave number and hash outside the database: who cuts the end off cannot reach these."""
    log.info("access_log_sealed", nummer=zegel.nummer, aantal=zegel.aantal)
    pad = Path(settings.INZAGE_KOPPEN)
    try:
        pad.parent.mkdir(parents=True, exist_ok=True)
        with pad.open("a", encoding="ascii") as bestand:
            bestand.write(f"{zegel.nummer} {zegel.zegel}\n")
    except OSError as fout:
        log.error("head of the access log not kept", fout=type(fout).__name__)
