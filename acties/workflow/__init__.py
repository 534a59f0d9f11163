"""Every write to an action, one function per verb."""

from acties.workflow.antwoorden import (
    DrieVragenError,
    accept,
    begin,
    finish,
    hand_back,
    take,
    undo,
)
from acties.workflow.maken import assign, edit, lapse, reassign
from acties.workflow.overdracht import ask_again, hand_over
from acties.workflow.overgang import OvergangError
from acties.workflow.tafel import announce

__all__ = [
    "DrieVragenError",
    "OvergangError",
    "accept",
    "announce",
    "ask_again",
    "assign",
    "begin",
    "edit",
    "finish",
    "hand_back",
    "hand_over",
    "lapse",
    "reassign",
    "take",
    "undo",
]
