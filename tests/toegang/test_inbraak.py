"""Attempts to get in where the matrix does not look: by another's key, voice or address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doelen.models import Zorg
from doelen.workflow import dispute
from gebruikers.models import Briefcode, Gebruiker
from gebruikers.tweede_factor import needs_second_factor
from gezinsplan.models import Gezinslid, Huishouden
from rondetafel.models import Rondetafel, Uitnodiging
from rondetafel.workflow.agenda import trek_agenda
from rondetafel.workflow.plannen import noemt_gezin
from tests.cast import Cast, maak_gebruiker, zet_bram_gezin, zet_cast, zet_plek
from tests.inloggen import log_in
from tests.toegang.voorstellen import herlaad, stel_voor, zeg
from toegang.models import Antwoord, Deelname, Instemming, Plekstatus, Rol, Welkomsoort, Wijze
from toegang.overgangen import KanNietError
from toegang.workflow.brief import schrijf_brief
from toegang.workflow.coordinatie import (
    accept_opvolging,
    propose_opvolger,
    record_opvolging,
)
from toegang.workflow.instemmen import Keuze, Vastlegging, record_antwoord

pytestmark = pytest.mark.django_db

CONTACT = {"versie": "0", "telefoon": "", "taal": "nl"}
OP_PAPIER = Vastlegging(Wijze.PAPIER, "Samira en Mark")


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


def pad(naam: str, cast: Cast, *ids: Any) -> str:
    return reverse(naam, args=[cast.plan.pk, *ids])


def maak_coordinator(cast: Cast, wie: str) -> None:
    """Move the mark to a relative, as after a hand-over everybody agreed to."""
    Deelname.objects.filter(plan=cast.plan).update(is_zorgcoordinator=False)
    Deelname.objects.filter(pk=cast.deelname[wie].pk).update(is_zorgcoordinator=True)


# --- the second factor ----------------------------------------------------------------------------


@pytest.mark.parametrize("velden", [{}, {"is_tolk": True}])
def test_a_professional_without_organisation_proves_twice_who_they_are(
    client: Client, cast: Cast, velden: dict[str, Any]
) -> None:
    cast.gebruiker["jolanda"] = maak_gebruiker("jolanda", "Jolanda Mulder")
    zet_plek(cast, "jolanda", Rol.PROFESSIONAL, codes=["school"], **velden)
    log_in(client, cast.gebruiker["jolanda"], "code")
    for adres in (pad("overzicht:plan", cast), "/", "/berichten/", "/acties/"):
        antwoord = client.get(adres)
        assert antwoord.status_code == 302
        assert antwoord["Location"].startswith(reverse("tweede_factor"))
    log_in(client, cast.gebruiker["jolanda"])
    assert client.get(pad("overzicht:plan", cast)).status_code == 200


def test_a_relative_who_coordinates_proves_twice_who_they_are(client: Client, cast: Cast) -> None:
    log_in(client, cast.gebruiker["mark"], "code")
    assert client.get(pad("overzicht:plan", cast)).status_code == 200
    maak_coordinator(cast, "mark")
    assert client.get(pad("overzicht:plan", cast)).status_code == 302
    assert needs_second_factor(Gebruiker.objects.get(pk=cast.gebruiker["mark"].pk))
    assert not needs_second_factor(Gebruiker.objects.get(pk=cast.gebruiker["samira"].pk))


def test_a_seat_that_ended_asks_no_second_factor(client: Client, cast: Cast) -> None:
    cast.gebruiker["jolanda"] = maak_gebruiker("jolanda", "Jolanda Mulder")
    zet_plek(cast, "jolanda", Rol.PROFESSIONAL, codes=["school"])
    Deelname.objects.filter(gebruiker=cast.gebruiker["jolanda"]).update(
        status=Plekstatus.BEEINDIGD, beeindigd_op=cast.now
    )
    log_in(client, cast.gebruiker["jolanda"], "code")
    assert client.get("/").status_code == 200


def test_who_has_no_address_does_not_become_the_coordinator(cast: Cast) -> None:
    Gebruiker.objects.filter(pk=cast.gebruiker["samira"].pk).update(email=None)
    propose_opvolger(cast.deelname["samira"], actor=cast.plek("linda"), now=cast.now)
    with pytest.raises(KanNietError, match="e-mailadres"):
        accept_opvolging(actor=cast.plek("samira"), now=cast.now)


# --- another's address is another's key -----------------------------------------------------------


def test_a_parent_does_not_send_a_young_persons_invitation_to_themselves(
    client: Client, cast: Cast
) -> None:
    Deelname.objects.filter(pk=cast.deelname["noor"].pk).update(
        status=Plekstatus.GOEDGEKEURD, gebruiker=None
    )
    Gezinslid.objects.filter(pk=cast.lid["noor"].pk).update(gebruiker=None)
    log_in(client, cast.gebruiker["mark"])
    antwoord = client.post(
        pad("toegang:lid_contact", cast, cast.lid["noor"].pk),
        {**CONTACT, "email": "mark.tweede@voorbeeld.test"},
    )
    assert antwoord.status_code == 403
    noor = Gezinslid.objects.get(pk=cast.lid["noor"].pk)
    assert noor.email == "noor@voorbeeld.test"
    assert herlaad(cast.deelname["noor"]).email == "noor@voorbeeld.test"


def test_a_young_person_and_the_coordinator_correct_that_address(
    client: Client, cast: Cast
) -> None:
    for versie, wie in enumerate(("noor", "linda")):
        log_in(client, cast.gebruiker[wie])
        velden = {**CONTACT, "versie": str(versie), "email": f"noor{versie}@voorbeeld.test"}
        adres = pad("toegang:lid_contact", cast, cast.lid["noor"].pk)
        assert client.post(adres, velden).status_code == 302


def test_an_address_does_not_tell_who_is_proposed_for_the_other_parent(
    client: Client, cast: Cast
) -> None:
    stel_voor(cast, door="linda", betreft="samira")
    log_in(client, cast.gebruiker["mark"])
    adres = pad("toegang:lid_contact", cast, cast.lid["mark"].pk)
    antwoord = client.post(adres, {**CONTACT, "email": "jolanda@voorbeeld.test"})
    assert "KANARIE-NAAM" not in antwoord.content.decode()
    assert antwoord.status_code == 302


def test_a_relative_who_coordinates_prints_no_key_of_their_family(cast: Cast) -> None:
    Gebruiker.objects.filter(pk=cast.gebruiker["samira"].pk).update(email=None)
    maak_coordinator(cast, "mark")
    with pytest.raises(KanNietError, match="eigen gezin"):
        schrijf_brief(
            cast.deelname["samira"], soort=Welkomsoort.BRIEF, actor=cast.plek("mark"), now=cast.now
        )
    assert not Briefcode.objects.exists()


# --- another's voice ------------------------------------------------------------------------------


def test_a_parent_who_coordinates_says_no_yes_for_the_other_parent(cast: Cast) -> None:
    deelname = stel_voor(cast)
    maak_coordinator(cast, "mark")
    keuze = Keuze(Antwoord.JA, ["gezondheid"], ["acties"])
    with pytest.raises(KanNietError, match="zelf"):
        record_antwoord(
            herlaad(deelname),
            cast.lid["samira"].pk,
            keuze,
            OP_PAPIER,
            actor=cast.plek("mark"),
            now=cast.now,
        )
    assert not Instemming.objects.filter(gever=cast.lid["samira"]).exists()
    own = record_antwoord(
        herlaad(deelname),
        cast.lid["mark"].pk,
        keuze,
        OP_PAPIER,
        actor=cast.plek("mark"),
        now=cast.now,
    )
    assert own.status == Plekstatus.VOORGESTELD


def test_nor_to_who_takes_the_coordination_over(cast: Cast) -> None:
    maak_coordinator(cast, "mark")
    propose_opvolger(cast.deelname["fatma"], actor=cast.plek("mark"), now=cast.now)
    accept_opvolging(actor=cast.plek("fatma"), now=cast.now)
    with pytest.raises(KanNietError, match="zelf"):
        record_opvolging(
            cast.lid["samira"].pk, Antwoord.JA, OP_PAPIER, actor=cast.plek("mark"), now=cast.now
        )


def test_a_parent_does_not_let_a_jim_end_by_a_date(cast: Cast) -> None:
    youssef, morgen = cast.deelname["youssef"], cast.now.date() + timedelta(days=1)
    youssef.betreft.set([cast.lid["noor"]])
    for wie in ("samira", "mark", "noor"):
        zeg(cast, wie, youssef, leefgebieden=["school"])
    with pytest.raises(KanNietError, match="JIM"):
        zeg(cast, "mark", youssef, leefgebieden=["school"], tot=morgen)
    assert herlaad(youssef).tot is None
    assert zeg(cast, "noor", youssef, leefgebieden=["school"], tot=morgen).tot == morgen


# --- another plan's ids ---------------------------------------------------------------------------


def pogingen(cast: Cast, lid: Any, gebied: Any, zetel: Any) -> list[tuple[str, dict[str, Any]]]:
    """Forms of this plan, each with one id of another."""
    school = cast.leefgebied["school"].pk
    zorg = {"tekst": "x y", "leefgebied": school, "betreft": "gezin"}
    persoon = {
        "naam": "X Y",
        "rol": "professional",
        "functie": "arts",
        "email": "x@voorbeeld.test",
        "reden": "daarom",
    }
    return [
        (pad("doelen:zorg_nieuw", cast), {**zorg, "leefgebied": gebied.pk}),
        (pad("doelen:zorg_nieuw", cast), {**zorg, "betreft": lid.pk}),
        (
            pad("acties:nieuw", cast),
            {"tekst": "x y", "houders": [zetel.pk], "leefgebied": school},
        ),
        (pad("toegang:voorstellen", cast), {**persoon, "betreft": [lid.pk]}),
        (pad("netwerk:nieuw", cast), {"naam": "X", "relatie": "oom", "van": lid.pk, "ring": 1}),
        (pad("toegang:coordinatie", cast), {"stap": "vraag", "opvolger": zetel.pk}),
    ]


def test_ids_of_another_plan_in_a_form_are_no_choice(client: Client, cast: Cast) -> None:
    vreemd = zet_bram_gezin(cast)
    zetel = vreemd.deelnames.get()
    lid, gebied = vreemd.gezin.leden.first(), vreemd.gemeente.leefgebieden.first()
    log_in(client, cast.gebruiker["linda"])
    for adres, velden in pogingen(cast, lid, gebied, zetel):
        antwoord = client.post(adres, velden)
        assert antwoord.status_code in (200, 422), adres
        assert "Kowalczyk" not in antwoord.content.decode(), adres
    assert client.get(pad("toegang:plek", cast, zetel.pk)).status_code == 404
    assert client.post(pad("toegang:uitnodigen_mail", cast, zetel.pk)).status_code == 404
    assert not Deelname.objects.filter(plan=cast.plan, naam="X Y").exists()


# --- what was copied ------------------------------------------------------------------------------


def test_an_agenda_repeats_a_text_only_to_who_sees_it_now(client: Client, cast: Cast) -> None:
    zorg = Zorg.objects.create(
        plan=cast.plan,
        leefgebied=cast.leefgebied["school"],
        tekst="KANARIE-TEKST",
        door=cast.deelname["linda"],
        gemaakt_op=cast.now,
    )
    tafel = Rondetafel.objects.create(
        plan=cast.plan,
        soort="voortgang",
        nummer=1,
        uid="een@voorbeeld.test",
        status="gepland",
        begin=cast.now + timedelta(days=2),
        eind=cast.now + timedelta(days=2, hours=1),
        duur_minuten=60,
        gemaakt_op=cast.now,
    )
    for wie in ("peter", "aisha"):
        Uitnodiging.objects.create(tafel=tafel, deelname=cast.deelname[wie], golf=1)
    dispute("zorg", zorg.pk, eigen_woorden="KANARIE-WOORD", actor=cast.plek("mark"), now=cast.now)
    trek_agenda(tafel, now=cast.now)
    adres = pad("rondetafel:tafel", cast, tafel.pk)
    log_in(client, cast.gebruiker["peter"])
    assert "KANARIE-WOORD" in client.get(adres).content.decode()
    Zorg.objects.filter(pk=zorg.pk).update(leefgebied=cast.leefgebied["gezondheid"])
    assert "KANARIE" not in client.get(adres).content.decode()
    log_in(client, cast.gebruiker["linda"])
    assert "KANARIE-WOORD" in client.get(adres).content.decode()


# --- a home in a calendar -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plaats", "verwacht"),
    [
        ("Dijkpad 4", True),
        ("dijkpad 4a, achterom", True),
        ("Bij mevrouw El Amrani", True),
        ("Wijkteam Noord, Havenstraat 4", False),
    ],
)
def test_the_street_of_a_home_is_a_home(cast: Cast, plaats: str, verwacht: bool) -> None:
    Huishouden.objects.filter(adres="Dijkpad 4").update(adres="Dijkpad 4, 1234 AB Waterland")
    assert noemt_gezin(plaats, cast.plan) is verwacht
