"""What the table says of the open actions, agrees, and plans; after closing nothing is written."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from acties import workflow as actiewerk
from acties.models import Actie
from doelen.models import Doel
from rondetafel.models import Agendapunt, Besluit, Rondetafel, Stap, Stapnotitie
from rondetafel.workflow import agenda
from tests.cast import Cast, zet_cast
from tests.rondetafel.aan_tafel import AAN_TAFEL, adres, als, ga_naar, post, zet_bezig, zet_doel
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


# --- open actions -----------------------------------------------------------------------------


@pytest.fixture
def actie(cast: Cast, tafel: Rondetafel) -> Actie:
    rij = actiewerk.assign(
        actor=cast.plek("linda", now=NU),
        now=NU,
        tekst="Bel de verhuurder",
        houders=[cast.deelname["tom"]],
        leefgebied=cast.leefgebied["inkomen"],
        deadline=NU.date() - timedelta(days=5),
    )
    ga_naar(cast, tafel, Stap.ACTIES)
    return rij


def test_done_is_written_as_the_word_of_its_owner(
    cast: Cast, tafel: Rondetafel, linda: Client, actie: Actie
) -> None:
    post(linda, "tafel_actie_klaar", tafel, actie.pk)
    assert Actie.objects.get().status == "gedaan"
    laatste = actie.gebeurtenissen.latest("op")
    assert (laatste.door, laatste.houder) == (cast.deelname["linda"], cast.deelname["tom"])
    assert "Zet terug" in linda.get(adres("aan_tafel", tafel)).content.decode()
    post(linda, "tafel_actie_terug", tafel, actie.pk)
    assert Actie.objects.get().status == "voorgesteld"


def test_going_on_is_a_yes_and_may_get_another_date(
    tafel: Rondetafel, linda: Client, actie: Actie
) -> None:
    post(linda, "tafel_actie_verder", tafel, actie.pk, deadline="2026-12-18")
    rij = Actie.objects.get()
    assert (rij.status, rij.deadline) == ("afgesproken", date(2026, 12, 18))
    post(linda, "tafel_actie_verder", tafel, actie.pk, deadline="")
    assert Actie.objects.get().status == "bezig"


def test_an_action_lapses_with_a_reason_only(
    tafel: Rondetafel, linda: Client, actie: Actie
) -> None:
    response = post(linda, "tafel_actie_vervalt", tafel, actie.pk, reden="")
    assert "Schrijf op waarom het niet meer hoeft." in linda.get(response.url).content.decode()
    assert Actie.objects.get().status == "voorgesteld"
    post(linda, "tafel_actie_vervalt", tafel, actie.pk, reden="De huur is betaald")
    rij = Actie.objects.get()
    assert (rij.status, rij.reden) == ("vervallen", "De huur is betaald")


def test_what_was_handed_back_gets_somebody_else(
    cast: Cast, tafel: Rondetafel, linda: Client, actie: Actie
) -> None:
    tom = cast.plek("tom", now=AAN_TAFEL)
    actiewerk.hand_back(actie, actor=tom, now=AAN_TAFEL, reden="geen tijd")
    mark = f"plek-{cast.deelname['mark'].pk}"
    post(linda, "tafel_actie_verdeel", tafel, actie.pk, wie=[mark], akkoord="on")
    rij = Actie.objects.get()
    assert rij.status == "afgesproken"
    assert [h.deelname for h in rij.houders.all()] == [cast.deelname["mark"]]


def test_a_tap_that_comes_too_late_says_so(tafel: Rondetafel, linda: Client, actie: Actie) -> None:
    post(linda, "tafel_actie_klaar", tafel, actie.pk)
    response = post(linda, "tafel_actie_klaar", tafel, actie.pk)
    assert "Deze actie is intussen veranderd" in linda.get(response.url).content.decode()


def test_silent_actions_come_first_and_what_was_said_last(
    cast: Cast, tafel: Rondetafel, linda: Client, actie: Actie
) -> None:
    for tekst, wie, dagen in (("Gewoon", "linda", 20), ("Stil", "samira", 30)):
        actiewerk.assign(
            actor=cast.plek("linda", now=NU),
            now=NU,
            tekst=tekst,
            houders=[cast.deelname[wie]],
            leefgebied=cast.leefgebied["school"],
            deadline=NU.date() + timedelta(days=dagen),
        )
    post(linda, "tafel_actie_klaar", tafel, actie.pk)
    rijen = linda.get(adres("aan_tafel", tafel)).context["acties"]
    assert [a.tekst for a, _mag in rijen] == ["Stil", "Gewoon", "Bel de verhuurder"]


# --- agreements, agenda, next date ------------------------------------------------------------


def test_an_agreement_becomes_an_action_in_the_same_step(
    cast: Cast, tafel: Rondetafel, linda: Client, doel: Doel
) -> None:
    ga_naar(cast, tafel, Stap.AFSPRAKEN)
    velden: dict[str, Any] = {
        "tekst": "Peter maakt een rooster",
        "hoort_bij": f"doel-{doel.pk}",
        "wie": [f"plek-{cast.deelname['peter'].pk}"],
        "akkoord": "on",
        "deadline": "2026-12-18",
    }
    assert post(linda, "tafel_afspraak", tafel, **velden).status_code == 302
    besluit = Besluit.objects.get()
    assert besluit.leefgebied == doel.leefgebied
    assert besluit.actie is not None
    assert (besluit.actie.doel, besluit.actie.status) == (doel, "afgesproken")


def test_an_agreement_for_all_is_no_action_and_an_action_needs_its_subject(
    cast: Cast, tafel: Rondetafel, linda: Client
) -> None:
    ga_naar(cast, tafel, Stap.AFSPRAKEN)
    post(linda, "tafel_afspraak", tafel, tekst="Niet bellen na negen uur", hoort_bij="")
    besluit = Besluit.objects.get()
    assert (besluit.leefgebied, besluit.actie) == (None, None)
    wie = [f"plek-{cast.deelname['peter'].pk}"]
    response = post(linda, "tafel_afspraak", tafel, tekst="Iets", hoort_bij="", wie=wie)
    assert response.status_code == 422
    assert "Kies bij welk doel of onderwerp de actie hoort." in response.content.decode()
    assert (Besluit.objects.count(), Actie.objects.count()) == (1, 0)


def test_an_agreement_is_changed_in_place_and_taken_away(
    cast: Cast, tafel: Rondetafel, linda: Client
) -> None:
    post(linda, "tafel_afspraak", tafel, tekst="Niet bellen", hoort_bij="")
    besluit = Besluit.objects.get()
    post(linda, "tafel_besluit", tafel, besluit.pk, script=True, tekst="Appen", versie=0)
    assert Besluit.objects.get().tekst == "Appen"
    leeg = post(linda, "tafel_besluit", tafel, besluit.pk, script=True, tekst=" ", versie=1)
    assert leeg.status_code == 422
    response = post(linda, "tafel_besluit_weg", tafel, besluit.pk, versie=0)
    assert "Iemand anders veranderde dit net" in linda.get(response.url).content.decode()
    post(linda, "tafel_besluit_weg", tafel, besluit.pk, versie=1)
    assert not Besluit.objects.exists()


def test_an_agreement_with_an_action_is_not_taken_away(
    cast: Cast, tafel: Rondetafel, linda: Client
) -> None:
    gebied = f"gebied-{cast.leefgebied['school'].pk}"
    wie = [f"plek-{cast.deelname['peter'].pk}"]
    post(linda, "tafel_afspraak", tafel, tekst="Rooster", hoort_bij=gebied, wie=wie)
    response = post(linda, "tafel_besluit_weg", tafel, Besluit.objects.get().pk, versie=0)
    assert "Bij deze afspraak hoort een actie" in linda.get(response.url).content.decode()
    assert Besluit.objects.count() == 1


def test_an_agenda_item_is_ticked_and_unticked(
    cast: Cast, tafel: Rondetafel, linda: Client
) -> None:
    punt = agenda.stel_punt_voor(
        tafel, "Kerst", "", actor=cast.plek("noor", now=AAN_TAFEL), now=AAN_TAFEL
    )
    post(linda, "tafel_punt", tafel, punt.pk, besproken="ja")
    assert Agendapunt.objects.get().besproken_op == AAN_TAFEL
    post(linda, "tafel_punt", tafel, punt.pk, besproken="nee")
    assert Agendapunt.objects.get().besproken_op is None


def test_the_next_date_is_in_the_future(cast: Cast, tafel: Rondetafel, linda: Client) -> None:
    tafel = ga_naar(cast, tafel, Stap.VOLGENDE)
    velden: dict[str, Any] = {"volgende_op": "2026-12-01", "versie": tafel.versie}
    response = post(linda, "tafel_volgende", tafel, script=True, **velden)
    assert response.status_code == 422
    assert "Kies een dag die nog komt." in response.content.decode()
    velden["volgende_op"] = "2027-01-19"
    response = post(linda, "tafel_volgende", tafel, script=True, **velden)
    assert "Dinsdag 19 januari 2027" in response.content.decode()
    assert ververs(tafel).volgende_op == date(2027, 1, 19)
    fout = post(linda, "tafel_volgende", tafel, script=True, volgende_op="morgen", versie=0)
    assert fout.status_code == 422


def test_after_closing_nothing_is_written(cast: Cast, tafel: Rondetafel, linda: Client) -> None:
    post(linda, "tafel_sluiten", tafel)
    response = post(linda, "tafel_notitie", tafel, "welkom", script=True, tekst="x", versie=0)
    assert response.status_code == 422
    heel = post(linda, "tafel_notitie", tafel, "welkom", tekst="x", versie=0, follow=True)
    assert heel.status_code == 302
    assert not Stapnotitie.objects.exists()
