"""A plan begins when all who decide said yes, on screen or on paper."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gebruikers.models import Gebruiker
from gezinsplan.models import Gezinsplan
from notifications import soorten
from notifications.models import Bericht
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.toegang.familie import gegevens, jaren_geleden, start_kowalczyk, zet_aan_tafel
from toegang.begin import begin_van
from toegang.models import Antwoord, Deelname, Instemming, Rol
from toegang.overgangen import KanNietError
from toegang.workflow import activering
from toegang.workflow.gezag import zet_gezag
from toegang.workflow.gezin import voeg_lid_toe
from toegang.workflow.plan import wijzig_plan

pytestmark = pytest.mark.django_db


def in_concept() -> Cast:
    """The cast around a plan that the parents still have to say yes to; only they and Linda sit."""
    cast = zet_cast(timezone.now())
    Gezinsplan.objects.update(status="concept", actief_op=None)
    zitten = [cast.deelname[wie].pk for wie in ("samira", "mark", "linda")]
    Deelname.objects.exclude(pk__in=zitten).delete()
    cast.plan.refresh_from_db()
    return cast


def zeg(cast: Cast, wie: str, antwoord: Antwoord = Antwoord.JA) -> bool:
    return activering.antwoord_op_begin(antwoord, actor=cast.plek(wie), now=cast.now)


def status(plan: Gezinsplan) -> str:
    plan.refresh_from_db()
    return plan.status


def test_it_takes_both_parents() -> None:
    cast = in_concept()
    assert not zeg(cast, "samira")
    assert status(cast.plan) == "concept"
    assert begin_van(cast.plek("linda")).wacht_op == ["Mark de Wit"]
    assert zeg(cast, "mark")
    assert status(cast.plan) == "actief"
    assert cast.plan.actief_op == cast.now
    ja = Instemming.objects.order_by("gegeven_op", "id")
    assert {(i.gever_naam, i.antwoord, i.wijze, i.deelname.naam) for i in ja} == {
        ("Samira El Amrani", "ja", "scherm", "Samira El Amrani"),
        ("Mark de Wit", "ja", "scherm", "Mark de Wit"),
    }


def test_one_parent_suffices_where_the_gemeente_has_that_rule() -> None:
    cast = in_concept()
    cast.gemeente.instemregel = "een"
    cast.gemeente.save()
    assert zeg(cast, "mark")
    assert status(cast.plan) == "actief"


def test_a_no_holds_it_up_and_can_become_a_yes() -> None:
    cast = in_concept()
    zeg(cast, "samira")
    assert not zeg(cast, "mark", Antwoord.NEE)
    assert not zeg(cast, "mark", Antwoord.PRATEN)
    assert status(cast.plan) == "concept"
    assert set(Bericht.objects.values_list("soort", "ontvanger__naam")) == {
        ("toegang.begin_antwoord", "Linda Brouwer")
    }
    cast.now += timedelta(minutes=1)
    assert zeg(cast, "mark")
    assert status(cast.plan) == "actief"


def test_the_coordinator_cannot_say_yes_for_the_parents(client: Client) -> None:
    cast = in_concept()
    with pytest.raises(PermissionDenied):
        zeg(cast, "linda")
    log_in(client, cast.gebruiker["linda"])
    url = reverse("toegang:activeren", args=[cast.plan.pk])
    assert client.get(url).status_code == 403
    assert client.post(url, {"antwoord": "ja"}).status_code == 403
    client.post(reverse("toegang:begin", args=[cast.plan.pk]))
    assert status(cast.plan) == "concept"


def test_a_step_parent_without_gezag_has_no_say() -> None:
    cast = in_concept()
    cast.gebruiker["fatma"].email = "stief@voorbeeld.test"
    lid = cast.plan.gezin.leden.create(
        voornaam="Karim", geboortedatum=date(1980, 1, 1), verwantschap="stiefouder"
    )
    cast.lid["fatma"] = lid
    Deelname.objects.create(
        plan=cast.plan,
        gebruiker=cast.gebruiker["fatma"],
        lid=lid,
        rol=Rol.OUDER,
        naam="Karim",
        status="actief",
        voorgesteld_op=cast.now,
        actief_op=cast.now,
    )
    with pytest.raises(PermissionDenied):
        zeg(cast, "fatma")
    zeg(cast, "samira")
    assert zeg(cast, "mark")


def test_nobody_is_asked_while_it_is_not_recorded_who_decides_about_a_child() -> None:
    cast = in_concept()
    cast.plan.gezin.leden.create(
        voornaam="Sami", geboortedatum=cast.now.date(), verwantschap="kind", volgorde=9
    )
    with pytest.raises(KanNietError, match="wie gezag heeft over Sami"):
        zeg(cast, "samira")
    assert Instemming.objects.count() == 0


def test_a_change_in_who_decides_asks_everybody_again() -> None:
    cast = in_concept()
    zeg(cast, "samira")
    paren = {(cast.lid[k].pk, cast.lid["samira"].pk) for k in ("noor", "daan")}
    zet_gezag(paren, sinds=None, versie=0, actor=cast.plek("linda"), now=cast.now)
    assert status(cast.plan) == "concept"
    assert begin_van(cast.plek("linda")).wacht_op == ["Samira El Amrani"]
    vraag = Bericht.objects.get(soort="toegang.activeren")
    assert vraag.ontvanger == cast.gebruiker["samira"]
    assert zeg(cast, "samira")


def test_noor_is_invited_when_her_parents_let_the_plan_begin() -> None:
    cast = in_concept()
    zeg(cast, "samira")
    zeg(cast, "mark")
    noor = Deelname.objects.get(lid=cast.lid["noor"])
    assert (noor.rol, noor.status, noor.gebruiker) == (
        "jeugdige",
        "uitgenodigd",
        cast.gebruiker["noor"],
    )
    assert not Deelname.objects.filter(lid=cast.lid["daan"]).exists()
    soorten_nu = list(Bericht.objects.values_list("soort", "ontvanger__naam"))
    assert ("toegang.uitnodiging", "Noor de Wit") in soorten_nu
    assert {wie for soort, wie in soorten_nu if soort == "toegang.begonnen"} == {
        "Samira El Amrani",
        "Mark de Wit",
        "Linda Brouwer",
    }


def test_who_was_approved_in_concept_is_invited_when_it_begins() -> None:
    cast = in_concept()
    for naam, adres in (("Irene Smit", "irene@voorbeeld.test"), ("Tante To", "")):
        Deelname.objects.create(
            plan=cast.plan,
            rol=Rol.NETWERKLID,
            naam=naam,
            email=adres,
            status="goedgekeurd",
            voorgesteld_op=cast.now,
        )
    zeg(cast, "samira")
    zeg(cast, "mark")
    standen = dict(Deelname.objects.filter(rol=Rol.NETWERKLID).values_list("naam", "status"))
    assert standen == {"Irene Smit": "uitgenodigd", "Tante To": "goedgekeurd"}


def test_a_parent_who_will_coordinate_is_asked_when_the_plan_begins() -> None:
    cast = in_concept()
    wijzig_plan(
        variant="zwaar",
        interval_weken=None,
        coordinator_wordt=cast.lid["samira"],
        versie=0,
        actor=cast.plek("linda"),
        now=cast.now,
    )
    zeg(cast, "samira")
    zeg(cast, "mark")
    linda = Deelname.objects.get(is_zorgcoordinator=True)
    assert (linda.naam, linda.opvolger) == ("Linda Brouwer", cast.deelname["samira"])
    assert (
        Bericht.objects.get(soort="toegang.opvolger_gevraagd").ontvanger
        == (cast.gebruiker["samira"])
    )


def test_a_plan_of_which_everybody_said_yes_can_be_begun_by_hand(client: Client) -> None:
    cast = in_concept()
    zeg(cast, "samira")
    cast.lid["mark"].gezag_over.all().delete()
    log_in(client, cast.gebruiker["linda"])
    gezin = client.get(reverse("toegang:gezin", args=[cast.plan.pk])).content.decode()
    assert "Iedereen zei ja" in gezin
    client.get(reverse("toegang:begin", args=[cast.plan.pk]))
    assert status(cast.plan) == "concept"
    assert client.post(reverse("toegang:begin", args=[cast.plan.pk])).status_code == 302
    assert status(cast.plan) == "actief"


def test_the_page_says_what_beginning_means_and_who_will_be_there(client: Client) -> None:
    familie = start_kowalczyk(timezone.now())
    log_in(client, zet_aan_tafel(familie))
    Gebruiker.objects.filter(email=None).update(taal="nl")
    url = reverse("toegang:activeren", args=[familie.plan.pk])
    bladzijde = client.get(url).content.decode()
    for zin in ("Mag uw plan beginnen?", "Zonder uw ja gebeurt er niets.", "Bram de Groot"):
        assert zin in bladzijde
    leeg = client.post(url, {"antwoord": "", "toelichting": "Ik twijfel over de dag."})
    assert leeg.status_code == 422
    assert "Kies ja, eerst praten of nee." in leeg.content.decode()
    assert "Ik twijfel over de dag." in leeg.content.decode()
    praten = client.post(url, {"antwoord": "praten", "toelichting": "Ik twijfel over de dag."})
    assert (praten.status_code, praten["Location"]) == (302, url)
    assert status(familie.plan) == "concept"
    bericht = Bericht.objects.get(soort="toegang.begin_antwoord")
    tekst = soorten.get(bericht.soort).teksten([bericht], familie.now)[bericht.pk]
    assert (tekst.titel, tekst.regel) == (
        "Agnieszka Kowalczyk wil eerst praten over het begin van het plan",
        "Ik twijfel over de dag.",
    )
    ja = client.post(url, {"antwoord": "ja", "toelichting": ""})
    assert ja["Location"] == reverse("overzicht:plan", args=[familie.plan.pk])
    assert status(familie.plan) == "actief"
    assert client.get(url)["Location"] == ja["Location"]
    assert client.post(url, {"antwoord": "nee"}).status_code == 302
    assert Instemming.objects.latest("gegeven_op").antwoord == "ja"


def test_the_question_disappears_when_it_was_answered() -> None:
    familie = start_kowalczyk(timezone.now())
    gebruiker = zet_aan_tafel(familie)
    bericht = Bericht.objects.get(soort="toegang.activeren")
    teksten = soorten.get(bericht.soort).teksten
    assert teksten([bericht], familie.now)[bericht.pk].titel == "Mag uw plan beginnen?"
    activering.antwoord_op_begin(Antwoord.JA, actor=familie.plek(gebruiker), now=familie.now)
    assert teksten([bericht], familie.now) == {}


def test_a_notice_is_for_who_still_sits_there() -> None:
    cast = in_concept()
    zeg(cast, "samira", Antwoord.PRATEN)
    bericht = Bericht.objects.get(soort="toegang.begin_antwoord")
    soort = soorten.get(bericht.soort)
    assert soort.teksten([bericht], cast.now)
    assert soort.mail is not None
    mail = soort.mail(bericht, cast.now)
    canary = ["Samira", "Wit", "Noor", "Linda", "Wijkteam", "praten"]
    tekst = " ".join([mail.onderwerp, *mail.regels, mail.knop])
    assert [woord for woord in canary if woord in tekst] == []
    Deelname.objects.filter(pk=cast.deelname["linda"].pk).update(
        status="beeindigd", beeindigd_op=cast.now
    )
    assert soort.teksten([bericht], cast.now) == {}


def test_an_adult_child_decides_in_a_family_without_minors() -> None:
    familie = start_kowalczyk(timezone.now())
    achttien = familie.now + timedelta(days=365 * 18)
    oma = voeg_lid_toe(
        gegevens("Ela", jaren_geleden(familie.now.date(), 60), "volwassene"),
        actor=familie.plek_bram(),
        now=familie.now,
    )
    assert not Deelname.objects.filter(lid=oma).exists()
    stemmen = {s.beslisser.naam for s in begin_van(familie.plek_bram(achttien)).stemmen}
    assert {"Agnieszka Kowalczyk", "Zofia Kowalczyk", "Ela Kowalczyk"} <= stemmen
