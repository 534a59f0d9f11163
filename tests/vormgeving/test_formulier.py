"""Forms: classes, errors tied to their field, and the inputs with a shape of their own."""

import datetime as dt
import re
from typing import Any

import pytest
from django import forms
from django.utils import translation

from vormgeving import invoer
from vormgeving.formulier import Formulier


@pytest.fixture(autouse=True)
def _nederlands() -> None:
    translation.activate("nl")


class Proef(forms.Form):
    default_renderer = Formulier()

    naam = forms.CharField(help_text="Zoals op het paspoort")
    waarom = forms.CharField(widget=forms.Textarea, required=False, label="Waarom?")
    dag = forms.DateField(widget=invoer.Datum, label="Uiterlijk op")
    wie = forms.ChoiceField(choices=[("s", "Samira"), ("Groep", [("m", "Mark")])])
    ziet = forms.MultipleChoiceField(
        choices=[("school", "School"), ("geld", "Geld")],
        widget=invoer.Schakels(uitleg={"school": "Hoe het op school gaat"}),
    )
    kan = forms.ChoiceField(
        choices=[("kan", "Kan"), ("liever", "Liever niet"), ("niet", "Kan niet")],
        widget=invoer.Tegels(iconen={"kan": "check"}),
    )
    keuze = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    tolk = forms.BooleanField(required=False, widget=invoer.Schakel, help_text="Een stoel erbij")
    gelezen = forms.BooleanField(label="Gelezen")
    geheim = forms.CharField(widget=forms.HiddenInput, required=False)


def veld(form: forms.Form, naam: str) -> str:
    """One field as drawn, without the drawings inside icons."""
    html = form[naam].as_field_group()
    return re.sub(r"<svg.*?</svg>", "[i]", html)


def attributen(html: str, naam: str) -> dict[str, str]:
    """The attributes of the first control with this name."""
    tag = re.search(rf'<(?:input|select|textarea)[^>]*name="{naam}"[^>]*>', html)
    assert tag, naam
    return dict(re.findall(r'([\w-]+)="([^"]*)"', tag[0]))


def test_a_text_field_has_label_help_and_classes() -> None:
    html = veld(Proef(), "naam")
    assert '<label class="utrecht-form-label" for="id_naam">Naam</label>' in html
    assert '<p class="veld__uitleg" id="id_naam_helptext">Zoals op het paspoort</p>' in html
    invoerveld = attributen(html, "naam")
    assert invoerveld["class"] == "utrecht-textbox utrecht-textbox--html-input"
    assert invoerveld["aria-describedby"] == "id_naam_helptext"
    assert "aria-invalid" not in invoerveld


def test_an_error_is_tied_to_its_field() -> None:
    html = veld(Proef({}), "naam")
    invoerveld = attributen(html, "naam")
    assert invoerveld["aria-invalid"] == "true"
    assert invoerveld["aria-describedby"] == "id_naam_helptext id_naam_error"
    assert invoerveld["class"].endswith("utrecht-textbox--invalid")
    assert 'id="id_naam_error"' in html


def test_an_error_of_a_group_is_tied_to_the_group() -> None:
    html = veld(Proef({}), "ziet")
    assert '<fieldset class="veld veld--fout" aria-describedby="id_ziet_error">' in html
    assert "<legend>Ziet</legend>" in html


@pytest.mark.parametrize(("naam", "verwacht"), [("waarom", True), ("naam", False), ("tolk", False)])
def test_only_what_may_stay_empty_says_so(naam: str, verwacht: bool) -> None:
    assert ("(mag leeg blijven)" in veld(Proef(), naam)) is verwacht


def test_a_date_is_written_as_the_browser_reads_it() -> None:
    invoerveld = attributen(veld(Proef(initial={"dag": dt.date(2026, 12, 1)}), "dag"), "dag")
    assert (invoerveld["type"], invoerveld["value"]) == ("date", "2026-12-01")


