"""The words of the house style in templates."""

import datetime as dt
import re
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, loader
from django.utils import translation
from lucide import IconDoesNotExist

from vormgeving import zinnen
from vormgeving.iconen import icoon

NU = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _nederlands() -> None:
    translation.activate("nl")


def render(bron: str, **context: object) -> str:
    """A piece of template, without the drawings inside icons."""
    html = Template("{% load vormgeving %}" + bron).render(Context(context))
    return re.sub(r'<svg[^>]*class="i[^>]*>.*?</svg>', "[i]", html)


def test_a_chip_shows_initials_and_is_not_read_aloud() -> None:
    assert render('{% chip "Tom van Dijk" "professional" klein=True %}') == (
        '<span class="chip chip--professional chip--klein" aria-hidden="true">TD</span>'
    )


def test_a_person_has_name_line_and_state() -> None:
    html = render('{% mens "Samira El Amrani" "moeder" "gezin" heet="U" wacht=w %}', w="Kiest nog")
    assert html == (
        '<span class="mens"><span class="chip chip--gezin" aria-hidden="true">SE</span><span>'
        "<b>U</b><small>moeder</small>"
        '<span class="staat staat--wacht">[i]<span>Kiest nog</span></span></span></span>'
    )


def test_a_name_is_escaped_everywhere() -> None:
    naam = "<script>alert(1)</script>"
    html = render(
        "{% mens n n 'gezin' %}{% staat 'stop' n %}{% melding n %}{% ronde_tafel s n %}"
        "{% schaallijn c 3 %}{% doellijn p 3 %}{% schaalzin c 3 %}",
        n=naam,
        s=[{"naam": naam, "soort": "voorstel"}],
        c=[{"naam": naam, "soort": "gezin", "score": 3}],
        p=[{"label": naam, "scores": [{"naam": naam, "soort": "gezin", "score": 3}]}],
    )
    assert "<script" not in html


def test_a_state_has_an_icon_of_its_kind_unless_another_is_given() -> None:
    assert "M5 22h14" in Template('{% load vormgeving %}{% staat "wacht" "x" %}').render(Context())
    anders = Template('{% load vormgeving %}{% staat "wacht" "x" icoon="check" %}')
    assert "M20 6 9 17l-5-5" in anders.render(Context())


def test_an_icon_that_does_not_exist_is_an_error_of_the_maker() -> None:
    with pytest.raises(IconDoesNotExist):
        icoon("bestaat-niet")


def test_an_arrow_turns_round_with_the_language() -> None:
    assert 'class="i i--spiegel"' in icoon("arrow-right")
    assert 'class="i"' in icoon("check")


@pytest.mark.parametrize(
    ("deadline", "verwacht"),
    [
        (dt.date(2026, 12, 4), ("rust", "Uiterlijk vrijdag 4 december")),
        (dt.date(2026, 11, 20), ("rust", "Uiterlijk vandaag")),
        (dt.date(2026, 11, 6), ("stop", "Twee weken te laat")),
        (None, ("rust", "Geen einddatum")),
    ],
)
def test_a_term_turns_red_only_when_it_is_late(
    deadline: dt.date | None, verwacht: tuple[str, str]
) -> None:
    html = render("{% termijn d now %}", d=deadline, now=NU)
    assert html == f'<span class="staat staat--{verwacht[0]}">[i]<span>{verwacht[1]}</span></span>'


@pytest.mark.parametrize(
    ("niveau", "soort"),
    [("success", "goed"), ("info", "rust"), ("warning", "wacht"), ("error", "stop"), ("", "rust")],
)
def test_a_message_of_django_becomes_one_of_ours(niveau: str, soort: str) -> None:
    assert f'class="melding melding--{soort}"' in render("{% melding 'Bewaard' n %}", n=niveau)


def test_the_table_says_what_it_shows() -> None:
    stoelen = [
        {"naam": "Samira", "soort": "gezin"},
        {"naam": "Daan", "soort": "gezin", "afwezig": True},
        {"naam": "Jolanda", "soort": "voorstel"},
    ]
    html = render(
        "{% ronde_tafel s t nu=now %}",
        s=stoelen,
        t=dt.datetime(2026, 12, 1, 14, 30, tzinfo=dt.UTC),
        now=NU,
    )
    alt = re.search(r'aria-label="([^"]+)"', html)
    assert alt
    assert alt[1] == (
        "Dinsdag, 1 december, 15:30. Er staan twee stoelen. De stoel van Jolanda staat nog los "
        "van de tafel. De stoel van Daan bleef leeg."
    )
    assert re.findall(r">([^<>]+)</text>", html)[-3:] == ["dinsdag", "1 december", "15:30"]


