"""What the notulist writes: saved as it is typed, never over somebody else's text."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from acties.models import Actie
from doelen.models import Doel, Evaluatie, Kracht, Score
from rondetafel.models import Aanwezigheid, Rondetafel, Stap, Stapnotitie
from tests.cast import Cast, zet_cast
from tests.rondetafel.aan_tafel import adres, als, ga_naar, post, zet_bezig, zet_doel
from tests.rondetafel.tafels import NU, ververs

pytestmark = pytest.mark.usefixtures("aan_tafel_nu")


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(NU)


@pytest.fixture
def tafel(cast: Cast) -> Rondetafel:
    return zet_bezig(cast)


@pytest.fixture
def linda(cast: Cast) -> Client:
    return als(cast, "linda")


@pytest.fixture
def doel(cast: Cast, tafel: Rondetafel) -> Doel:
    rij = zet_doel(cast, "Noor gaat naar school")
    ga_naar(cast, tafel, Stap.DOELEN, rij)
    return rij


# --- saved as it is typed ---------------------------------------------------------------------


def test_what_is_typed_is_saved_and_its_version_comes_back(
    tafel: Rondetafel, linda: Client
) -> None:
    velden: dict[str, Any] = {"tekst": "Samira vertelt", "versie": 0}
    response = post(linda, "tafel_notitie", tafel, "welkom", script=True, **velden)
    assert (response.status_code, response.content) == (204, b"")
    assert json.loads(response["HX-Trigger"]) == {
        "bewaard": {"versie": 1, "tekst": "Bewaard om 15:35", "vergeet": False, "herlaad": False}
    }
    assert Stapnotitie.objects.get().tekst == "Samira vertelt"
    assert ververs(tafel).stand == tafel.stand + 1


def test_without_the_script_it_is_saved_with_a_button(tafel: Rondetafel, linda: Client) -> None:
    response = post(linda, "tafel_notitie", tafel, "welkom", tekst="Samira vertelt", versie=0)
    assert response.url == adres("aan_tafel", tafel)
    assert "Samira vertelt" in linda.get(response.url).content.decode()
    assert "<noscript><button" in linda.get(response.url).content.decode()


def _twee_schrijven(tafel: Rondetafel, linda: Client) -> None:
    post(linda, "tafel_notitie", tafel, "welkom", tekst="Van de ene laptop", versie=0)


def test_who_was_slower_sees_both_texts_and_nothing_is_overwritten(
    tafel: Rondetafel, linda: Client
) -> None:
    _twee_schrijven(tafel, linda)
    velden: dict[str, Any] = {"tekst": "Van de andere laptop", "versie": 0}
    response = post(linda, "tafel_notitie", tafel, "welkom", script=True, **velden)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Van de ene laptop" in html
    assert 'name="versie_hun" value="1"' in html
    assert Stapnotitie.objects.get().tekst == "Van de ene laptop"


def test_without_the_script_the_whole_page_shows_both(tafel: Rondetafel, linda: Client) -> None:
    _twee_schrijven(tafel, linda)
    response = post(linda, "tafel_notitie", tafel, "welkom", tekst="Van de andere", versie=0)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Van de ene laptop" in html
    assert ">Van de andere</textarea>" in html


@pytest.mark.parametrize(
    ("neem", "blijft"), [("mijn", "Mijn woorden"), ("hun", "Van de ene laptop")]
)
def test_then_one_chooses_which_text_stays(
    tafel: Rondetafel, linda: Client, neem: str, blijft: str
) -> None:
    _twee_schrijven(tafel, linda)
    velden: dict[str, Any] = {"tekst": "Mijn woorden", "versie": 0, "versie_hun": 1, "neem": neem}
    response = post(linda, "tafel_notitie", tafel, "welkom", script=True, **velden)
    assert response.status_code == 204
    assert Stapnotitie.objects.get().tekst == blijft
    assert json.loads(response["HX-Trigger"])["bewaard"]["herlaad"] is (neem == "hun")


def test_what_stands_there_already_is_saved_whatever_version_it_was_based_on(
    tafel: Rondetafel, linda: Client
) -> None:
    """The answer to a text that arrived may get lost; it is then sent again."""
    velden: dict[str, Any] = {"tekst": "Samira vertelt", "versie": 0}
    eerste, tweede = (
        post(linda, "tafel_notitie", tafel, "welkom", script=True, **velden) for _ in range(2)
    )
    assert (eerste.status_code, tweede.status_code) == (204, 204)
    assert json.loads(tweede["HX-Trigger"])["bewaard"]["versie"] == 1
    assert Stapnotitie.objects.get().versie == 1


def test_a_form_that_lost_its_version_overwrites_nothing(tafel: Rondetafel, linda: Client) -> None:
    _twee_schrijven(tafel, linda)
    response = post(linda, "tafel_notitie", tafel, "welkom", script=True, tekst="x", versie="")
    assert response.status_code == 409


def test_what_is_too_long_is_said_and_kept(tafel: Rondetafel, linda: Client) -> None:
    velden: dict[str, Any] = {"tekst": "a" * 4001, "versie": 0}
    response = post(linda, "tafel_notitie", tafel, "welkom", script=True, **velden)
    assert response.status_code == 422
    assert "Dit is te lang" in response.content.decode()
    heel = post(linda, "tafel_notitie", tafel, "welkom", **velden)
    assert heel.status_code == 422
    assert "a" * 4001 in heel.content.decode()
    assert not Stapnotitie.objects.exists()


@pytest.mark.parametrize("stap", ["doelen", "sluiten", "veiligheid"])
def test_a_step_without_a_note_has_no_address(tafel: Rondetafel, linda: Client, stap: str) -> None:
    assert post(linda, "tafel_notitie", tafel, stap, tekst="x", versie=0).status_code == 404


# --- who is there -----------------------------------------------------------------------------


def test_absence_with_its_reason_and_a_child_without_a_seat(
    cast: Cast, tafel: Rondetafel, linda: Client
) -> None:
    peter, daan = f"plek-{cast.deelname['peter'].pk}", f"lid-{cast.lid['daan'].pk}"
    post(linda, "tafel_aanwezig", tafel, wie=peter, aanwezig="nee", reden="niet betaald", versie=0)
    post(linda, "tafel_aanwezig", tafel, wie=daan, aanwezig="ja", reden="weg ermee", versie=0)
    rijen = Aanwezigheid.objects.values_list("deelname", "lid", "aanwezig", "reden")
    assert set(rijen) == {
        (cast.deelname["peter"].pk, None, "nee", "niet betaald"),
        (None, cast.lid["daan"].pk, "ja", ""),
    }


def test_everyone_else_is_there_in_one_tap(cast: Cast, tafel: Rondetafel, linda: Client) -> None:
    peter = f"plek-{cast.deelname['peter'].pk}"
    post(linda, "tafel_aanwezig", tafel, wie=peter, aanwezig="nee", reden="", versie=0)
    post(linda, "tafel_iedereen", tafel)
    assert Aanwezigheid.objects.filter(aanwezig="ja").count() == 9
    assert Aanwezigheid.objects.get(aanwezig="nee").deelname == cast.deelname["peter"]
    assert (
        "Alle anderen zitten aan tafel" not in linda.get(adres("aan_tafel", tafel)).content.decode()
    )


@pytest.mark.parametrize("wie", ["", "plek-weg", "lid-0"])
def test_somebody_without_a_chair_here_is_not_found(
    tafel: Rondetafel, linda: Client, wie: str
) -> None:
    velden: dict[str, Any] = {"wie": wie, "aanwezig": "ja", "versie": 0}
    assert post(linda, "tafel_aanwezig", tafel, **velden).status_code == 404


def test_presence_that_is_none_is_refused(cast: Cast, tafel: Rondetafel, linda: Client) -> None:
    velden: dict[str, Any] = {
        "wie": f"lid-{cast.lid['daan'].pk}",
        "aanwezig": "misschien",
        "versie": 0,
    }
    assert post(linda, "tafel_aanwezig", tafel, script=True, **velden).status_code == 422
    assert not Aanwezigheid.objects.exists()


# --- a goal -----------------------------------------------------------------------------------


def test_scores_are_of_members_with_and_without_a_seat_and_of_others(
    cast: Cast, tafel: Rondetafel, linda: Client, doel: Doel
) -> None:
    daan, peter = f"lid-{cast.lid['daan'].pk}", f"plek-{cast.deelname['peter'].pk}"
    noor = f"plek-{cast.deelname['noor'].pk}"
    for wie, waarde in ((daan, 3), (peter, 6), (noor, 5), (noor, 4)):
        post(linda, "tafel_cijfer", tafel, doel.pk, wie=wie, waarde=waarde)
    assert set(Score.objects.values_list("lid", "deelname", "waarde")) == {
        (cast.lid["daan"].pk, None, 3),
        (None, cast.deelname["peter"].pk, 6),
        (cast.lid["noor"].pk, None, 4),
    }
    post(linda, "tafel_cijfer", tafel, doel.pk, wie=daan, waarde=3, wis="on")
    assert Score.objects.count() == 2


@pytest.mark.parametrize("waarde", ["11", "-1", "tien"])
def test_a_score_that_is_none_is_refused(
    cast: Cast, tafel: Rondetafel, linda: Client, doel: Doel, waarde: str
) -> None:
    velden: dict[str, Any] = {"wie": f"lid-{cast.lid['daan'].pk}", "waarde": waarde}
    response = post(linda, "tafel_cijfer", tafel, doel.pk, script=True, **velden)
    assert response.status_code == 422
    assert "Kies een cijfer van 0 tot en met 10." in response.content.decode()
    assert not Score.objects.exists()


def test_what_helped_and_the_next_step_are_saved_together(
    tafel: Rondetafel, linda: Client, doel: Doel
) -> None:
    velden: dict[str, Any] = {
        "wat_hielp": "Youssef haalt op",
        "volgende_stap": "Een rooster",
        "versie": 0,
    }
    assert post(linda, "tafel_doeltekst", tafel, doel.pk, script=True, **velden).status_code == 204
    evaluatie = Evaluatie.objects.get()
    assert (evaluatie.wat_hielp, evaluatie.volgende_stap) == ("Youssef haalt op", "Een rooster")


def test_a_conclusion_ends_the_goal_and_another_takes_that_back(
    tafel: Rondetafel, linda: Client, doel: Doel
) -> None:
    post(linda, "tafel_conclusie", tafel, doel.pk, script=True, conclusie="bereikt", versie=0)
    assert Doel.objects.get().status == "bereikt"
    post(linda, "tafel_conclusie", tafel, doel.pk, script=True, conclusie="deels", versie=1)
    assert (Doel.objects.get().status, Evaluatie.objects.get().conclusie) == ("actief", "deels")


def test_adjusting_asks_for_the_new_words(tafel: Rondetafel, linda: Client, doel: Doel) -> None:
    velden: dict[str, Any] = {"conclusie": "bijstellen", "versie": 0}
    response = post(linda, "tafel_conclusie", tafel, doel.pk, script=True, **velden)
    assert response.status_code == 422
    assert "Schrijf op hoe het doel nu heet." in response.content.decode()
    velden["nieuwe_woorden"] = "Noor gaat vier dagen naar school"
    response = post(linda, "tafel_conclusie", tafel, doel.pk, script=True, **velden)
    assert "Noor gaat vier dagen naar school" in response.content.decode()
    assert Doel.objects.get().tekst == "Noor gaat vier dagen naar school"


def test_about_a_goal_that_is_not_established_nothing_is_concluded(
    cast: Cast, tafel: Rondetafel, linda: Client
) -> None:
    nieuw = zet_doel(cast, "Nieuw", status="concept", vastgesteld_op=None)
    ga_naar(cast, tafel, Stap.DOELEN, nieuw)
    assert "Wat besluiten we?" not in linda.get(adres("aan_tafel", tafel)).content.decode()
    velden: dict[str, Any] = {"conclusie": "bereikt", "versie": 0}
    response = post(linda, "tafel_conclusie", tafel, nieuw.pk, script=True, **velden)
    assert response.status_code == 422
    assert Doel.objects.get(pk=nieuw.pk).status == "concept"


def _uitspraak(cast: Cast, **anders: Any) -> dict[str, Any]:
    gebied = cast.leefgebied["school"].pk
    return {"tekst": "Noor tekent", "leefgebied": gebied, "betreft": "gezin", **anders}


def test_a_kracht_is_added_in_place(cast: Cast, tafel: Rondetafel, linda: Client) -> None:
    ga_naar(cast, tafel, Stap.KRACHTEN)
    post(linda, "tafel_kracht", tafel, **_uitspraak(cast))
    assert Kracht.objects.get().tekst == "Noor tekent"
    leeg = post(linda, "tafel_kracht", tafel, **_uitspraak(cast, tekst=""))
    assert leeg.status_code == 422
    assert "Schrijf hier iets op." in leeg.content.decode()


def test_a_new_goal_is_what_the_table_talks_about_next(
    cast: Cast, tafel: Rondetafel, linda: Client, doel: Doel
) -> None:
    velden: dict[str, Any] = _uitspraak(
        cast, tekst="Daan zit op voetbal", woorden_van="gezin", gewenst=10
    )
    post(linda, "tafel_doel", tafel, **velden)
    nieuw = Doel.objects.get(tekst="Daan zit op voetbal")
    assert (nieuw.status, nieuw.voorstel) == ("concept", False)
    assert ververs(tafel).stap_doel_id == nieuw.pk


def test_an_action_for_the_goal_is_agreed_by_who_is_there_and_asked_of_who_is_not(
    cast: Cast, tafel: Rondetafel, linda: Client, doel: Doel
) -> None:
    peter = f"plek-{cast.deelname['peter'].pk}"
    post(linda, "tafel_aanwezig", tafel, wie=peter, aanwezig="nee", reden="", versie=0)
    wie = [f"plek-{cast.deelname[naam].pk}" for naam in ("noor", "peter")]
    velden: dict[str, Any] = {
        "tekst": "Maak een rooster",
        "wie": wie,
        "akkoord": "on",
        "deadline": "2026-12-18",
    }
    post(linda, "tafel_actie", tafel, doel.pk, **velden)
    actie = Actie.objects.get()
    assert (actie.doel, actie.deadline, actie.tafel_id) == (doel, date(2026, 12, 18), tafel.pk)
    assert {h.deelname.naam: h.antwoord for h in actie.houders.all()} == {
        "Noor de Wit": "ja",
        "Peter Hendriks": "open",
    }


def test_an_action_of_nobody_is_refused_and_the_text_kept(
    tafel: Rondetafel, linda: Client, doel: Doel
) -> None:
    response = post(linda, "tafel_actie", tafel, doel.pk, tekst="Maak een rooster", akkoord="on")
    html = response.content.decode()
    assert response.status_code == 422
    assert "Kies wie het doet." in html
    assert "Maak een rooster" in html
    assert not Actie.objects.exists()
