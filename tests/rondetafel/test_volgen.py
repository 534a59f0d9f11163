"""Following the table on a phone: the same step, within one's own scope, cheaply."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from acties import workflow as actiewerk
from doelen.models import Doel, Evaluatie, Kracht, Score
from doelen.workflow import get_or_create_evaluatie
from rondetafel.models import Rondetafel, Stap
from rondetafel.tafelmodus import volgers
from rondetafel.workflow import agenda
from rondetafel.workflow.tafelmodus import besluiten, notities, openen
from rondetafel.workflow.tafelmodus.sluiten import close_rondetafel
from tests.cast import Cast, zet_cast
from tests.rondetafel.aan_tafel import (
    AAN_TAFEL,
    GAST_NAMEN,
    adres,
    als,
    ga_naar,
    post,
    zet_bezig,
    zet_doel,
)
from tests.rondetafel.tafels import NU, ververs, zet_gepland
from toegang.models import Deelname

STIL = "De tafel praat nu over iets anders. U hoort het als het verdergaat."
GEBIEDEN = ("school", "inkomen", "gezondheid", "vrije-tijd")

pytestmark = pytest.mark.usefixtures("aan_tafel_nu")


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(NU)


def _kanarie(wat: str, gebied: str) -> str:
    return f"KANARIE-{wat}-{gebied}"


def _vul(cast: Cast) -> Rondetafel:
    """A table with something at every step, in every life domain, each with its canary."""
    linda = cast.plek("linda", now=AAN_TAFEL)
    for volgorde, gebied in enumerate(GEBIEDEN):
        rij = cast.leefgebied[gebied]
        zet_doel(cast, _kanarie("doel", gebied), gebied, volgorde=volgorde)
        Kracht.objects.create(
            plan=cast.plan, leefgebied=rij, tekst=_kanarie("kracht", gebied), gemaakt_op=NU
        )
        actiewerk.assign(
            actor=linda,
            now=NU,
            tekst=_kanarie("actie", gebied),
            houders=[cast.deelname["linda"]],
            leefgebied=rij,
        )
    tafel = zet_bezig(cast)
    for gebied in GEBIEDEN:
        rij = cast.leefgebied[gebied]
        besluiten.agree(
            tafel,
            tekst=_kanarie("afspraak", gebied),
            leefgebied=rij,
            betreft=None,
            actor=linda,
            now=AAN_TAFEL,
        )
        agenda.stel_punt_voor(
            tafel, _kanarie("punt", gebied), "", leefgebied=rij, actor=linda, now=AAN_TAFEL
        )
    notities.save_note(tafel, "acties", 0, tekst="KANARIE-notitie", actor=linda, now=AAN_TAFEL)
    return tafel


def _ziet(cast: Cast, wie: str, gebied: str) -> bool:
    return cast.plek(wie, now=AAN_TAFEL).ziet(None, cast.leefgebied[gebied])


def _kijk(client: Client, tafel: Rondetafel) -> str:
    bodies = [client.get(adres(naam, tafel)).content.decode() for naam in ("volgen", "volgen_deel")]
    return "".join(bodies)


@pytest.mark.parametrize("wie", GAST_NAMEN)
def test_at_every_step_everyone_sees_their_own_scope_and_nothing_else(cast: Cast, wie: str) -> None:
    tafel, client = _vul(cast), als(cast, wie)
    per_stap = {
        Stap.KRACHTEN: ["kracht"],
        Stap.ACTIES: ["actie"],
        Stap.AFSPRAKEN: ["afspraak", "punt"],
    }
    for stap in Stap:
        for doel in Doel.objects.all() if stap == Stap.DOELEN else [None]:
            ga_naar(cast, tafel, stap, doel)
            html = _kijk(client, tafel)
            mag = {
                _kanarie(wat, gebied)
                for wat in per_stap.get(stap, [])
                for gebied in GEBIEDEN
                if _ziet(cast, wie, gebied)
            }
            if doel is not None and _ziet(cast, wie, doel.leefgebied.code):
                mag.add(doel.tekst)
            alle = {
                _kanarie(wat, gebied)
                for wat in ("doel", "kracht", "actie", "afspraak", "punt")
                for gebied in GEBIEDEN
            } | {"KANARIE-notitie"}
            assert {k for k in alle if k in html} == mag, (wie, stap)


@pytest.mark.parametrize("wie", ["fatma", "tom"])
def test_a_goal_out_of_scope_says_so_without_a_hint(cast: Cast, wie: str) -> None:
    school = zet_doel(cast, "Noor gaat naar school")
    gezond = zet_doel(cast, "Mama slaapt weer", "gezondheid", volgorde=2)
    tafel, client = zet_bezig(cast), als(cast, wie)
    beelden = []
    for doel in (school, gezond):
        tafel = ga_naar(cast, tafel, Stap.DOELEN, doel)
        html = client.get(adres("volgen_deel", tafel)).content.decode()
        beelden.append(html[html.index("hx-swap") :])
    assert STIL in beelden[0]
    assert beelden[0] == beelden[1]
    assert "Doel" not in beelden[0]


def test_a_step_of_which_one_sees_nothing_is_quiet_too(cast: Cast) -> None:
    Kracht.objects.create(
        plan=cast.plan, leefgebied=cast.leefgebied["school"], tekst="Noor tekent", gemaakt_op=NU
    )
    tafel = ga_naar(cast, zet_bezig(cast), Stap.KRACHTEN)
    assert STIL in _kijk(als(cast, "tom"), tafel)
    assert STIL not in _kijk(als(cast, "peter"), tafel)


def test_when_nothing_changed_asking_again_is_answered_with_nothing(cast: Cast) -> None:
    tafel, client = zet_bezig(cast), als(cast, "noor")
    stand = client.get(adres("volgen", tafel)).context["stand"]
    response = client.get(adres("volgen_deel", tafel), {"stand": stand})
    assert (response.status_code, response.content) == (204, b"")
    tafel = ga_naar(cast, tafel, Stap.VOLGENDE)
    response = client.get(adres("volgen_deel", tafel), {"stand": stand})
    assert response.status_code == 200
    assert "Wanneer zien we elkaar weer?" in response.content.decode()


def test_a_changed_scope_is_a_change_too(cast: Cast) -> None:
    tafel, client = zet_bezig(cast), als(cast, "fatma")
    stand = client.get(adres("volgen", tafel)).context["stand"]
    Deelname.objects.filter(pk=cast.deelname["fatma"].pk).update(secties=[])
    assert client.get(adres("volgen_deel", tafel), {"stand": stand}).status_code == 200


def test_asking_again_costs_four_queries_however_much_there_is(cast: Cast) -> None:
    tafel, client = _vul(cast), als(cast, "noor")
    stand = client.get(adres("volgen", tafel)).context["stand"]
    with CaptureQueriesContext(connection) as queries:
        client.get(adres("volgen_deel", tafel), {"stand": stand})
    # Where the session is kept differs: in the database, or in Redis.
    vragen = [q["sql"][:90] for q in queries if "django_session" not in q["sql"]]
    assert len(vragen) == 4, vragen


def test_the_notulist_sees_how_many_look_on(cast: Cast) -> None:
    tafel = zet_bezig(cast)
    for wie in ("noor", "samira"):
        als(cast, wie).get(adres("volgen_deel", tafel))
    html = als(cast, "linda").get(adres("tafel_stand", tafel)).content.decode()
    assert "Twee mensen kijken mee op hun telefoon" in html
    cache.clear()
    assert volgers.zin(0) == "Nog niemand kijkt mee op de telefoon"
    assert volgers.zin(1) == "Eén mens kijkt mee op de telefoon"


def test_before_it_begins_and_after_it_closed_the_screen_says_so(cast: Cast) -> None:
    tafel = zet_gepland(cast)
    assert "De tafel is nog niet begonnen" in _kijk(als(cast, "noor"), tafel)
    tafel = zet_bezig(cast)
    close_rondetafel(tafel, actor=cast.plek("linda", now=AAN_TAFEL), now=AAN_TAFEL)
    assert "De tafel is gesloten" in _kijk(als(cast, "noor"), tafel)


@pytest.mark.parametrize(
    ("wie", "ziet"),
    [
        ("samira", "Wat u zegt, is van u."),
        ("noor", "Wat u zegt, is van u."),
        ("fatma", "Wat u zegt, is van u."),
        ("youssef", "Wat u zegt, is van u."),
        ("peter", "U hoort het als het verdergaat."),
        ("aisha", "U hoort het als het verdergaat."),
    ],
)
def test_while_the_family_talks_alone_the_screens_are_quiet(
    cast: Cast, wie: str, ziet: str
) -> None:
    school = zet_doel(cast, "Noor gaat naar school")
    tafel = ga_naar(cast, zet_bezig(cast), Stap.DOELEN, school)
    linda = cast.plek("linda", now=AAN_TAFEL)
    openen.set_family_time(tafel, alleen=True, actor=linda, now=AAN_TAFEL)
    html = _kijk(als(cast, wie), tafel)
    assert "Het gezin praat even alleen" in html
    assert ziet in html
    assert "Noor gaat naar school" not in html


# --- one's own score --------------------------------------------------------------------------


def _bij_school(cast: Cast) -> tuple[Rondetafel, Doel]:
    school = zet_doel(cast, "Noor gaat naar school")
    return ga_naar(cast, zet_bezig(cast), Stap.DOELEN, school), school


def test_noor_gives_her_own_score_and_everyone_gets_the_new_picture(cast: Cast) -> None:
    tafel, school = _bij_school(cast)
    response = post(als(cast, "noor"), "volgen_cijfer", tafel, school.pk, waarde=5)
    assert response.url == adres("volgen", tafel)
    score = Score.objects.get()
    assert (score.lid, score.deelname, score.waarde) == (cast.lid["noor"], None, 5)
    assert score.evaluatie.tafel_id == tafel.pk
    assert ververs(tafel).stand == tafel.stand + 1


def test_with_the_script_the_answer_is_the_new_picture_itself(cast: Cast) -> None:
    tafel, school = _bij_school(cast)
    client = als(cast, "peter")
    html = post(client, "volgen_cijfer", tafel, school.pk, script=True, waarde=6).content.decode()
    assert html.count('value="6" checked') == 1
    assert Score.objects.get().deelname == cast.deelname["peter"]
    post(client, "volgen_cijfer", tafel, school.pk, script=True, waarde=6, wis="on")
    assert not Score.objects.exists()


@pytest.mark.parametrize("waarde", ["11", "-1", "vijf"])
def test_a_score_that_is_none_is_refused_in_words(cast: Cast, waarde: str) -> None:
    tafel, school = _bij_school(cast)
    html = post(
        als(cast, "noor"), "volgen_cijfer", tafel, school.pk, script=True, waarde=waarde
    ).content.decode()
    assert "Kies een cijfer van 0 tot en met 10." in html
    assert not Score.objects.exists()


def test_a_goal_one_does_not_see_takes_no_score(cast: Cast) -> None:
    tafel, school = _bij_school(cast)
    assert post(als(cast, "tom"), "volgen_cijfer", tafel, school.pk, waarde=3).status_code == 404
    assert not Score.objects.exists()


def test_a_goal_the_table_has_left_takes_no_score(cast: Cast) -> None:
    tafel, school = _bij_school(cast)
    ga_naar(cast, tafel, Stap.ACTIES)
    client = als(cast, "noor")
    response = post(client, "volgen_cijfer", tafel, school.pk, waarde=3)
    assert "De tafel praat nu over iets anders" in client.get(response.url).content.decode()
    assert not Score.objects.exists()


def test_during_family_time_nobody_gives_a_score(cast: Cast) -> None:
    tafel, school = _bij_school(cast)
    Rondetafel.objects.filter(pk=tafel.pk).update(gezin_alleen=True)
    post(als(cast, "noor"), "volgen_cijfer", tafel, school.pk, waarde=3)
    assert not Score.objects.exists()


def test_an_interpreter_gives_no_score(cast: Cast) -> None:
    tafel, _school = _bij_school(cast)
    Deelname.objects.filter(pk=cast.deelname["youssef"].pk).update(is_tolk=True)
    assert "Welk cijfer geeft u vandaag?" not in _kijk(als(cast, "youssef"), tafel)


# --- who gets in ------------------------------------------------------------------------------

DEUREN = ["volgen", "volgen_deel"]


@pytest.mark.parametrize("deur", DEUREN)
def test_an_outsider_and_who_has_no_invitation_gets_404(cast: Cast, deur: str) -> None:
    tafel = zet_bezig(cast, "samira", "noor", "linda")
    for wie in ("bram", "els", "wim", "peter", "fatma"):
        assert als(cast, wie).get(adres(deur, tafel)).status_code == 404, wie


@pytest.mark.parametrize("deur", DEUREN)
def test_one_of_the_family_who_is_not_invited_knows_the_table_but_does_not_follow(
    cast: Cast, deur: str
) -> None:
    tafel = zet_bezig(cast, "samira", "noor", "linda")
    assert als(cast, "mark").get(adres(deur, tafel)).status_code == 403


@pytest.mark.parametrize("deur", DEUREN)
def test_following_is_reading(cast: Cast, deur: str) -> None:
    assert als(cast, "noor").post(adres(deur, zet_bezig(cast))).status_code == 405


def test_giving_a_score_is_a_post_by_a_guest(cast: Cast) -> None:
    school = zet_doel(cast, "Noor gaat naar school")
    tafel = ga_naar(cast, zet_bezig(cast, "samira", "noor", "linda"), Stap.DOELEN, school)
    doel = get_or_create_evaluatie(
        school, tafel.pk, AAN_TAFEL.date(), actor=cast.plek("linda"), now=NU, tafel=tafel
    ).doel
    statussen = {
        wie: post(als(cast, wie), "volgen_cijfer", tafel, doel.pk, waarde=1).status_code
        for wie in ("bram", "peter", "mark", "noor")
    }
    assert statussen == {"bram": 404, "peter": 404, "mark": 403, "noor": 302}
    assert als(cast, "noor").get(adres("volgen_cijfer", tafel, doel.pk)).status_code == 405
    assert Evaluatie.objects.get().scores.get().lid == cast.lid["noor"]
