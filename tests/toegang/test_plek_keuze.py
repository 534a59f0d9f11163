"""The page on which a family chooses: what it shows and asks, and that looking writes nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from acties.models import Actie, Actiehouder
from doelen.models import Zorg
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.toegang.voorstellen import herlaad, pad, stel_voor, zeg, zicht_per_naam
from toegang.models import Deelname, Instemming, Plekstatus

ZORG = "Daan slaapt slecht KANARIE-SLAAP"
SCHULD = "Samira heeft schuld KANARIE-SCHULD"
MARK_EIGEN = "Mark drinkt KANARIE-MARK"


@pytest.fixture
def cast(db: None) -> Cast:
    cast = zet_cast(timezone.now())
    for tekst, gebied, wie in (
        (ZORG, "gezondheid", "daan"),
        (SCHULD, "inkomen", None),
        (MARK_EIGEN, "gezondheid", "mark"),
    ):
        Zorg.objects.create(
            plan=cast.plan,
            tekst=tekst,
            leefgebied=cast.leefgebied[gebied],
            betreft=cast.lid[wie] if wie else None,
            gemaakt_op=cast.now,
        )
    return cast


def kijkje(tekst: str) -> tuple[str, str]:
    """The two lists of the preview: what is seen, and what is not."""
    deel = tekst[tekst.index('class="kijkje"') :]
    deel = deel[: deel.index("</div>")]
    ziet, _, niet = deel.partition("kijkje__niet")
    return ziet, niet


def aan(tekst: str, veld: str) -> set[str]:
    """The values of this field that are switched on."""
    vakjes = re.findall(rf'<input[^>]*name="{veld}"[^>]*>', tekst)
    return {v.split('value="')[1].split('"')[0] for v in vakjes if "checked" in v}


def test_the_question_the_reason_and_who_chooses(cast: Cast, client: Client) -> None:
    jolanda = stel_voor(cast)
    log_in(client, cast.gebruiker["samira"])
    tekst = client.get(pad(cast, jolanda)).content.decode()
    for zin in (
        "Mag Jolanda aan tafel komen?",
        "KANARIE-REDEN",
        "Aisha Karimi, behandelaar, GGZ De Kade",
        "Het gaat over Daan.",
        "Jolanda komt pas als u en Mark ja zeggen.",
        "Mark kan nog minder aanzetten, niet meer.",
        "Ja, Jolanda mag komen",
        "Nee, liever niet",
        "Eerst praten",
        "Linda neemt contact met u op. Tot die tijd verandert er niets.",
        "U hoeft niet te zeggen waarom.",
    ):
        assert zin in tekst, zin
    assert tekst.count("utrecht-button--primary-action") == 1


def test_where_one_parent_suffices_the_page_says_so(cast: Cast, client: Client) -> None:
    type(cast.gemeente).objects.filter(pk=cast.gemeente.pk).update(instemregel="een")
    log_in(client, cast.gebruiker["samira"])
    over_noor = stel_voor(cast, betreft="noor")
    tekst = client.get(pad(cast, over_noor)).content.decode()
    assert "Jolanda komt pas als u of Mark en Noor ja zeggen." in tekst
    assert "Jolanda komt pas als ook Noor ja zegt." in tekst
    over_daan = stel_voor(cast, email="ander@voorbeeld.test")
    tekst = client.get(pad(cast, over_daan)).content.decode()
    assert "Jolanda komt pas als u of Mark ja zegt." in tekst
    assert "Jolanda krijgt daarna een uitnodiging." in tekst


def test_the_proposal_is_switched_on_to_begin_with(cast: Cast, client: Client) -> None:
    jolanda = stel_voor(cast)
    log_in(client, cast.gebruiker["samira"])
    tekst = client.get(pad(cast, jolanda)).content.decode()
    assert aan(tekst, "leefgebieden") == {"gezondheid", "opvoeding"}
    assert aan(tekst, "secties") == {"acties"}


def test_the_preview_names_what_is_seen_and_what_is_not(cast: Cast, client: Client) -> None:
    jolanda = stel_voor(cast)
    actie = Actie.objects.create(
        plan=cast.plan,
        leefgebied=cast.leefgebied["gezondheid"],
        tekst="praten over slapen",
        status="afgesproken",
        gemaakt_op=cast.now,
        gewijzigd_op=cast.now,
    )
    Actiehouder.objects.create(actie=actie, deelname=cast.deelname["aisha"], antwoord="ja")
    log_in(client, cast.gebruiker["samira"])
    ziet, niet = kijkje(client.get(pad(cast, jolanda)).content.decode())
    assert "KANARIE-SLAAP" in ziet
    assert "De actie van Aisha: praten over slapen" in ziet
    assert "KANARIE-SCHULD" not in ziet + niet
    for naam in ("School", "Geld en schulden", "Vrije tijd", "Wonen"):
        assert f"<span>{naam}</span>" in niet
    assert "<span>Gezondheid</span>" not in niet


def test_the_preview_follows_the_switches_and_writes_nothing(cast: Cast, client: Client) -> None:
    jolanda = stel_voor(cast)
    log_in(client, cast.gebruiker["samira"])
    velden = {"leefgebieden": ["inkomen"], "secties": [], "tot": "plan"}
    deel = client.post(pad(cast, jolanda), velden, headers={"HX-Request": "true"})
    tekst = deel.content.decode()
    assert tekst.lstrip().startswith('<div id="kijkje"')
    ziet, niet = kijkje(tekst)
    assert "KANARIE-SCHULD" in ziet
    assert "KANARIE-SLAAP" not in ziet + niet
    assert "<span>Gezondheid</span>" in niet
    heel = client.post(pad(cast, jolanda), {**velden, "bekijk": "1"}).content.decode()
    assert kijkje(heel) == (ziet, niet)
    assert aan(heel, "leefgebieden") == {"inkomen"}
    assert not Instemming.objects.filter(deelname=jolanda).exists()


def test_the_preview_never_shows_what_the_reader_does_not_see(cast: Cast, client: Client) -> None:
    """Samira looks at Jolanda's view; what concerns Mark alone is not hers to learn from it."""
    allen = stel_voor(cast, betreft="samira mark noor daan")
    for wie, mag in (("samira", False), ("mark", True)):
        log_in(client, cast.gebruiker[wie])
        tekst = client.get(pad(cast, allen)).content.decode()
        assert ("KANARIE-MARK" in tekst) is mag, wie


