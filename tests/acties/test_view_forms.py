"""The forms: new, change, who, handing over, taking over, need not be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from acties import workflow
from acties.models import Actie
from doelen.models import Doel
from tests.cast import Cast

Maak = Callable[..., Actie]
Als = Callable[[str], Client]
Antwoorden = Callable[[Actie], dict[str, str]]
ZetDoel = Callable[..., Doel]


def _nieuw(cast: Cast) -> str:
    return reverse("acties:nieuw", args=[cast.plan.pk])


def _url(actie: Actie, naam: str) -> str:
    return reverse(f"acties:{naam}", args=[actie.plan_id, actie.pk])


def _id(cast: Cast, *namen: str) -> list[str]:
    return [str(cast.deelname[naam].pk) for naam in namen]


def _invoer(cast: Cast, *wie: str, **anders: object) -> dict[str, object]:
    return {
        "tekst": "Maak een rooster",
        "houders": _id(cast, *wie),
        "leefgebied": str(cast.leefgebied["school"].pk),
    } | anders


# --- new ------------------------------------------------------------------------------------------
def test_a_parent_makes_an_action_for_two(
    cast: Cast, als: Als, antwoorden: Antwoorden, doel: ZetDoel
) -> None:
    school = doel("Noor gaat naar school", betreft=cast.lid["noor"])
    deadline = cast.now.date() + timedelta(days=4)
    invoer = _invoer(
        cast,
        "samira",
        "peter",
        doel=str(school.pk),
        leefgebied="",
        deadline=str(deadline),
        herhaling="maandelijks",
    )
    antwoord = als("samira").post(_nieuw(cast), invoer, follow=True)
    actie = Actie.objects.get()
    assert antwoord.redirect_chain == [(_url(actie, "actie"), 302)]
    assert "Peter krijgt bericht en kiest zelf." in antwoord.content.decode()
    assert (actie.doel, actie.betreft, actie.leefgebied) == (
        school,
        cast.lid["noor"],
        cast.leefgebied["school"],
    )
    assert (actie.deadline, actie.herhaling, actie.herhaal_dag) == (deadline, "maandelijks", 24)
    assert antwoorden(actie) == {"samira": "ja", "peter": "open"}


def test_a_professional_takes_it_or_proposes_it(
    cast: Cast, als: Als, antwoorden: Antwoorden
) -> None:
    peter = als("peter")
    html = peter.get(_nieuw(cast)).content.decode()
    assert "Dan stelt u het voor. Die kiest zelf." in html
    peter.post(_nieuw(cast), _invoer(cast, "noor"))
    assert antwoorden(Actie.objects.get()) == {"noor": "open"}


def test_only_what_one_sees_can_be_chosen(cast: Cast, als: Als, doel: ZetDoel) -> None:
    doel("CANARY de huur", "inkomen")
    html = als("peter").get(_nieuw(cast)).content.decode()
    assert "CANARY" not in html
    assert "Geld en schulden" not in html
    assert "Vrije tijd" in html
    assert "Daan" in html


def test_an_interpreter_and_a_child_without_a_seat_are_not_asked(cast: Cast, als: Als) -> None:
    cast.deelname["esther"].is_tolk = True
    cast.deelname["esther"].save()
    html = als("linda").get(_nieuw(cast)).content.decode()
    keuzes = html.split('id="id_houders"')[1].split('id="id_deadline"')[0]
    assert ("Esther" in keuzes, "Daan" in keuzes, "Noor" in keuzes) == (False, False, True)


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"tekst": ""}, "Wat gaat er gebeuren?"),
        ({"tekst": "w" * 301}, "Wat gaat er gebeuren?"),
        ({"houders": []}, "Kies wie het doet."),
        ({"houders": ["onzin"]}, "Wie doet het?"),
        ({"deadline": "2026-11-19"}, "Deze dag is al voorbij. Kies vandaag of later."),
        ({"deadline": "2036-11-19"}, "Kies een dag binnen twee jaar."),
        ({"deadline": "morgen"}, "Uiterlijk op"),
        ({"herhaling": "wekelijks"}, "Kies wanneer het voor het eerst klaar moet zijn."),
        ({"herhaling": "dagelijks"}, "Hoe vaak?"),
        ({"leefgebied": ""}, "Kies waar het over gaat."),
        ({"leefgebied": "onzin"}, "Waar gaat het over?"),
        ({"betreft": "onzin"}, "Over wie gaat het?"),
        ({"doel": "onzin"}, "Bij welk doel hoort dit?"),
    ],
)
def test_bad_input_says_what_is_wrong_and_keeps_what_was_typed(
    cast: Cast, als: Als, anders: dict[str, object], fout: str
) -> None:
    invoer = _invoer(cast, "peter", **({"tekst": "Mijn eigen woorden"} | anders))
    antwoord = als("linda").post(_nieuw(cast), invoer)
    html = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert fout in html.split("data-fouten")[1].split("</div>")[0]
    if "tekst" not in anders:
        assert "Mijn eigen woorden" in html
    assert Actie.objects.count() == 0


def test_a_topic_out_of_sight_for_this_person_is_refused(cast: Cast, als: Als) -> None:
    invoer = _invoer(cast, "samira", betreft=str(cast.lid["mark"].pk))
    antwoord = als("samira").post(_nieuw(cast), invoer)
    assert antwoord.status_code == 422
    linda = als("linda").post(_nieuw(cast), invoer)
    assert linda.status_code == 302


def test_a_hidden_goal_cannot_be_sent_in(cast: Cast, als: Als, doel: ZetDoel) -> None:
    geld = doel("CANARY", "inkomen")
    antwoord = als("peter").post(_nieuw(cast), _invoer(cast, "peter", doel=str(geld.pk)))
    assert antwoord.status_code == 422
    assert "CANARY" not in antwoord.content.decode()


def test_a_goal_can_be_given_in_the_address(cast: Cast, als: Als, doel: ZetDoel) -> None:
    school = doel("Noor gaat naar school")
    html = als("linda").get(_nieuw(cast), {"doel": str(school.pk)}).content.decode()
    assert f'<option value="{school.pk}" selected>' in html


# --- change ---------------------------------------------------------------------------------------
def _wijziging(actie: Actie, **anders: object) -> dict[str, object]:
    return {
        "versie": str(actie.versie),
        "tekst": actie.tekst,
        "deadline": str(actie.deadline or ""),
        "leefgebied": str(actie.leefgebied_id),
    } | anders


def test_change_the_words_and_the_date(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("peter", ja=True)
    linda = als("linda")
    html = linda.get(_url(actie, "wijzigen")).content.decode()
    assert "Maak een rooster" in html
    nieuw = _wijziging(actie, tekst="Bel de mentor", deadline="2026-12-04")
    antwoord = linda.post(_url(actie, "wijzigen"), nieuw, follow=True)
    assert "De actie is veranderd." in antwoord.content.decode()
    actie.refresh_from_db()
    assert (actie.tekst, str(actie.deadline)) == ("Bel de mentor", "2026-12-04")


def test_a_date_that_passed_may_stay_while_the_words_change(
    cast: Cast, maak: Maak, als: Als
) -> None:
    actie = maak("peter", ja=True, deadline=cast.now.date() - timedelta(days=3))
    als("linda").post(_url(actie, "wijzigen"), _wijziging(actie, tekst="Bel"))
    actie.refresh_from_db()
    assert actie.tekst == "Bel"


def test_two_at_once_get_both_texts_and_lose_nothing(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("peter")
    oud = _wijziging(actie, tekst="Van Linda")
    als("samira").post(_url(actie, "wijzigen"), _wijziging(actie, tekst="Van Samira"))
    antwoord = als("linda").post(_url(actie, "wijzigen"), oud)
    html = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Samira" in html
    assert "Van Linda" in html
    actie.refresh_from_db()
    assert actie.tekst == "Van Samira"
    als("linda").post(_url(actie, "wijzigen"), oud | {"versie": str(actie.versie)})
    actie.refresh_from_db()
    assert actie.tekst == "Van Linda"


def test_a_goal_the_writer_does_not_see_is_kept(
    cast: Cast, maak: Maak, als: Als, doel: ZetDoel
) -> None:
    verborgen = doel("CANARY", "gezondheid", betreft=cast.lid["mark"])
    actie = maak("peter", doel=verborgen)
    samira = als("samira")
    assert "CANARY" not in samira.get(_url(actie, "wijzigen")).content.decode()
    samira.post(_url(actie, "wijzigen"), _wijziging(actie, tekst="Bel"))
    actie.refresh_from_db()
    assert (actie.tekst, actie.doel, actie.leefgebied) == (
        "Bel",
        verborgen,
        cast.leefgebied["school"],
    )


# --- who ------------------------------------------------------------------------------------------
def test_the_coordinator_asks_others(
    cast: Cast, maak: Maak, als: Als, antwoorden: Antwoorden
) -> None:
    actie = maak("mark", ja=True)
    linda = als("linda")
    html = linda.get(_url(actie, "wie")).content.decode()
    assert f'value="{cast.deelname["mark"].pk}"' in html
    leeg = linda.post(_url(actie, "wie"), {})
    assert leeg.status_code == 422
    assert "Kies wie het doet." in leeg.content.decode()
    linda.post(_url(actie, "wie"), {"houders": _id(cast, "samira", "youssef")})
    assert antwoorden(actie) == {"samira": "open", "youssef": "open"}


def test_an_owner_asks_a_colleague_first(
    cast: Cast, maak: Maak, als: Als, antwoorden: Antwoorden
) -> None:
    actie = maak("peter", ja=True)
    cast.deelname["tom"].organisatie = cast.deelname["peter"].organisatie
    cast.deelname["tom"].save()
    peter = als("peter")
    html = peter.get(_url(actie, "overdragen")).content.decode()
    plaatsen = [html.index(f'value="{pk}"') for pk in _id(cast, "tom", "samira")]
    assert plaatsen == sorted(plaatsen)
    assert f'value="{cast.deelname["peter"].pk}"' not in html
    assert peter.post(_url(actie, "overdragen"), {}).status_code == 422
    antwoord = peter.post(_url(actie, "overdragen"), {"naar": _id(cast, "tom")}, follow=True)
    assert "Tot het antwoord er is, blijft de actie van u." in antwoord.content.decode()
    assert antwoorden(actie) == {"peter": "ja", "tom": "open"}


# --- taking over ----------------------------------------------------------------------------------
def test_taking_what_was_handed_back(
    cast: Cast, maak: Maak, als: Als, antwoorden: Antwoorden
) -> None:
    actie = maak("mark", ja=True)
    workflow.hand_back(actie, actor=cast.plek("mark"), now=cast.now, reden="Geen tijd")
    youssef = als("youssef")
    assert "drie vragen" not in youssef.get(_url(actie, "overnemen")).content.decode()
    youssef.post(_url(actie, "overnemen"))
    assert antwoorden(actie) == {"youssef": "ja"}


def test_a_professional_answers_the_three_questions_first(
    cast: Cast, maak: Maak, als: Als, antwoorden: Antwoorden
) -> None:
    actie = maak("fatma", ja=True, leefgebied="vrije-tijd")
    workflow.hand_back(actie, actor=cast.plek("fatma"), now=cast.now, reden="Geen tijd")
    peter = als("peter")
    html = peter.get(_url(actie, "overnemen")).content.decode()
    for vraag in (
        "Dit was een actie van Fatma",
        "Wat doet het met dit gezin als ik dit nu overneem?",
        "Welke plek durf ik het netwerk te geven?",
        "Wat kan dit gezin helpen, volgens het netwerk?",
    ):
        assert vraag in html
    leeg = peter.post(_url(actie, "overnemen"), {"drie_vragen": " "})
    assert leeg.status_code == 422
    assert "Schrijf in een paar zinnen wat u hierover denkt." in leeg.content.decode()
    assert antwoorden(actie) == {"fatma": "nee"}
    peter.post(_url(actie, "overnemen"), {"drie_vragen": "Fatma blijft halen, ik breng."})
    assert antwoorden(actie) == {"peter": "ja"}
    html = als("samira").get(_url(actie, "actie")).content.decode()
    assert "Fatma blijft halen, ik breng." in html


def test_a_tap_leads_to_the_questions(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("fatma", ja=True, leefgebied="vrije-tijd")
    peter_zetel = [cast.deelname["peter"]]
    workflow.reassign(actie, actor=cast.plek("linda"), now=cast.now, houders=peter_zetel)
    peter = als("peter")
    naar = _url(actie, "overnemen")
    assert naar in peter.get("/acties/").content.decode()
    assert peter.post(_url(actie, "klaar"))["Location"] == naar
    htmx = peter.post(_url(actie, "klaar"), headers={"HX-Request": "true"})
    assert htmx["HX-Redirect"] == naar
    peter.post(naar, {"drie_vragen": "Fatma wil het zo."})
    actie.refresh_from_db()
    assert (actie.status, actie.drie_vragen) == ("afgesproken", "Fatma wil het zo.")


# --- need not be done -----------------------------------------------------------------------------
def test_it_need_not_be_done_any_more(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("peter", ja=True)
    samira = als("samira")
    assert samira.get(_url(actie, "hoeft_niet")).status_code == 200
    assert samira.post(_url(actie, "hoeft_niet"), {"reden": " "}).status_code == 422
    samira.post(_url(actie, "hoeft_niet"), {"reden": "Is al geregeld"})
    actie.refresh_from_db()
    assert (actie.status, actie.reden) == ("vervallen", "Is al geregeld")


# --- who may not ----------------------------------------------------------------------------------
FORMULIEREN = ["wijzigen", "wie", "overdragen", "overnemen", "hoeft_niet"]


@pytest.mark.parametrize("naam", FORMULIEREN)
def test_an_outsider_gets_404(cast: Cast, maak: Maak, als: Als, naam: str) -> None:
    actie = maak("peter", tekst="CANARY")
    for methode in ("get", "post"):
        antwoord = getattr(als("bram"), methode)(_url(actie, naam))
        assert antwoord.status_code == 404
        assert "CANARY" not in antwoord.content.decode()


@pytest.mark.parametrize("naam", FORMULIEREN)
def test_who_only_reads_it_gets_403(cast: Cast, maak: Maak, als: Als, naam: str) -> None:
    actie = maak("peter", ja=True)
    for methode in ("get", "post"):
        assert getattr(als("youssef"), methode)(_url(actie, naam)).status_code == 403


@pytest.mark.parametrize("naam", FORMULIEREN)
def test_another_method_gets_405(cast: Cast, maak: Maak, als: Als, naam: str) -> None:
    actie = maak("linda")
    assert als("linda").put(_url(actie, naam)).status_code == 405


def test_a_new_one_is_not_for_outsiders_or_closed_plans(cast: Cast, als: Als) -> None:
    assert als("bram").get(_nieuw(cast)).status_code == 404
    assert als("linda").put(_nieuw(cast)).status_code == 405
    cast.plan.status, cast.plan.afgesloten_op = "afgesloten", cast.now
    cast.plan.save()
    assert als("linda").get(_nieuw(cast)).status_code == 403


@pytest.mark.parametrize(
    ("naam", "invoer"),
    [
        ("wijzigen", {"tekst": "X"}),
        ("wie", {"houders": "noor"}),
        ("hoeft_niet", {"reden": "X"}),
    ],
)
def test_what_is_done_meanwhile_says_so_and_changes_nothing(
    cast: Cast, maak: Maak, als: Als, naam: str, invoer: dict[str, str]
) -> None:
    actie = maak("peter")
    workflow.finish(actie, actor=cast.plek("peter"), now=cast.now)
    assert als("linda").post(_url(actie, naam), invoer).status_code == 403
    actie.refresh_from_db()
    assert (actie.status, actie.tekst) == ("gedaan", "Maak een rooster")
