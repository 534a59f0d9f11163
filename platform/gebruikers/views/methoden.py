"""Making and removing ways in: allauth's pages, with what they lead to and what they refuse."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from gebruikers.access import ik
from gebruikers.tweede_factor import needs_second_factor, record_enrolment
from gebruikers.views.inloggen import VOLGENDE


def _after_enrolment(request: HttpRequest) -> str:
    """Spare codes for who cannot do without a second step; back to where they were for others."""
    if needs_second_factor(ik(request)):
        return reverse("mfa_view_recovery_codes")
    return request.session.pop(VOLGENDE, None) or reverse("mfa_index")


class Appkoppelen(ActivateTOTPView):
    """Connect a code app; its first code counts as the second factor of this session."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Connect, and count it."""
        response: HttpResponse = super().form_valid(form)
        app = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        record_enrolment(self.request, ik(self.request), app)
        return response

    def get_success_url(self) -> str:
        """Lead on from here."""
        return _after_enrolment(self.request)


class Passkeymaken(AddWebAuthnView):
    """Make a passkey: kept by the device, unlocked by finger, face or PIN."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask the browser for a real passkey, not for a key that only comes second."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = auth.begin_registration(ik(self.request), passwordless=True)
        context["js_data"] = {"creation_options": options}
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, and count it as the second factor of this session."""
        response: HttpResponse = super().form_valid(form)
        keys = Authenticator.objects.filter(
            user=self.request.user, type=Authenticator.Type.WEBAUTHN
        )
        record_enrolment(self.request, ik(self.request), keys.latest("pk"))
        return response

    def get_success_url(self) -> str:
        """Lead on from here."""
        return _after_enrolment(self.request)


class Passkeyweg(RemoveWebAuthnView):
    """Remove a passkey, unless somebody who must have a second step would be left without."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse with the reason before asking whether they are sure."""
        key = Authenticator.objects.filter(
            pk=kwargs["pk"], user=ik(request), type=Authenticator.Type.WEBAUTHN
        ).first()
        adapter = get_adapter()
        if key is not None and not adapter.can_delete_authenticator(key):
            reason = adapter.error_messages["cannot_delete_authenticator"]
            messages.error(request, str(reason))
            return redirect("mfa_list_webauthn")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response
