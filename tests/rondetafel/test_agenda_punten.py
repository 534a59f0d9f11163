"""What a table talks about: who proposes, who reads, who orders, and what comes by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from acties.models import Actie, Actiehouder
from doelen.models import Zorg
from doelen.workflow.tegenspraak import dispute, withdraw_tegenspraak
from notifications.models import Bericht
from rondetafel.access import agenda_van
from rondetafel.gasten import lezers
from rondetafel.models import Agendapunt, Rondetafel
from rondetafel.workflow import agenda, kiezen
from tests.cast import Cast, zet_cast
from tests.rondetafel.tafels import DINSDAG, NU, later, post, zet_gepland, zet_tafel
from toegang.overgangen import KanNietError

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


def zet_punt(
    cast: Cast, tafel: Rondetafel, naam: str, tekst: str, gebied: str = "", betreft: str = ""
) -> Agendapunt:
    return agenda.stel_punt_voor(
        tafel,
        tekst,
        "",
        leefgebied=cast.leefgebied[gebied] if gebied else None,
        betreft=cast.lid[betreft] if betreft else None,
        actor=cast.plek(naam, now=NU),
        now=NU,
    )


def leest(cast: Cast, tafel: Rondetafel, naam: str) -> list[str]:
    return [p.tekst for p in agenda_van(cast.plek(naam, now=NU), tafel)]


def stil(cast: Cast, tekst: str, gebied: str) -> Actie:
    """An action that is ten days late and of which nobody said a word."""
    actie = Actie.objects.create(
        plan=cast.plan,
        tekst=tekst,
        leefgebied=cast.leefgebied[gebied],
        status="afgesproken",
        deadline=timezone.localdate(NU) - timedelta(days=10),
        gemaakt_door=cast.deelname["linda"],
        gemaakt_op=NU - timedelta(days=40),
        gewijzigd_op=NU - timedelta(days=40),
    )
    Actiehouder.objects.create(actie=actie, deelname=cast.deelname["peter"], antwoord="ja")
    return actie


@pytest.mark.parametrize("naam", ["samira", "noor", "fatma", "youssef", "peter", "linda"])
def test_anyone_at_the_table_proposes(cast: Cast, naam: str) -> None:
    tafel = zet_gepland(cast, "samira", "noor", "fatma", "youssef", "peter", "linda")
    punt = zet_punt(cast, tafel, naam, "de vakantie")
    assert (punt.door, punt.volgorde, punt.soort) == (cast.deelname[naam], 0, "eigen")
    assert post("agendapunt") == ([] if naam == "linda" else ["linda"])


def test_an_item_without_a_subject_is_read_by_all_who_have_the_section(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    zet_punt(cast, tafel, "samira", "KANARIE-VAKANTIE")
    aisha = cast.deelname["aisha"]
    aisha.secties = ["acties"]
    aisha.save()
    gezien = {n: leest(cast, tafel, n) for n in ("mark", "peter", "linda", "aisha")}
    assert gezien == {
        "mark": ["KANARIE-VAKANTIE"],
        "peter": ["KANARIE-VAKANTIE"],
        "linda": ["KANARIE-VAKANTIE"],
        "aisha": [],
    }


def test_an_item_about_debts_is_read_by_who_sees_debts(cast: Cast) -> None:
    tafel = zet_gepland(cast, "samira", "mark", "linda", "peter", "tom")
    punt = zet_punt(cast, tafel, "samira", "KANARIE-SCHULD", "inkomen", "samira")
    gezien = {n: leest(cast, tafel, n) for n in ("samira", "mark", "linda", "peter", "tom")}
    assert gezien == {
        "samira": ["KANARIE-SCHULD"],
        "mark": [],
        "linda": ["KANARIE-SCHULD"],
        "peter": [],
        "tom": ["KANARIE-SCHULD"],
    }
    wie = [cast.deelname[n] for n in gezien]
    beloofd = lezers(wie, punt.betreft, punt.leefgebied, cast.plek("samira"))
    assert beloofd == ["u", "Linda", "Tom"]


def test_nobody_writes_where_they_cannot_read(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    with pytest.raises(PermissionDenied):
        zet_punt(cast, tafel, "peter", "geld", "inkomen")
    assert Agendapunt.objects.count() == 0


def test_somebody_takes_back_their_own_item_and_nobody_elses(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    punt = zet_punt(cast, tafel, "fatma", "de sleutel")
    for naam in ("samira", "linda"):
        with pytest.raises(PermissionDenied):
            agenda.haal_punt_weg(punt, actor=cast.plek(naam, now=NU), now=NU)
    agenda.haal_punt_weg(punt, actor=cast.plek("fatma", now=NU), now=NU)
    assert Agendapunt.objects.count() == 0


def test_what_was_discussed_stays(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    punt = zet_punt(cast, tafel, "fatma", "de sleutel")
    Agendapunt.objects.update(besproken_op=NU)
    punt.refresh_from_db()
    with pytest.raises(KanNietError, match="al besproken"):
        agenda.haal_punt_weg(punt, actor=cast.plek("fatma", now=NU), now=NU)


def test_the_coordinator_orders_and_others_do_not(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    een, twee, drie = (zet_punt(cast, tafel, "samira", t) for t in ("een", "twee", "drie"))
    linda = cast.plek("linda", now=NU)
    agenda.verplaats_punt(drie, -1, actor=linda, now=NU)
    assert leest(cast, tafel, "linda") == ["een", "drie", "twee"]
    agenda.verplaats_punt(een, -1, actor=linda, now=NU)
    agenda.verplaats_punt(een, 1, actor=linda, now=NU)
    agenda.verplaats_punt(twee, 1, actor=linda, now=NU)
    assert leest(cast, tafel, "linda") == ["drie", "een", "twee"]
    with pytest.raises(PermissionDenied):
        agenda.verplaats_punt(een, 1, actor=cast.plek("samira", now=NU), now=NU)


@pytest.mark.parametrize("status", ["verslag", "vastgesteld", "geannuleerd"])
def test_nothing_is_added_to_a_table_that_is_over(cast: Cast, status: str) -> None:
    tafel = zet_gepland(cast)
    Rondetafel.objects.filter(pk=tafel.pk).update(status=status, annuleerreden="ziek")
    with pytest.raises(KanNietError):
        zet_punt(cast, tafel, "samira", "te laat")


def test_planning_pulls_silent_actions_and_contradictions_under_their_own_scope(
    cast: Cast,
) -> None:
    rooster = stil(cast, "KANARIE-ROOSTER maken", "school")
    schuld = stil(cast, "KANARIE-BANK bellen", "inkomen")
    zorg = Zorg.objects.create(
        plan=cast.plan,
        tekst="KANARIE-RUZIE",
        leefgebied=cast.leefgebied["opvoeding"],
        gemaakt_op=NU,
    )
    dispute(
        "zorg", zorg.pk, eigen_woorden="zo was het niet", actor=cast.plek("mark", now=NU), now=NU
    )
    tafel = zet_tafel(cast)
    assert Agendapunt.objects.count() == 0
    kiezen.plan_direct(tafel, DINSDAG, "samen", actor=cast.plek("linda", now=NU), now=NU)
    punten = Agendapunt.objects.filter(tafel=tafel)
    assert {(p.soort, p.bron_id, p.leefgebied) for p in punten[:2]} == {
        ("stille_actie", rooster.pk, cast.leefgebied["school"]),
        ("stille_actie", schuld.pk, cast.leefgebied["inkomen"]),
    }
    klopt_niet = punten[2]
    assert (klopt_niet.soort, klopt_niet.toelichting) == ("klopt_niet", "zo was het niet")
    assert klopt_niet.door == cast.deelname["mark"]
    assert leest(cast, tafel, "peter") == ["KANARIE-ROOSTER maken"]
    assert "KANARIE-BANK bellen" in leest(cast, tafel, "linda")


def test_pulling_twice_is_the_same_as_once(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    eigen = zet_punt(cast, tafel, "samira", "de vakantie")
    actie = stil(cast, "rooster maken", "school")
    agenda.trek_agenda(tafel, now=NU)
    eerst = list(Agendapunt.objects.values_list("pk", "tekst", "volgorde"))
    agenda.trek_agenda(tafel, now=later(days=1))
    assert list(Agendapunt.objects.values_list("pk", "tekst", "volgorde")) == eerst
    assert [t for _, t, _ in eerst] == [eigen.tekst, actie.tekst]


def test_what_is_no_longer_silent_or_was_taken_back_leaves_the_agenda(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    actie, ander = stil(cast, "rooster maken", "school"), stil(cast, "bellen", "school")
    zorg = Zorg.objects.create(
        plan=cast.plan, tekst="ruzie", leefgebied=cast.leefgebied["opvoeding"], gemaakt_op=NU
    )
    mark = cast.plek("mark", now=NU)
    woorden = dispute("zorg", zorg.pk, eigen_woorden="nee", actor=mark, now=NU)
    agenda.trek_agenda(tafel, now=NU)
    assert Agendapunt.objects.count() == 3
    Agendapunt.objects.filter(bron_id=ander.pk).update(besproken_op=NU)
    Actie.objects.update(status="gedaan", afgerond_op=NU)
    withdraw_tegenspraak(woorden, actor=mark, now=NU)
    agenda.trek_agenda(tafel, now=NU)
    assert [p.bron_id for p in Agendapunt.objects.all()] == [ander.pk]
    assert actie.pk != ander.pk


def test_pulling_tells_nobody(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    Bericht.objects.all().delete()
    stil(cast, "rooster maken", "school")
    agenda.trek_agenda(tafel, now=NU)
    assert Bericht.objects.count() == 0
