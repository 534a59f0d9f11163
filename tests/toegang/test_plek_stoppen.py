"""Ending a seat: what is said first, and that everything is gone at the next request."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from acties.models import Actie, Actiehouder
from gebruikers.opheffen import OpheffenKanNietError
from gebruikers.workflow import delete_account
from notifications import soorten
from notifications.access import berichten_van
from notifications.models import Bericht
from rondetafel.models import Rondetafel, Uitnodiging
from rondetafel.workflow.mijn_agenda import maak_feed
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.toegang.voorstellen import goedgekeurd, herlaad, stel_voor, zeg
from toegang.access import get_plek, plekken_van
from toegang.models import Deelname, Grondslag, Instemming, Plekstatus
from toegang.overgangen import KanNietError
from toegang.uitnodiging import geldige_uitnodigingen
from toegang.workflow.plekken import end_expired, end_plek, record_grondslag


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(timezone.now())


def stop(cast: Cast, wie: str, door: str = "samira") -> None:
    end_plek(cast.deelname[wie], actor=cast.plek(door), now=cast.now)


def geef_actie(cast: Cast, wie: str, tekst: str) -> Actie:
    actie = Actie.objects.create(
        plan=cast.plan,
        leefgebied=cast.leefgebied["school"],
        tekst=tekst,
        status="afgesproken",
        gemaakt_door=cast.deelname["linda"],
        gemaakt_op=cast.now,
        gewijzigd_op=cast.now,
    )
    Actiehouder.objects.create(actie=actie, deelname=cast.deelname[wie], antwoord="ja")
    return actie


def test_what_follows_is_said_before_it_is_done(cast: Cast, client: Client) -> None:
    geef_actie(cast, "peter", "Een rooster maken")
    log_in(client, cast.gebruiker["samira"])
    adres = reverse("toegang:plek_stoppen", args=[cast.plan.pk, cast.deelname["peter"].pk])
    tekst = client.get(adres).content.decode()
    for zin in (
        "Peter ziet dan meteen niets meer.",
        "De naam van Peter blijft staan in oude verslagen.",
        "Eén actie van Peter gaat terug naar de zorgcoördinator.",
    ):
        assert zin in tekst
    assert herlaad(cast.deelname["peter"]).status == Plekstatus.ACTIEF


def test_access_is_gone_at_the_next_request(cast: Cast, client: Client) -> None:
    peter = Client()
    log_in(peter, cast.gebruiker["peter"])
    plan = cast.plan.pk
    paden = [
        reverse("toegang:plekken", args=[plan]),
        reverse("toegang:plek", args=[plan, cast.deelname["peter"].pk]),
        reverse("netwerk:overzicht", args=[plan]),
        reverse("doelen:overzicht", args=[plan]),
        reverse("acties:plan", args=[plan]),
    ]
    assert [peter.get(pad).status_code for pad in paden] == [200] * len(paden)
    log_in(client, cast.gebruiker["samira"])
    adres = reverse("toegang:plek_stoppen", args=[plan, cast.deelname["peter"].pk])
    antwoord = client.post(adres, {"reden": ""}, follow=True)
    assert "Peter Hendriks is gestopt." in antwoord.content.decode()
    assert [peter.get(pad).status_code for pad in paden] == [404] * len(paden)
    with pytest.raises(Http404):
        get_plek(cast.gebruiker["peter"], plan, now=cast.now)
    assert plekken_van(cast.gebruiker["peter"], now=cast.now) == []


def test_own_actions_go_and_return_to_the_coordinator(cast: Cast) -> None:
    rooster = geef_actie(cast, "peter", "Een rooster maken KANARIE-ROOSTER")
    peter = Client()
    log_in(peter, cast.gebruiker["peter"])
    mijn = reverse("acties:mijn")
    assert "KANARIE-ROOSTER" in peter.get(mijn).content.decode()
    stop(cast, "peter")
    assert "KANARIE-ROOSTER" not in peter.get(mijn).content.decode()
    rooster.refresh_from_db()
    assert rooster.status == "teruggegeven"


def test_the_calendar_feed_is_empty_at_the_next_reading(cast: Cast) -> None:
    begin = cast.now + timedelta(days=3)
    tafel = Rondetafel.objects.create(
        plan=cast.plan,
        nummer=1,
        status="gepland",
        begin=begin,
        eind=begin + timedelta(minutes=90),
        uid="tafel-1@voorbeeld.test",
        gemaakt_op=cast.now,
    )
    Uitnodiging.objects.create(tafel=tafel, deelname=cast.deelname["peter"], sequence=0)
    token = maak_feed(actor=cast.gebruiker["peter"], now=cast.now)
    adres = reverse("rondetafel:feed", args=[token])
    assert Client().get(adres).content.count(b"BEGIN:VEVENT") == 1
    stop(cast, "peter")
    assert Client().get(adres).content.count(b"BEGIN:VEVENT") == 0


def test_queued_mail_and_notices_are_gone(cast: Cast) -> None:
    jolanda = stel_voor(cast, door="aisha")
    zeg(cast, "samira", jolanda)
    zeg(cast, "mark", jolanda)
    [bericht] = berichten_van(cast.gebruiker["aisha"], now=cast.now)
    assert bericht.bericht.mail == "wacht"
    stop(cast, "aisha")
    assert berichten_van(cast.gebruiker["aisha"], now=cast.now) == []
    rij = Bericht.objects.get(pk=bericht.bericht.pk)
    assert soorten.get(rij.soort).teksten([rij], cast.now) == {}


def test_a_notice_to_decide_is_gone_for_who_no_longer_sits_there(cast: Cast) -> None:
    stel_voor(cast)
    assert len(berichten_van(cast.gebruiker["mark"], now=cast.now)) == 1
    end_plek(cast.deelname["mark"], actor=cast.plek("mark"), now=cast.now)
    assert berichten_van(cast.gebruiker["mark"], now=cast.now) == []


def test_history_keeps_the_name_and_who_ended_it(cast: Cast) -> None:
    end_plek(cast.deelname["peter"], reden="Hij komt nooit", actor=cast.plek("mark"), now=cast.now)
    peter = herlaad(cast.deelname["peter"])
    assert (peter.naam, peter.status, peter.beeindigd_op, peter.beeindigd_reden) == (
        "Peter Hendriks",
        Plekstatus.BEEINDIGD,
        cast.now,
        "Hij komt nooit",
    )
    assert peter.beeindigd_door_id == cast.deelname["mark"].pk
    titels = {
        wie: [b.tekst.titel for b in berichten_van(cast.gebruiker[wie], now=cast.now)]
        for wie in ("samira", "linda", "mark", "fatma")
    }
    gestopt = ["Peter Hendriks zit niet meer aan tafel"]
    assert titels == {"samira": gestopt, "linda": gestopt, "mark": [], "fatma": []}


def test_agreements_to_an_ended_seat_are_withdrawn(cast: Cast) -> None:
    jolanda = goedgekeurd(cast)
    Deelname.objects.filter(pk=jolanda.pk).update(status="actief", actief_op=cast.now)
    end_plek(herlaad(jolanda), actor=cast.plek("samira"), now=cast.now)
    assert set(
        Instemming.objects.filter(deelname=jolanda).values_list("ingetrokken_op", flat=True)
    ) == {cast.now}


def test_an_invitation_that_is_taken_back_does_not_work_any_more(cast: Cast) -> None:
    jolanda = goedgekeurd(cast)
    assert geldige_uitnodigingen(cast.now).filter(deelname=jolanda).exists()
    end_plek(jolanda, actor=cast.plek("mark"), now=cast.now)
    assert herlaad(jolanda).status == Plekstatus.AFGEWEZEN
    assert not geldige_uitnodigingen(cast.now).filter(deelname=jolanda).exists()


def test_a_proposal_is_answered_not_ended(cast: Cast) -> None:
    with pytest.raises(KanNietError, match="kiest het gezin nog"):
        end_plek(stel_voor(cast), actor=cast.plek("samira"), now=cast.now)


def test_everyone_may_leave_and_is_then_outside(cast: Cast, client: Client) -> None:
    log_in(client, cast.gebruiker["fatma"])
    adres = reverse("toegang:plek_stoppen", args=[cast.plan.pk, cast.deelname["fatma"].pk])
    assert "Wilt u hier weg?" in client.get(adres).content.decode()
    antwoord = client.post(adres, {"reden": "Ik verhuis"})
    assert antwoord["Location"] == reverse("overzicht:vandaag")
    assert herlaad(cast.deelname["fatma"]).status == Plekstatus.BEEINDIGD
    assert client.get(adres).status_code == 404


@pytest.mark.parametrize(
    ("wie", "door"),
    [
        ("mark", "samira"),
        ("noor", "samira"),
        ("youssef", "samira"),
        ("esther", "samira"),
        ("esther", "esther"),
        ("linda", "samira"),
        ("linda", "linda"),
        ("peter", "linda"),
        ("peter", "fatma"),
    ],
)
def test_who_may_not_end_a_seat_gets_403_and_nothing_happens(
    cast: Cast, client: Client, wie: str, door: str
) -> None:
    with pytest.raises(PermissionDenied):
        stop(cast, wie, door)
    log_in(client, cast.gebruiker[door])
    adres = reverse("toegang:plek_stoppen", args=[cast.plan.pk, cast.deelname[wie].pk])
    assert client.get(adres).status_code == 403
    assert client.post(adres, {"reden": ""}).status_code == 403
    assert herlaad(cast.deelname[wie]).status == Plekstatus.ACTIEF


def test_noor_ends_the_seat_of_her_own_jim(cast: Cast) -> None:
    stop(cast, "youssef", "noor")
    assert herlaad(cast.deelname["youssef"]).status == Plekstatus.BEEINDIGD


def test_looking_ends_nothing_and_a_reason_too_long_is_kept(cast: Cast, client: Client) -> None:
    log_in(client, cast.gebruiker["samira"])
    adres = reverse("toegang:plek_stoppen", args=[cast.plan.pk, cast.deelname["peter"].pk])
    client.get(adres)
    antwoord = client.post(adres, {"reden": "KANARIE" + "x" * 400})
    assert antwoord.status_code == 422
    assert "KANARIE" in antwoord.content.decode()
    assert herlaad(cast.deelname["peter"]).status == Plekstatus.ACTIEF


def test_a_seat_ends_by_itself_on_its_end_date(cast: Cast, client: Client) -> None:
    """On that day there is no access; the job only hands over what the seat held."""
    rooster = geef_actie(cast, "peter", "Een rooster maken")
    vandaag = timezone.localdate(cast.now)
    Deelname.objects.filter(pk=cast.deelname["peter"].pk).update(tot=vandaag)
    log_in(client, cast.gebruiker["peter"])
    assert client.get(reverse("toegang:plekken", args=[cast.plan.pk])).status_code == 404
    assert end_expired(now=cast.now - timedelta(days=1)) == 0
    assert end_expired(now=cast.now) == 1
    assert end_expired(now=cast.now) == 0
    peter = herlaad(cast.deelname["peter"])
    assert (peter.status, peter.beeindigd_door) == (Plekstatus.BEEINDIGD, None)
    rooster.refresh_from_db()
    assert rooster.status == "teruggegeven"


def test_the_last_day_before_the_end_date_still_counts(cast: Cast) -> None:
    morgen = timezone.localdate(cast.now) + timedelta(days=1)
    Deelname.objects.filter(pk=cast.deelname["peter"].pk).update(tot=morgen)
    assert cast.plek("peter").deelname.pk == cast.deelname["peter"].pk
    with pytest.raises(Http404):
        cast.plek("peter", now=cast.now + timedelta(days=1))


def test_an_account_that_ends_leaves_its_seats_and_the_plan_keeps_everything(cast: Cast) -> None:
    peter = cast.gebruiker["peter"]
    rooster = geef_actie(cast, "peter", "Een rooster maken")
    aantal = Deelname.objects.count()
    delete_account(peter, actor=peter, now=cast.now)
    rij = herlaad(cast.deelname["peter"])
    assert (rij.naam, rij.status) == ("Peter Hendriks", Plekstatus.BEEINDIGD)
    assert Deelname.objects.count() == aantal
    assert Actie.objects.filter(pk=rooster.pk).exists()


def test_a_coordinator_hands_over_before_the_account_ends(cast: Cast) -> None:
    linda = cast.gebruiker["linda"]
    with pytest.raises(OpheffenKanNietError, match="zorgcoördinator"):
        delete_account(linda, actor=linda, now=cast.now)
    linda.refresh_from_db()
    assert linda.is_active
    assert herlaad(cast.deelname["linda"]).status == Plekstatus.ACTIEF


def test_the_legal_basis_is_recorded_apart_from_the_agreement(cast: Cast, client: Client) -> None:
    peter = cast.deelname["peter"]
    gezegd = Instemming.objects.count()
    log_in(client, cast.gebruiker["linda"])
    adres = reverse("toegang:plek_grondslag", args=[cast.plan.pk, peter.pk])
    assert "Op welke grondslag" in client.get(adres).content.decode()
    client.post(adres, {"grondslag": "overeenkomst", "toelichting": "Contract van 2 mei"})
    peter = herlaad(peter)
    assert (peter.grondslag, peter.grondslag_toelichting) == ("overeenkomst", "Contract van 2 mei")
    assert Instemming.objects.count() == gezegd
    log_in(client, cast.gebruiker["samira"])
    tekst = client.get(reverse("toegang:plek", args=[cast.plan.pk, peter.pk])).content.decode()
    assert "U heeft met deze organisatie afgesproken dat zij u helpt." in tekst
    assert "Contract van 2 mei" in tekst
    assert client.get(adres).status_code == 403


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"grondslag": ""}, "id_grondslag_error"),
        ({"grondslag": "zomaar"}, "id_grondslag_error"),
        ({"grondslag": "toestemming", "toelichting": "x" * 401}, "id_toelichting_error"),
    ],
)
def test_a_legal_basis_that_does_not_exist_is_refused(
    cast: Cast, client: Client, velden: dict[str, str], zegt: str
) -> None:
    log_in(client, cast.gebruiker["linda"])
    adres = reverse("toegang:plek_grondslag", args=[cast.plan.pk, cast.deelname["peter"].pk])
    antwoord = client.post(adres, velden)
    assert (antwoord.status_code, zegt in antwoord.content.decode()) == (422, True)
    assert herlaad(cast.deelname["peter"]).grondslag == "publieke_taak"


def test_a_statutory_seat_ends_with_its_measure(cast: Cast, client: Client) -> None:
    log_in(client, cast.gebruiker["linda"])
    adres = reverse("toegang:plek_grondslag", args=[cast.plan.pk, cast.deelname["esther"].pk])
    vandaag = timezone.localdate(cast.now)
    velden = {"grondslag": "wettelijke_plicht", "toelichting": "Beschikking"}
    fout = client.post(adres, {**velden, "tot": (vandaag - timedelta(days=1)).isoformat()})
    assert "Kies vandaag of een dag daarna." in fout.content.decode()
    zonder = client.post(adres, {**velden, "toelichting": ""})
    assert zonder.status_code == 422
    client.post(adres, {**velden, "tot": vandaag.isoformat()})
    assert herlaad(cast.deelname["esther"]).tot == vandaag + timedelta(days=1)
    with pytest.raises(KanNietError):
        record_grondslag(
            cast.deelname["esther"],
            grondslag=Grondslag.ONBEKEND,
            toelichting="",
            actor=cast.plek("linda"),
            now=cast.now,
        )


def test_a_seat_that_is_over_takes_no_legal_basis(cast: Cast) -> None:
    stop(cast, "peter")
    with pytest.raises(KanNietError, match="gestopt"):
        record_grondslag(
            cast.deelname["peter"],
            grondslag=Grondslag.OVEREENKOMST,
            toelichting="",
            actor=cast.plek("linda"),
            now=cast.now,
        )
