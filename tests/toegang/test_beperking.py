"""A second pair of eyes: no parent's view or say is taken by one person alone, nor for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doelen.models import Zorg
from gezinsplan.models import Gezag, Gezinslid
from notifications.models import Bericht
from overzicht.caseload import caseload
from overzicht.vandaag import vandaag
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from toegang.access import plekken_van
from toegang.beperking import workflow
from toegang.beperking.models import Grond, Soort, Verzoek
from toegang.beperking.overzicht import regels
from toegang.beperking.workflow import Minder, Reden
from toegang.models import Deelname, Grondslag, Rol
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from toegang.workflow.gezag import beeindig_gezag, zet_gezag
from toegang.workflow.plekken import Voorstel, propose_plek, record_grondslag

pytestmark = pytest.mark.django_db
REDEN = Reden(Grond.VEILIGHEID, "Beschikking van 3 maart.")


@pytest.fixture
def cast() -> Cast:
    cast = zet_cast(timezone.now())
    for wie in ("daan", "mark"):
        Zorg.objects.create(
            plan=cast.plan,
            tekst=f"over {wie}",
            leefgebied=cast.leefgebied["school"],
            betreft=cast.lid[wie],
            gemaakt_op=cast.now,
        )
    return cast


def vraag(cast: Cast, door: str = "linda", **anders: Any) -> Verzoek:
    minder = Minder(
        **{
            "sleutels": [str(cast.lid["mark"].pk)],
            "secties": ["acties"],
            "beslist_mee": False,
            "herzien_op": cast.now.date() + timedelta(days=90),
            **anders,
        }
    )
    return workflow.ask_restriction(
        cast.deelname["mark"], minder, REDEN, actor=cast.plek(door), now=cast.now
    )


def leest(cast: Cast, wie: str) -> set[str]:
    return set(Zorg.objects.visible_to(cast.plek(wie)).values_list("tekst", flat=True))


def maak_coordinator(cast: Cast, wie: str) -> None:
    Deelname.objects.filter(plan=cast.plan).update(is_zorgcoordinator=False)
    Deelname.objects.filter(pk=cast.deelname[wie].pk).update(is_zorgcoordinator=True)


# --- restricting a parent -------------------------------------------------------------------------


def test_nothing_changes_until_another_professional_confirms(cast: Cast) -> None:
    verzoek = vraag(cast)
    assert leest(cast, "mark") == {"over daan", "over mark"}
    assert cast.plek("mark").mag(Handeling.PLEK_INSTEMMEN)
    with pytest.raises(PermissionDenied):
        workflow.confirm(verzoek, actor=cast.plek("linda"), now=cast.now)
    for familie in ("samira", "mark", "noor", "fatma"):
        with pytest.raises(PermissionDenied):
            workflow.confirm(verzoek, actor=cast.plek(familie), now=cast.now)
    workflow.confirm(verzoek, actor=cast.plek("aisha"), now=cast.now)
    assert leest(cast, "mark") == {"over mark"}
    mark = cast.plek("mark")
    assert mark.ziet_sectie("acties")
    assert not mark.ziet_sectie("netwerk")
    assert not mark.mag(Handeling.PLEK_INSTEMMEN)
    groep = cast.plek("samira").groepen([cast.lid["daan"]])[0]
    assert {b.naam for b in groep.allen} == {"Samira El Amrani"}


def test_the_database_knows_that_another_confirms(cast: Cast) -> None:
    verzoek = vraag(cast)
    for velden in (
        {"status": "geldt", "beslist_door": cast.deelname["linda"]},
        {"status": "geldt"},
        {"herzien_op": None},
        {"toelichting": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Verzoek.objects.filter(pk=verzoek.pk).update(**velden)


def test_a_refusal_changes_nothing_and_is_final(cast: Cast) -> None:
    verzoek = vraag(cast)
    workflow.refuse(verzoek, actor=cast.plek("peter"), now=cast.now)
    assert leest(cast, "mark") == {"over daan", "over mark"}
    with pytest.raises(KanNietError, match="beslist"):
        workflow.confirm(verzoek, actor=cast.plek("aisha"), now=cast.now)
    assert vraag(cast).status == "gevraagd"


def test_it_takes_a_ground_a_day_to_come_and_a_parent_at_the_table(cast: Cast) -> None:
    with pytest.raises(KanNietError, match="dag"):
        vraag(cast, herzien_op=cast.now.date())
    with pytest.raises(KanNietError, match="berust"):
        workflow.ask_restriction(
            cast.deelname["mark"],
            Minder([], [], False, cast.now.date() + timedelta(days=9)),
            Reden(Grond.WET, "  "),
            actor=cast.plek("linda"),
            now=cast.now,
        )
    with pytest.raises(PermissionDenied):
        workflow.ask_restriction(
            cast.deelname["noor"],
            Minder([], [], True, cast.now.date() + timedelta(days=9)),
            REDEN,
            actor=cast.plek("linda"),
            now=cast.now,
        )
    vraag(cast)
    with pytest.raises(KanNietError, match="loopt al"):
        vraag(cast)


def test_the_parent_is_told_and_reads_why_and_until_when(cast: Cast, client: Client) -> None:
    verzoek = vraag(cast)
    assert regels(cast.plek("mark")) == []
    workflow.confirm(verzoek, actor=cast.plek("aisha"), now=cast.now)
    assert Bericht.objects.filter(soort="beperking.geldt").get().ontvanger == cast.gebruiker["mark"]
    log_in(client, cast.gebruiker["mark"])
    inhoud = client.get(reverse("beperking:overzicht", args=[cast.plan.pk])).content.decode()
    for zin in ("Beschikking van 3 maart.", "Linda Brouwer", "Aisha Karimi", "Wordt weer bekeken"):
        assert zin in inhoud
    assert "Wat u in het plan ziet of beslist" in client.get("/berichten/").content.decode()
    plek = reverse("toegang:plek", args=[cast.plan.pk, cast.deelname["mark"].pk])
    assert "U beslist nu niet mee" in client.get(plek).content.decode()


def test_others_of_the_family_and_the_network_do_not_read_it(cast: Cast) -> None:
    verzoek = vraag(cast)
    for wie in ("samira", "noor", "fatma"):
        assert regels(cast.plek(wie)) == []
    assert [r.mag_beslissen for r in regels(cast.plek("peter"))] == [True]
    workflow.confirm(verzoek, actor=cast.plek("aisha"), now=cast.now)
    assert regels(cast.plek("peter")) == []
    assert len(regels(cast.plek("aisha"))) == len(regels(cast.plek("linda"))) == 1


def test_lifting_gives_back_what_follows_from_gezag_today(cast: Cast) -> None:
    verzoek = vraag(cast)
    workflow.confirm(verzoek, actor=cast.plek("aisha"), now=cast.now)
    Gezag.objects.filter(kind=cast.lid["noor"], lid=cast.lid["mark"]).update(
        tot=cast.now.date() - timedelta(days=1)
    )
    for wie in ("peter", "samira", "mark"):
        with pytest.raises(PermissionDenied):
            workflow.lift(verzoek, actor=cast.plek(wie), now=cast.now)
    workflow.lift(verzoek, actor=cast.plek("linda"), now=cast.now)
    mark = cast.plek("mark")
    assert leest(cast, "mark") == {"over daan", "over mark"}
    assert str(cast.lid["noor"].pk) not in mark.zicht.leefgebieden
    assert mark.ziet_sectie("netwerk")
    assert mark.mag(Handeling.PLEK_INSTEMMEN)
    with pytest.raises(KanNietError, match="geldt al niet"):
        workflow.lift(verzoek, actor=cast.plek("linda"), now=cast.now)


def test_a_change_in_gezag_does_not_widen_a_restricted_seat(cast: Cast) -> None:
    Gezag.objects.filter(kind=cast.lid["daan"], lid=cast.lid["mark"]).delete()
    verzoek = vraag(cast, sleutels=["gezin"])
    workflow.confirm(verzoek, actor=cast.plek("aisha"), now=cast.now)
    paren = {(cast.lid[k].pk, cast.lid[o].pk) for k in ("noor", "daan") for o in ("samira", "mark")}
    zet_gezag(paren, sinds=None, versie=0, actor=cast.plek("linda"), now=cast.now)
    assert set(cast.plek("mark").zicht.leefgebieden) == {"gezin"}


def test_the_day_to_look_again_comes_up_and_can_be_put_off(cast: Cast) -> None:
    verzoek = vraag(cast)
    workflow.confirm(verzoek, actor=cast.plek("aisha"), now=cast.now)
    op = cast.now + timedelta(days=90)
    for now, aantal in ((op - timedelta(days=1), 0), (op, 1)):
        plekken = plekken_van(cast.gebruiker["linda"], now=now)
        redenen = [r for rij in caseload(plekken, now).rijen for r in rij.redenen]
        assert [r.soort for r in redenen].count("beperking") == aantal
        koppen = [v.kop for v in vandaag(cast.gebruiker["linda"], plekken, now).vragen]
        assert koppen.count("Kijk of dit nog nodig is") == aantal
        anders = plekken_van(cast.gebruiker["tom"], now=now)
        andere = vandaag(cast.gebruiker["tom"], anders, now).vragen
        assert not [v for v in andere if "nodig" in v.kop]
    linda = cast.plek("linda", now=op)
    with pytest.raises(KanNietError, match="nog komt"):
        workflow.review(verzoek, op.date(), actor=linda, now=op)
    workflow.review(verzoek, op.date() + timedelta(days=60), actor=linda, now=op)
    plekken = plekken_van(cast.gebruiker["linda"], now=op)
    redenen = [r for rij in caseload(plekken, op).rijen for r in rij.redenen]
    assert "beperking" not in {r.soort for r in redenen}


def test_who_is_asked_finds_it_under_vandaag(cast: Cast) -> None:
    vraag(cast)
    for wie, aantal in (("aisha", 1), ("linda", 0), ("samira", 0)):
        plekken = plekken_van(cast.gebruiker[wie], now=cast.now)
        koppen = [v.kop for v in vandaag(cast.gebruiker[wie], plekken, cast.now).vragen]
        assert koppen.count("Wilt u meekijken?") == aantal


def test_the_screens_from_asking_to_lifting(cast: Cast, client: Client) -> None:
    log_in(client, cast.gebruiker["linda"])
    mark = cast.deelname["mark"].pk
    plek = client.get(reverse("toegang:plek", args=[cast.plan.pk, mark])).content.decode()
    nieuw = reverse("beperking:nieuw", args=[cast.plan.pk, mark])
    assert nieuw in plek
    assert client.post(nieuw, {}).status_code == 422
    velden = {
        "sleutels": [str(cast.lid["mark"].pk)],
        "secties": ["acties"],
        "grond": "wet",
        "toelichting": "Beschikking van 3 maart.",
        "herzien_op": (cast.now.date() + timedelta(days=30)).isoformat(),
    }
    assert client.post(nieuw, velden).status_code == 302
    verzoek = Verzoek.objects.get()
    overzicht = reverse("beperking:overzicht", args=[cast.plan.pk])
    beslis = reverse("beperking:beslis", args=[cast.plan.pk, verzoek.pk])
    assert "Ik bevestig dit" not in client.get(overzicht).content.decode()
    assert client.post(beslis, {"antwoord": "ja"}).status_code == 403
    log_in(client, cast.gebruiker["aisha"])
    assert "Ik bevestig dit" in client.get(overzicht).content.decode()
    client.post(beslis, {"antwoord": "ja"})
    assert leest(cast, "mark") == {"over mark"}
    log_in(client, cast.gebruiker["linda"])
    herzie = reverse("beperking:herzie", args=[cast.plan.pk, verzoek.pk])
    client.post(herzie, {"opheffen": "ja"})
    assert leest(cast, "mark") == {"over daan", "over mark"}


# --- a relative who coordinates -------------------------------------------------------------------


def test_a_relative_who_coordinates_restricts_nobody(cast: Cast, client: Client) -> None:
    maak_coordinator(cast, "samira")
    with pytest.raises(PermissionDenied):
        vraag(cast, door="samira")
    log_in(client, cast.gebruiker["samira"])
    pad = reverse("beperking:nieuw", args=[cast.plan.pk, cast.deelname["mark"].pk])
    assert client.get(pad).status_code == 403


def test_a_relative_who_coordinates_ends_no_gezag_but_asks(cast: Cast, client: Client) -> None:
    maak_coordinator(cast, "samira")
    samira = cast.plek("samira")
    gezag = Gezag.objects.get(kind=cast.lid["daan"], lid=cast.lid["mark"])
    with pytest.raises(PermissionDenied):
        beeindig_gezag(gezag, tot=cast.now.date(), actor=samira, now=cast.now)
    with pytest.raises(PermissionDenied):
        zet_gezag(set(), sinds=None, versie=0, actor=samira, now=cast.now)
    log_in(client, cast.gebruiker["samira"])
    pad = reverse("beperking:vraag", args=[cast.plan.pk])
    assert client.get(reverse("toegang:gezag", args=[cast.plan.pk]))["Location"] == pad
    velden = {
        "wat": f"gezag:{gezag.pk}",
        "dag": cast.now.date().isoformat(),
        "grond": "wet",
        "toelichting": "Beschikking van 3 maart.",
    }
    assert client.post(pad, velden).status_code == 302
    gezag.refresh_from_db()
    assert gezag.tot is None
    verzoek = Verzoek.objects.get(soort=Soort.GEZAG)
    with pytest.raises(PermissionDenied):
        workflow.confirm(verzoek, actor=cast.plek("samira"), now=cast.now)
    workflow.confirm(verzoek, actor=cast.plek("aisha"), now=cast.now)
    gezag.refresh_from_db()
    assert gezag.tot == timezone.localdate(cast.now)
    assert str(cast.lid["daan"].pk) not in cast.plek("mark").zicht.leefgebieden


def test_a_relative_who_coordinates_corrects_no_birth_date_but_asks(
    cast: Cast, client: Client
) -> None:
    maak_coordinator(cast, "mark")
    noor = cast.lid["noor"]
    log_in(client, cast.gebruiker["mark"])
    pad = reverse("toegang:lid", args=[cast.plan.pk, noor.pk])
    velden = {
        "versie": 0,
        "voornaam": "Noortje",
        "achternaam": "de Wit",
        "geboortedatum": "2018-01-01",
        "verwantschap": "vader",
        "huishouden": str(noor.huishouden_id),
        "taal": "nl",
        "email": noor.email,
        "telefoon": "",
    }
    assert client.post(pad, velden).status_code == 302
    nu = Gezinslid.objects.get(pk=noor.pk)
    assert (nu.voornaam, nu.geboortedatum, nu.verwantschap) == (
        "Noortje",
        noor.geboortedatum,
        "kind",
    )
    verzoek = workflow.ask_birth_date(
        nu, noor.geboortedatum.replace(year=2012), REDEN, actor=cast.plek("mark"), now=cast.now
    )
    workflow.confirm(verzoek, actor=cast.plek("peter"), now=cast.now)
    nu.refresh_from_db()
    assert nu.geboortedatum.year == 2012


def test_a_relative_who_coordinates_seats_nobody_by_law_and_ends_no_measure(cast: Cast) -> None:
    maak_coordinator(cast, "mark")
    mark = cast.plek("mark")
    voorstel = Voorstel(
        naam="Iemand",
        rol=Rol.PROFESSIONAL,
        betreft=[cast.lid["daan"]],
        reden="zo",
        email="x@voorbeeld.test",
        wettelijk=True,
        grondslag_toelichting="zo",
    )
    with pytest.raises(PermissionDenied):
        propose_plek(voorstel, actor=mark, now=cast.now)
    with pytest.raises(PermissionDenied):
        record_grondslag(
            cast.deelname["esther"],
            grondslag=Grondslag.WETTELIJKE_PLICHT,
            toelichting="klaar",
            tot=cast.now.date(),
            actor=mark,
            now=cast.now,
        )
