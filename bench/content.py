"""What stands in a plan: texts, goals with their scores, actions, tables with times and a report.

The size is that of `6-quality.md`: 40 actions, 8 goals at three tables, 12 seats, 6 times.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import cycle
from typing import Any
from uuid import uuid4

from acties.models import Actie, Actiegebeurtenis, Actiehouder
from bench.families import Familie
from doelen.models import Doel, Evaluatie, Hulpvraag, Kracht, Score, Zorg
from rondetafel.models import (
    Aanwezigheid,
    Agendapunt,
    Beschikbaarheid,
    Besluit,
    Golfopening,
    Rondetafel,
    Stapnotitie,
    Tafelstatus,
    Tijdvoorstel,
    Uitnodiging,
    Verslag,
)
from rondetafel.report import momentopname

SCORERS = ("samira", "mark", "noor", "linda", "peter")
DAG = timedelta(days=1)


def write_texts(familie: Familie, aantal: int) -> None:
    """Write what goes well, worries, and what each member wants."""
    soorten: list[tuple[Any, str]] = [
        (Kracht, "Noor en Daan helpen elkaar"),
        (Zorg, "Het geld is snel op"),
    ]
    for model, tekst in soorten:
        model.objects.bulk_create(
            model(
                plan=familie.plan,
                leefgebied=gebied,
                betreft=lid,
                door=familie.zetel["linda"],
                tekst=f"{tekst}, en dat zien wij thuis elke week ({nummer + 1}).",
                volgorde=nummer,
                gemaakt_op=familie.now - 150 * DAG,
            )
            for nummer, gebied, lid in zip(
                range(aantal), cycle(familie.gebieden), cycle(familie.lid.values()), strict=False
            )
        )
    Hulpvraag.objects.bulk_create(
        Hulpvraag(
            plan=familie.plan,
            lid=lid,
            tekst="Ik wil dat het thuis rustig is.",
            door=familie.zetel["linda"],
            gemaakt_op=familie.now,
        )
        for lid in familie.lid.values()
    )


def write_goals(familie: Familie, aantal: int, tafels: list[Rondetafel]) -> list[Doel]:
    """Write goals, each spoken about at these tables, with a score of five people."""
    doelen = Doel.objects.bulk_create(
        Doel(
            plan=familie.plan,
            leefgebied=familie.gebieden[nummer % len(familie.gebieden)],
            tekst=f"Wij willen dat Noor weer met plezier naar school gaat, elke dag ({nummer}).",
            volgorde=nummer,
            status="actief",
            gewenst=7,
            gemaakt_op=familie.now - 170 * DAG,
            vastgesteld_op=(familie.now - 160 * DAG).date(),
        )
        for nummer in range(aantal)
    )
    gezegd = Evaluatie.objects.bulk_create(
        Evaluatie(
            doel=doel,
            tafel_id=tafel.pk,
            op=tafel.begin.date() if tafel.begin else familie.now.date(),
            wat_hielp="Samen ontbijten, en de fiets de avond ervoor klaarzetten.",
            conclusie="gaat_door",
            volgende_stap="Peter belt elke vrijdag even naar huis.",
        )
        for doel in doelen
        for tafel in tafels
    )
    Score.objects.bulk_create(
        Score(
            evaluatie=evaluatie,
            lid=familie.lid.get(wie),
            deelname=None if wie in familie.lid else familie.zetel[wie],
            waarde=(nummer + plaats) % 8 + 1,
        )
        for nummer, evaluatie in enumerate(gezegd)
        for plaats, wie in enumerate(SCORERS)
        if wie in familie.zetel
    )
    return doelen


def write_actions(familie: Familie, aantal: int, doelen: list[Doel]) -> None:
    """Write actions over everybody, every fourth with two owners, every fifth late and asked."""
    now, zetels = familie.now, list(familie.zetel.values())
    acties = Actie.objects.bulk_create(
        Actie(
            plan=familie.plan,
            doel=doelen[nummer % len(doelen)] if doelen else None,
            leefgebied=familie.gebieden[nummer % len(familie.gebieden)],
            tekst=f"Bellen met de school over de uren van de volgende week, keer {nummer + 1}.",
            deadline=(now + (nummer % 30 - 6) * DAG).date(),
            status="bezig" if nummer % 3 else "afgesproken",
            gemaakt_door=familie.zetel["linda"],
            gemaakt_op=now - 20 * DAG,
            gewijzigd_op=now - 20 * DAG,
            volgorde=nummer % 1000,
        )
        for nummer in range(aantal)
    )
    Actiehouder.objects.bulk_create(
        Actiehouder(
            actie=actie,
            deelname=zetels[(nummer + extra) % len(zetels)],
            antwoord="ja",
            volgorde=extra,
            gevraagd_op=now - 20 * DAG,
            antwoord_op=now - 19 * DAG,
        )
        for nummer, actie in enumerate(acties)
        for extra in range(2 if nummer % 4 == 0 else 1)
    )
    Actiegebeurtenis.objects.bulk_create(
        Actiegebeurtenis(actie=actie, soort="herinnerd", deadline=actie.deadline, op=now - DAG)
        for actie in acties[::5]
    )


def write_table(
    familie: Familie, nummer: int, status: str, begin: datetime | None, *, gepeild: bool = False
) -> Rondetafel:
    """Write a table with everybody on its guest list and six items on its agenda."""
    now = familie.now
    tafel = Rondetafel.objects.create(
        plan=familie.plan,
        nummer=nummer,
        status=status,
        plaats="Buurthuis De Haven, zaal 2",
        begin=begin,
        eind=begin + timedelta(minutes=90) if begin else None,
        golf=3,
        peilronde=1 if gepeild else 0,
        uid=f"{uuid4()}@bench",
        gemaakt_op=now - 10 * DAG,
    )
    Uitnodiging.objects.bulk_create(
        Uitnodiging(
            tafel=tafel,
            deelname=zetel,
            golf=1 if zetel.lid_id else 3,
            verplicht=zetel.lid_id is not None,
            gepeild_op=now - 3 * DAG if gepeild else None,
            antwoord="ja" if begin else "open",
        )
        for zetel in familie.zetel.values()
    )
    Agendapunt.objects.bulk_create(
        Agendapunt(
            tafel=tafel,
            tekst="Hoe gaat het op school, en wat kan anders?",
            leefgebied=gebied,
            door=familie.zetel["linda"],
            volgorde=volgorde,
            gemaakt_op=now,
        )
        for volgorde, gebied in enumerate(familie.gebieden)
    )
    return tafel


def write_poll(familie: Familie, tafel: Rondetafel, aantal: int) -> None:
    """Write times for a table and the answers of all but the last two at it."""
    eerste = familie.now.replace(hour=13, minute=0, second=0, microsecond=0) + 7 * DAG
    tijden = Tijdvoorstel.objects.bulk_create(
        Tijdvoorstel(
            tafel=tafel,
            begin=eerste + nummer * DAG,
            eind=eerste + nummer * DAG + timedelta(minutes=90),
        )
        for nummer in range(aantal)
    )
    zetels = list(familie.zetel.values())
    Beschikbaarheid.objects.bulk_create(
        Beschikbaarheid(
            tijd=tijd,
            deelname=zetel,
            antwoord=("kan", "liever_niet", "kan_niet")[(rij + kolom) % 3],
            op=familie.now - DAG,
        )
        for rij, zetel in enumerate(zetels[:-2])
        for kolom, tijd in enumerate(tijden)
    )
    Golfopening.objects.bulk_create(
        Golfopening(tafel=tafel, ronde=1, golf=golf, op=familie.now - (4 - golf) * DAG)
        for golf in (1, 2, 3)
    )


def write_report(familie: Familie, tafel: Rondetafel) -> Verslag:
    """Write what was said at a table that is over, and freeze it into its report."""
    Aanwezigheid.objects.bulk_create(
        Aanwezigheid(tafel=tafel, deelname=zetel, aanwezig="ja") for zetel in familie.zetel.values()
    )
    Besluit.objects.bulk_create(
        Besluit(
            tafel=tafel,
            tekst=f"Peter kijkt samen met Noor naar het rooster van de school ({nummer + 1}).",
            gemaakt_op=familie.now,
            volgorde=nummer,
        )
        for nummer in range(4)
    )
    Stapnotitie.objects.bulk_create(
        Stapnotitie(
            tafel=tafel,
            stap=stap,
            tekst="Samira vertelt hoe de laatste weken waren. Iedereen hoort het. ",
            gewijzigd_op=familie.now,
        )
        for stap in ("welkom", "krachten", "afspraken")
    )
    gezegd = momentopname.maak(tafel)
    return Verslag.objects.create(
        tafel=tafel,
        status="vastgesteld",
        # A table speaks of a few goals: what is said of all of them would be seven pages.
        momentopname=gezegd | {"doelen": gezegd["doelen"][:3], "acties": gezegd["acties"][:12]},
        gemaakt_op=familie.now,
        vastgesteld_op=familie.now,
    )


def fill_plan(familie: Familie, *, acties: int, doelen: int = 8, tafels: int = 3) -> Rondetafel:
    """Fill a plan, and return the table that is being planned, with six times to answer."""
    gehouden = [
        write_table(familie, nummer + 1, Tafelstatus.VASTGESTELD, familie.now - dagen * DAG)
        for nummer, dagen in zip(range(tafels), (160, 100, 40), strict=False)
    ]
    write_texts(familie, 6 if doelen > 1 else 1)
    write_actions(familie, acties, write_goals(familie, doelen, gehouden))
    komend = write_table(familie, tafels + 1, Tafelstatus.PEILING, None, gepeild=True)
    write_poll(familie, komend, 6 if doelen > 1 else 1)
    return komend
