"""The invitation as a professional reads it, and as everybody else in their own role."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gebruikers.models import Gebruiker, Medewerker, Organisatie
from tests.cast import zet_cast
from tests.inloggen import log_in
from tests.toegang.familie import start_kowalczyk
from toegang.models import Deelname, Plekuitnodiging, Rol, Welkomsoort
from toegang.uitnodiging import url_van
from toegang.workflow import uitnodiging as workflow

pytestmark = pytest.mark.django_db


class TestProfessional:
    """A professional: a second factor first, then the method's page, then the seat."""

    def nodig_jolanda_uit(self) -> tuple[Plekuitnodiging, Gebruiker, Deelname]:
        cast = zet_cast(timezone.now())
        jgz = Organisatie.objects.create(code="jgz", naam="JGZ Waterland")
        deelname = Deelname.objects.create(
            plan=cast.plan,
            rol=Rol.PROFESSIONAL,
            naam="Jolanda Mulder",
            functie="jeugdarts",
            organisatie=jgz,
            email="jolanda@voorbeeld.test",
            status="goedgekeurd",
            leefgebieden={"gezin": ["gezondheid"]},
            secties=["rondetafels"],
            voorgesteld_op=cast.now,
        )
        uitnodiging = workflow.nodig_uit(
            deelname, soort=Welkomsoort.MAIL, actor=cast.plek("samira"), now=cast.now
        )
        return uitnodiging, Gebruiker.objects.get(email="jolanda@voorbeeld.test"), deelname

    def test_she_is_at_work_and_shows_nothing_before_the_second_factor(
        self, client: Client
    ) -> None:
        uitnodiging, jolanda, deelname = self.nodig_jolanda_uit()
        assert Medewerker.objects.get(gebruiker=jolanda).functie == "jeugdarts"
        log_in(client, jolanda, "code")
        url = url_van(uitnodiging)
        for antwoord in (client.get(url), client.post(url, {"antwoord": "ja"})):
            assert antwoord.status_code == 302
            assert antwoord["Location"].startswith(reverse("tweede_factor"))
        deelname.refresh_from_db()
        assert deelname.status == "uitgenodigd"

    def test_she_reads_the_method_before_she_sits_down(self, client: Client) -> None:
        uitnodiging, jolanda, deelname = self.nodig_jolanda_uit()
        log_in(client, jolanda)
        bladzijde = client.get(url_van(uitnodiging)).content.decode()
        assert "bij gezin De Wit – El Amrani" in bladzijde
        assert "Niet over het gezin zonder het gezin" in bladzijde
        assert "Gezondheid" in bladzijde
        assert "Geld en schulden" in bladzijde.split("Dit ziet u niet")[1]
        zonder = client.post(url_van(uitnodiging), {"antwoord": "ja"})
        assert zonder.status_code == 422
        assert "Lees eerst de uitleg" in zonder.content.decode()
        deelname.refresh_from_db()
        assert deelname.status == "uitgenodigd"
        gelezen = {"antwoord": "ja", "methode_gelezen": "on"}
        assert client.post(url_van(uitnodiging), gelezen).status_code == 302
        deelname.refresh_from_db()
        assert (deelname.status, deelname.methode_gelezen_op is not None) == ("actief", True)

    def test_the_workflow_itself_refuses_who_did_not_read_it(self) -> None:
        uitnodiging, jolanda, _ = self.nodig_jolanda_uit()
        with pytest.raises(workflow.MethodeOngelezenError):
            workflow.neem_plek_aan(uitnodiging, actor=jolanda, now=timezone.now())
        uitnodiging.refresh_from_db()
        assert uitnodiging.gebruikt_op is None

    def test_she_says_no_without_reading(self, client: Client) -> None:
        uitnodiging, jolanda, deelname = self.nodig_jolanda_uit()
        log_in(client, jolanda)
        assert client.post(url_van(uitnodiging), {"antwoord": "nee"}).status_code == 302
        deelname.refresh_from_db()
        assert deelname.status == "afgewezen"

    def test_who_read_it_for_another_family_is_not_asked_again(self, client: Client) -> None:
        uitnodiging, jolanda, _ = self.nodig_jolanda_uit()
        eerder = timezone.now() - timedelta(days=200)
        familie = start_kowalczyk(timezone.now())
        Deelname.objects.create(
            plan=familie.plan,
            gebruiker=jolanda,
            rol=Rol.PROFESSIONAL,
            naam="Jolanda Mulder",
            status="beeindigd",
            voorgesteld_op=eerder,
            beeindigd_op=eerder,
            methode_gelezen_op=eerder,
        )
        log_in(client, jolanda)
        assert "U leest dit één keer." not in client.get(url_van(uitnodiging)).content.decode()
        assert client.post(url_van(uitnodiging), {"antwoord": "ja"}).status_code == 302
        uitnodiging.deelname.refresh_from_db()
        assert uitnodiging.deelname.methode_gelezen_op == eerder


@pytest.mark.parametrize(
    ("rol", "zin"),
    [
        (Rol.NETWERKLID, "U hoeft niets te kunnen of te leren."),
        (Rol.JIM, "Noor koos u als JIM"),
        (Rol.JEUGDIGE, "U beslist mee over wat over u gaat."),
    ],
)
def test_everybody_is_welcomed_in_their_own_role(client: Client, rol: Rol, zin: str) -> None:
    cast = zet_cast(timezone.now())
    noor = rol == Rol.JEUGDIGE
    Deelname.objects.filter(pk=cast.deelname["noor"].pk).update(
        status="beeindigd", beeindigd_op=cast.now
    )
    deelname = Deelname.objects.create(
        plan=cast.plan,
        rol=rol,
        lid=cast.lid["noor"] if noor else None,
        naam="Noor de Wit" if noor else "Ria Bos",
        email="noor@voorbeeld.test" if noor else "ria@voorbeeld.test",
        jim_van=cast.lid["noor"] if rol == Rol.JIM else None,
        status="goedgekeurd",
        leefgebieden={"gezin": ["school"]},
        secties=["acties"],
        voorgesteld_door=cast.deelname["samira"],
        voorgesteld_op=cast.now,
    )
    uitnodiging = workflow.nodig_uit(
        deelname, soort=Welkomsoort.MAIL, actor=cast.plek("samira"), now=cast.now
    )
    log_in(client, Gebruiker.objects.get(email=deelname.email))
    bladzijde = client.get(url_van(uitnodiging)).content.decode()
    assert zin in bladzijde
    assert "Linda Brouwer" in bladzijde
    assert "Samira El Amrani stelde u voor." in bladzijde
    assert client.post(url_van(uitnodiging), {"antwoord": "ja"}).status_code == 302
    assert client.get(reverse("toegang:plekken", args=[cast.plan.pk])).status_code == 200
