"""Families and the people around them, as plain rows: what a run is measured on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from gebruikers.models import Gebruiker, Gemeente, Leefgebied, Medewerker, Organisatie
from gezinsplan.models import Gezag, Gezin, Gezinslid, Gezinsplan, Huishouden, Planstatus
from toegang.models import Deelname, Grondslag, Instemming, Rol

GEBIEDEN = ("opvoeding", "school", "gezondheid", "inkomen", "vrije-tijd", "wonen")

LEDEN = (
    ("samira", "Samira", "moeder", 39),
    ("mark", "Mark", "vader", 42),
    ("noor", "Noor", "kind", 15),
    ("daan", "Daan", "kind", 9),
)
"""Who belongs to the family, and how old; the youngest has no seat."""

NETWERK = (("fatma", "Fatma Öztürk", "buurvrouw"), ("karim", "Karim El Amrani", "oom"))
BEROEPS = (
    ("linda", "Linda Brouwer", "zorgcoördinator"),
    ("peter", "Peter Hendriks", "mentor"),
    ("aisha", "Aisha Karimi", "behandelaar"),
    ("tom", "Tom van Dijk", "budgetcoach"),
    ("esther", "Esther Vos", "jeugdbeschermer"),
    ("ruben", "Ruben Mol", "huisarts"),
    ("ilse", "Ilse Bos", "jeugdverpleegkundige"),
)


@dataclass
class Familie:
    """A running plan with everybody around it, by first name in lower case."""

    now: datetime
    plan: Gezinsplan
    gebieden: list[Leefgebied]
    lid: dict[str, Gezinslid] = field(default_factory=dict)
    zetel: dict[str, Deelname] = field(default_factory=dict)
    gebruiker: dict[str, Gebruiker] = field(default_factory=dict)


def make_gemeente() -> Gemeente:
    """Write the municipality and its life domains."""
    gemeente = Gemeente.objects.create(code="bench", naam="Waterland aan Zee")
    Leefgebied.objects.bulk_create(
        Leefgebied(gemeente=gemeente, code=code, naam=code.title(), volgorde=nummer)
        for nummer, code in enumerate(GEBIEDEN)
    )
    return gemeente


def make_professionals(merk: str) -> dict[str, Gebruiker]:
    """Write the accounts of the professionals, each at work somewhere."""
    mensen = {}
    for wie, naam, functie in BEROEPS:
        organisatie = Organisatie.objects.create(code=f"{wie}-{merk}", naam=f"Werk van {naam}")
        mensen[wie] = _account(f"{wie}-{merk}", naam)
        Medewerker.objects.create(
            gebruiker=mensen[wie], organisatie=organisatie, functie=functie, telefoon="06 00000123"
        )
    return mensen


def make_familie(
    gemeente: Gemeente,
    merk: str,
    professionals: Mapping[str, Gebruiker],
    now: datetime,
    *,
    netwerk: Sequence[tuple[str, str, str]] = NETWERK,
) -> Familie:
    """Write a family with an active plan and a seat for everybody; ``merk`` makes names unique."""
    gezin = Gezin.objects.create(gemeente=gemeente, naam=f"De Wit {merk}")
    plan = Gezinsplan.objects.create(
        gezin=gezin,
        gemeente=gemeente,
        status=Planstatus.ACTIEF,
        gestart_op=now - timedelta(days=200),
        actief_op=now - timedelta(days=195),
        vastgesteld_op=(now - timedelta(days=180)).date(),
        volgende_evaluatie=(now + timedelta(days=10)).date(),
    )
    familie = Familie(now, plan, list(gemeente.leefgebieden.all()))
    _leden(familie, gezin, merk)
    for wie, naam, functie in netwerk:
        familie.gebruiker[wie] = _account(f"{wie}-{merk}", naam)
        _zetel(familie, wie, Rol.NETWERKLID, naam, functie=functie)
    functies = {wie: functie for wie, _, functie in BEROEPS}
    for wie, gebruiker in professionals.items():
        familie.gebruiker[wie] = gebruiker
        _zetel(
            familie,
            wie,
            Rol.PROFESSIONAL,
            gebruiker.naam,
            functie=functies[wie],
            organisatie=gebruiker.werk.select_related("organisatie")[0].organisatie,
            is_zorgcoordinator=wie == "linda",
            grondslag=Grondslag.PUBLIEKE_TAAK,
        )
    return familie


def _account(merk: str, naam: str) -> Gebruiker:
    """An account that logs in by code: hashing passwords would be most of the seeding."""
    return Gebruiker.objects.create_user(f"{merk}@voorbeeld.test", None, naam=naam)


def _leden(familie: Familie, gezin: Gezin, merk: str) -> None:
    huis = Huishouden.objects.create(gezin=gezin, naam="thuis")
    for nummer, (wie, voornaam, verwantschap, jaren) in enumerate(LEDEN):
        familie.lid[wie] = Gezinslid.objects.create(
            gezin=gezin,
            huishouden=huis,
            voornaam=voornaam,
            achternaam="de Wit",
            geboortedatum=date(familie.now.year - jaren - 1, 1, 15),
            verwantschap=verwantschap,
            volgorde=nummer,
        )
    for kind in ("noor", "daan"):
        for ouder in ("samira", "mark"):
            van = familie.lid[kind].geboortedatum
            Gezag.objects.create(kind=familie.lid[kind], lid=familie.lid[ouder], van=van)
    for wie, rol in (("samira", Rol.OUDER), ("mark", Rol.OUDER), ("noor", Rol.JEUGDIGE)):
        lid = familie.lid[wie]
        familie.gebruiker[wie] = lid.gebruiker = _account(f"{wie}-{merk}", lid.naam)
        lid.save(update_fields=["gebruiker"])
        _zetel(familie, wie, rol, lid.naam, lid=lid)


def _zetel(familie: Familie, wie: str, rol: Rol, naam: str, **velden: object) -> None:
    """An active seat with the answers of those who decide: everything, as most families choose."""
    now = familie.now
    sleutels = ["gezin", *(str(lid.pk) for lid in familie.lid.values())]
    zetel = familie.zetel[wie] = Deelname.objects.create(
        plan=familie.plan,
        gebruiker=familie.gebruiker[wie],
        rol=rol,
        naam=naam,
        status="actief",
        leefgebieden={sleutel: ["*"] for sleutel in sleutels},
        secties=["*"],
        voorgesteld_op=now - timedelta(days=195),
        uitgenodigd_op=now - timedelta(days=194),
        actief_op=now - timedelta(days=193),
        methode_gelezen_op=now - timedelta(days=193),
        **velden,
    )
    zetel.betreft.set(familie.lid.values())
    if rol not in (Rol.OUDER, Rol.JEUGDIGE):
        answer(familie, zetel, ("samira", "mark", "noor"))


def answer(familie: Familie, zetel: Deelname, wie: Sequence[str]) -> None:
    """Write the yes of these members to a seat."""
    Instemming.objects.bulk_create(
        Instemming(
            deelname=zetel,
            gever=familie.lid[naam],
            gever_naam=familie.lid[naam].naam,
            antwoord="ja",
            leefgebieden=["*"],
            secties=["*"],
            gegeven_op=familie.now - timedelta(days=194),
        )
        for naam in wie
    )


def propose(familie: Familie, naam: str) -> None:
    """Write a seat on which one of the parents has chosen and the other has not."""
    zetel = Deelname.objects.create(
        plan=familie.plan,
        rol=Rol.NETWERKLID,
        naam=naam,
        functie="vriendin",
        reden="Zij kent ons al jaren, en past vaak op.",
        status="voorgesteld",
        voorgesteld_door=familie.zetel["linda"],
        voorgesteld_op=familie.now - timedelta(days=2),
    )
    zetel.betreft.set(familie.lid.values())
    answer(familie, zetel, ("mark",))
