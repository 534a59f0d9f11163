"""One action: how it stands, what happened, what its reader can do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from acties import workflow
from acties.models import Actie
from tests.cast import Cast

Maak = Callable[..., Actie]
Als = Callable[[str], Client]


def _url(actie: Actie, naam: str = "actie") -> str:
    return reverse(f"acties:{naam}", args=[actie.plan_id, actie.pk])


def _inhoud(client: Client, actie: Actie) -> str:
    html = client.get(_url(actie)).content.decode()
    return html.split("<main")[1].split("</main")[0]


def _gebeurd(html: str) -> list[str]:
    return re.findall(r"<p>([^<]*)</p>", html.split('id="gebeurd"')[1])


def test_the_history_is_told_in_words_newest_first(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("peter", op=cast.now - timedelta(days=9))
    workflow.accept(actie, actor=cast.plek("peter"), now=cast.now - timedelta(days=8))
    workflow.ask_again(actie, actor=cast.plek("linda"), now=cast.now - timedelta(days=2))
    workflow.begin(actie, actor=cast.plek("peter"), now=cast.now - timedelta(days=1))
    workflow.undo(actie, actor=cast.plek("peter"), now=cast.now - timedelta(days=1))
    reden = "Geen tijd & <b>geen</b> zin"
    workflow.hand_back(actie, actor=cast.plek("peter"), now=cast.now, reden=reden)
    html = _inhoud(als("linda"), actie)
    assert _gebeurd(html) == [
        "Peter gaf het terug: “Geen tijd &amp; &lt;b&gt;geen&lt;/b&gt; zin”",
        "Peter zette dit terug.",
        "Peter is begonnen.",
        "Linda vroeg hoe het staat.",
        "Peter doet het.",
        "Linda vroeg Peter om dit te doen.",
    ]
    assert "Gisteren, 10:00" in html


def test_an_owner_answers_here_and_comes_back_here(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("peter")
    peter = als("peter")
    assert "Doet u dit?" in _inhoud(peter, actie)
    antwoord = peter.post(_url(actie, "ja"), {"naar": "actie"})
    assert antwoord["Location"] == _url(actie)
    html = _inhoud(peter, actie)
    assert "Hoe staat het ermee?" in html
    assert "Was dit een vergissing? Zet terug" in html


def test_what_repeats_can_be_done_for_good_here(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("samira", ja=True, herhaling="wekelijks")
    samira = als("samira")
    assert "Dit is voorgoed klaar" in _inhoud(samira, actie)
    samira.post(_url(actie, "voorgoed"), {"naar": "actie"})
    actie.refresh_from_db()
    assert actie.status == "gedaan"


def test_each_is_offered_what_they_may(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("peter", ja=True)
    woorden = {
        "navragen": "Vraag hoe het staat",
        "wie": "Vraag het aan iemand anders",
        "wijzigen": "Verander de actie",
        "hoeft_niet": "Dit hoeft niet meer",
        "klaar": "Hoe staat het ermee?",
        "overdragen": "Vraag een ander om dit over te nemen",
    }

    def krijgt(naam: str) -> set[str]:
        html = _inhoud(als(naam), actie)
        return {wat for wat, woord in woorden.items() if woord in html}

    assert {naam: krijgt(naam) for naam in ("linda", "samira", "peter", "youssef", "noor")} == {
        "linda": {"navragen", "wie", "wijzigen", "hoeft_niet"},
        "samira": {"wie", "wijzigen", "hoeft_niet"},
        "peter": {"klaar", "overdragen"},
        "youssef": set(),
        "noor": set(),
    }


def test_asking_after_it_once_a_day(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("peter", ja=True)
    linda = als("linda")
    eerste = linda.post(_url(actie, "navragen"), {"naar": "actie"}, follow=True)
    assert "Uw vraag is verstuurd." in eerste.content.decode()
    tweede = linda.post(_url(actie, "navragen"), {"naar": "actie"}, follow=True)
    assert "U vroeg dit vandaag al" in tweede.content.decode()


def test_an_outsider_and_who_does_not_see_it_get_404(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("tom", leefgebied="inkomen", tekst="CANARY")
    for naam in ("bram", "peter", "wim"):
        antwoord = als(naam).get(_url(actie))
        assert antwoord.status_code == 404
        assert "CANARY" not in antwoord.content.decode()


def test_an_action_of_another_plan_is_not_here(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("peter")
    ander = reverse("acties:actie", args=[actie.pk, actie.pk])
    assert als("linda").get(ander).status_code == 404


def test_the_page_only_reads(cast: Cast, maak: Maak, als: Als) -> None:
    assert als("linda").post(_url(maak("peter"))).status_code == 405


def test_a_long_history_costs_no_more_queries(cast: Cast, maak: Maak, als: Als) -> None:
    actie = maak("peter", "youssef", "noor", "samira")
    peter = als("peter")
    peter.get(_url(actie))  # whom to call is asked once a minute
    aantallen = []
    for keren in (0, 10):
        for n in range(keren):
            op = cast.now + timedelta(minutes=n)
            workflow.begin(actie, actor=cast.plek("youssef"), now=op)
            workflow.undo(actie, actor=cast.plek("youssef"), now=op)
        with CaptureQueriesContext(connection) as gevangen:
            peter.get(_url(actie))
        aantallen.append(len(gevangen))
    assert aantallen[0] == aantallen[1] <= 12