def test_the_preview_counts_what_the_other_already_allowed(cast: Cast, client: Client) -> None:
    jolanda = zeg(cast, "mark", stel_voor(cast), leefgebieden=["opvoeding"], secties=[])
    log_in(client, cast.gebruiker["samira"])
    ziet, niet = kijkje(client.get(pad(cast, jolanda)).content.decode())
    assert "KANARIE-SLAAP" not in ziet
    assert "<span>Gezondheid</span>" in niet


def test_a_yes_by_form_is_written_as_chosen(cast: Cast, client: Client) -> None:
    jolanda = stel_voor(cast)
    log_in(client, cast.gebruiker["samira"])
    velden = {
        "leefgebieden": ["gezondheid"],
        "secties": ["acties"],
        "tot": "halfjaar",
        "antwoord": "ja",
    }
    antwoord = client.post(pad(cast, jolanda), velden, follow=True)
    assert antwoord.redirect_chain == [(pad(cast, jolanda), 302)]
    assert "We wachten nog op Mark." in antwoord.content.decode()
    ja = Instemming.objects.get(deelname=jolanda)
    assert (ja.antwoord, ja.leefgebieden, ja.secties, ja.wijze) == (
        "ja",
        ["gezondheid"],
        ["acties"],
        "scherm",
    )
    assert ja.tot is not None
    assert 181 <= (ja.tot - timezone.localdate(cast.now)).days <= 184


@pytest.mark.parametrize(
    ("antwoord", "zegt"),
    [
        ("nee", "U bent het nog niet eens"),
        ("praten", "We praten er eerst over. Tot die tijd verandert er niets."),
    ],
)
def test_no_and_talk_first_need_no_switches(
    cast: Cast, client: Client, antwoord: str, zegt: str
) -> None:
    jolanda = stel_voor(cast)
    log_in(client, cast.gebruiker["samira"])
    tekst = client.post(pad(cast, jolanda), {"antwoord": antwoord}, follow=True).content.decode()
    assert zegt in tekst
    assert herlaad(jolanda).status == Plekstatus.IN_GESPREK


def test_each_sees_the_answers_of_others_and_not_their_switches(cast: Cast, client: Client) -> None:
    jolanda = stel_voor(cast)
    zeg(cast, "samira", jolanda, leefgebieden=["inkomen"], secties=["netwerk"])
    zeg(cast, "mark", jolanda, "nee")
    log_in(client, cast.gebruiker["mark"])
    tekst = client.get(pad(cast, jolanda)).content.decode()
    assert "Zegt ja" in tekst
    assert "Zegt nee" in tekst
    assert "U bent het nog niet eens" in tekst
    assert "U zei nee. U kunt het nog veranderen." in tekst
    assert aan(tekst, "leefgebieden") == {"gezondheid", "opvoeding"}
    assert (
        "Samira zegt ja, u zegt nee"
        in client.get(reverse("toegang:plekken", args=[cast.plan.pk])).content.decode()
    )


def test_after_answering_the_page_shows_ones_own_choice(cast: Cast, client: Client) -> None:
    jolanda = zeg(cast, "samira", stel_voor(cast), leefgebieden=["school"], secties=["netwerk"])
    log_in(client, cast.gebruiker["samira"])
    tekst = client.get(pad(cast, jolanda)).content.decode()
    assert aan(tekst, "leefgebieden") == {"school"}
    assert aan(tekst, "secties") == {"netwerk"}
    assert "Zo koos u. U kunt het nog veranderen." in tekst


