"""The form of the page at /vormgeving/formulier/: every kind of field once. Saves nothing."""

from django import forms

from vormgeving.invoer import (
    Cijfer,
    Datum,
    Keuzes,
    KeuzesMetGevolg,
    Schakel,
    Schakels,
    Tegels,
    Tijdstip,
    Vinkjes,
)

GEBIEDEN = [
    ("gezondheid", "Gezondheid en slapen"),
    ("opvoeding", "Opvoeding"),
    ("school", "School"),
    ("geld", "Geld en schulden"),
]
UITLEG = {
    "gezondheid": "De doelen en acties hierover",
    "opvoeding": "Hoe het thuis gaat, met de kinderen",
    "school": "Hoe het met Noor en Daan op school gaat",
    "geld": "De post, de huur en de regeling",
}
TIJDEN = [("kan", "Kan"), ("liever", "Liever niet"), ("niet", "Kan niet")]
TIJD_ICONEN = {"kan": "check", "liever": "minus", "niet": "x"}


class Voorbeeldformulier(forms.Form):
    """Every kind of field, with help, errors and choices."""

    wat = forms.CharField(label="Wat spreekt u af?", max_length=200)
    waarom = forms.CharField(
        label="Waarom is dit nodig?",
        help_text="Het gezin leest dit.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    deadline = forms.DateField(label="Uiterlijk op", widget=Datum)
    begin = forms.TimeField(label="Hoe laat?", widget=Tijdstip)
    wie = forms.ChoiceField(
        label="Wie doet het?",
        choices=[("", "Kies iemand"), ("s", "Samira"), ("m", "Mark"), ("p", "Peter (school)")],
    )
    ziet = forms.MultipleChoiceField(
        label="Wat mag Jolanda zien?",
        choices=GEBIEDEN,
        widget=Schakels(uitleg=UITLEG),
        help_text="Iedereen aan tafel ziet wie er zit, wanneer de tafel is en de eigen acties.",
    )
    tot = forms.ChoiceField(
        label="Tot wanneer?",
        choices=[
            ("tafel", "Tot na de volgende tafel"),
            ("maanden", "Drie maanden, tot zaterdag 20 februari 2027"),
            ("plan", "Zolang het plan loopt"),
        ],
        widget=Keuzes,
    )
    wanneer = forms.ChoiceField(
        label="Dinsdag 1 december, 15:30 tot 17:00",
        choices=TIJDEN,
        widget=Tegels(iconen=TIJD_ICONEN),
    )
    keuze = forms.ChoiceField(
        label="Wat kiest u?",
        choices=[
            ("ja", "Ja, Jolanda mag komen"),
            ("nee", "Nee, liever niet"),
            ("praten", "Eerst praten"),
        ],
        widget=KeuzesMetGevolg(
            uitleg={
                "ja": "Zij ziet alleen wat hierboven op ja staat.",
                "nee": "Aisha krijgt bericht. U hoeft niet te zeggen waarom.",
                "praten": "Linda belt u. Tot die tijd verandert er niets.",
            }
        ),
    )
    cijfer = forms.TypedChoiceField(
        label="Welk cijfer geeft u vandaag?",
        choices=[(n, str(n)) for n in range(11)],
        coerce=int,
        widget=Cijfer(was=3),
    )
    wie_erbij = forms.MultipleChoiceField(
        label="Wie is erbij?",
        choices=[("s", "Samira"), ("m", "Mark"), ("n", "Noor")],
        widget=Vinkjes,
        required=False,
    )
    tolk = forms.BooleanField(
        label="Er komt een tolk mee",
        help_text="De tolk krijgt een eigen stoel.",
        widget=Schakel,
        required=False,
    )
    gelezen = forms.BooleanField(label="Ik heb gelezen hoe de ronde tafel werkt")
