"""The pages that show the house style; config serves them in the demo only."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from vormgeving import voorbeeld
from vormgeving.voorbeeld_formulier import Voorbeeldformulier

THEMAS = ("keukentafel", "waterland", "heuveldam")
BLADZIJDEN = ("onderdelen", "vandaag", "plan", "tijden", "tafel")


@login_not_required
@require_safe
def galerij(request: HttpRequest, bladzijde: str = "onderdelen") -> HttpResponse:
    """Every component with real words; ``?thema=waterland`` and ``?taal=ar`` change the look."""
    if bladzijde not in BLADZIJDEN:
        raise Http404
    return _toon(request, f"vormgeving/{bladzijde}.html", {})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def formulier(request: HttpRequest) -> HttpResponse:
    """Every kind of field; posting shows the errors and saves nothing."""
    form = Voorbeeldformulier(request.POST or None, initial={"ziet": ["gezondheid", "opvoeding"]})
    status = 422 if form.is_bound and not form.is_valid() else 200
    return _toon(request, "vormgeving/formulier.html", {"form": form}, status)


def _toon(
    request: HttpRequest, template: str, extra: dict[str, object], status: int = 200
) -> HttpResponse:
    thema = request.GET.get("thema", "")
    context = {
        "now": voorbeeld.NU,
        "v": voorbeeld,
        "nav": voorbeeld.NAV,
        "ik": {"url": "?", "naam": "Samira El Amrani", "soort": "gezin"},
        "bellen": voorbeeld.BELLEN,
        "thema": thema if thema in THEMAS else THEMAS[0],
        "vol": voorbeeld.druk_bezet(24),
        "stappen": voorbeeld.STAPPEN,
        **extra,
    }
    with translation.override("ar" if request.GET.get("taal") == "ar" else "nl"):
        return render(request, template, context, status=status)
