"""Emergency access: an hour of reading, with a reason, told and reviewed; and nothing else."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doelen.models import Zorg
from gebruikers.models import Gebruiker, Medewerker
from notifications.models import Bericht
from tests.cast import Cast, maak_gebruiker, maak_gemeente, zet_cast
from tests.inloggen import log_in
from tests.toegang.test_matrix import routes
from tests.toegang.verbergen import scherm_af
from toegang.access import get_plek
from toegang.models import Deelname
from toegang.noodinzage.models import Noodinzage, Oordeel
from toegang.noodinzage.workflow import Gezocht, begin, judge, stop, vind_plan
from toegang.overgangen import KanNietError
from toegang.policy import Handeling

pytestmark = pytest.mark.django_db
REDEN = "Een kind staat hier alleen aan de deur."


@pytest.fixture
def cast() -> Cast:
    cast = zet_cast(timezone.now())
    cast.gebruiker["karim"] = maak_gebruiker("karim", "Karim Aydin")
    Medewerker.objects.create(
        gebruiker=cast.gebruiker["karim"],
        organisatie=cast.organisatie["de-kade"],
        functie="crisisdienst",
    )
    Zorg.objects.create(
        plan=cast.plan,
        tekst="KANARIE-1",
        leefgebied=cast.leefgebied["school"],
        betreft=cast.lid["daan"],
        gemaakt_op=cast.now,
    )
    return cast


def nood(cast: Cast, wie: str = "karim", **velden: Any) -> Noodinzage:
    gebruiker = cast.gebruiker[wie]
    werk = Medewerker.objects.get(gebruiker=gebruiker)
    velden = {"reden": REDEN, **velden}
    return begin(cast.plan, werk, actor=gebruiker, now=cast.now, **velden)


def test_it_opens_the_plan_for_an_hour_and_ends_by_itself(cast: Cast, client: Client) -> None:
    pad = reverse("overzicht:plan", args=[cast.plan.pk])
    log_in(client, cast.gebruiker["karim"])
    assert client.get(pad).status_code == 404
    nood(cast)
    antwoord = client.get(pad)
    assert antwoord.status_code == 200
    assert "KANARIE-1" in antwoord.content.decode()
    karim = cast.gebruiker["karim"]
    get_plek(karim, cast.plan.pk, now=cast.now + timedelta(minutes=59))
    with pytest.raises(Http404):
        get_plek(karim, cast.plan.pk, now=cast.now + timedelta(minutes=60))
    assert not Deelname.objects.filter(gebruiker=karim).exists()


def test_it_reads_and_does_nothing_else_on_any_route(cast: Cast, client: Client) -> None:
    """Every route of a plan: never a page on POST, never an error, and the plan unchanged."""
    nood(cast)
    log_in(client, cast.gebruiker["karim"])
    mis = []
    for naam, anders in routes():
        kwargs = {p: cast.deelname["peter"].pk if p != "soort" else "zorg" for p in anders}
        kwargs |= {"stap": "afspraken"} if "stap" in anders else {}
        pad = reverse(naam, kwargs={"plan_id": cast.plan.pk, **kwargs})
        with transaction.atomic():
            codes = (client.get(pad).status_code, client.post(pad).status_code)
            transaction.set_rollback(True)
        if codes[0] >= 500 or codes[1] not in (403, 404, 405):
            mis.append((naam, codes))
    assert mis == []


def test_the_table_gives_it_nothing_but_reading(cast: Cast) -> None:
    nood(cast)
    plek = get_plek(cast.gebruiker["karim"], cast.plan.pk, now=cast.now)
    assert {h for h in Handeling if plek.mag(h)} == {
        Handeling.PLAN_ZIEN,
        Handeling.GEZIN_ZIEN,
        Handeling.NETWERK_ZIEN,
        Handeling.VERSLAG_LEZEN,
    }


def test_what_is_hidden_from_somebody_stays_hidden_in_an_emergency(cast: Cast) -> None:
    """Aisha's seat ended; what was hidden from her is not read by this door."""
    scherm_af(cast, "aisha", id=Zorg.objects.get().pk)
    Deelname.objects.filter(pk=cast.deelname["aisha"].pk).update(
        status="beeindigd", beeindigd_op=cast.now
    )
    nood(cast, "aisha")
    plek = get_plek(cast.gebruiker["aisha"], cast.plan.pk, now=cast.now)
    assert not Zorg.objects.visible_to(plek).exists()


