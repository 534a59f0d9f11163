"""The fixed cast: the family De Wit - El Amrani and everyone around it.

``zet_cast(now)`` writes a running plan with every seat active, in plain rows; what a test is about
it does itself, through workflow functions or the browser. Bram has no seat here: he is the
outsider, with a family of his own (``bram_gezin``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from gebruikers.models import (
    BuitenRol,
    Gebruiker,
    Gemeente,
    Leefgebied,
    Medewerker,
    Organisatie,
)
from gezinsplan.models import Gezag, Gezin, Gezinslid, Gezinsplan, Huishouden
from toegang.access import Plek, get_plek
from toegang.models import Deelname, Grondslag, Rol

LEEFGEBIEDEN = [
    ("opvoeding", "Opvoeding"),
    ("school", "School"),
    ("gezondheid", "Gezondheid"),
    ("inkomen", "Geld en schulden"),
    ("vrije-tijd", "Vrije tijd"),
    ("wonen", "Wonen"),
]


PROFESSIONALS = [
    ("linda", "Linda Brouwer", "zorgcoördinator", "wijkteam-noord", "Wijkteam Noord", ["*"]),
    (
        "peter",
        "Peter Hendriks",
        "mentor",
        "baken",
        "Het Baken College",
        ["school", "vrije-tijd"],
    ),
    (
        "aisha",
        "Aisha Karimi",
        "behandelaar",
        "de-kade",
        "GGZ De Kade",
        ["gezondheid", "opvoeding"],
    ),
    ("tom", "Tom van Dijk", "budgetcoach", "waterland", "Schuldhulp Waterland", ["inkomen"]),
    ("esther", "Esther Vos", "jeugdbeschermer", "gi-noord", "GI Noord", ["opvoeding"]),
]


@dataclass
class Cast:
    """Everybody, by first name in lower case: accounts, members and seats."""

    now: datetime
    gemeente: Gemeente
    plan: Gezinsplan
    leefgebied: dict[str, Leefgebied]
    gebruiker: dict[str, Gebruiker] = field(default_factory=dict)
    lid: dict[str, Gezinslid] = field(default_factory=dict)
    deelname: dict[str, Deelname] = field(default_factory=dict)
    organisatie: dict[str, Organisatie] = field(default_factory=dict)

    def plek(self, naam: str, *, now: datetime | None = None) -> Plek:
        """The seat of this person, ready for use."""
        return get_plek(self.gebruiker[naam], self.plan.id, now=now or self.now)


def maak_gemeente(code: str = "waterland-aan-zee", naam: str = "Waterland aan Zee") -> Gemeente:
    """A municipality with its leefgebieden."""
    gemeente = Gemeente.objects.create(code=code, naam=naam)
    for volgorde, (gebied, titel) in enumerate(LEEFGEBIEDEN):
        Leefgebied.objects.create(gemeente=gemeente, code=gebied, naam=titel, volgorde=volgorde)
    return gemeente


def maak_gebruiker(voornaam: str, naam: str, **velden: object) -> Gebruiker:
    """An account with the e-mail address <voornaam>@voorbeeld.test and password ``geheim-123``."""
    return Gebruiker.objects.create_user(
        f"{voornaam}@voorbeeld.test", "geheim-123", naam=naam, **velden
    )


def _jaren_geleden(vandaag: date, jaren: int, dagen: int = 0) -> date:
    dag = vandaag - timedelta(days=dagen)
    return date(dag.year - jaren, dag.month, min(dag.day, 28))


def zet_cast(now: datetime) -> Cast:
    """Write the whole cast around an active plan, as of ``now``."""
    gemeente = maak_gemeente()
    gezin = Gezin.objects.create(gemeente=gemeente, naam="De Wit – El Amrani")
    plan = Gezinsplan.objects.create(
        gezin=gezin,
        gemeente=gemeente,
        variant="zwaar",
        status="actief",
        gestart_op=now - timedelta(days=100),
        actief_op=now - timedelta(days=95),
    )
    gebieden = {g.code: g for g in gemeente.leefgebieden.all()}
    cast = Cast(now, gemeente, plan, gebieden)
    _zet_gezin(cast, gezin, now.date())
    _zet_netwerk(cast)
    _zet_professionals(cast)
    _zet_buitenstaanders(cast)
    return cast


def _zet_gezin(cast: Cast, gezin: Gezin, vandaag: date) -> None:
    bij_samira = Huishouden.objects.create(gezin=gezin, naam="bij Samira", adres="Dijkpad 4")
    bij_mark = Huishouden.objects.create(gezin=gezin, naam="bij Mark", adres="Haven 12")
    leden = [
        ("samira", "Samira", "El Amrani", 39, "moeder", bij_samira),
        ("mark", "Mark", "de Wit", 42, "vader", bij_mark),
        ("noor", "Noor", "de Wit", 15, "kind", bij_samira),
        ("daan", "Daan", "de Wit", 9, "kind", bij_samira),
    ]
    for volgorde, (wie, voornaam, achternaam, jaren, verwantschap, huis) in enumerate(leden):
        gebruiker = None
        if wie != "daan":
            gebruiker = cast.gebruiker[wie] = maak_gebruiker(wie, f"{voornaam} {achternaam}")
        cast.lid[wie] = Gezinslid.objects.create(
            gezin=gezin,
            huishouden=huis,
            gebruiker=gebruiker,
            voornaam=voornaam,
            achternaam=achternaam,
            geboortedatum=_jaren_geleden(vandaag, jaren, 60),
            verwantschap=verwantschap,
            email=(gebruiker.email or "") if gebruiker else "",
            volgorde=volgorde,
        )
    for kind in ("noor", "daan"):
        for ouder in ("samira", "mark"):
            van = cast.lid[kind].geboortedatum
            Gezag.objects.create(kind=cast.lid[kind], lid=cast.lid[ouder], van=van)
    kinderen = [str(cast.lid["noor"].id), str(cast.lid["daan"].id)]
    for wie, rol in (("samira", Rol.OUDER), ("mark", Rol.OUDER), ("noor", Rol.JEUGDIGE)):
        sleutels = {"gezin", str(cast.lid[wie].id), *kinderen}
        zet_plek(cast, wie, rol, leefgebieden={s: ["*"] for s in sorted(sleutels)}, secties=["*"])


def _zet_netwerk(cast: Cast) -> None:
    cast.gebruiker["fatma"] = maak_gebruiker("fatma", "Fatma Öztürk")
    cast.gebruiker["youssef"] = maak_gebruiker("youssef", "Youssef El Amrani")
    zet_plek(cast, "fatma", Rol.NETWERKLID, functie="buurvrouw", codes=["vrije-tijd"])
    zet_plek(
        cast,
        "youssef",
        Rol.JIM,
        functie="oom",
        codes=["school", "vrije-tijd"],
        jim_van=cast.lid["noor"],
    )


def _zet_professionals(cast: Cast) -> None:
    for wie, naam, functie, code, organisatie, codes in PROFESSIONALS:
        cast.organisatie[code] = Organisatie.objects.create(code=code, naam=organisatie)
        cast.organisatie[code].gemeenten.add(cast.gemeente)
        cast.gebruiker[wie] = maak_gebruiker(wie, naam)
        Medewerker.objects.create(
            gebruiker=cast.gebruiker[wie],
            organisatie=cast.organisatie[code],
            functie=functie,
            telefoon="06 00 00 01 23",
            bereikbaar="maandag tot en met donderdag",
            coordineert=wie == "linda",
        )
        zet_plek(
            cast,
            wie,
            Rol.PROFESSIONAL,
            functie=functie,
            organisatie=cast.organisatie[code],
            codes=codes,
            is_zorgcoordinator=wie == "linda",
            wettelijk=wie == "esther",
            grondslag=Grondslag.PUBLIEKE_TAAK,
            methode_gelezen_op=cast.now - timedelta(days=90),
        )


def _zet_buitenstaanders(cast: Cast) -> None:
    cast.gebruiker["els"] = maak_gebruiker("els", "Els Jansen")
    Medewerker.objects.create(
        gebruiker=cast.gebruiker["els"],
        organisatie=cast.organisatie["de-kade"],
        functie="teamleider",
        beheert=True,
    )
    cast.gebruiker["wim"] = maak_gebruiker(
        "wim", "Wim Bakker", buitenrol=BuitenRol.BELEID, gemeente=cast.gemeente
    )
    cast.gebruiker["ruth"] = maak_gebruiker("ruth", "Ruth Smit", buitenrol=BuitenRol.BEHEER)
    cast.gebruiker["bram"] = maak_gebruiker("bram", "Bram de Groot")
    elders = Organisatie.objects.create(code="heuveldam-team", naam="Sociaal Team Heuveldam")
    Medewerker.objects.create(
        gebruiker=cast.gebruiker["bram"],
        organisatie=elders,
        functie="maatschappelijk werker",
        coordineert=True,
    )


def zet_plek(
    cast: Cast,
    wie: str,
    rol: Rol,
    *,
    codes: list[str] | None = None,
    leefgebieden: dict[str, list[str]] | None = None,
    secties: list[str] | None = None,
    **velden: object,
) -> Deelname:
    """Write an active seat; ``codes`` is its scope on the whole family and every member."""
    if leefgebieden is None:
        sleutels = ["gezin", *(str(lid.id) for lid in cast.lid.values())]
        leefgebieden = {s: list(codes or []) for s in sleutels}
    deelname = Deelname.objects.create(
        plan=cast.plan,
        gebruiker=cast.gebruiker[wie],
        lid=cast.lid.get(wie),
        rol=rol,
        naam=cast.gebruiker[wie].naam,
        email=cast.gebruiker[wie].email or "",
        status="actief",
        leefgebieden=leefgebieden,
        secties=["acties", "rondetafels"] if secties is None else secties,
        voorgesteld_op=cast.now - timedelta(days=95),
        uitgenodigd_op=cast.now - timedelta(days=94),
        actief_op=cast.now - timedelta(days=93),
        **velden,
    )
    deelname.betreft.set(cast.lid.values())
    cast.deelname[wie] = deelname
    return deelname


def zet_bram_gezin(cast: Cast) -> Gezinsplan:
    """Write Bram's own family in another municipality: one mother, one child, a plan in concept."""
    gemeente = maak_gemeente("heuveldam", "Heuveldam")
    gezin = Gezin.objects.create(gemeente=gemeente, naam="Kowalczyk")
    plan = Gezinsplan.objects.create(gezin=gezin, gemeente=gemeente, gestart_op=cast.now)
    moeder = Gezinslid.objects.create(
        gezin=gezin,
        voornaam="Agnieszka",
        achternaam="Kowalczyk",
        geboortedatum=_jaren_geleden(cast.now.date(), 31),
        verwantschap="moeder",
        taal="pl",
    )
    kind = Gezinslid.objects.create(
        gezin=gezin,
        voornaam="Zofia",
        geboortedatum=_jaren_geleden(cast.now.date(), 6),
        verwantschap="kind",
    )
    Gezag.objects.create(kind=kind, lid=moeder, van=kind.geboortedatum)
    Deelname.objects.create(
        plan=plan,
        gebruiker=cast.gebruiker["bram"],
        rol=Rol.PROFESSIONAL,
        naam="Bram de Groot",
        status="actief",
        is_zorgcoordinator=True,
        voorgesteld_op=cast.now,
        actief_op=cast.now,
    )
    return plan
