"""How connections are put into words."""

from collections.abc import Sequence
from datetime import datetime

from db.people import Scope
from journal.access import ClassFacts
from journal.operations.unreachable import Unreachable
from journal.people.directory import ClassLine, Reach
from locales import Markup, Texts


def class_list(t: Texts, school_class: ClassFacts, lines: Sequence[ClassLine]) -> Markup:
    """A line a student: is the student connected, how many of the adults are."""
    head = t(
        "people-class-head",
        name=school_class.name,
        students=len(lines),
        families=sum(line.adults_connected > 0 for line in lines),
        pupils=sum(line.connected for line in lines),
    )
    each = [
        t(
            "people-class-line",
            number=str(line.number),
            name=f"{line.surname} {line.given_name}",
            connected=int(line.connected),
            adults=line.adults,
            joined=line.adults_connected,
        )
        for line in lines
    ]
    return Markup("\n".join([head, "", *each]))


def family(t: Texts, school_class: ClassFacts, reaches: Sequence[Reach], now: datetime) -> Markup:
    """The student, then each adult with how far the connection is."""
    head = t("people-card-head", name=reaches[0].name, form=school_class.name)
    return Markup("\n\n".join([head, *(reach(t, it, now) for it in reaches)]))


def undelivered(t: Texts, school_class: ClassFacts, found: Sequence[Unreachable], now: datetime) -> Markup:
    """A line a person: the student by name, an adult by what they are to the child; then what helps."""
    if not found:
        return t("people-undelivered-none", name=school_class.name)
    lines = [
        t(
            "people-undelivered-line",
            name=f"{it.surname} {it.given_name}",
            student=int(it.kinship is None),
            kinship=it.kinship or t.label("people-who-adult"),
            day=t.day(it.since.astimezone(now.tzinfo).date()),
        )
        for it in found
    ]
    return Markup("\n".join([t("people-undelivered-head", name=school_class.name), "", *lines]))


def reach(t: Texts, it: Reach, now: datetime) -> Markup:
    """One person and the state of the connection."""
    if it.scope is Scope.GUARDIAN:
        who = t("people-adult", name=it.name, kinship=it.kinship or "—", legal=int(it.legal))
    elif it.scope is Scope.STUDENT:
        who = t("people-oneself")
    else:
        who = t("people-staff-name", name=it.name)
    lines = [who, _state(t, it, now)]
    if it.grant_id and it.legal:
        lines.append(t("people-consent-state", given=int(it.consented)))
    if it.unreachable_since is not None:
        lines.append(t("people-unreachable", day=t.day(it.unreachable_since.astimezone(now.tzinfo).date())))
    return Markup("\n".join(lines))


def _state(t: Texts, it: Reach, now: datetime) -> Markup:
    if it.granted_at is not None:
        return t("people-state-connected", day=t.day(it.granted_at.astimezone(now.tzinfo).date()))
    if it.invite_expires_at is not None:
        return t(
            "people-state-invited", day=t.day(it.invite_expires_at.astimezone(now.tzinfo).date()), ever=int(it.ever)
        )
    return t("people-state-none", ever=int(it.ever))