def test_the_legend_names_only_who_is_there() -> None:
    stoelen = [{"naam": "A", "soort": "netwerk"}, {"naam": "B", "soort": "gezin", "afwezig": True}]
    html = render("{% tafel_legenda s %}", s=stoelen)
    assert re.findall(r"</span>([^<]+)</li>", html) == ["eigen netwerk", "niet aanwezig"]


@pytest.mark.parametrize(
    ("scores", "gewenst", "verwacht"),
    [
        ([], 7, "Er zijn nog geen cijfers gegeven. De wens is een 7."),
        ([("Noor", 3, None)], None, "Noor gaf een 3."),
        (
            [("Noor", 2, None), ("Samira", 4, None), ("Mark", 5.5, None)],
            7,
            "Noor gaf een 2, Samira een 4, Mark een 5.5. De wens is een 7.",
        ),
        (
            [("Noor", 3, 2), ("Samira", 5, 4), ("Mark", 5, 5)],
            7,
            "Noor ging van een 2 naar een 3, Samira van een 4 naar een 5, Mark bleef op 5. "
            "De wens is een 7.",
        ),
    ],
)
def test_a_score_line_in_words(
    scores: list[tuple[str, float, float | None]], gewenst: int | None, verwacht: str
) -> None:
    rijen = [{"naam": n, "soort": "gezin", "score": s, "was": w} for n, s, w in scores]
    assert zinnen.schaalzin(rijen, gewenst) == verwacht


def test_a_goal_line_in_words_goes_from_first_to_last() -> None:
    def tafel(*scores: tuple[str, int]) -> dict[str, object]:
        return {
            "label": "x",
            "scores": [{"naam": n, "soort": "gezin", "score": s} for n, s in scores],
        }

    punten = [tafel(("Noor", 2)), tafel(("Noor", 4), ("Mark", 5)), tafel(("Noor", 6))]
    assert zinnen.verloopzin(punten, 7) == (
        "Noor ging van een 2 naar een 6, Mark een 5. De wens is een 7."
    )


def test_names_are_joined_as_in_a_sentence() -> None:
    assert zinnen.opsomming(["Samira", "Mark", "Noor"]) == "Samira, Mark en Noor"
    assert zinnen.opsomming(["Samira"]) == "Samira"
    assert zinnen.opsomming([]) == ""


def test_an_action_row_renders_without_the_parts_it_lacks() -> None:
    html = loader.render_to_string("componenten/actierij.html", {"actie": {"wat": "Bel"}})
    assert html.strip() == (
        '<li class="actierij"><p class="actie__wat">Bel</p><p class="actie__regel"></p></li>'
    )


def test_progress_asks_again_until_it_is_ready() -> None:
    def voortgang(**extra: object) -> str:
        basis = {"tekst": "Het verslag wordt gemaakt", "url": "/deel/", "bladzijde_url": "/hier/"}
        return loader.render_to_string("componenten/voortgang.html", {**basis, **extra})

    bezig = voortgang(procent=40)
    assert 'hx-get="/deel/"' in bezig
    assert 'href="/hier/"' in bezig
    assert 'value="40"' in bezig
    assert "value=" not in voortgang(procent=None)
    assert "hx-get" not in voortgang(klaar=True)
    assert "hx-get" not in voortgang(mislukt="Dat lukte niet.")


def test_paging_keeps_the_filter() -> None:
    html = loader.render_to_string(
        "componenten/bladeren.html",
        {"bladzijde": Paginator(range(100), 20).page(2), "basis": "zoek=de%20wit"},
    )
    assert "?zoek=de%20wit&amp;bladzijde=1" in html
    assert "?zoek=de%20wit&amp;bladzijde=3" in html
    assert "Bladzijde 2 van 5" in html
    een = {"bladzijde": Paginator(range(3), 20).page(1)}
    assert loader.render_to_string("componenten/bladeren.html", een).strip() == ""


def test_a_page_without_context_shows_no_menu_and_no_account() -> None:
    html = loader.render_to_string("base.html", {})
    assert "<nav" not in html
    assert "kop__ik" not in html
    assert "Liever bellen" not in html


def test_a_page_shows_menu_account_and_telephone() -> None:
    html = loader.render_to_string(
        "base.html",
        {
            "nav": [
                {"url": "/a/", "tekst": "Vandaag", "telling": 2, "telling_tekst": "2 vragen"},
                {"url": "/b/", "tekst": "Plan", "actief": True},
            ],
            "ik": {"url": "/ik/", "naam": "Linda Brouwer", "soort": "professional"},
            "bellen": {"naam": "Linda", "telefoon": "06 12 34", "wanneer": "maandag"},
            "user": SimpleNamespace(is_authenticated=True, pk="u-1"),
        },
    )
    assert '<a href="/b/" aria-current="page">Plan</a>' in html
    assert '<span class="weg">, 2 vragen</span>' in html
    assert ">LB</span>" in html
    assert 'href="tel:061234"' in html
    assert 'data-wie="u-1"' in html
