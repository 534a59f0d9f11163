"""A yes that was given on paper, with who was there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gebruikers.models import Organisatie
from gezinsplan.models import Gezagsoort, Gezinsplan
from tests.inloggen import log_in
from tests.toegang.familie import Familie, start_kowalczyk, zet_aan_tafel
from toegang.begin import begin_van
from toegang.models import Instemming
from toegang.overgangen import KanNietError
from toegang.workflow import activering
from toegang.workflow.gezag import Voogd, voeg_voogd_toe

pytestmark = pytest.mark.django_db


def status(plan: Gezinsplan) -> str:
    plan.refresh_from_db()
    return plan.status


class TestOnPaper:
    """Agnieszka signs on paper, with an interpreter and Bram."""

    def leg_vast(self, familie: Familie, op: date | None = None) -> bool:
        return activering.leg_papier_vast(
            familie.deelname("agnieszka"),
            op=op or familie.now.date(),
            aanwezig="Agnieszka, Bram en tolk Ewa Zielińska",
            actor=familie.plek_bram(),
            now=familie.now,
        )

    def test_the_plan_begins_with_who_was_there(self) -> None:
        familie = start_kowalczyk(timezone.now())
        gisteren = familie.now.date() - timedelta(days=1)
        assert self.leg_vast(familie, op=gisteren)
        assert status(familie.plan) == "actief"
        instemming = Instemming.objects.get()
        assert (
            instemming.gever,
            instemming.wijze,
            instemming.aanwezig,
            instemming.vastgelegd_door,
            timezone.localdate(instemming.gegeven_op),
        ) == (
            familie.lid["agnieszka"],
            "papier",
            "Agnieszka, Bram en tolk Ewa Zielińska",
            familie.plek_bram().deelname,
            gisteren,
        )

    @pytest.mark.parametrize(
        ("velden", "melding"),
        [
            ({"op": "", "aanwezig": "Bram"}, "Vul de dag in."),
            ({"op": "gisteren", "aanwezig": "Bram"}, "Dit is geen datum."),
            ({"op": "2999-01-01", "aanwezig": "Bram"}, "Deze dag is nog niet geweest."),
            ({"op": "2026-01-02", "aanwezig": ""}, "Vul in wie erbij waren."),
            ({"op": "2026-01-02", "aanwezig": "B" * 301}, "300"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(
        self, client: Client, velden: dict[str, str], melding: str
    ) -> None:
        familie = start_kowalczyk(timezone.now())
        log_in(client, familie.bram)
        url = reverse("toegang:papier", args=[familie.plan.pk, familie.deelname("agnieszka").pk])
        assert client.get(url).status_code == 200
        antwoord = client.post(url, velden)
        bladzijde = antwoord.content.decode()
        assert antwoord.status_code == 422
        assert melding in bladzijde
        for waarde in velden.values():
            assert not waarde or waarde in bladzijde
        assert status(familie.plan) == "concept"
        assert Instemming.objects.count() == 0

    def test_on_screen_it_takes_the_coordinator(self, client: Client) -> None:
        familie = start_kowalczyk(timezone.now())
        url = reverse("toegang:papier", args=[familie.plan.pk, familie.deelname("agnieszka").pk])
        velden = {"op": familie.now.date().isoformat(), "aanwezig": "Agnieszka, Bram, tolk Ewa"}
        log_in(client, zet_aan_tafel(familie))
        assert client.get(url).status_code == 403
        assert client.post(url, velden).status_code == 403
        log_in(client, familie.bram)
        assert client.post(url, velden).status_code == 302
        assert status(familie.plan) == "actief"
        assert client.get(url).status_code == 404

    def test_a_seat_that_does_not_decide_cannot_sign(self, client: Client) -> None:
        familie = start_kowalczyk(timezone.now())
        log_in(client, familie.bram)
        eigen = familie.plek_bram().deelname
        url = reverse("toegang:papier", args=[familie.plan.pk, eigen.pk])
        assert client.get(url).status_code == 404
        with pytest.raises(KanNietError):
            activering.leg_papier_vast(
                eigen,
                op=familie.now.date(),
                aanwezig="Bram",
                actor=familie.plek_bram(),
                now=familie.now,
            )

    def test_an_institution_with_gezag_signs_on_paper_too(self) -> None:
        familie = start_kowalczyk(timezone.now())
        gi = Organisatie.objects.create(code="gi", naam="GI Zuid", soort="gi")
        voogd = Voogd(Gezagsoort.GI, "Esther Vos", "voogd", gi, "esther@voorbeeld.test", "")
        plek = voeg_voogd_toe(
            voogd,
            [familie.lid["zofia"]],
            van=familie.now.date(),
            actor=familie.plek_bram(),
            now=familie.now,
        )
        assert not self.leg_vast(familie)
        assert begin_van(familie.plek_bram()).wacht_op == ["GI Zuid"]
        assert activering.leg_papier_vast(
            plek,
            op=familie.now.date(),
            aanwezig="Esther Vos en Bram",
            actor=familie.plek_bram(),
            now=familie.now,
        )
        assert status(familie.plan) == "actief"
        plek.refresh_from_db()
        assert (plek.status, plek.wettelijk) == ("uitgenodigd", True)
