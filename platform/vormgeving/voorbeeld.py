"""Made-up people and dates for the pages at /vormgeving/; the first case of the demo, frozen."""

import datetime as dt
from typing import Any

from django.core.paginator import Paginator

NU = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)
TAFEL = dt.datetime(2026, 12, 1, 14, 30, tzinfo=dt.UTC)

STOELEN = [
    {"naam": "Samira El Amrani", "soort": "gezin"},
    {"naam": "Mark de Wit", "soort": "gezin"},
    {"naam": "Noor", "soort": "gezin"},
    {"naam": "Daan", "soort": "gezin"},
    {"naam": "Youssef El Amrani", "soort": "netwerk"},
    {"naam": "Fatma Öztürk", "soort": "netwerk"},
    {"naam": "Linda Brouwer", "soort": "professional"},
    {"naam": "Peter Hendriks", "soort": "professional"},
    {"naam": "Aisha Karimi", "soort": "professional"},
    {"naam": "Tom van Dijk", "soort": "professional"},
    {"naam": "Jolanda Mulder", "soort": "voorstel"},
]
GEWEEST = [
    {**stoel, "afwezig": stoel["naam"] in ("Daan", "Fatma Öztürk")} for stoel in STOELEN[:10]
]


def druk_bezet(aantal: int) -> list[dict[str, str]]:
    """A table at which many sit."""
    namen = ["Ria Bos", "Gerrit Prins", "Halina Nowak", "Irene Smit", "Rachid Benali"]
    soorten = ["gezin", "netwerk", "professional"]
    extra = [
        {"naam": namen[n % len(namen)], "soort": soorten[n % len(soorten)]}
        for n in range(aantal - len(STOELEN))
    ]
    return [*STOELEN, *extra]


def _score(naam: str, score: int, soort: str = "gezin", was: int | None = None) -> dict[str, Any]:
    return {"naam": naam, "soort": soort, "score": score, "was": was}


