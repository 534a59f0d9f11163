"""Two writers of one text: both are read, neither is lost."""

from __future__ import annotations

from datetime import date, datetime
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from doelen.models import Doel, Hulpvraag, Kracht, Werkdoel
from doelen.samenvoegen import Stuk, differences, merge_page
from gezinsplan.versies import VerouderdError
from tests.cast import Cast, zet_cast
from tests.doelen.teksten import zet_doel, zet_hulpvraag, zet_tekst
from tests.inloggen import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def velden(cast: Cast, **anders: Any) -> dict[str, Any]:
    """A form of a kracht."""
    basis = {
        "tekst": "Noor tekent graag",
        "leefgebied": cast.leefgebied["school"].pk,
        "betreft": cast.lid["noor"].pk,
        "versie": 0,
    }
    return basis | anders


def test_differences_are_marked_by_word() -> None:
    mijn, nu = differences("Noor tekent heel goed", "Noor schildert heel goed en vaak")
    assert mijn == [Stuk("Noor", False), Stuk("tekent", True), Stuk("heel goed", False)]
    assert nu == [
        Stuk("Noor", False),
        Stuk("schildert", True),
        Stuk("heel goed", False),
        Stuk("en vaak", True),
    ]
    assert differences("", "") == ([], [])


def test_the_slower_of_two_sees_both_texts_and_can_still_choose(client: Client, cast: Cast) -> None:
    rij = zet_tekst(Kracht, cast, "Noor tekent", "school", "noor")
    pad = reverse("doelen:kracht_wijzigen", args=[cast.plan.pk, rij.pk])
    log_in(client, cast.gebruiker["mark"])
    client.post(pad, velden(cast, tekst="Noor tekent van Mark"))

    log_in(client, cast.gebruiker["samira"])
    antwoord = client.post(pad, velden(cast, tekst="Noor tekent van Samira"))
    inhoud = unescape(antwoord.content.decode())
    assert antwoord.status_code == 409
    assert "Wat u typte, is niet verloren." in inhoud
    assert '<input type="hidden" name="tekst" value="Noor tekent van Samira">' in inhoud
    assert "Noor tekent van <b>Mark</b>" in inhoud
    assert "Noor tekent van <b>Samira</b>" in inhoud
    assert inhoud.count('<input type="hidden" name="versie" value="1">') == 2
    rij.refresh_from_db()
    assert rij.tekst == "Noor tekent van Mark"

    antwoord = client.post(pad, velden(cast, tekst="Noor tekent van ons", versie=1))
    assert antwoord.status_code == 302
    rij.refresh_from_db()
    assert (rij.tekst, rij.versie) == ("Noor tekent van ons", 2)


def test_only_what_differs_is_asked_and_the_rest_goes_along(client: Client, cast: Cast) -> None:
    doel = zet_doel(cast, "Daan voetbalt", "vrije-tijd", "daan", gewenst=7, versie=3)
    log_in(client, cast.gebruiker["samira"])
    antwoord = client.post(
        reverse("doelen:doel_wijzigen", args=[cast.plan.pk, doel.pk]),
        velden(
            cast,
            tekst="Daan voetbalt",
            leefgebied=cast.leefgebied["school"].pk,
            betreft="gezin",
            gewenst=9,
            woorden_van="gezin",
        ),
    )
    labels = [v.label for v in antwoord.context["verschillen"]]
    assert labels == ["Welk cijfer wilt u halen?", "Waar gaat het over?", "Over wie gaat het?"]
    leest = {v.naam: (v.mijn[0].tekst, v.nu[0].tekst) for v in antwoord.context["verschillen"]}
    assert leest == {
        "gewenst": ("9", "7"),
        "leefgebied": ("School", "Vrije tijd"),
        "betreft": ("Ons gezin samen", "Daan"),
    }
    assert antwoord.context["zelfde"] == [("tekst", "Daan voetbalt"), ("woorden_van", "gezin")]


def test_a_version_that_got_lost_overwrites_nothing(client: Client, cast: Cast) -> None:
    rij = zet_tekst(Kracht, cast, "Noor tekent", "school", "noor")
    pad = reverse("doelen:kracht_wijzigen", args=[cast.plan.pk, rij.pk])
    log_in(client, cast.gebruiker["samira"])
    for versie in ("", "onzin", "-5", "99999999999999999999"):
        assert client.post(pad, velden(cast, versie=versie)).status_code == 409
    rij.refresh_from_db()
    assert rij.tekst == "Noor tekent"


def test_two_who_wrote_the_same_have_nothing_to_choose(client: Client, cast: Cast) -> None:
    rij = zet_tekst(Kracht, cast, "Noor tekent graag", "school", "noor", versie=1)
    log_in(client, cast.gebruiker["samira"])
    pad = reverse("doelen:kracht_wijzigen", args=[cast.plan.pk, rij.pk])
    inhoud = unescape(client.post(pad, velden(cast)).content.decode())
    assert "Iemand anders schreef hier net hetzelfde. Het staat er al." in inhoud


