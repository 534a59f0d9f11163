"""How forms look: ``FORM_RENDERER = "vormgeving.formulier.Formulier"``.

``{{ form }}``, ``{{ form.veld.as_field_group }}`` and even a bare ``{{ form.veld }}`` then carry
the design system's classes, and errors are tied to their field for a screen reader.
"""

from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.renderers import DjangoTemplates
from django.template import TemplateDoesNotExist, loader

from vormgeving.invoer import Schakel

_KLASSEN: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.FileInput, ""),
    (forms.CheckboxInput, ""),
    (forms.widgets.Input, "utrecht-textbox utrecht-textbox--html-input"),
)
# Django's own templates that we draw in another way.
_VERVANGEN = {
    "django/forms/widgets/radio.html": "componenten/invoer/keuzes.html",
    "django/forms/widgets/checkbox_select.html": "componenten/invoer/keuzes.html",
    "django/forms/widgets/select.html": "componenten/invoer/keuzelijst.html",
}


class Veld(BoundField):
    """A field of a form that knows how it is drawn."""

    @property
    def anker(self) -> str:
        """The id of what an error summary should bring the reader to."""
        return self.id_for_label or f"{self.auto_id}_0"

    @property
    def foutregels(self) -> list[str]:
        """Each error with the name of its field: "Uiterlijk op: deze datum is al geweest"."""
        naam = str(self.label).strip()
        naam = naam if naam[-1:] in "?.:" else f"{naam}:"
        return [f"{naam} {fout}" for fout in self.errors]

    @property
    def is_keus(self) -> bool:
        """A single checkbox: its label stands beside it and not above it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_schakel(self) -> bool:
        """A single yes or no, drawn as a switch."""
        return isinstance(self.field.widget, Schakel)

    @property
    def mag_leeg(self) -> bool:
        """Whether to say that it may stay empty: only where somebody would type or choose one."""
        widget = self.field.widget
        return not (
            self.field.required
            or isinstance(widget, (forms.CheckboxInput, forms.CheckboxSelectMultiple))
            or widget.is_hidden
        )

    @property
    def aria_describedby(self) -> str | None:
        """The help text of a checkbox is part of its label, so only its error describes it."""
        if self.is_keus:
            return f"{self.auto_id}_error" if self.errors else None
        return super().aria_describedby

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        widget = widget or self.field.widget
        uit = super().build_widget_attrs(attrs, widget)
        klasse = next((k for soort, k in _KLASSEN if isinstance(widget, soort)), "")
        if not klasse or isinstance(widget, forms.RadioSelect):
            return uit
        eigen = uit.get("class") or widget.attrs.get("class", "")
        fout = f"{klasse.split()[0]}--invalid" if self.errors else ""
        uit["class"] = " ".join(filter(None, (klasse, str(eigen), fout)))
        return uit


class Formulier(DjangoTemplates):
    """Looks in the project's templates first, then in Django's own."""

    form_template_name = "componenten/formulier.html"
    field_template_name = "componenten/veld.html"
    bound_field_class = Veld

    def get_template(self, template_name: str) -> Any:
        naam = _VERVANGEN.get(template_name, template_name)
        try:
            return loader.get_template(naam)
        except TemplateDoesNotExist:
            return super().get_template(naam)