DOELEN: list[dict[str, Any]] = [
    {
        "gebied": "School",
        "tekst": "Noor gaat weer elke dag naar school",
        "gewenst": 7,
        "scores": [_score("Noor", 5, was=3)],
    },
    {
        "gebied": "Geld",
        "tekst": "Wij openen de post samen en de huur is betaald",
        "gewenst": 8,
        "scores": [_score("Samira", 2)],
    },
    {
        "gebied": "Opvoeding",
        "tekst": "Papa en mama regelen dingen zonder ruzie waar wij bij zijn",
        "gewenst": 7,
        "scores": [
            _score("Noor", 3, was=2),
            _score("Samira", 5, was=4),
            _score("Mark", 5),
            _score("Youssef El Amrani", 6, "netwerk"),
            _score("Peter Hendriks", 6, "professional"),
        ],
    },
    {
        "gebied": "Vrije tijd",
        "tekst": "Daan zit op voetbal",
        "gewenst": 10,
        "scores": [_score("Daan", 10, was=0)],
    },
]
VERLOOP = [
    {
        "label": "28 augustus",
        "scores": [_score("Noor", 2), _score("Samira", 4), _score("Mark", 5)],
    },
    {
        "label": "1 december",
        "scores": [
            _score("Noor", 3),
            _score("Samira", 5),
            _score("Mark", 5),
            _score("Youssef El Amrani", 6, "netwerk"),
        ],
    },
    {
        "label": "26 januari",
        "scores": [
            _score("Noor", 6),
            _score("Samira", 6),
            _score("Mark", 7),
            _score("Youssef El Amrani", 6, "netwerk"),
            _score("Peter Hendriks", 4, "professional"),
        ],
    },
]
KRACHTEN = [
    "Samira regelt veel zelf en heeft werk",
    "Mark komt zijn afspraken met de kinderen na",
    "Noor tekent heel goed",
    "Oom Youssef woont om de hoek",
    "Buurvrouw Fatma past vaak op Daan",
]
ACTIES: list[dict[str, Any]] = [
    {
        "wat": "Elke dinsdag de post openen, samen met Tom",
        "wie": "Samira El Amrani",
        "soort": "gezin",
        "staat": "goed",
        "staat_tekst": "Bezig",
        "icoon": "repeat",
    },
    {
        "wat": "Een rooster maken met kortere dagen",
        "wie": "Peter Hendriks",
        "soort": "professional",
        "deadline": dt.date(2026, 11, 6),
        "toelichting": "Linda heeft twee keer gevraagd. Peter heeft nog niet geantwoord.",
    },
    {
        "wat": "Jeugdfonds sport aanvragen",
        "wie": "Mark de Wit",
        "soort": "gezin",
        "staat": "wacht",
        "staat_tekst": "Teruggegeven",
        "icoon": "undo-2",
        "toelichting": "Mark heeft geen DigiD-machtiging voor Daan.",
    },
    {
        "wat": "Met de ouders praten over slapen",
        "wie": "Aisha Karimi",
        "soort": "professional",
        "deadline": dt.date(2026, 11, 23),
    },
    {
        "wat": "Daan naar de proeftraining brengen",
        "wie": "Fatma Öztürk",
        "soort": "netwerk",
        "staat": "goed",
        "staat_tekst": "Klaar op 30 oktober",
    },
]
ZIET = [
    "Het doel: papa en mama regelen dingen zonder ruzie waar wij bij zijn",
    "De actie van Aisha: praten over slapen",
    "Wie er aan tafel zit, en wanneer de tafel is",
]
ZIET_NIET = [
    "De post, de huur en de schulden",
    "Hoe het met Noor en Daan op school gaat",
    "Wat u als gezin voor uzelf opschrijft",
]
NAV = [
    {"url": "?", "tekst": "Vandaag", "actief": False, "telling": "2", "telling_tekst": "2 vragen"},
    {"url": "?", "tekst": "Plan", "actief": True},
    {"url": "?", "tekst": "Tafel", "actief": False},
    {"url": "?", "tekst": "Acties", "actief": False},
    {"url": "?", "tekst": "Meer", "actief": False},
]
STAPPEN = [
    {"tekst": "Welkom", "url": "?", "klaar": True},
    {"tekst": "Krachten", "url": "?", "klaar": True},
    {"tekst": "Doelen", "actief": True, "deel": "1 van 4"},
    {"tekst": "Veiligheid"},
    {"tekst": "Open acties"},
    {"tekst": "Afspraken"},
    {"tekst": "Volgende tafel"},
    {"tekst": "Sluiten"},
]
TIJDEN: list[dict[str, Any]] = [
    {
        "dag": "maandag",
        "datum": "30 november",
        "tijd": "16:00",
        "valt_af": True,
        "soort": "stop",
        "icoon": "x",
        "reden": "Mark heeft late dienst",
    },
    {
        "dag": "dinsdag",
        "datum": "1 december",
        "tijd": "15:30",
        "best": True,
        "soort": "goed",
        "reden": "Iedereen die moet, kan",
    },
    {
        "dag": "woensdag",
        "datum": "2 december",
        "tijd": "15:30",
        "valt_af": True,
        "soort": "stop",
        "icoon": "x",
        "reden": "Peter werkt niet op woensdag",
    },
    {
        "dag": "donderdag",
        "datum": "3 december",
        "tijd": "15:30",
        "soort": "wacht",
        "icoon": "minus",
        "reden": "Samira en Peter liever niet, Tom niet",
    },
]
BELLEN = {
    "naam": "Linda Brouwer",
    "rol": "uw zorgcoördinator",
    "telefoon": "06 00 00 01 23",
    "wanneer": "maandag tot en met donderdag",
}
CIJFERS = [
    {"naam": "Noor", "heet": "Noor", "soort": "gezin", "score": 5, "was": 3},
    {"naam": "Samira El Amrani", "heet": "Samira", "soort": "gezin", "score": 4, "was": None},
    {"naam": "Mark de Wit", "heet": "Mark", "soort": "gezin", "score": 5, "was": None},
    {"naam": "Youssef El Amrani", "heet": "Youssef", "soort": "netwerk", "score": 6, "was": None},
    {"naam": "Peter Hendriks", "heet": "Peter", "soort": "professional", "score": None},
]
ELF = range(11)
BLADZIJDE = Paginator(range(100), 20).page(2)
