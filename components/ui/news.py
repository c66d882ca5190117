"""The inbox: a few lines on the first page, all of it on a page of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import streamlit as st

from components.texts import answers as answer_texts
from components.texts import format as fmt
from components.texts import news as texts
from components.ui import links
from components.ui.plain import plain
from db.gateway.city import Reference
from db.gateway.news import News, NewsScreen, Unread

BEFORE: Final = "sebelum"  # in the address: the page starts before this instant
_PAGE: Final = 30


def before() -> datetime | None:
    """The instant in the address, None when there is none or it is none."""
    try:
        asked = datetime.fromisoformat(st.query_params.get(BEFORE, ""))
    except ValueError:
        return None
    return asked if asked.tzinfo else None


def newest(found: Unread, reference: Reference) -> list[UUID] | None:
    """The first page's part: what is unread; the ids to mark in the run where it is asked for, else None."""
    if not found.unread:
        if not found.is_empty:
            links.to_page(links.NEWS, texts.ALL, icon=":material/inbox:")
        return None
    st.markdown(f"### {texts.HEADING}\n\n{texts.unread(found.unread)}")
    for one in found.newest:
        _line(one, reference)
    with st.container(horizontal=True):
        is_read = st.button(texts.READ, icon=":material/mark_email_read:", key="news.read")
        links.to_page(links.NEWS, texts.ALL, icon=":material/inbox:")
    return [one.id for one in found.newest] if is_read else None


def listed(screen: NewsScreen, reference: Reference) -> datetime | None:
    """The inbox; up to when everything is read, in the run where that is asked for, else None."""
    start = before()
    st.markdown(texts.unread(screen.unread))
    is_read = bool(screen.unread) and st.button(
        texts.READ_ALL, icon=":material/mark_email_read:", key="news.read_all"
    )
    if not screen.news:
        st.info(texts.NONE if start is None else texts.NO_MORE)
    for one in screen.news:
        _line(one, reference)
    with st.container(horizontal=True):
        if start is not None:
            links.to_page(links.NEWS, texts.NEWEST, icon=":material/arrow_upward:")
        if len(screen.news) == _PAGE:
            last = screen.news[-1].told_at.isoformat()
            links.to_page(links.NEWS, texts.OLDER, icon=":material/arrow_downward:", **{BEFORE: last})
    return max(one.told_at for one in screen.news) if is_read and screen.news else None


def sentence(one: News, reference: Reference) -> str:
    """What is told, as a plain sentence."""
    return texts.sentence(one.kind, _words(one, reference))


def _line(one: News, reference: Reference) -> None:
    """One piece of news: the sentence, when it was told, and the way to what it is about."""
    said, told = plain(sentence(one, reference)), fmt.moment(one.told_at, reference.city.time_zone)
    with st.container(border=True, gap="xsmall"):
        mark = "" if one.is_read else f":primary-badge[{texts.NEW}] "
        st.markdown(f"{mark}{said if one.is_read else f'**{said}**'}  \n:small[{plain(told)}]")
        sheet = one.detail.get("sheet")
        if one.answer is not None:
            links.to_answer(one.answer)
        elif isinstance(sheet, str):
            page = links.RATE if sheet == "rating" else links.ANSWERS[sheet]
            links.to_page(page, texts.TO_LIST[sheet], icon=":material/arrow_forward:")


def _words(one: News, reference: Reference) -> dict[str, str]:
    """What the sentence of its kind may name; of a detail that is missing, what can be said without it."""
    detail, zone = one.detail, reference.city.time_zone
    sheet = str(detail.get("sheet", "other"))
    pillars = {pillar.code: pillar.name for pillar in reference.pillars}
    return {
        "subject": _subject(one, pillars),
        "until": texts.until(said) if (said := _when(detail.get("due_on"), zone)) else "",
        "pillar": pillars.get(str(detail.get("to")), texts.ANOTHER_PILLAR),
        "into": _into(detail),
        "response": texts.RESPONSES.get(str(detail.get("response")), texts.ANSWERED),
        "window": answer_texts.WINDOW[sheet],
        "closes": _when(detail.get("closes_at"), zone),
        "rest": (texts.unrated if sheet == "rating" else texts.unfinished)(int(detail.get("unfinished", 0))),
    }


def _subject(one: News, pillars: Mapping[str, str]) -> str:
    if one.answer is not None:
        name = answer_texts.TITLE[one.answer.sheet]
        return texts.subject(name, one.answer.number, one.answer.title)
    return pillars.get(str(one.detail.get("pillar_code")), texts.HIDDEN)


def _into(detail: Mapping[str, Any]) -> str:
    if not isinstance(detail.get("number"), int):
        return texts.ANOTHER
    return texts.numbered(answer_texts.ONE[str(detail.get("sheet"))], detail["number"])


def _when(written: object, zone: str) -> str:
    """A day or an instant as people write it; nothing when there is none."""
    if not isinstance(written, str):
        return ""
    if len(written) == len("2026-08-17"):
        return fmt.date_(date.fromisoformat(written))
    return fmt.moment(datetime.fromisoformat(written), zone)
