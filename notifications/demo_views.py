"""The post of the demo: what went out by mail, to whom, as its receiver reads it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gebruikers.deur import openbaar
from notifications import demo_post

ALLEEN_DEMO = "alleen in de demo, met verzonnen gezinnen"


@openbaar(ALLEEN_DEMO)
@require_safe
def post(request: HttpRequest) -> HttpResponse:
    """List the mails, newest first."""
    return render(request, "notifications/demo_post.html", {"mails": demo_post.alle()[:200]})


@openbaar(ALLEEN_DEMO)
@require_safe
def brief(request: HttpRequest, naam: str) -> HttpResponse:
    """Show one mail."""
    return render(request, "notifications/demo_mail.html", {"mail": _get(naam)})


@openbaar(ALLEEN_DEMO)
@require_safe
def bijlage(request: HttpRequest, naam: str, nummer: int) -> HttpResponse:
    """Give a file that came with a mail."""
    bijlagen = _get(naam).bijlagen
    if nummer >= len(bijlagen):
        raise Http404
    deel = bijlagen[nummer]
    antwoord = HttpResponse(deel.get_payload(decode=True), content_type=deel.get_content_type())
    antwoord["Content-Disposition"] = f'attachment; filename="{deel.get_filename("bijlage")}"'
    return antwoord


def _get(naam: str) -> demo_post.Demomail:
    for mail in demo_post.alle():
        if mail.naam == naam:
            return mail
    raise Http404
