"""The family's homes, members added by mistake, and what is set about the plan itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gezinsplan.models import Gezinslid, Gezinsplan, Huishouden
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.toegang.familie import Familie, gegevens, start_kowalczyk
from toegang.overgangen import KanNietError
from toegang.workflow import gezin as workflow

pytestmark = pytest.mark.django_db


def url(naam: str, plan: Gezinsplan, *ids: object) -> str:
    return reverse(f"toegang:{naam}", args=[plan.pk, *ids])


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


@pytest.fixture
def familie(client: Client) -> Familie:
    """Kowalczyk in concept, with Bram logged in."""
    familie = start_kowalczyk(timezone.now())
    log_in(client, familie.bram)
    return familie


class TestHuizen:
    """The homes."""

    def test_a_second_home_is_asked_at_once(self, client: Client, familie: Familie) -> None:
        pad = url("huis_nieuw", familie.plan)
        velden = {"versie": "0", "naam": "bij oma", "adres": "Kerkweg 1"}
        assert client.post(pad, {**velden, "nog_een": "1"})["Location"] == pad
        assert set(Huishouden.objects.values_list("naam", "adres")) == {
            ("bij Dorota", "Molenpad 7, Heuveldam"),
            ("bij oma", "Kerkweg 1"),
        }

    @pytest.mark.parametrize(
        ("veld", "waarde", "melding"),
        [
            ("naam", "", "Vul dit nog in."),
            ("naam", "h" * 81, "80"),
            ("adres", "a" * 201, "200"),
        ],
    )
    def test_wrong_input(
        self, client: Client, familie: Familie, veld: str, waarde: str, melding: str
    ) -> None:
        velden = {"versie": "0", "naam": "bij oma", "adres": "Kerkweg 1", veld: waarde}
        antwoord = client.post(url("huis_nieuw", familie.plan), velden)
        assert antwoord.status_code == 422
        assert melding in antwoord.content.decode()
        assert ("Kerkweg 1" if veld == "naam" else "bij oma") in antwoord.content.decode()
        assert Huishouden.objects.count() == 1

    def test_who_lives_there_corrects_it_and_the_other_household_does_not_know_it(
        self, client: Client, cast: Cast
    ) -> None:
        huis = Huishouden.objects.get(naam="bij Samira")
        pad = url("huis", cast.plan, huis.pk)
        velden = {"versie": "0", "naam": "thuis", "adres": "Dijkpad 5"}
        log_in(client, cast.gebruiker["mark"])
        assert client.get(pad).status_code == 404
        assert client.post(pad, velden).status_code == 404
        log_in(client, cast.gebruiker["noor"])
        assert client.post(pad, velden).status_code == 403
        log_in(client, cast.gebruiker["samira"])
        assert client.post(pad, velden).status_code == 302
        huis.refresh_from_db()
        assert (huis.naam, huis.adres) == ("thuis", "Dijkpad 5")
        oud = client.post(pad, {**velden, "naam": "bij mij"})
        assert oud.status_code == 409
        assert "Nu staat er: thuis" in oud.content.decode()

    def test_a_home_goes_only_when_nobody_lives_there(
        self, client: Client, familie: Familie
    ) -> None:
        huis = Huishouden.objects.get()
        pad = url("huis_weg", familie.plan, huis.pk)
        bladzijde = client.post(pad, follow=True).content.decode()
        assert "Hier wonen nog mensen." in bladzijde
        assert Huishouden.objects.count() == 1
        Gezinslid.objects.update(huishouden=None)
        client.post(pad)
        assert Huishouden.objects.count() == 0


class TestWeghalen:
    """A member who was added by mistake."""

    def test_it_can_be_taken_back(self, client: Client, familie: Familie) -> None:
        workflow.voeg_lid_toe(
            gegevens("Marek", familie.now.date(), "vader"),
            actor=familie.plek_bram(),
            now=familie.now,
        )
        marek = Gezinslid.objects.get(voornaam="Marek")
        client.post(url("lid_weg", familie.plan, marek.pk))
        assert Gezinslid.objects.count() == 3

    def test_not_once_the_plan_runs(self, cast: Cast) -> None:
        with pytest.raises(KanNietError, match="Daan hoort al bij het plan"):
            workflow.verwijder_lid(cast.lid["daan"], actor=cast.plek("linda"), now=cast.now)

    def test_not_who_was_written_about(self, client: Client, familie: Familie) -> None:
        zofia = familie.lid["zofia"]
        zofia.hulpvragen.create(tekst="Ik wil een hond.", plan=familie.plan, gemaakt_op=familie.now)
        pad = url("lid_weg", familie.plan, zofia.pk)
        bladzijde = client.post(pad, follow=True).content.decode()
        assert "Over Zofia is al iets opgeschreven in het plan." in bladzijde
        assert Gezinslid.objects.filter(pk=zofia.pk).exists()


class TestPlan:
    """The variant, the interval, the name, the familiegroepsplan."""

    def test_a_light_plan_becomes_heavy_and_not_light_again(
        self, client: Client, familie: Familie
    ) -> None:
        pad = url("plan_instellingen", familie.plan)
        velden = {"versie": "0", "variant": "zwaar", "interval_weken": "8"}
        assert client.post(pad, velden).status_code == 302
        familie.plan.refresh_from_db()
        assert (familie.plan.variant, familie.plan.weken) == ("zwaar", 8)
        assert 'name="variant"' not in client.get(pad).content.decode()
        client.post(pad, {**velden, "versie": "1", "variant": "licht", "interval_weken": ""})
        familie.plan.refresh_from_db()
        assert (familie.plan.variant, familie.plan.weken) == ("zwaar", 9)

    @pytest.mark.parametrize(
        ("weken", "melding"),
        [
            ("0", "Vul 1 of meer in."),
            ("105", "Meer dan twee jaar kan niet."),
            ("acht", "Vul een getal in, bijvoorbeeld 8."),
        ],
    )
    def test_wrong_weeks(self, client: Client, familie: Familie, weken: str, melding: str) -> None:
        velden = {"versie": "0", "variant": "zwaar", "interval_weken": weken}
        antwoord = client.post(url("plan_instellingen", familie.plan), velden)
        bladzijde = antwoord.content.decode()
        assert (antwoord.status_code, melding in bladzijde, weken in bladzijde) == (422, True, True)
        familie.plan.refresh_from_db()
        assert familie.plan.variant == "licht"

    def test_only_an_adult_of_the_family_can_be_named_coordinator(
        self, client: Client, familie: Familie
    ) -> None:
        pad = url("plan_instellingen", familie.plan)
        velden = {"versie": "0", "variant": "licht", "interval_weken": ""}
        kind = {**velden, "coordinator_wordt": str(familie.lid["zofia"].pk)}
        assert client.post(pad, kind).status_code == 422
        ouder = {**velden, "coordinator_wordt": str(familie.lid["agnieszka"].pk)}
        assert client.post(pad, ouder).status_code == 302
        bladzijde = client.get(url("gezin", familie.plan)).content.decode()
        assert "Agnieszka neemt dit later over." in bladzijde

    def test_two_who_set_the_plan(self, client: Client, familie: Familie) -> None:
        Gezinsplan.objects.update(versie=4, interval_weken=12)
        velden = {"versie": "0", "variant": "licht", "interval_weken": "8"}
        antwoord = client.post(url("plan_instellingen", familie.plan), velden)
        assert antwoord.status_code == 409
        assert "Nu staat er: 12" in antwoord.content.decode()

    @pytest.mark.parametrize(
        ("keuze", "zin"),
        [
            ("aangeboden", "De familie denkt erover na."),
            ("aanvaard", "De familie maakt eerst zelf een plan."),
            ("afgeslagen", "De familie wil dit nu niet."),
        ],
    )
    def test_the_offer_of_a_familiegroepsplan(
        self, client: Client, familie: Familie, keuze: str, zin: str
    ) -> None:
        dag = familie.now.date() - timedelta(days=5)
        velden = {"versie": "0", "groepsplan": keuze, "op": dag.isoformat()}
        assert client.post(url("groepsplan", familie.plan), velden).status_code == 302
        familie.plan.refresh_from_db()
        assert (familie.plan.groepsplan, familie.plan.groepsplan_op) == (keuze, dag)
        assert zin in client.get(url("gezin", familie.plan)).content.decode()

    @pytest.mark.parametrize(
        ("velden", "melding"),
        [
            ({"groepsplan": "aangeboden", "op": ""}, "Vul de dag in waarop dit was."),
            ({"groepsplan": "aanvaard", "op": "2999-01-01"}, "Deze dag is nog niet geweest."),
            ({"groepsplan": "aanvaard", "op": "ooit"}, "Dit is geen datum."),
            ({"groepsplan": "misschien", "op": "2026-01-01"}, "Kies iets uit de lijst"),
        ],
    )
    def test_wrong_offer(
        self, client: Client, familie: Familie, velden: dict[str, str], melding: str
    ) -> None:
        antwoord = client.post(url("groepsplan", familie.plan), {"versie": "0", **velden})
        assert (antwoord.status_code, melding in antwoord.content.decode()) == (422, True)
        familie.plan.refresh_from_db()
        assert familie.plan.groepsplan == ""

    def test_the_offer_can_be_taken_back(self, client: Client, familie: Familie) -> None:
        Gezinsplan.objects.update(groepsplan="aangeboden", groepsplan_op=familie.now.date())
        velden = {"versie": "0", "groepsplan": "nog_niet", "op": familie.now.date().isoformat()}
        assert client.post(url("groepsplan", familie.plan), velden).status_code == 302
        familie.plan.refresh_from_db()
        assert (familie.plan.groepsplan, familie.plan.groepsplan_op) == ("", None)

    def test_the_name_can_be_corrected(self, client: Client, familie: Familie) -> None:
        pad = url("gezin_naam", familie.plan)
        leeg = client.post(pad, {"versie": "0", "naam": ""})
        assert (leeg.status_code, "Vul dit nog in." in leeg.content.decode()) == (422, True)
        versie = str(familie.plan.gezin.versie)
        assert client.post(pad, {"versie": versie, "naam": "Nowak"}).status_code == 302
        assert "Nowak" in client.get(url("gezin", familie.plan)).content.decode()
        assert client.post(pad, {"versie": versie, "naam": "Wiśniewska"}).status_code == 409
