"""Dutch public holidays, on which offices and schools are closed. Pure computation."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Feestdag(StrEnum):
    """The days on which nobody expects to sit at a table."""

    NIEUWJAARSDAG = "nieuwjaarsdag"
    TWEEDE_PAASDAG = "tweede_paasdag"
    PAASDAG = "paasdag"
    KONINGSDAG = "koningsdag"
    BEVRIJDINGSDAG = "bevrijdingsdag"
    HEMELVAARTSDAG = "hemelvaartsdag"
    PINKSTERDAG = "pinksterdag"
    TWEEDE_PINKSTERDAG = "tweede_pinksterdag"
    KERSTDAG = "kerstdag"
    TWEEDE_KERSTDAG = "tweede_kerstdag"


def paaszondag(jaar: int) -> date:
    """Return Easter Sunday of a year in the Gregorian calendar (Meeus, Jones, Butcher)."""
    a = jaar % 19
    b, c = divmod(jaar, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    maand, dag = divmod(h + m - 7 * n + 114, 31)
    return date(jaar, maand, dag + 1)


@lru_cache(maxsize=32)
def feestdagen(jaar: int) -> dict[date, Feestdag]:
    """Return the public holidays of a year. Bevrijdingsdag counts once in five years."""
    pasen = paaszondag(jaar)
    koningsdag = date(jaar, 4, 27)
    if koningsdag.weekday() == 6:
        koningsdag = date(jaar, 4, 26)
    dagen = {
        date(jaar, 1, 1): Feestdag.NIEUWJAARSDAG,
        pasen: Feestdag.PAASDAG,
        pasen + timedelta(days=1): Feestdag.TWEEDE_PAASDAG,
        koningsdag: Feestdag.KONINGSDAG,
        pasen + timedelta(days=39): Feestdag.HEMELVAARTSDAG,
        pasen + timedelta(days=49): Feestdag.PINKSTERDAG,
        pasen + timedelta(days=50): Feestdag.TWEEDE_PINKSTERDAG,
        date(jaar, 12, 25): Feestdag.KERSTDAG,
        date(jaar, 12, 26): Feestdag.TWEEDE_KERSTDAG,
    }
    if jaar % 5 == 0:
        dagen.setdefault(date(jaar, 5, 5), Feestdag.BEVRIJDINGSDAG)
    return dagen


def feestdag(dag: date) -> Feestdag | None:
    """Return which public holiday ``dag`` is, if any."""
    return feestdagen(dag.year).get(dag)
