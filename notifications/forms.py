"""How somebody wants their mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from notifications.models import Bezorgwijze, Voorkeur
from notifications.soorten import Groep

if TYPE_CHECKING:
    from gebruikers.models import Gebruiker


class VoorkeurenForm(forms.Form):
    """One choice per group of notices."""

    def __init__(self, *args: Any, gebruiker: Gebruiker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = dict(Voorkeur.objects.filter(gebruiker=gebruiker).values_list("groep", "wijze"))
        for groep in Groep:
            self.fields[groep.value] = forms.ChoiceField(
                label=groep.label,
                choices=Bezorgwijze.choices,
                initial=keuzes.get(groep.value, Bezorgwijze.DIRECT),
                widget=forms.RadioSelect,
            )