def test_a_select_keeps_its_groups() -> None:
    html = veld(Proef({"wie": "m"}), "wie")
    assert '<optgroup label="Groep"><option value="m" selected>Mark</option></optgroup>' in html


def test_switches_post_what_checkboxes_post_and_say_yes_or_no() -> None:
    html = veld(Proef({"ziet": ["geld"]}), "ziet")
    assert re.findall(r'value="(\w+)"[^>]*? checked', html) == ["geld"]
    assert "<small>Hoe het op school gaat</small>" in html
    assert html.count(">nee</span>") == html.count(">ja</span>") == 2


def test_tiles_carry_icon_and_value() -> None:
    html = veld(Proef(), "kan")
    assert '<div class="drie" id="id_kan">' in html
    assert re.findall(r'class="tik tik--(\w+)"', html) == ["kan", "liever", "niet"]
    assert html.count("[i]") == 1


def test_four_tiles_stand_two_by_two() -> None:
    widget = invoer.Tegels(choices=[(n, str(n)) for n in range(4)])
    assert 'class="vier"' in widget.render("b", None, renderer=Formulier())


def test_a_plain_radio_field_is_drawn_as_lines() -> None:
    assert veld(Proef(), "keuze").count('<label class="keus">') == 2


def test_a_single_switch_has_its_help_in_its_label_and_not_twice() -> None:
    html = veld(Proef(), "tolk")
    assert "<small>Een stoel erbij</small>" in html
    assert "aria-describedby" not in html
    assert html.count("Een stoel erbij") == 1


def test_a_checkbox_with_an_error_points_at_it() -> None:
    html = veld(Proef({}), "gelezen")
    assert attributen(html, "gelezen")["aria-describedby"] == "id_gelezen_error"


def test_a_score_shows_what_was_given_last_time() -> None:
    html = invoer.Cijfer(was=3).render("c", 5, renderer=Formulier())
    assert html.count('class="cel"') == 10
    assert re.search(r'<label class="cel cel--was"><input[^>]*value="3"', html)
    assert re.search(r'value="5"[^>]* checked', html)


def test_the_summary_links_every_error_to_what_can_be_focused() -> None:
    html = str(Proef({}))
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', html)
    ids = set(re.findall(r'id="([^"]+)"', html))
    assert [anker for anker, _ in links if anker not in ids] == []
    assert dict(links)["id_dag"] == "Uiterlijk op: Vul dit nog in."
    assert [anker for anker, _ in links] == [
        *("id_naam", "id_dag", "id_wie", "id_ziet_0", "id_kan_0", "id_keuze_0", "id_gelezen")
    ]


def test_a_label_that_ends_with_a_mark_gets_no_second_one() -> None:
    class Vraag(Proef):
        waarom = forms.CharField(label="Waarom?")

    assert "Waarom? Vul dit nog in." in str(Vraag({}))


def test_an_error_of_the_whole_form_stands_in_the_summary() -> None:
    class Streng(Proef):
        def clean(self) -> dict[str, Any]:
            raise forms.ValidationError("Iemand anders was u net voor.")

    assert "<li>Iemand anders was u net voor.</li>" in str(Streng({}))


def test_a_form_without_errors_has_no_summary() -> None:
    assert "fouten" not in str(Proef())


def test_hidden_fields_are_there_and_have_no_label() -> None:
    html = str(Proef())
    assert '<input type="hidden" name="geheim"' in html
    assert "Geheim" not in html


def test_a_bare_field_has_its_classes_too() -> None:
    assert "utrecht-textarea" in str(Proef()["waarom"])


def test_help_text_is_escaped() -> None:
    class Eng(Proef):
        naam = forms.CharField(help_text="<b>x</b>", label="<i>y</i>")

    html = str(Eng({}))
    assert "<b>x</b>" not in html
    assert "<i>y</i>" not in html
