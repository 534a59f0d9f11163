"""Inputs with a shape of their own; everything else is a plain Django widget.

All of them post what the plain widget would post, and work without a script.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms

_KORT = "utrecht-textbox--kort"

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


class Datum(forms.DateInput):
    """A date, chosen with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": _KORT, **(attrs or {})}, format="%Y-%m-%d")


class Tijdstip(forms.TimeInput):
    """A time of day."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": _KORT, **(attrs or {})}, format="%H:%M")


class Schakel(forms.CheckboxInput):
    """A yes or no as a row with a switch: for a BooleanField."""

    template_name = "componenten/invoer/schakel.html"


class _MetUitleg(forms.widgets.ChoiceWidget):
    """Choices of which each may have a line of explanation and an icon, by value."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        uitleg: Mapping[Any, StrOrPromise] | None = None,
        iconen: Mapping[Any, str] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.uitleg = {str(waarde): tekst for waarde, tekst in (uitleg or {}).items()}
        self.iconen = {str(waarde): naam for waarde, naam in (iconen or {}).items()}

    def create_option(
        self,
        name: str,
        value: Any,
        label: Any,
        selected: bool,
        index: int,
        subindex: int | None = None,
        attrs: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        keuze = super().create_option(name, value, label, selected, index, subindex, attrs)
        keuze["uitleg"] = self.uitleg.get(str(value), "")
        keuze["icoon"] = self.iconen.get(str(value), "")
        return keuze


class Keuzes(_MetUitleg, forms.RadioSelect):
    """One of a few, a line each, with what it means under it."""

    template_name = "componenten/invoer/keuzes.html"


class KeuzesMetGevolg(Keuzes):
    """One of a few where each answer says what follows: bordered planes."""

    template_name = "componenten/invoer/keuzes_met_gevolg.html"


class Vinkjes(_MetUitleg, forms.CheckboxSelectMultiple):
    """Any of a few, a line each."""

    template_name = "componenten/invoer/keuzes.html"


class Schakels(_MetUitleg, forms.CheckboxSelectMultiple):
    """Any of a few, a row with a switch each: what somebody may see."""

    template_name = "componenten/invoer/schakels.html"


class Tegels(_MetUitleg, forms.RadioSelect):
    """One of three (or four) large tiles, to tap with a thumb."""

    template_name = "componenten/invoer/tegels.html"


class Cijfer(forms.RadioSelect):
    """A score from 0 to 10 as a row of cells; ``was`` outlines what was given last time."""

    template_name = "componenten/invoer/cijfer.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, was: int | None = None) -> None:
        super().__init__(attrs, choices=[(n, str(n)) for n in range(11)])
        self.was = was

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        keuze = super().create_option(*args, **kwargs)
        keuze["was"] = self.was is not None and str(keuze["value"]) == str(self.was)
        return keuze
