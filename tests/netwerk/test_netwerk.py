"""The people around a family: writing them down, asking them to the table, a young person's JIM."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gezinsplan.versies import VerouderdError
from netwerk.models import Netwerklid, Ring
from netwerk.workflow import (
    Persoon,
    Verzoek,
    add_netwerklid,
    ask_aan_tafel,
    change_netwerklid,
    name_jim,
    remove_netwerklid,
)
from tests.cast import Cast, zet_bram_gezin, zet_cast
from tests.inloggen import log_in
from tests.toegang.voorstellen import herlaad, zeg, zicht_per_naam
from toegang.models import Deelname, Instemming, Plekstatus, Rol
from toegang.overgangen import KanNietError

OMA = "Oma Hanneke KANARIE-OMA"


@pytest.fixture
def cast(db: None) -> Cast:
    return zet_cast(timezone.now())


def schrijf_op(cast: Cast, door: str = "samira", van: str = "", naam: str = OMA) -> Netwerklid:
    lid = cast.lid[van] if van else None
    persoon = Persoon(naam, "oma", lid, kan_doen="past op Daan")
    return add_netwerklid(persoon, actor=cast.plek(door), now=cast.now)


def vraag(cast: Cast, rij: Netwerklid, door: str = "samira", **velden: Any) -> Deelname:
    gegevens = {"reden": "Zij is er altijd", "email": "oma@voorbeeld.test", **velden}
    return ask_aan_tafel(rij, Verzoek(**gegevens), actor=cast.plek(door), now=cast.now)


def pad(cast: Cast, naam: str = "overzicht", *ids: object) -> str:
    return reverse(f"netwerk:{naam}", args=[cast.plan.pk, *ids])


def test_a_parent_writes_somebody_down_without_telling_them(cast: Cast, client: Client) -> None:
    log_in(client, cast.gebruiker["samira"])
    velden = {"naam": OMA, "relatie": "oma", "van": "", "ring": "1", "kan_doen": "Oppassen"}
    assert "Opschrijven is nog niet vragen" in client.get(pad(cast, "nieuw")).content.decode()
    tekst = client.post(pad(cast, "nieuw"), velden, follow=True).content.decode()
    rij = Netwerklid.objects.get()
    assert (rij.naam, rij.ring, rij.van, rij.kan_doen) == (OMA, Ring.DICHTBIJ, None, "Oppassen")
    assert "Van ons allemaal" in tekst
    assert "KANARIE-OMA" in tekst
    assert not Deelname.objects.filter(naam=OMA).exists()


def test_a_young_person_writes_down_their_own_people_only(cast: Cast, client: Client) -> None:
    assert schrijf_op(cast, "noor", "noor").van == cast.lid["noor"]
    for van in ("", "daan"):
        with pytest.raises(PermissionDenied):
            schrijf_op(cast, "noor", van)
    log_in(client, cast.gebruiker["noor"])
    assert "Bij wie hoort" not in client.get(pad(cast, "nieuw")).content.decode()
    client.post(pad(cast, "nieuw"), {"naam": "Yara", "relatie": "vriendin", "ring": "1"})
    assert Netwerklid.objects.get(naam="Yara").van == cast.lid["noor"]
    assert "Van mij" in client.get(pad(cast)).content.decode()


@pytest.mark.parametrize("wie", ["fatma", "youssef", "peter", "aisha"])
def test_others_write_nothing_here(cast: Cast, client: Client, wie: str) -> None:
    rij = schrijf_op(cast)
    with pytest.raises(PermissionDenied):
        schrijf_op(cast, wie)
    log_in(client, cast.gebruiker[wie])
    for naam, ids in (("nieuw", []), ("lid", [rij.pk]), ("weg", [rij.pk])):
        assert client.post(pad(cast, naam, *ids), {}).status_code == 403
    assert Netwerklid.objects.filter(weggehaald_op=None).count() == 1


def test_without_the_section_one_sees_only_oneself(cast: Cast, client: Client) -> None:
    schrijf_op(cast)
    Netwerklid.objects.create(
        plan=cast.plan,
        naam="Fatma op de lijst",
        relatie="buurvrouw",
        deelname=cast.deelname["fatma"],
        gemaakt_op=cast.now,
    )
    log_in(client, cast.gebruiker["fatma"])
    tekst = client.get(pad(cast)).content.decode()
    assert "KANARIE-OMA" not in tekst
    assert "Fatma op de lijst" in tekst
    log_in(client, cast.gebruiker["linda"])
    assert "KANARIE-OMA" in client.get(pad(cast)).content.decode()


def test_an_outsider_gets_404(cast: Cast, client: Client) -> None:
    rij = schrijf_op(cast)
    log_in(client, cast.gebruiker["bram"])
    adressen = [pad(cast), pad(cast, "nieuw"), pad(cast, "lid", rij.pk), pad(cast, "weg", rij.pk)]
    adressen += [pad(cast, "aan_tafel", rij.pk), pad(cast, "jim", cast.lid["noor"].pk)]
    assert [client.get(adres).status_code for adres in adressen] == [404] * 6


def test_changing_keeps_what_somebody_else_wrote_meanwhile(cast: Cast, client: Client) -> None:
    rij = schrijf_op(cast)
    versie = rij.versie
    persoon = Persoon("Hanneke", "oma", None)
    change_netwerklid(rij, versie, persoon, actor=cast.plek("mark"), now=cast.now)
    with pytest.raises(VerouderdError):
        change_netwerklid(rij, versie, persoon, actor=cast.plek("samira"), now=cast.now)
    log_in(client, cast.gebruiker["samira"])
    velden = {"naam": "Omi", "relatie": "oma", "van": "", "ring": "2", "versie": str(versie)}
    antwoord = client.post(pad(cast, "lid", rij.pk), velden)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Omi" in tekst
    assert "Hanneke" in tekst
    rij.refresh_from_db()
    assert client.post(pad(cast, "lid", rij.pk), {**velden, "versie": str(rij.versie)})
    rij.refresh_from_db()
    assert rij.naam == "Omi"


def test_a_young_person_cannot_take_over_somebody_of_another(cast: Cast) -> None:
    rij = schrijf_op(cast, "samira", "daan")
    persoon = Persoon("Hanneke", "oma", cast.lid["noor"])
    with pytest.raises(PermissionDenied):
        change_netwerklid(rij, rij.versie, persoon, actor=cast.plek("noor"), now=cast.now)
    eigen = schrijf_op(cast, "noor", "noor")
    naar_daan = Persoon("Hanneke", "oma", cast.lid["daan"])
    with pytest.raises(PermissionDenied):
        change_netwerklid(eigen, eigen.versie, naar_daan, actor=cast.plek("noor"), now=cast.now)


def test_somebody_of_another_family_is_refused(cast: Cast) -> None:
    vreemd = zet_bram_gezin(cast).gezin.leden.first()
    with pytest.raises(KanNietError, match="van het gezin"):
        add_netwerklid(Persoon("X", "y", vreemd), actor=cast.plek("samira"), now=cast.now)


def test_taking_off_the_list_is_said_first_and_ends_no_seat(cast: Cast, client: Client) -> None:
    rij = schrijf_op(cast)
    oma = vraag(cast, rij)
    log_in(client, cast.gebruiker["samira"])
    tekst = client.get(pad(cast, "weg", rij.pk)).content.decode()
    assert "blijft wel aan tafel zitten" in tekst
    rij.refresh_from_db()
    assert rij.weggehaald_op is None
    client.post(pad(cast, "weg", rij.pk), follow=True)
    assert Netwerklid.objects.get(pk=rij.pk).weggehaald_op is not None
    assert herlaad(oma).status == Plekstatus.VOORGESTELD
    assert "KANARIE-OMA" not in client.get(pad(cast)).content.decode()
    assert client.get(pad(cast, "lid", rij.pk)).status_code == 404


def test_who_removes_what_changed_meanwhile_is_told(cast: Cast) -> None:
    rij = schrijf_op(cast)
    oud = Netwerklid.objects.get(pk=rij.pk)
    change_netwerklid(rij, 0, Persoon("A", "b", None), actor=cast.plek("mark"), now=cast.now)
    with pytest.raises(VerouderdError):
        remove_netwerklid(oud, actor=cast.plek("samira"), now=cast.now)


def test_asking_somebody_to_the_table_counts_as_the_askers_yes(cast: Cast) -> None:
    oma = vraag(cast, schrijf_op(cast), leefgebieden=["vrije-tijd"], secties=["acties"])
    assert (oma.rol, oma.functie, oma.status) == (Rol.NETWERKLID, "oma", Plekstatus.VOORGESTELD)
    assert Netwerklid.objects.get().deelname_id == oma.pk
    assert Instemming.objects.get(deelname=oma).gever_id == cast.lid["samira"].pk
    zeg(cast, "mark", oma, leefgebieden=["vrije-tijd"])
    assert zeg(cast, "noor", oma, leefgebieden=["*"]).status == Plekstatus.UITGENODIGD
    assert zicht_per_naam(cast, oma)["daan"] == ["vrije-tijd"]


def test_nobody_is_asked_twice(cast: Cast) -> None:
    rij = schrijf_op(cast)
    vraag(cast, rij)
    rij.refresh_from_db()
    with pytest.raises(KanNietError, match="al gevraagd"):
        vraag(cast, rij, email="ander@voorbeeld.test")


def test_the_form_asks_and_leads_to_the_seat(cast: Cast, client: Client) -> None:
    rij = schrijf_op(cast)
    log_in(client, cast.gebruiker["samira"])
    adres = pad(cast, "aan_tafel", rij.pk)
    assert "past op Daan" in client.get(adres).content.decode()
    velden = {"reden": "Zij is er altijd", "telefoon": "06 1", "leefgebieden": ["vrije-tijd"]}
    antwoord = client.post(adres, velden, follow=True)
    oma = Deelname.objects.get(naam=OMA)
    assert antwoord.redirect_chain == [(reverse("toegang:plek", args=[cast.plan.pk, oma.pk]), 302)]
    assert "Wie meebeslist, krijgt bericht over" in antwoord.content.decode()
    opnieuw = client.post(adres, {**velden, "telefoon": "06 2"})
    assert opnieuw.status_code == 422
    assert "is al gevraagd aan tafel" in opnieuw.content.decode()


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"reden": ""}, "id_reden_error"),
        ({"reden": "x" * 401}, "id_reden_error"),
        ({"email": "", "telefoon": ""}, "Vul een e-mailadres of een telefoonnummer in."),
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
        ({"email": "peter@voorbeeld.test"}, "zit al aan tafel"),
        ({"leefgebieden": ["niets"]}, "Kies iets uit de lijst"),
        ({"secties": ["niets"]}, "Kies iets uit de lijst"),
        ({"taal": "xx"}, "Kies iets uit de lijst"),
    ],
)
def test_bad_input_when_asking(
    cast: Cast, client: Client, velden: dict[str, object], zegt: str
) -> None:
    rij = schrijf_op(cast)
    log_in(client, cast.gebruiker["samira"])
    goed = {"reden": "Zij is er altijd", "email": "oma@voorbeeld.test"}
    antwoord = client.post(pad(cast, "aan_tafel", rij.pk), {**goed, **velden})
    assert (antwoord.status_code, zegt in antwoord.content.decode()) == (422, True)
    assert not Deelname.objects.filter(naam=OMA).exists()


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"naam": ""}, "id_naam_error"),
        ({"naam": "x" * 151}, "id_naam_error"),
        ({"relatie": ""}, "id_relatie_error"),
        ({"ring": "9"}, "Kies iets uit de lijst"),
        ({"ring": ""}, "id_ring_error"),
        ({"van": "niemand"}, "Kies iets uit de lijst"),
        ({"kan_doen": "x" * 301}, "id_kan_doen_error"),
    ],
)
def test_bad_input_when_writing_down(
    cast: Cast, client: Client, velden: dict[str, str], zegt: str
) -> None:
    log_in(client, cast.gebruiker["samira"])
    goed = {"naam": OMA, "relatie": "oma KANARIE", "van": "", "ring": "1", "kan_doen": ""}
    antwoord = client.post(pad(cast, "nieuw"), {**goed, **velden})
    tekst = antwoord.content.decode()
    assert (antwoord.status_code, zegt in tekst) == (422, True)
    assert ("KANARIE" in tekst) is True
    assert not Netwerklid.objects.exists()


def noem(cast: Cast, door: str = "noor", jongere: str = "noor", **velden: str) -> Deelname:
    gegevens = {"naam": "Coach Rik", "relatie": "trainer", **velden}
    persoon = Persoon(gegevens["naam"], gegevens["relatie"], cast.lid[jongere])
    verzoek = Verzoek("Hij luistert", email="rik@voorbeeld.test", leefgebieden=["school"])
    return name_jim(persoon, verzoek, cast.lid[jongere], actor=cast.plek(door), now=cast.now)


def test_noor_names_her_jim_and_her_parents_agree(cast: Cast, client: Client) -> None:
    Deelname.objects.filter(pk=cast.deelname["youssef"].pk).delete()
    log_in(client, cast.gebruiker["noor"])
    tekst = client.get(pad(cast)).content.decode()
    assert "Kies uw JIM" in tekst
    adres = pad(cast, "jim", cast.lid["noor"].pk)
    uitleg = client.get(adres).content.decode()
    for zin in (
        "Wie is uw JIM?",
        "Het is niet uw vader of uw moeder.",
        "Alleen u kunt later zeggen dat iemand uw JIM niet meer is.",
    ):
        assert zin in uitleg
    velden = {
        "naam": "Coach Rik",
        "relatie": "trainer",
        "reden": "Hij luistert",
        "email": "rik@voorbeeld.test",
        "leefgebieden": ["school"],
        "secties": ["acties"],
    }
    client.post(adres, velden)
    rik = Deelname.objects.get(naam="Coach Rik")
    assert (rik.rol, rik.jim_van, rik.status) == (
        Rol.JIM,
        cast.lid["noor"],
        Plekstatus.VOORGESTELD,
    )
    assert Netwerklid.objects.get(deelname=rik).van == cast.lid["noor"]
    zeg(cast, "samira", rik, leefgebieden=["school"])
    assert zeg(cast, "mark", rik, leefgebieden=["school"]).status == Plekstatus.UITGENODIGD
    log_in(client, cast.gebruiker["samira"])
    plek = client.get(reverse("toegang:plek", args=[cast.plan.pk, rik.pk])).content.decode()
    assert "Alleen Noor kan later stoppen met Coach als JIM." in plek
    assert "Laat Coach stoppen" not in plek


def test_there_is_one_jim_at_a_time(cast: Cast, client: Client) -> None:
    with pytest.raises(KanNietError, match="heeft al een JIM"):
        noem(cast)
    log_in(client, cast.gebruiker["noor"])
    velden = {"naam": "Rik", "relatie": "trainer", "reden": "x", "email": "rik@voorbeeld.test"}
    antwoord = client.post(pad(cast, "jim", cast.lid["noor"].pk), velden)
    assert antwoord.status_code == 422
    assert "heeft al een JIM" in antwoord.content.decode()


def test_a_jim_is_named_by_the_young_person_alone(cast: Cast, client: Client) -> None:
    Deelname.objects.filter(pk=cast.deelname["youssef"].pk).delete()
    for wie in ("samira", "peter"):
        with pytest.raises(PermissionDenied):
            noem(cast, wie)
        log_in(client, cast.gebruiker[wie])
        assert client.get(pad(cast, "jim", cast.lid["noor"].pk)).status_code == 403
    with pytest.raises(PermissionDenied):
        noem(cast, "noor", "daan")
    with pytest.raises(KanNietError, match="twaalf jaar"):
        noem(cast, "linda", "daan")
    log_in(client, cast.gebruiker["linda"])
    assert client.get(pad(cast, "jim", cast.lid["noor"].pk)).status_code == 200
    assert client.get(pad(cast, "jim", cast.plan.pk)).status_code == 404
    assert noem(cast, "linda").jim_van == cast.lid["noor"]


def test_a_proposal_shows_on_the_list_only_to_who_knows_of_it(cast: Cast, client: Client) -> None:
    type(cast.deelname["tom"]).objects.filter(pk=cast.deelname["tom"].pk).update(
        secties=["netwerk"]
    )
    oma = vraag(cast, schrijf_op(cast))
    log_in(client, cast.gebruiker["tom"])
    tekst = client.get(pad(cast)).content.decode()
    assert "KANARIE-OMA" in tekst
    assert str(oma.pk) not in tekst
    assert "Wacht op" not in tekst
    log_in(client, cast.gebruiker["mark"])
    tekst = client.get(pad(cast)).content.decode()
    assert "Wacht op u en Noor" in tekst


def test_an_empty_list_says_what_to_do_first(cast: Cast, client: Client) -> None:
    Deelname.objects.filter(rol__in=["netwerklid", "jim"]).delete()
    log_in(client, cast.gebruiker["samira"])
    assert "Begin met wie u belt als er iets is." in client.get(pad(cast)).content.decode()
    log_in(client, cast.gebruiker["linda"])
    assert "Schrijf iemand op" in client.get(pad(cast)).content.decode()
    log_in(client, cast.gebruiker["peter"])
    assert "Schrijf iemand op" not in client.get(pad(cast)).content.decode()