def test_what_was_taken_away_while_somebody_typed_can_be_written_anew(
    client: Client, cast: Cast
) -> None:
    rij = zet_tekst(Kracht, cast, "Noor tekent", "school", "noor", versie=1, weggehaald_op=cast.now)
    log_in(client, cast.gebruiker["samira"])
    pad = reverse("doelen:kracht_wijzigen", args=[cast.plan.pk, rij.pk])
    assert client.get(pad).status_code == 404
    antwoord = client.post(pad, velden(cast))
    inhoud = unescape(antwoord.content.decode())
    assert antwoord.status_code == 409
    assert "Noor tekent graag</textarea>" in inhoud
    nieuw = reverse("doelen:kracht_nieuw", args=[cast.plan.pk])
    assert f'action="{nieuw}"' in inhoud
    client.post(nieuw, velden(cast))
    assert str(Kracht.objects.visible_to(cast.plek("mark")).get()) == "Noor tekent graag"


def test_what_a_child_wants_written_by_two_parents_at_once(client: Client, cast: Cast) -> None:
    zet_hulpvraag(cast, "daan", "Ik wil voetballen")
    log_in(client, cast.gebruiker["samira"])
    pad = reverse("doelen:hulpvraag", args=[cast.plan.pk, cast.lid["daan"].pk])
    antwoord = client.post(pad, {"tekst": "Ik wil zwemmen"})
    assert antwoord.status_code == 409
    assert Hulpvraag.objects.get().tekst == "Ik wil voetballen"
    client.post(pad, {"tekst": "Ik wil voetballen en zwemmen", "versie": 0})
    assert Hulpvraag.objects.get().tekst == "Ik wil voetballen en zwemmen"


def test_a_step_written_by_two_at_once(client: Client, cast: Cast) -> None:
    doel = zet_doel(cast, "Daan zit op voetbal", "vrije-tijd", "daan")
    stap = Werkdoel.objects.create(doel=doel, tekst="Schoenen", versie=2)
    log_in(client, cast.gebruiker["samira"])
    pad = reverse("doelen:stap_wijzigen", args=[cast.plan.pk, doel.pk, stap.pk])
    antwoord = client.post(pad, {"tekst": "Schoenen kopen", "versie": 1})
    assert antwoord.status_code == 409
    assert client.post(pad, {"tekst": "Schoenen kopen", "versie": 2}).status_code == 302


@pytest.mark.parametrize("route", ["loslaten", "doel_afwijzen"])
def test_a_reason_is_kept_when_another_changed_the_goal_meanwhile(
    client: Client, cast: Cast, route: str
) -> None:
    voorstel = {"voorstel": True, "door": cast.deelname["peter"]} if "afwijzen" in route else {}
    doel = zet_doel(cast, "Nieuwe woorden", "school", "noor", versie=4, **voorstel)
    log_in(client, cast.gebruiker["samira"])
    pad = reverse(f"doelen:{route}", args=[cast.plan.pk, doel.pk])
    antwoord = client.post(pad, {"versie": 3, "reden": "Het lukt niet meer"})
    inhoud = unescape(antwoord.content.decode())
    assert antwoord.status_code == 409
    assert "Iemand anders heeft dit net veranderd. Zo staat het er nu." in inhoud
    assert "Het lukt niet meer</textarea>" in inhoud
    assert 'name="versie" value="4"' in inhoud
    assert client.post(pad, {"versie": 4, "reden": "Het lukt niet meer"}).status_code == 302
    doel.refresh_from_db()
    assert "Het lukt niet meer" in {doel.reden, doel.weggehaald_reden}


class Losform(forms.Form):
    """A form of another room: a date, a switch, several of a few, and what its row has not."""

    op = forms.DateField()
    begin = forms.DateTimeField()
    aan = forms.BooleanField(required=False)
    rijen = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")])
    los = forms.CharField()


def test_any_form_can_be_merged_and_nothing_of_it_is_dropped() -> None:
    huidig = Werkdoel(versie=5)
    vars(huidig).update(
        op=date(2026, 12, 1),
        begin=datetime(2026, 12, 1, 15, 30, tzinfo=ZoneInfo("Europe/Amsterdam")),
        aan=True,
        rijen=Doel.objects,
    )
    data = QueryDict(
        "op=2026-12-02&begin=2026-12-01+15:30&rijen=a&rijen=b&los=x&versie=4&csrfmiddlewaretoken=t"
    )
    form = Losform(data)
    assert form.is_valid()
    request = RequestFactory().post("/ergens/")
    request.POST = data
    antwoord = merge_page(request, form, VerouderdError(huidig, {}), titel="Titel", terug="/terug/")
    inhoud = unescape(antwoord.content.decode())
    assert "<b>woensdag 2</b> december" in inhoud
    for naam, waarde in (
        ("rijen", "a"),
        ("rijen", "b"),
        ("los", "x"),
        ("begin", "2026-12-01 15:30"),
    ):
        assert f'<input type="hidden" name="{naam}" value="{waarde}">' in inhoud
    assert 'value="t"' not in inhoud
