"""What beheer writes about something that stood out."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class Bevindingform(forms.Form):
    """What somebody found who looked into it."""

    bevinding = forms.CharField(label=_("Wat vond u?"), max_length=300)
