"""What beheer writes about something that stood out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from toegang.inzage.models import Opvallend


class Bevindingform(forms.Form):
    """What somebody found who looked into it."""

    bevinding = forms.CharField(label=_("Wat vond u?"), max_length=300)

    def __init__(self, data: Any = None, *, rij: Opvallend) -> None:
        super().__init__(data, auto_id=f"bevinding-{rij.pk}-%s")
        self.rij = rij