def test_a_seated_person_is_narrowed_on_the_same_page_and_sees_it_next_request(
    cast: Cast, client: Client
) -> None:
    peter = Client()
    log_in(peter, cast.gebruiker["peter"])
    doelen = reverse("doelen:overzicht", args=[cast.plan.pk])
    Zorg.objects.filter(tekst=SCHULD).update(leefgebied=cast.leefgebied["school"])
    assert "KANARIE-SCHULD" in peter.get(doelen).content.decode()
    log_in(client, cast.gebruiker["samira"])
    adres = pad(cast, cast.deelname["peter"])
    tekst = client.get(adres).content.decode()
    assert aan(tekst, "leefgebieden") == {"school", "vrije-tijd"}
    assert aan(tekst, "tot") == {"plan"}
    assert "Bewaar wat Peter ziet" in tekst
    velden = {"leefgebieden": ["vrije-tijd"], "secties": ["acties"], "tot": "plan"}
    na = client.post(adres, {**velden, "antwoord": "ja"}, follow=True).content.decode()
    assert "Bewaard. Dit geldt meteen." in na
    assert "Samen geldt" in na
    assert zicht_per_naam(cast, cast.deelname["peter"])["gezin"] == ["vrije-tijd"]
    assert "KANARIE-SCHULD" not in peter.get(doelen).content.decode()


def test_an_end_date_can_be_changed_and_kept(cast: Cast, client: Client) -> None:
    vandaag = timezone.localdate(cast.now)
    over_tien = vandaag + timedelta(days=10)
    Deelname.objects.filter(pk=cast.deelname["peter"].pk).update(tot=over_tien)
    log_in(client, cast.gebruiker["samira"])
    adres = pad(cast, cast.deelname["peter"])
    assert aan(client.get(adres).content.decode(), "tot") == {"zo"}
    velden = {"leefgebieden": ["school"], "secties": [], "antwoord": "ja"}
    client.post(adres, {**velden, "tot": "zo"})
    assert herlaad(cast.deelname["peter"]).tot == over_tien
    client.post(adres, {**velden, "tot": "plan"})
    assert herlaad(cast.deelname["peter"]).tot is None


def test_until_the_next_table_is_offered_when_there_is_one(cast: Cast, client: Client) -> None:
    jolanda = stel_voor(cast)
    log_in(client, cast.gebruiker["samira"])
    assert "volgende tafel, " not in client.get(pad(cast, jolanda)).content.decode()
    dag = timezone.localdate(cast.now) + timedelta(days=9)
    type(cast.plan).objects.filter(pk=cast.plan.pk).update(volgende_evaluatie=dag)
    assert "Tot en met de volgende tafel, " in client.get(pad(cast, jolanda)).content.decode()
    client.post(pad(cast, jolanda), {"leefgebieden": [], "tot": "tafel", "antwoord": "ja"})
    assert Instemming.objects.get(deelname=jolanda).tot == dag + timedelta(days=1)


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"tot": ""}, "id_tot_error"),
        ({"tot": "voor-altijd"}, "Kies iets uit de lijst"),
        ({"leefgebieden": ["bestaat-niet"]}, "Kies iets uit de lijst"),
        ({"secties": ["bestaat-niet"]}, "Kies iets uit de lijst"),
    ],
)
def test_bad_input_is_named_and_the_switches_stay(
    cast: Cast, client: Client, velden: dict[str, object], zegt: str
) -> None:
    jolanda = stel_voor(cast)
    log_in(client, cast.gebruiker["samira"])
    goed = {"leefgebieden": ["wonen"], "secties": ["netwerk"], "tot": "plan", "antwoord": "ja"}
    antwoord = client.post(pad(cast, jolanda), {**goed, **velden})
    tekst = antwoord.content.decode()
    assert (antwoord.status_code, zegt in tekst) == (422, True)
    if "leefgebieden" not in velden:
        assert aan(tekst, "leefgebieden") == {"wonen"}
    assert not Instemming.objects.filter(deelname=jolanda).exists()


@pytest.mark.parametrize("antwoord", ["", "misschien"])
def test_an_answer_that_does_not_exist_only_shows_the_page(
    cast: Cast, client: Client, antwoord: str
) -> None:
    jolanda = stel_voor(cast)
    log_in(client, cast.gebruiker["samira"])
    reactie = client.post(pad(cast, jolanda), {"tot": "plan", "antwoord": antwoord})
    assert reactie.status_code == 200
    assert not Instemming.objects.filter(deelname=jolanda).exists()


def test_who_does_not_choose_cannot_post(cast: Cast, client: Client) -> None:
    jolanda = stel_voor(cast)
    for wie, status in (("aisha", 403), ("linda", 403), ("peter", 404), ("bram", 404)):
        log_in(client, cast.gebruiker[wie])
        assert client.post(pad(cast, jolanda), {"antwoord": "ja"}).status_code == status, wie
    assert not Instemming.objects.filter(deelname=jolanda).exists()


def test_looking_never_writes(cast: Cast, client: Client) -> None:
    jolanda = stel_voor(cast)
    log_in(client, cast.gebruiker["samira"])
    client.get(pad(cast, jolanda), {"antwoord": "ja", "tot": "plan"})
    assert client.put(pad(cast, jolanda)).status_code == 405
    assert not Instemming.objects.filter(deelname=jolanda).exists()
