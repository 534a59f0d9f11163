"""Every write of this room, one function per verb."""

from doelen.workflow.doel import RICHTINGEN, edit_doel, establish, let_go, reopen, reorder
from doelen.workflow.evaluatie import (
    conclude,
    get_or_create_evaluatie,
    save_evaluatie_text,
    set_score,
)
from doelen.workflow.hulpvraag import remove_hulpvraag, save_hulpvraag
from doelen.workflow.overgang import OvergangError
from doelen.workflow.tegenspraak import discuss_tegenspraak, dispute, withdraw_tegenspraak
from doelen.workflow.uitspraak import (
    accept_proposal,
    add,
    decline_proposal,
    edit,
    propose,
    remove,
    write_down,
)
from doelen.workflow.werkdoel import (
    add_werkdoel,
    edit_werkdoel,
    remove_werkdoel,
    tick_werkdoel,
)

__all__ = [
    "RICHTINGEN",
    "OvergangError",
    "accept_proposal",
    "add",
    "add_werkdoel",
    "conclude",
    "decline_proposal",
    "discuss_tegenspraak",
    "dispute",
    "edit",
    "edit_doel",
    "edit_werkdoel",
    "establish",
    "get_or_create_evaluatie",
    "let_go",
    "propose",
    "remove",
    "remove_hulpvraag",
    "remove_werkdoel",
    "reopen",
    "reorder",
    "save_evaluatie_text",
    "save_hulpvraag",
    "set_score",
    "tick_werkdoel",
    "withdraw_tegenspraak",
    "write_down",
]
