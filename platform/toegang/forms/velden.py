"""Filling the choices of a form from what one plan has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst

from toegang import woorden
from toegang.models import Sectie
from vormgeving.invoer import Schakels, Vinkjes

if TYPE_CHECKING:
    from gebruikers.models import Leefgebied


def zet_keuzes(
    form: forms.BaseForm,
    naam: str,
    keuzes: Iterable[tuple[str, Any]],
    widget: forms.Widget | None = None,
) -> None:
    """Give a field its choices, and perhaps another look."""
    veld = form.fields[naam]
    if not isinstance(veld, forms.ChoiceField):
        raise TypeError(f"{naam} has no choices")
    if widget is not None:
        veld.widget = widget
    veld.choices = list(keuzes)


def zet_rijen(form: forms.BaseForm, naam: str, rijen: Any) -> None:
    """Give a field the rows to choose from."""
    veld = form.fields[naam]
    if not isinstance(veld, forms.ModelChoiceField):
        raise TypeError(f"{naam} has no rows")
    veld.queryset = rijen


def zet_zicht(
    form: forms.BaseForm, gebieden: Sequence[Leefgebied], soort: type[Schakels] | type[Vinkjes]
) -> None:
    """Give ``leefgebieden`` and ``secties`` their choices, each with what it means."""
    uitleg = {gebied.code: gebied.uitleg for gebied in gebieden}
    namen = [(gebied.code, gebied.naam) for gebied in gebieden]
    zet_keuzes(form, "leefgebieden", namen, soort(uitleg=uitleg))
    delen = [(sectie.value, capfirst(str(sectie.label))) for sectie in Sectie]
    zet_keuzes(form, "secties", delen, soort(uitleg=woorden.SECTIE_UITLEG))