@pytest.mark.parametrize("stil", ["", "De vader zit naast haar."])
def test_the_family_is_told_unless_that_is_not_safe_and_the_coordinator_always(
    cast: Cast, client: Client, stil: str
) -> None:
    nood(cast, stil_omdat=stil)
    horen = {b.ontvanger for b in Bericht.objects.filter(soort="noodinzage.gezien")}
    familie = {cast.gebruiker[wie] for wie in ("samira", "mark", "noor")}
    assert horen == {cast.gebruiker["linda"], *(familie if not stil else ())}
    pad = reverse("noodinzage:gezin", args=[cast.plan.pk])
    for wie, leest in (("samira", not stil), ("linda", True)):
        log_in(client, cast.gebruiker[wie])
        assert (REDEN in client.get(pad).content.decode()) is leest
    log_in(client, cast.gebruiker["peter"])
    assert client.get(pad).status_code == 403


def test_another_judges_it_once_and_then_the_family_knows(cast: Cast, client: Client) -> None:
    rij = nood(cast, stil_omdat="De vader zit naast haar.")
    log_in(client, cast.gebruiker["ruth"])
    pagina = client.get(reverse("noodinzage:beoordelen")).content.decode()
    assert REDEN in pagina
    for naam in ("De Wit", "Samira", "Daan", "KANARIE"):
        assert naam not in pagina
    oordeel = reverse("noodinzage:oordeel", args=[rij.pk])
    client.post(oordeel, {"oordeel": "onterecht", "toelichting": "Kon wachten."})
    rij.refresh_from_db()
    assert (rij.oordeel, rij.beoordeeld_door) == ("onterecht", cast.gebruiker["ruth"])
    assert rij.verteld_op is not None
    log_in(client, cast.gebruiker["samira"])
    inhoud = client.get(reverse("noodinzage:gezin", args=[cast.plan.pk])).content.decode()
    assert "Kon wachten." in inhoud
    with pytest.raises(KanNietError, match="al beoordeeld"):
        judge(
            rij,
            Oordeel.TERECHT,
            toelichting="toch",
            vertel_gezin=True,
            actor=cast.gebruiker["ruth"],
            now=cast.now,
        )


def test_management_of_one_gemeente_knows_nothing_of_another(cast: Cast, client: Client) -> None:
    rij = nood(cast)
    ruth = cast.gebruiker["ruth"]
    ruth.gemeente = maak_gemeente("elders", "Elders")
    ruth.save()
    log_in(client, ruth)
    assert REDEN not in client.get(reverse("noodinzage:beoordelen")).content.decode()
    antwoord = {"oordeel": "terecht", "toelichting": "Het kon niet wachten."}
    assert client.post(reverse("noodinzage:oordeel", args=[rij.pk]), antwoord).status_code == 404
    with pytest.raises(PermissionDenied):
        judge(rij, Oordeel.TERECHT, toelichting="ja", vertel_gezin=True, actor=ruth, now=cast.now)
    ruth.gemeente = cast.gemeente
    ruth.save()
    assert REDEN in client.get(reverse("noodinzage:beoordelen")).content.decode()
    assert client.post(reverse("noodinzage:oordeel", args=[rij.pk]), antwoord).status_code == 302
    rij.refresh_from_db()
    assert rij.oordeel == "terecht"


def test_a_judgement_without_a_choice_keeps_what_was_typed(cast: Cast, client: Client) -> None:
    rij = nood(cast)
    log_in(client, cast.gebruiker["ruth"])
    pad = reverse("noodinzage:oordeel", args=[rij.pk])
    antwoord = client.post(pad, {"toelichting": "Ik bel de organisatie nog."})
    assert antwoord.status_code == 422
    assert "Ik bel de organisatie nog." in antwoord.content.decode()
    rij.refresh_from_db()
    assert rij.oordeel == ""


def test_the_menu_speaks_of_it_only_where_it_happened(cast: Cast, client: Client) -> None:
    log_in(client, cast.gebruiker["samira"])
    meer = reverse("overzicht:meer", args=[cast.plan.pk])
    gezin = reverse("noodinzage:gezin", args=[cast.plan.pk])
    assert gezin not in client.get(meer).content.decode()
    rij = nood(cast, stil_omdat="De vader zit naast haar.")
    assert gezin not in client.get(meer).content.decode()
    Noodinzage.objects.filter(pk=rij.pk).update(verteld_op=cast.now)
    assert gezin in client.get(meer).content.decode()


