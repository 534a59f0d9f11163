"""Gezag, the seats that follow from it, and what birthdays change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gebruikers.models import Gebruiker, Organisatie
from gezinsplan.models import Gezag, Gezagsoort, Gezin, Gezinslid
from gezinsplan.versies import VerouderdError
from tests.cast import Cast, zet_cast
from tests.inloggen import log_in
from tests.toegang.familie import Familie, gegevens, jaren_geleden, start_kowalczyk
from toegang.models import Deelname, Grondslag
from toegang.overgangen import KanNietError
from toegang.workflow import gezag as workflow
from toegang.workflow.gezin import voeg_lid_toe

pytestmark = pytest.mark.django_db


@pytest.fixture
def familie(client: Client) -> Familie:
    """Kowalczyk in concept, with Bram logged in."""
    familie = start_kowalczyk(timezone.now())
    log_in(client, familie.bram)
    return familie


def url(naam: str, familie: Familie, *ids: object) -> str:
    return reverse(f"toegang:{naam}", args=[familie.plan.pk, *ids])


def voeg_vader_toe(familie: Familie, geboren: date | None = None) -> Gezinslid:
    lid = voeg_lid_toe(
        gegevens("Marek", geboren or jaren_geleden(familie.now.date(), 40), "vader"),
        actor=familie.plek_bram(),
        now=familie.now,
    )
    familie.lid["marek"] = lid
    return lid


def versie(familie: Familie) -> int:
    return Gezin.objects.get(pk=familie.plan.gezin_id).versie


def zet(familie: Familie, sinds: date | None = None, **houders: list[str]) -> None:
    """Record who carries gezag: ``zet(familie, zofia=["agnieszka"])``."""
    paren = {
        (familie.lid[kind].pk, familie.lid[houder].pk)
        for kind, namen in houders.items()
        for houder in namen
    }
    workflow.zet_gezag(
        paren, sinds=sinds, versie=versie(familie), actor=familie.plek_bram(), now=familie.now
    )


def maak_actief(familie: Familie) -> None:
    type(familie.plan).objects.update(status="actief", actief_op=familie.now)


class TestPerKind:
    """The page that asks per child who carries gezag."""

    def velden(self, familie: Familie, **houders: list[str]) -> dict[str, object]:
        uit: dict[str, object] = {"versie": str(versie(familie)), "sinds": ""}
        for kind, namen in houders.items():
            uit[f"kind_{familie.lid[kind].pk}"] = [str(familie.lid[n].pk) for n in namen]
        return uit

    def test_what_is_ticked_holds_and_what_is_not_does_not(
        self, client: Client, familie: Familie
    ) -> None:
        voeg_vader_toe(familie)
        ingevuld = self.velden(familie, zofia=["agnieszka", "marek"], kacper=["agnieszka"])
        assert client.post(url("gezag", familie), ingevuld).status_code == 302
        rijen = {(g.kind.voornaam, str(g.lid), g.soort, g.van) for g in Gezag.objects.all()}
        zofia, kacper = familie.lid["zofia"], familie.lid["kacper"]
        assert rijen == {
            ("Zofia", "Agnieszka", "ouder", zofia.geboortedatum),
            ("Zofia", "Marek", "ouder", zofia.geboortedatum),
            ("Kacper", "Agnieszka", "ouder", kacper.geboortedatum),
        }
        marek = familie.deelname("marek")
        assert (marek.rol, marek.status, marek.secties) == ("ouder", "goedgekeurd", ["*"])
        assert marek.leefgebieden == {
            "gezin": ["*"],
            str(familie.lid["marek"].pk): ["*"],
            str(zofia.pk): ["*"],
        }

    def test_who_is_unticked_before_they_sat_down_has_no_seat(self, familie: Familie) -> None:
        voeg_vader_toe(familie)
        zet(familie, zofia=["agnieszka", "marek"], kacper=["agnieszka"])
        zet(familie, zofia=["agnieszka"], kacper=["agnieszka"])
        assert familie.deelname("marek").status == "afgewezen"
        assert Gezag.objects.count() == 2

    def test_two_who_change_gezag_at_once(self, client: Client, familie: Familie) -> None:
        voeg_vader_toe(familie)
        oud = self.velden(familie, zofia=["marek"], kacper=["agnieszka"])
        zet(familie, zofia=["agnieszka", "marek"], kacper=["agnieszka"])
        antwoord = client.post(url("gezag", familie), oud)
        assert antwoord.status_code == 409
        assert "Iemand anders heeft dit net veranderd." in antwoord.content.decode()
        zofia = antwoord.context["form"][f"kind_{familie.lid['zofia'].pk}"].value()
        assert zofia == [str(familie.lid["marek"].pk)]
        assert Gezag.objects.count() == 3
        with pytest.raises(VerouderdError):
            workflow.zet_gezag(
                set(), sinds=None, versie=0, actor=familie.plek_bram(), now=familie.now
            )

    @pytest.mark.parametrize(
        ("sinds", "melding"),
        [("2999-01-01", "Deze dag is nog niet geweest."), ("ooit", "Dit is geen datum.")],
    )
    def test_wrong_day(self, client: Client, familie: Familie, sinds: str, melding: str) -> None:
        voeg_vader_toe(familie)
        ingevuld = {**self.velden(familie, zofia=["marek"], kacper=[]), "sinds": sinds}
        antwoord = client.post(url("gezag", familie), ingevuld)
        assert (antwoord.status_code, melding in antwoord.content.decode()) == (422, True)
        assert f'value="{familie.lid["marek"].pk}"' in antwoord.content.decode()
        assert Gezag.objects.count() == 2

    def test_a_person_outside_the_family_cannot_be_ticked(
        self, client: Client, familie: Familie
    ) -> None:
        cast = zet_cast(timezone.now())
        ingevuld = self.velden(familie, kacper=["agnieszka"])
        ingevuld[f"kind_{familie.lid['zofia'].pk}"] = [str(cast.lid["mark"].pk)]
        assert client.post(url("gezag", familie), ingevuld).status_code == 422
        assert Gezag.objects.filter(kind__gezin=familie.plan.gezin_id).count() == 2

    def test_in_a_running_plan_gezag_ends_and_history_stays(self, familie: Familie) -> None:
        voeg_vader_toe(familie)
        zet(familie, zofia=["agnieszka", "marek"], kacper=["agnieszka"])
        maak_actief(familie)
        gisteren = familie.now.date() - timedelta(days=1)
        zet(familie, sinds=gisteren, zofia=["agnieszka"], kacper=["agnieszka", "marek"])
        rijen = {(g.kind.voornaam, str(g.lid), g.tot) for g in Gezag.objects.all()}
        assert ("Zofia", "Marek", gisteren) in rijen
        assert ("Kacper", "Marek", None) in rijen
        assert Gezag.objects.get(kind=familie.lid["kacper"], lid=familie.lid["marek"]).van == (
            gisteren
        )


def test_a_seated_parent_who_loses_gezag_keeps_only_what_is_their_own(cast: Cast) -> None:
    paren = {(cast.lid[k].pk, cast.lid["samira"].pk) for k in ("noor", "daan")}
    workflow.zet_gezag(paren, sinds=None, versie=0, actor=cast.plek("linda"), now=cast.now)
    mark = Deelname.objects.get(lid=cast.lid["mark"])
    assert (mark.status, mark.leefgebieden, mark.secties) == (
        "actief",
        {str(cast.lid["mark"].pk): ["*"]},
        [],
    )
    assert not cast.plek("mark").beslist_over([cast.lid["daan"]])


def test_what_was_narrowed_stays_narrow_when_gezag_over_another_child_changes(cast: Cast) -> None:
    mark, sleutels = cast.deelname["mark"], {n: str(lid.pk) for n, lid in cast.lid.items()}
    smal = {"gezin": ["school"], sleutels["mark"]: ["*"], sleutels["daan"]: ["school"]}
    Deelname.objects.filter(pk=mark.pk).update(leefgebieden=smal, secties=["acties"])
    paren = {
        (cast.lid["noor"].pk, cast.lid["samira"].pk),
        (cast.lid["daan"].pk, cast.lid["samira"].pk),
        (cast.lid["daan"].pk, cast.lid["mark"].pk),
    }
    workflow.zet_gezag(paren, sinds=None, versie=0, actor=cast.plek("linda"), now=cast.now)
    mark.refresh_from_db()
    assert (mark.leefgebieden, mark.secties) == (smal, ["acties"])


@pytest.fixture
def cast() -> Cast:
    return zet_cast(timezone.now())


class TestVanBuiten:
    """A guardian or an institution."""

    def velden(self, familie: Familie, **anders: object) -> dict[str, object]:
        return {
            "soort": "gi",
            "kinderen": [str(familie.lid["zofia"].pk)],
            "organisatie": str(Organisatie.objects.get(code="gi-zuid").pk),
            "naam": "Esther Vos",
            "functie": "jeugdbeschermer",
            "email": "esther.vos@voorbeeld.test",
            "telefoon": "06 00 00 00 10",
            "van": familie.now.date().isoformat(),
            **anders,
        }

    @pytest.fixture(autouse=True)
    def _gi(self, familie: Familie) -> None:
        gi = Organisatie.objects.create(code="gi-zuid", naam="GI Zuid", soort="gi")
        gi.gemeenten.add(familie.gemeente)

    def test_an_institution_decides_and_sits_by_law(self, client: Client, familie: Familie) -> None:
        assert client.post(url("voogd", familie), self.velden(familie)).status_code == 302
        plek = Deelname.objects.get(naam="Esther Vos")
        assert (plek.status, plek.wettelijk, plek.grondslag, plek.gebruiker) == (
            "goedgekeurd",
            True,
            Grondslag.WETTELIJKE_PLICHT,
            None,
        )
        assert [k.voornaam for k in plek.betreft.all()] == ["Zofia"]
        groep = familie.plek_bram().groepen([familie.lid["zofia"]])[0]
        assert {b.naam for b in groep.allen} == {"Agnieszka Kowalczyk", "GI Zuid"}
        bladzijde = client.get(url("gezin", familie)).content.decode()
        assert "Agnieszka en GI Zuid hebben gezag over Zofia." in bladzijde

    def test_a_guardian_in_person_has_an_account(self, client: Client, familie: Familie) -> None:
        ingevuld = self.velden(familie, soort="voogd", organisatie="", naam="Wies Dam", email="")
        assert client.post(url("voogd", familie), ingevuld).status_code == 302
        gezag = Gezag.objects.get(lid=None)
        assert (str(gezag.gebruiker), gezag.soort) == ("Wies Dam", Gezagsoort.VOOGD)
        bladzijde = client.get(url("gezin", familie)).content.decode()
        assert "Agnieszka en Wies Dam (voogd) hebben gezag over Zofia." in bladzijde

    def test_the_same_gezag_is_recorded_once(self, client: Client, familie: Familie) -> None:
        client.post(url("voogd", familie), self.velden(familie))
        antwoord = client.post(url("voogd", familie), self.velden(familie))
        assert antwoord.status_code == 422
        assert "Dit gezag over Zofia staat er al." in antwoord.content.decode()
        assert (Gezag.objects.filter(lid=None).count(), Gebruiker.objects.count()) == (1, 1)

    @pytest.mark.parametrize(
        ("veld", "waarde", "melding"),
        [
            ("soort", "", "Vul dit nog in."),
            ("kinderen", [], "Kies over welk kind."),
            ("organisatie", "", "Kies de gecertificeerde instelling."),
            ("naam", "", "Vul dit nog in."),
            ("email", "esther", "Dit is geen e-mailadres."),
            ("telefoon", "geen", "Dit is geen telefoonnummer."),
            ("van", "", "Hij staat in de beschikking van de rechter."),
            ("van", "2999-01-01", "Deze dag is nog niet geweest."),
        ],
    )
    def test_wrong_input(
        self, client: Client, familie: Familie, veld: str, waarde: object, melding: str
    ) -> None:
        antwoord = client.post(url("voogd", familie), self.velden(familie, **{veld: waarde}))
        bladzijde = antwoord.content.decode()
        assert (antwoord.status_code, melding in bladzijde) == (422, True)
        assert ("jeugdbeschermer" in bladzijde, Gezag.objects.count()) == (True, 2)

    def test_it_ends_on_a_day(self, client: Client, familie: Familie) -> None:
        eerder = familie.now.date() - timedelta(days=90)
        client.post(url("voogd", familie), self.velden(familie, van=eerder.isoformat()))
        maak_actief(familie)
        gezag = Gezag.objects.get(lid=None)
        pad = url("gezag_stopt", familie, gezag.pk)
        assert "GI Zuid heeft geen gezag meer over Zofia" in client.get(pad).content.decode()
        te_vroeg = {"tot": (eerder - timedelta(days=1)).isoformat()}
        assert "voordat het begon" in client.post(pad, te_vroeg).content.decode()
        assert client.post(pad, {"tot": ""}).status_code == 422
        assert client.post(pad, {"tot": "2999-01-01"}).status_code == 422
        vandaag = familie.now.date()
        assert client.post(pad, {"tot": vandaag.isoformat()}).status_code == 302
        gezag.refresh_from_db()
        assert gezag.tot == vandaag
        assert "GI Zuid" not in str(client.get(url("gezin", familie)).context["blad"].gezag)
        vreemd = url("gezag_stopt", familie, "00000000-0000-0000-0000-000000000000")
        assert client.get(vreemd).status_code == 404


def test_a_parent_who_left_is_asked_again_only_on_purpose(client: Client, familie: Familie) -> None:
    plek = familie.deelname("agnieszka")
    Deelname.objects.filter(pk=plek.pk).update(status="beeindigd", beeindigd_op=familie.now)
    voeg_vader_toe(familie)
    assert Deelname.objects.filter(lid=familie.lid["agnieszka"]).count() == 1
    pad = url("lid_plek", familie, familie.lid["agnieszka"].pk)
    assert pad in client.get(url("gezin", familie)).content.decode()
    assert client.get(pad).status_code == 405
    assert client.post(pad).status_code == 302
    assert familie.deelname("agnieszka").status == "goedgekeurd"
    dubbel = client.post(pad, follow=True).content.decode()
    assert "Voor Agnieszka kan geen plek worden gemaakt." in dubbel
    client.post(url("lid_plek", familie, familie.lid["zofia"].pk))
    assert not Deelname.objects.filter(lid=familie.lid["zofia"]).exists()


def test_gezag_cannot_end_before_it_began_and_belongs_to_this_family(cast: Cast) -> None:
    familie = start_kowalczyk(timezone.now())
    gezag = Gezag.objects.filter(kind=cast.lid["daan"]).first()
    assert gezag is not None
    with pytest.raises(KanNietError):
        workflow.beeindig_gezag(gezag, tot=gezag.van, actor=cast.plek("linda"), now=cast.now)
    with pytest.raises(PermissionDenied):
        workflow.beeindig_gezag(gezag, tot=cast.now.date(), actor=familie.plek_bram(), now=cast.now)
