"""Proposing a seat, taking it back, and who knows of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from notifications import soorten
from notifications.access import berichten_van
from tests.cast import Cast, zet_bram_gezin, zet_cast
from tests.inloggen import log_in
from tests.toegang.voorstellen import herlaad, stel_voor, voorstel, zeg, zicht_per_naam
from toegang.models import Deelname, Grondslag, Instemming, Plekstatus, Rol
from toegang.overgangen import KanNietError
from toegang.policy import Handeling
from toegang.workflow.plekken import propose_plek, withdraw_voorstel

TAFEL = ["samira", "mark", "noor", "fatma", "youssef", "linda", "peter", "aisha", "tom", "esther"]
GEHEIM = ("KANARIE-NAAM", "KANARIE-REDEN", "jolanda@voorbeeld.test")


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(timezone.now())


def adressen(cast: Cast, deelname: Deelname) -> list[str]:
    """Every page on which a seat could show."""
    plan = cast.plan.pk
    return [
        reverse("toegang:plekken", args=[plan]),
        reverse("toegang:plek", args=[plan, deelname.pk]),
        reverse("toegang:plek_stoppen", args=[plan, deelname.pk]),
        reverse("toegang:coordinatie", args=[plan]),
        reverse("netwerk:overzicht", args=[plan]),
        reverse("notifications:overzicht"),
    ]


def lees(client: Client, adres: str) -> str:
    return client.get(adres).content.decode()


@pytest.mark.parametrize("wie", TAFEL)
def test_anyone_at_the_table_proposes(cast: Cast, wie: str) -> None:
    jolanda = stel_voor(cast, door=wie)
    assert jolanda.voorgesteld_door_id == cast.deelname[wie].pk
    assert jolanda.status == Plekstatus.VOORGESTELD
    assert jolanda.leefgebieden == {}


@pytest.mark.parametrize("wie", [w for w in TAFEL if w not in {"samira", "mark", "linda", "aisha"}])
def test_a_proposal_is_invisible_to_who_does_not_decide(
    cast: Cast, client: Client, wie: str
) -> None:
    jolanda = stel_voor(cast, door="aisha")
    log_in(client, cast.gebruiker[wie])
    for adres in adressen(cast, jolanda):
        tekst = lees(client, adres)
        assert [woord for woord in GEHEIM if woord in tekst] == [], adres
    antwoord = client.get(reverse("toegang:plek", args=[cast.plan.pk, jolanda.pk]))
    assert antwoord.status_code == 404


@pytest.mark.parametrize("wie", ["samira", "mark", "linda", "aisha"])
def test_who_decides_coordinates_or_proposed_reads_it(cast: Cast, client: Client, wie: str) -> None:
    jolanda = stel_voor(cast, door="aisha")
    log_in(client, cast.gebruiker[wie])
    tekst = lees(client, reverse("toegang:plek", args=[cast.plan.pk, jolanda.pk]))
    assert "KANARIE-REDEN" in tekst
    assert "KANARIE-NAAM" in lees(client, reverse("toegang:plekken", args=[cast.plan.pk]))


def test_what_concerns_samira_alone_is_not_for_mark_or_noor(cast: Cast, client: Client) -> None:
    schuld = stel_voor(cast, door="tom", betreft="samira")
    for wie in ("mark", "noor"):
        log_in(client, cast.gebruiker[wie])
        for adres in adressen(cast, schuld):
            tekst = lees(client, adres)
            assert [woord for woord in GEHEIM if woord in tekst] == [], (wie, adres)
    schuld = zeg(cast, "samira", schuld, "nee")
    log_in(client, cast.gebruiker["mark"])
    assert "KANARIE-NAAM" not in lees(client, reverse("toegang:plekken", args=[cast.plan.pk]))


def test_an_outsider_gets_404_everywhere(cast: Cast, client: Client) -> None:
    jolanda = stel_voor(cast)
    for wie in ("bram", "els", "wim", "ruth"):
        log_in(client, cast.gebruiker[wie])
        for adres in adressen(cast, jolanda)[:-1]:
            assert client.get(adres).status_code == 404, (wie, adres)


def test_who_proposed_sees_that_the_family_chooses_and_not_who_said_what(
    cast: Cast, client: Client
) -> None:
    jolanda = zeg(cast, "mark", stel_voor(cast), "nee")
    log_in(client, cast.gebruiker["aisha"])
    tekst = lees(client, reverse("toegang:plek", args=[cast.plan.pk, jolanda.pk]))
    assert "Het gezin wil er eerst over praten" in tekst
    assert "Zegt nee" not in tekst
    assert "zegt nee" not in lees(client, reverse("toegang:plekken", args=[cast.plan.pk]))


def test_a_parent_who_proposes_has_said_yes_with_it(cast: Cast) -> None:
    jolanda = stel_voor(cast, door="samira", leefgebieden=["vrije-tijd"], rol=Rol.NETWERKLID)
    ja = Instemming.objects.get(deelname=jolanda)
    assert (ja.antwoord, ja.gever_id, ja.leefgebieden) == (
        "ja",
        cast.lid["samira"].pk,
        ["vrije-tijd"],
    )
    assert jolanda.status == Plekstatus.VOORGESTELD
    assert berichten_van(cast.gebruiker["samira"], now=cast.now) == []
    [bericht] = berichten_van(cast.gebruiker["mark"], now=cast.now)
    assert bericht.tekst.titel == "Mag Jolanda Mulder KANARIE-NAAM aan tafel komen?"


def test_the_mail_about_a_proposal_says_nothing_of_it(cast: Cast) -> None:
    stel_voor(cast)
    [bericht] = berichten_van(cast.gebruiker["mark"], now=cast.now)
    soort = soorten.get(bericht.bericht.soort)
    assert soort.mail is not None
    mail = soort.mail(bericht.bericht, cast.now)
    alles = " ".join([mail.onderwerp, *mail.regels, mail.knop, mail.url])
    geheim = ["Jolanda", "KANARIE", "Daan", "De Wit", "El Amrani", "arts", "Aisha"]
    assert [woord for woord in geheim if woord in alles] == []


def test_the_familys_own_seats_are_not_proposed(cast: Cast) -> None:
    for rol in (Rol.OUDER, Rol.JEUGDIGE):
        with pytest.raises(PermissionDenied):
            stel_voor(cast, rol=rol)


def test_a_jim_is_named_by_the_young_person_or_written_down_by_the_coordinator(
    cast: Cast,
) -> None:
    cast.deelname["youssef"].delete()
    jim: dict[str, Any] = {"rol": Rol.JIM, "jim_van": cast.lid["noor"], "betreft": "noor"}
    for wie in ("samira", "peter", "fatma"):
        with pytest.raises(PermissionDenied):
            stel_voor(cast, door=wie, **jim)
    eigen = stel_voor(cast, door="noor", **jim)
    assert Instemming.objects.get(deelname=eigen).gever_id == cast.lid["noor"].pk
    assert stel_voor(cast, door="linda", **{**jim, "email": "x@voorbeeld.test"}).rol == "jim"


@pytest.mark.parametrize(
    ("velden", "waarom"),
    [
        ({"betreft": ""}, "over wie"),
        ({"reden": ""}, "waarom"),
        ({"email": "peter@voorbeeld.test"}, "al aan tafel"),
        ({"email": "MARK@voorbeeld.test"}, "al aan tafel"),
        ({"wettelijk": True, "door": "linda"}, "door de wet"),
        ({"rol": Rol.JIM, "door": "linda"}, "twaalf jaar"),
    ],
)
def test_a_proposal_that_does_not_hold_together_is_refused(
    cast: Cast, velden: dict[str, str], waarom: str
) -> None:
    aantal = Deelname.objects.count()
    with pytest.raises(KanNietError, match=waarom):
        stel_voor(cast, **velden)
    assert Deelname.objects.count() == aantal


def test_a_jim_is_not_one_of_the_parents(cast: Cast) -> None:
    with pytest.raises(KanNietError, match="buiten het eigen gezin"):
        stel_voor(
            cast,
            door="noor",
            betreft="noor",
            rol=Rol.JIM,
            jim_van=cast.lid["noor"],
            naam="mark de wit",
        )


def test_somebody_of_another_family_is_not_a_reason_about_whom(cast: Cast) -> None:
    vreemd = zet_bram_gezin(cast).gezin.leden.first()
    assert vreemd is not None
    basis = voorstel(cast)
    with pytest.raises(KanNietError):
        propose_plek(
            type(basis)(**{**vars(basis), "betreft": [vreemd]}),
            actor=cast.plek("aisha"),
            now=cast.now,
        )


def test_a_hidden_proposal_does_not_betray_itself_to_who_proposes_the_same(cast: Cast) -> None:
    stel_voor(cast, door="tom", betreft="samira")
    tweede = stel_voor(cast, door="peter")
    assert tweede.status == Plekstatus.VOORGESTELD


def test_a_seat_by_law_comes_without_being_asked_and_the_family_is_told(cast: Cast) -> None:
    tot = timezone.localdate(cast.now) + timedelta(days=180)
    wet = stel_voor(
        cast,
        door="linda",
        betreft="noor daan",
        wettelijk=True,
        grondslag_toelichting="Beschikking van 3 november",
        tot=tot,
    )
    wet = herlaad(wet)
    assert (wet.status, wet.tot, wet.grondslag) == (
        Plekstatus.UITGENODIGD,
        tot,
        Grondslag.WETTELIJKE_PLICHT,
    )
    codes = ["gezondheid", "opvoeding"]
    assert zicht_per_naam(cast, wet) == {"gezin": codes, "noor": codes, "daan": codes}
    titels = {b.tekst.titel for b in berichten_van(cast.gebruiker["samira"], now=cast.now)}
    assert "Jolanda Mulder KANARIE-NAAM komt aan tafel door de wet" in titels
    with pytest.raises(PermissionDenied):
        stel_voor(cast, door="peter", wettelijk=True, email="y@voorbeeld.test")


def test_who_proposed_and_the_coordinator_take_it_back_while_the_family_chooses(
    cast: Cast,
) -> None:
    jolanda = zeg(cast, "samira", stel_voor(cast))
    with pytest.raises(PermissionDenied):
        withdraw_voorstel(jolanda, actor=cast.plek("peter"), now=cast.now)
    withdraw_voorstel(jolanda, actor=cast.plek("aisha"), now=cast.now)
    assert herlaad(jolanda).status == Plekstatus.AFGEWEZEN
    assert not Instemming.objects.filter(deelname=jolanda, ingetrokken_op=None).exists()
    tweede = stel_voor(cast)
    withdraw_voorstel(tweede, actor=cast.plek("linda"), now=cast.now)
    derde = stel_voor(cast)
    zeg(cast, "samira", derde)
    zeg(cast, "mark", derde)
    with pytest.raises(KanNietError, match="al gekozen"):
        withdraw_voorstel(derde, actor=cast.plek("aisha"), now=cast.now)


def invoer(cast: Cast, **velden: object) -> dict[str, object]:
    """What a browser posts for a whole proposal."""
    return {
        "naam": "Jolanda Mulder",
        "rol": "professional",
        "functie": "jeugdarts",
        "email": "jolanda@voorbeeld.test",
        "taal": "nl",
        "betreft": [str(cast.lid["daan"].pk)],
        "leefgebieden": ["gezondheid"],
        "secties": ["acties"],
        "reden": "Daan slaapt slecht",
        **velden,
    }


def test_the_form_makes_a_proposal_and_says_what_follows(cast: Cast, client: Client) -> None:
    log_in(client, cast.gebruiker["aisha"])
    adres = reverse("toegang:voorstellen", args=[cast.plan.pk])
    antwoord = client.post(adres, invoer(cast), follow=True)
    jolanda = Deelname.objects.get(naam="Jolanda Mulder")
    assert antwoord.redirect_chain == [
        (reverse("toegang:plek", args=[cast.plan.pk, jolanda.pk]), 302)
    ]
    assert "Wie kiest, krijgt bericht over Jolanda Mulder." in antwoord.content.decode()
    assert list(jolanda.betreft.values_list("voornaam", flat=True)) == ["Daan"]
    assert (jolanda.voorstel_leefgebieden, jolanda.voorstel_secties) == (["gezondheid"], ["acties"])


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"naam": ""}, "Vul dit nog in"),
        ({"naam": "x" * 151}, "id_naam_error"),
        ({"rol": "ouder"}, "Kies iets uit de lijst"),
        ({"rol": "jim"}, "Kies iets uit de lijst"),
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
        ({"email": ""}, "Een beroepskracht logt in met een e-mailadres."),
        ({"rol": "netwerklid", "email": ""}, "Vul een e-mailadres of een telefoonnummer in."),
        ({"email": "samira@voorbeeld.test"}, "zit al aan tafel of is al voorgesteld"),
        ({"betreft": []}, "Vul dit nog in"),
        ({"betreft": ["niets"]}, "Kies iets uit de lijst"),
        ({"leefgebieden": ["niets"]}, "Kies iets uit de lijst"),
        ({"secties": ["niets"]}, "Kies iets uit de lijst"),
        ({"reden": ""}, "Vul dit nog in"),
        ({"reden": "x" * 401}, "id_reden_error"),
        ({"organisatie": "niets"}, "Kies iets uit de lijst"),
        ({"taal": "xx"}, "Kies iets uit de lijst"),
    ],
)
def test_bad_input_is_named_and_nothing_typed_is_lost(
    cast: Cast, client: Client, velden: dict[str, object], zegt: str
) -> None:
    log_in(client, cast.gebruiker["aisha"])
    aantal = Deelname.objects.count()
    adres = reverse("toegang:voorstellen", args=[cast.plan.pk])
    antwoord = client.post(adres, invoer(cast, **velden))
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert zegt in tekst
    assert "jeugdarts" in tekst
    assert Deelname.objects.count() == aantal


def test_the_coordinators_form_knows_more(cast: Cast, client: Client) -> None:
    log_in(client, cast.gebruiker["linda"])
    adres = reverse("toegang:voorstellen", args=[cast.plan.pk])
    fout = client.post(adres, invoer(cast, wettelijk="on", rol="netwerklid", tot="2020-01-01"))
    tekst = fout.content.decode()
    assert "Alleen een beroepskracht kan er door de wet zitten." in tekst
    assert "Schrijf op waarom deze persoon er door de wet zit." in tekst
    assert "Kies vandaag of een dag daarna." in tekst
    zonder = client.post(adres, invoer(cast, rol="jim"))
    assert "Kies van wie dit de JIM is." in zonder.content.decode()
    goed = client.post(
        adres, invoer(cast, wettelijk="on", grondslag_toelichting="Uitspraak van 1 november")
    )
    assert goed.status_code == 302
    assert Deelname.objects.get(naam="Jolanda Mulder").wettelijk


def test_an_interpreter_is_a_seat_and_needs_no_account(cast: Cast, client: Client) -> None:
    log_in(client, cast.gebruiker["linda"])
    adres = reverse("toegang:voorstellen", args=[cast.plan.pk])
    client.post(adres, invoer(cast, rol="tolk", email="", telefoon="06 1", naam="Ewa Lis"))
    tolk = Deelname.objects.get(naam="Ewa Lis")
    assert (tolk.rol, tolk.is_tolk, tolk.telefoon) == ("professional", True, "06 1")


def test_taking_back_works_by_post_only(cast: Cast, client: Client) -> None:
    jolanda = stel_voor(cast)
    log_in(client, cast.gebruiker["aisha"])
    adres = reverse("toegang:plek_intrekken", args=[cast.plan.pk, jolanda.pk])
    assert client.get(adres).status_code == 405
    assert herlaad(jolanda).status == Plekstatus.VOORGESTELD
    assert client.post(adres).status_code == 302
    assert herlaad(jolanda).status == Plekstatus.AFGEWEZEN
    opnieuw = client.post(adres, follow=True).content.decode()
    assert "Intrekken kan niet meer" in opnieuw


def test_a_plan_that_is_closed_takes_no_proposals(cast: Cast) -> None:
    type(cast.plan).objects.filter(pk=cast.plan.pk).update(
        status="afgesloten", afgesloten_op=cast.now
    )
    assert not cast.plek("samira").mag(Handeling.PLEK_VOORSTELLEN)
