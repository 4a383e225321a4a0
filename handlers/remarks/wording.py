"""How remarks are put into words for who writes them."""

from datetime import datetime

from handlers.heading import Screen, clock, heading
from journal.remarks.pages import Card, LessonPage, Noted
from journal.remarks.writing import Composing, NamesAnother, Place
from keyboards import remarks as kb
from keyboards.data import clip
from locales import Markup, Texts

NAME = 60
"""Characters of a name in a text."""
EARLIER = 200
"""Characters of a remark in the list of those that stand there; its own card shows it whole."""
WORDS = 5
"""So many names in a question; all of them are to be taken out."""


def of_lesson(t: Texts, page: LessonPage, part: int) -> Screen:
    """The question about whom it is."""
    lines = [*heading(t, page.lesson), "", t("remark-whom")]
    return Screen("\n".join(lines), kb.on_lesson(t, page, part))


def composing(t: Texts, shown: Composing, now: datetime) -> Screen:
    """About whom, what stands there, and that the next message is the text."""
    lines = [_about(t, shown.place), ""]
    if shown.earlier:
        lines += [t("remark-earlier"), *(_noted(t, noted, now) for noted in shown.earlier), ""]
    lines.append(t("remark-ask", kind=shown.kind.value, audience=shown.audience.value))
    return Screen("\n".join(lines), kb.composing(t, shown))


def named(t: Texts, made: NamesAnother) -> Screen:
    """Whose name it seems to be is not said: the word is, as it was written."""
    words = ", ".join(f"«{clip(word, NAME)}»" for word in made.words[:WORDS])
    text = "\n".join([_about(t, made.place), "", t("remark-names-another", words=words)])
    return Screen(text, kb.named(t, made.place, draft_id=made.draft.id, version=made.draft.version))


def card(t: Texts, shown: Card, now: datetime, *, done: bool = False) -> Screen:
    """The remark as the family reads it, and until when nobody does."""
    lines = [_title(t, shown), t("remark-text", text=shown.text), "", _state(t, shown, now)]
    if done:
        lines.insert(0, t("remark-written"))
    return Screen("\n".join(lines), kb.card(t, shown, now))


def rewriting(t: Texts, shown: Card) -> Screen:
    """The text as it stands, to be copied, and the question for another."""
    lines = [_title(t, shown), t("remark-text", text=shown.text), "", t("remark-rewrite-ask")]
    return Screen("\n".join(lines), kb.rewriting(t, shown.id))


def _about(t: Texts, place: Place) -> Markup:
    name, form = clip(place.name, NAME), clip(place.form)
    if place.lesson is None:
        return t("remark-about", name=name, form=form)
    day, subject = t.day(place.lesson.date), clip(place.lesson.subject)
    return t("remark-about-lesson", name=name, form=form, subject=subject, day=day)


def _title(t: Texts, shown: Card) -> Markup:
    name = clip(f"{shown.name}, {shown.form}" if shown.form else shown.name, NAME)
    if shown.subject is None or shown.date is None:
        return t("remark-card", kind=shown.kind.value, name=name)
    return t("remark-card-lesson", kind=shown.kind.value, name=name, subject=clip(shown.subject), day=t.day(shown.date))


def _state(t: Texts, shown: Card, now: datetime) -> Markup:
    if shown.withdrawn:
        return t("remark-withdrawn")
    if shown.held(now):
        seen_from = shown.seen_from.astimezone(now.tzinfo)
        return t("remark-held", audience=shown.audience.value, clock=clock(seen_from))
    return t("remark-told", audience=shown.audience.value)


def _noted(t: Texts, noted: Noted, now: datetime) -> Markup:
    where = clip(noted.subject) if noted.subject is not None else t.label("remark-homeroom")
    text = clip(" ".join(noted.text.split()), EARLIER)
    day = t.day(noted.put_at.astimezone(now.tzinfo).date())
    return t("remark-earlier-line", kind=noted.kind.value, day=day, where=where, author=clip(noted.author), text=text)
