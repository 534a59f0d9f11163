"""Who gets into tafelmodus: every address x everybody, and what a limited notulist sees."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from acties import workflow as actiewerk
from acties.access import acties_voor
from doelen.models import Doel, Kracht
from rondetafel.models import Agendapunt, Besluit, Rondetafel, Stap
from rondetafel.tafelmodus.zicht import ziet_actie, ziet_besluit, ziet_punt, ziet_uitspraak
from rondetafel.urls_tafelmodus import urlpatterns
from rondetafel.workflow import agenda
from rondetafel.workflow.tafelmodus import besluiten
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

pytestmark = pytest.mark.usefixtures("aan_tafel_nu")

LEZEN = {"aan_tafel": 0, "tafel_stand": 0}
SCHRIJVEN = {
    "tafel_openen": 0,
    "tafel_stap": 0,
    "tafel_gezinstijd": 0,
    "tafel_vaststellen": 0,
    "tafel_sluiten": 0,
    "tafel_aanwezig": 0,
    "tafel_iedereen": 0,
    "tafel_kracht": 0,
    "tafel_doel": 0,
    "tafel_afspraak": 0,
    "tafel_volgende": 0,
    "tafel_doeltekst": 1,
    "tafel_conclusie": 1,
    "tafel_cijfer": 1,
    "tafel_actie": 1,
    "tafel_actie_klaar": 1,
    "tafel_actie_verder": 1,
    "tafel_actie_vervalt": 1,
    "tafel_actie_verdeel": 1,
    "tafel_actie_terug": 1,
    "tafel_besluit": 1,
    "tafel_besluit_weg": 1,
    "tafel_punt": 1,
    "tafel_doel_overnemen": 1,
    "tafel_doel_laten": 1,
    "tafel_kracht_overnemen": 1,
    "tafel_kracht_laten": 1,
}
"""The addresses of the notulist, and how many ids each takes beside those of the table."""


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(NU)


def _args(naam: str) -> list[Any]:
    return [uuid4()] * (LEZEN | SCHRIJVEN)[naam]


def _status(cast: Cast, wie: str, naam: str, tafel: Rondetafel) -> int:
    client = als(cast, wie)
    if naam in LEZEN:
        return client.get(adres(naam, tafel)).status_code
    return int(post(client, naam, tafel, *_args(naam)).status_code)


@pytest.mark.parametrize("naam", [*LEZEN, *SCHRIJVEN])
def test_who_does_not_write_the_minutes_gets_in_nowhere(cast: Cast, naam: str) -> None:
    tafel = zet_bezig(cast, *(n for n in GAST_NAMEN if n != "tom"))
    gekregen = {
        wie: _status(cast, wie, naam, tafel)
        for wie in ("bram", "els", "wim", "ruth", "tom", "samira", "noor", "fatma", "peter")
    }
    assert gekregen == {
        **dict.fromkeys(["bram", "els", "wim", "ruth", "tom"], 404),
        **dict.fromkeys(["samira", "noor", "fatma", "peter"], 403),
    }
    assert (ververs(tafel).stand, ververs(tafel).status) == (tafel.stand, "bezig")


@pytest.mark.parametrize("naam", list(SCHRIJVEN))
def test_writing_is_a_post(cast: Cast, naam: str) -> None:
    tafel = zet_bezig(cast)
    assert als(cast, "linda").get(adres(naam, tafel, *_args(naam))).status_code == 405


@pytest.mark.parametrize("naam", list(LEZEN))
def test_reading_is_no_post(cast: Cast, naam: str) -> None:
    assert post(als(cast, "linda"), naam, zet_bezig(cast)).status_code == 405


@pytest.mark.parametrize("naam", [n for n, ids in SCHRIJVEN.items() if ids])
def test_what_is_not_there_is_not_found(cast: Cast, naam: str) -> None:
    tafel = zet_bezig(cast)
    assert post(als(cast, "linda"), naam, tafel, *_args(naam)).status_code == 404


def test_the_addresses_of_the_notulist_are_all_in_this_test() -> None:
    namen = {p.name for p in urlpatterns if not str(p.name).startswith("volgen")}
    assert namen == {*LEZEN, *SCHRIJVEN, "tafel_notitie", "tafel_notulist"}


def test_a_note_is_of_the_notulist_too(cast: Cast) -> None:
    tafel = zet_bezig(cast)
    velden: dict[str, Any] = {"tekst": "x", "versie": 0}
    gekregen = {
        wie: post(als(cast, wie), "tafel_notitie", tafel, "welkom", **velden).status_code
        for wie in ("bram", "samira", "linda")
    }
    assert gekregen == {"bram": 404, "samira": 403, "linda": 302}


def test_a_table_of_another_plan_is_not_reached_through_this_one(cast: Cast) -> None:
    adres_elders = reverse("rondetafel:aan_tafel", args=[cast.plan.pk, uuid4()])
    assert als(cast, "linda").get(adres_elders).status_code == 404


def test_a_notulist_of_the_family_writes_and_the_coordinator_still_does(cast: Cast) -> None:
    tafel = zet_bezig(cast, notulist="samira")
    for wie in ("samira", "linda"):
        assert als(cast, wie).get(adres("aan_tafel", tafel)).status_code == 200
        assert _status(cast, wie, "tafel_iedereen", tafel) == 302
    assert _status(cast, "mark", "tafel_iedereen", tafel) == 403


def test_a_notulist_sees_no_goal_out_of_their_scope(cast: Cast) -> None:
    zet_doel(cast, "Noor gaat naar school")
    geheim = zet_doel(cast, "GEHEIM-SCHULD", "inkomen", volgorde=2)
    tafel = ga_naar(cast, zet_bezig(cast, notulist="peter"), Stap.DOELEN, geheim)
    peter = als(cast, "peter")
    html = peter.get(adres("aan_tafel", tafel)).content.decode()
    assert "De tafel praat nu over iets anders" in html
    assert "GEHEIM-SCHULD" not in html
    velden: dict[str, Any] = {"wat_hielp": "x", "volgende_stap": "", "versie": 0}
    assert post(peter, "tafel_doeltekst", tafel, geheim.pk, **velden).status_code == 404


def test_beginning_shows_who_can_write_and_refuses_bad_input(cast: Cast) -> None:
    tafel, linda = zet_gepland(cast), als(cast, "linda")
    leeg = post(linda, "tafel_openen", tafel)
    assert leeg.status_code == 422
    assert "Kies wie er meeschrijft." in leeg.content.decode()
    vreemd = post(linda, "tafel_openen", tafel, notulist=cast.deelname["tom"].pk)
    assert "Kies iemand die aan deze tafel zit." in vreemd.content.decode()
    assert ververs(tafel).status == "gepland"
    response = post(linda, "tafel_openen", tafel, notulist=cast.deelname["samira"].pk)
    assert response.url == adres("aan_tafel", tafel)


# --- who is told what ---------------------------------------------------------------------------


def _vol(cast: Cast) -> Rondetafel:
    linda = cast.plek("linda", now=AAN_TAFEL)
    tafel = zet_bezig(cast)
    for gebied in cast.leefgebied.values():
        zet_doel(cast, gebied.code, gebied.code)
        zet_doel(cast, "voorstel", gebied.code, voorstel=True, status="concept")
        Kracht.objects.create(plan=cast.plan, leefgebied=gebied, tekst="k", gemaakt_op=NU)
        for lid in (None, cast.lid["samira"], cast.lid["noor"]):
            velden: dict[str, Any] = {
                "leefgebied": gebied,
                "betreft": lid,
                "actor": linda,
                "now": AAN_TAFEL,
            }
            agenda.stel_punt_voor(tafel, "punt", "", **velden)
            besluiten.agree(tafel, tekst="afspraak", **velden)
            actiewerk.assign(tekst="actie", houders=[cast.deelname["tom"]], **velden)
    besluiten.agree(tafel, tekst="allen", leefgebied=None, betreft=None, actor=linda, now=AAN_TAFEL)
    return tafel


@pytest.mark.parametrize("wie", [*GAST_NAMEN, "esther"])
def test_a_warning_says_the_same_as_the_querysets(cast: Cast, wie: str) -> None:
    tafel, plek = _vol(cast), cast.plek(wie, now=AAN_TAFEL)
    coordinator = cast.plek("linda", now=AAN_TAFEL)
    teksten: list[tuple[Any, Any]] = [(Doel, ziet_uitspraak), (Kracht, ziet_uitspraak)]
    van_tafel: list[tuple[Any, Any]] = [(Agendapunt, ziet_punt), (Besluit, ziet_besluit)]
    for model, ziet in teksten:
        alle = model.objects.select_related("leefgebied")
        gezien = set(model.objects.visible_to(plek).values_list("pk", flat=True))
        assert {r.pk for r in alle if ziet(plek, r)} == gezien
    for model, ziet in van_tafel:
        alle = model.objects.filter(tafel=tafel).select_related("leefgebied")
        gezien = set(model.objects.visible_to(plek).values_list("pk", flat=True))
        assert {r.pk for r in alle if ziet(plek, r)} == gezien
    acties = {a.pk for a in acties_voor(coordinator) if ziet_actie(plek, a)}
    assert acties == {a.pk for a in acties_voor(plek)}


def test_before_a_goal_the_notulist_reads_who_does_not_see_it(cast: Cast) -> None:
    school = zet_doel(cast, "Noor gaat naar school")
    tafel, linda = zet_bezig(cast, "samira", "noor", "linda", "peter", "fatma"), als(cast, "linda")
    html = post(linda, "tafel_stap", tafel, stap="doelen").content.decode()
    assert (
        "Fatma ziet dit doel anders niet. Vraag het gezin of Fatma even meekijkt of niet." in html
    )
    assert "Noor gaat naar school" not in html
    assert ververs(tafel).stap == Stap.WELKOM
    post(linda, "tafel_stap", tafel, stap="doelen", gezien="on")
    assert ververs(tafel).stap_doel_id == school.pk


def test_who_is_not_there_is_not_warned_about(cast: Cast) -> None:
    zet_doel(cast, "Noor gaat naar school")
    tafel, linda = zet_bezig(cast, "samira", "noor", "linda", "peter", "fatma"), als(cast, "linda")
    fatma = f"plek-{cast.deelname['fatma'].pk}"
    post(linda, "tafel_aanwezig", tafel, wie=fatma, aanwezig="nee", reden="", versie=0)
    post(linda, "tafel_stap", tafel, stap="doelen")
    assert ververs(tafel).stap == Stap.DOELEN


def test_before_a_list_the_notulist_reads_who_sees_a_part_of_it(cast: Cast) -> None:
    for gebied in ("school", "inkomen"):
        Kracht.objects.create(
            plan=cast.plan, leefgebied=cast.leefgebied[gebied], tekst="k", gemaakt_op=NU
        )
    tafel = zet_bezig(cast, "samira", "noor", "linda", "peter", "tom")
    html = als(cast, "linda").get(adres("aan_tafel", tafel)).content.decode()
    assert "Peter en Tom zien anders niet alles wat hier komt te staan." in html


def test_family_time_hides_the_screen_of_the_notulist(cast: Cast) -> None:
    zet_doel(cast, "Noor gaat naar school")
    tafel, linda = ga_naar(cast, zet_bezig(cast), Stap.DOELEN), als(cast, "linda")
    post(linda, "tafel_gezinstijd", tafel, alleen="ja")
    html = linda.get(adres("aan_tafel", tafel)).content.decode()
    assert "Er wordt nu niets opgeschreven." in html
    assert "Noor gaat naar school" not in html
    post(linda, "tafel_gezinstijd", tafel, alleen="nee")
    assert "Noor gaat naar school" in linda.get(adres("aan_tafel", tafel)).content.decode()