def test_nobody_but_functional_management_judges(cast: Cast, client: Client) -> None:
    rij = nood(cast)
    for wie in ("karim", "linda", "samira", "els", "wim"):
        log_in(client, cast.gebruiker[wie])
        assert client.get(reverse("noodinzage:beoordelen")).status_code == 403
        assert client.post(reverse("noodinzage:oordeel", args=[rij.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        judge(
            rij,
            Oordeel.TERECHT,
            toelichting="ja",
            vertel_gezin=True,
            actor=cast.gebruiker["karim"],
            now=cast.now,
        )
    for velden in (
        {"oordeel": "terecht", "beoordeeld_door": cast.gebruiker["karim"]},
        {"reden": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Noodinzage.objects.filter(pk=rij.pk).update(**velden)


def test_who_works_elsewhere_or_nowhere_does_not_get_in(cast: Cast, client: Client) -> None:
    for wie in ("samira", "wim", "ruth", "bram"):
        log_in(client, cast.gebruiker[wie])
        assert client.get(reverse("noodinzage:vraag")).status_code == 404
    bram = Medewerker.objects.get(gebruiker=cast.gebruiker["bram"])
    with pytest.raises(PermissionDenied):
        begin(cast.plan, bram, reden=REDEN, actor=cast.gebruiker["bram"], now=cast.now)
    daan = cast.lid["daan"]
    gezocht = Gezocht("daan", daan.geboortedatum)
    assert vind_plan(gezocht, bram) is None
    assert (
        vind_plan(gezocht, Medewerker.objects.get(gebruiker=cast.gebruiker["karim"])) == cast.plan
    )


def test_it_takes_a_reason_and_not_two_at_once_and_no_seat(cast: Cast) -> None:
    with pytest.raises(KanNietError, match="niet kan wachten"):
        nood(cast, reden="spoed")
    with pytest.raises(KanNietError, match="al aan deze tafel"):
        nood(cast, "peter")
    rij = nood(cast)
    with pytest.raises(KanNietError, match="loopt al"):
        nood(cast)
    nu = cast.now + timedelta(minutes=5)
    with pytest.raises(PermissionDenied):
        stop(rij, actor=cast.gebruiker["els"], now=nu)
    stop(rij, actor=cast.gebruiker["karim"], now=nu)
    with pytest.raises(Http404):
        get_plek(cast.gebruiker["karim"], cast.plan.pk, now=nu)


def velden(cast: Cast, **anders: str) -> dict[str, str]:
    dag = cast.lid["daan"].geboortedatum.isoformat()
    return {"voornaam": "Daan", "geboortedatum": dag, "reden": REDEN, **anders}


def test_asking_on_the_screen_takes_a_second_factor_of_just_now(cast: Cast, client: Client) -> None:
    pad = reverse("noodinzage:vraag")
    log_in(client, cast.gebruiker["karim"])
    with time_machine.travel(time.time() + 16 * 60):
        antwoord = client.post(pad, velden(cast))
        assert antwoord["Location"].startswith(reverse("account_reauthenticate"))
    assert not Noodinzage.objects.exists()
    antwoord = client.post(pad, velden(cast))
    assert antwoord["Location"] == reverse("overzicht:plan", args=[cast.plan.pk])
    assert "U leest mee tot" in client.get(pad).content.decode()
    client.post(reverse("noodinzage:stop", args=[Noodinzage.objects.get().pk]))
    assert client.get(antwoord["Location"]).status_code == 404


def test_a_family_is_not_found_by_guessing(cast: Cast, client: Client) -> None:
    pad = reverse("noodinzage:vraag")
    log_in(client, cast.gebruiker["karim"])
    zinnen = set()
    for naam in ("Daan", "Niemand"):
        antwoord = client.post(pad, velden(cast, voornaam=naam, geboortedatum="2001-01-01"))
        zinnen.add("geen plan gevonden" in antwoord.content.decode())
    assert zinnen == {True}
    for _ in range(10):
        antwoord = client.post(pad, velden(cast, geboortedatum="2001-01-01"))
    assert "te vaak" in antwoord.content.decode()
    client.post(pad, velden(cast))
    assert not Noodinzage.objects.exists()
    assert Gebruiker.objects.filter(pk=cast.gebruiker["karim"].pk).exists()
