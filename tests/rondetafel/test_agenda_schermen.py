"""The agenda of a table on screen: proposing with who reads it, ordering, taking back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from rondetafel.models import Agendapunt, Rondetafel
from rondetafel.workflow import agenda
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.rondetafel.tafels import NU, zet_gepland

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nu")]


@pytest.fixture
def cast() -> Cast:
    return zet_cast(NU)


@pytest.fixture
def tafel(cast: Cast) -> Rondetafel:
    return zet_gepland(cast, "samira", "mark", "noor", "linda", "peter", "tom")


def als(cast: Cast, naam: str) -> Client:
    client = Client()
    log_in(client, cast.gebruiker[naam])
    return client


def url(naam: str, tafel: Rondetafel, *rest: object) -> str:
    return reverse(f"rondetafel:{naam}", args=[tafel.plan_id, tafel.pk, *rest])


def velden(cast: Cast, gebied: str = "", betreft: str = "", **anders: str) -> dict[str, str]:
    return {
        "tekst": "KANARIE-punt",
        "toelichting": "KANARIE-woorden",
        "leefgebied": str(cast.leefgebied[gebied].pk) if gebied else "iedereen",
        "betreft": str(cast.lid[betreft].pk) if betreft else "samen",
        **anders,
    }


def test_the_page_says_at_once_who_will_read_it(cast: Cast, tafel: Rondetafel) -> None:
    tekst = als(cast, "samira").get(url("agendapunt", tafel)).content.decode()
    assert "Dit lezen: u, Mark, Noor, Linda, Peter en Tom." in tekst


def test_looking_who_reads_it_writes_nothing_and_keeps_the_text(
    cast: Cast, tafel: Rondetafel
) -> None:
    samira = als(cast, "samira")
    vraag = velden(cast, "inkomen", "samira", kijk="1")
    tekst = samira.post(url("agendapunt", tafel), vraag).content.decode()
    assert "Dit lezen: u, Linda en Tom." in tekst
    assert "KANARIE-punt" in tekst
    assert "KANARIE-woorden" in tekst
    assert "Er klopt nog iets niet" not in tekst
    deel = samira.post(url("agendapunt", tafel), vraag, headers={"HX-Request": "true"})
    assert "Dit lezen: u, Linda en Tom." in deel.content.decode()
    assert "<html" not in deel.content.decode()
    leeg = samira.post(url("agendapunt", tafel), {"kijk": "1"})
    assert (leeg.status_code, Agendapunt.objects.count()) == (200, 0)


def test_an_item_is_kept_with_who_may_read_it(cast: Cast, tafel: Rondetafel) -> None:
    samira = als(cast, "samira")
    terug = samira.post(url("agendapunt", tafel), velden(cast, "inkomen", "samira"))
    assert terug["Location"] == url("agendapunt", tafel)
    punt = Agendapunt.objects.get()
    assert (punt.tekst, punt.toelichting) == ("KANARIE-punt", "KANARIE-woorden")
    assert (punt.leefgebied, punt.betreft) == (cast.leefgebied["inkomen"], cast.lid["samira"])
    gezien = {
        n: "KANARIE" in als(cast, n).get(url("tafel", tafel)).content.decode()
        for n in ("samira", "mark", "noor", "linda", "peter", "tom")
    }
    assert gezien == {
        "samira": True,
        "mark": False,
        "noor": False,
        "linda": True,
        "peter": False,
        "tom": True,
    }


def test_for_everyone_whom_it_concerns_does_not_matter(cast: Cast, tafel: Rondetafel) -> None:
    als(cast, "samira").post(url("agendapunt", tafel), velden(cast, betreft="samira"))
    punt = Agendapunt.objects.get()
    assert (punt.leefgebied, punt.betreft) == (None, None)


@pytest.mark.parametrize(
    ("fout", "woorden"),
    [
        ({"tekst": " "}, "Schrijf op waarover"),
        ({"tekst": "x" * 301}, "KANARIE-woorden"),
        ({"leefgebied": "onzin"}, "Kies iets uit de lijst"),
        ({"betreft": "onzin"}, "Kies iets uit de lijst"),
    ],
)
def test_a_mistake_is_named_and_the_text_stays(
    cast: Cast, tafel: Rondetafel, fout: dict[str, str], woorden: str
) -> None:
    terug = als(cast, "samira").post(url("agendapunt", tafel), velden(cast) | fout)
    assert terug.status_code == 422
    assert woorden in terug.content.decode()
    assert "KANARIE-woorden" in terug.content.decode()
    assert Agendapunt.objects.count() == 0


def test_choices_are_what_somebody_sees_themselves(cast: Cast, tafel: Rondetafel) -> None:
    form = als(cast, "peter").get(url("agendapunt", tafel)).context["form"]
    assert [naam for _, naam in form.fields["leefgebied"].choices] == [
        "Iedereen aan deze tafel",
        "Alleen wie “School” mag zien",
        "Alleen wie “Vrije tijd” mag zien",
    ]
    terug = als(cast, "peter").post(url("agendapunt", tafel), velden(cast, "inkomen"))
    assert (terug.status_code, Agendapunt.objects.count()) == (422, 0)


def test_about_somebody_of_whom_one_does_not_see_it_is_refused(
    cast: Cast, tafel: Rondetafel
) -> None:
    peter = cast.deelname["peter"]
    peter.leefgebieden = {"gezin": ["school"], str(cast.lid["noor"].pk): ["vrije-tijd"]}
    peter.save()
    terug = als(cast, "peter").post(url("agendapunt", tafel), velden(cast, "school", "noor"))
    assert terug.status_code == 422
    assert "Dit onderwerp ziet u niet van deze persoon" in terug.content.decode()


def test_the_coordinator_orders_on_screen(cast: Cast, tafel: Rondetafel) -> None:
    samira = cast.plek("samira", now=NU)
    punten = [agenda.stel_punt_voor(tafel, t, "", actor=samira, now=NU) for t in ("een", "twee")]
    linda = als(cast, "linda")
    assert "eerder" in linda.get(url("agendapunt", tafel)).content.decode()
    assert "eerder" not in als(cast, "samira").get(url("agendapunt", tafel)).content.decode()
    adres = url("agendapunt_verplaatsen", tafel, punten[1].pk)
    assert linda.post(adres, {"naar": "omhoog"})["Location"] == url("agendapunt", tafel)
    assert [p.tekst for p in Agendapunt.objects.all()] == ["twee", "een"]
    linda.post(adres, {"naar": "onzin"})
    linda.post(adres)
    assert [p.tekst for p in Agendapunt.objects.all()] == ["twee", "een"]


def test_somebody_takes_back_their_own_item(cast: Cast, tafel: Rondetafel) -> None:
    punt = agenda.stel_punt_voor(tafel, "KANARIE", "", actor=cast.plek("peter", now=NU), now=NU)
    adres = url("agendapunt_weg", tafel, punt.pk)
    assert als(cast, "samira").post(adres).status_code == 403
    Agendapunt.objects.update(besproken_op=NU)
    assert "al besproken" in als(cast, "peter").post(adres, follow=True).content.decode()
    Agendapunt.objects.update(besproken_op=None)
    assert als(cast, "peter").post(adres).status_code == 302
    assert Agendapunt.objects.count() == 0


def test_an_item_one_does_not_see_does_not_exist(cast: Cast, tafel: Rondetafel) -> None:
    punt = agenda.stel_punt_voor(
        tafel,
        "KANARIE",
        "",
        leefgebied=cast.leefgebied["inkomen"],
        actor=cast.plek("samira", now=NU),
        now=NU,
    )
    assert als(cast, "peter").post(url("agendapunt_weg", tafel, punt.pk)).status_code == 404


def test_after_the_table_the_agenda_is_only_read(cast: Cast, tafel: Rondetafel) -> None:
    Rondetafel.objects.update(status="verslag")
    samira = als(cast, "samira")
    assert "Zet op de agenda" not in samira.get(url("agendapunt", tafel)).content.decode()
    terug = samira.post(url("agendapunt", tafel), velden(cast), follow=True)
    assert "Dat kan niet meer" in terug.content.decode()
    assert Agendapunt.objects.count() == 0
    assert "Iets op de agenda zetten" not in samira.get(url("tafel", tafel)).content.decode()
