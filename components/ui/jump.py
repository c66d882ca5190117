"""Links to a question: the field comes into sight and takes the keyboard, on a phone as on a desk.

A place is the key of the container a question stands in; Streamlit makes it a class. What is run in the
browser is always the same few lines, without anything that was typed.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.ui.plain import plain
from components.ui.survey_setting import Setting
from db.gateway.questionnaire import Question

_FOLLOW: Final = """<script>
if (!window.rembukJump) {
  window.rembukJump = true;
  const fields = 'input:not([type=hidden]):not([disabled]), textarea:not([disabled]), button:not([disabled])';
  const first = place => {
    const found = place.querySelector(fields);
    if (found) return found;
    for (const one of place.querySelectorAll('*')) {
      const inside = one.shadowRoot && first(one.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  document.addEventListener('click', event => {
    const link = event.target.closest && event.target.closest('a[href*="#isian-"]');
    const name = link && link.getAttribute('href').split('#')[1];
    const place = name && document.querySelector('.st-key-' + CSS.escape(name));
    const wrong = place && place.querySelector('[class*="st-key-salah-"]');
    const goal = wrong ? wrong.closest('[class*="st-key-isian-"]') : place;
    const field = goal && first(goal);
    if (!field) return;
    event.preventDefault();
    goal.scrollIntoView({block: 'center'});
    field.focus({preventScroll: true});
  }, true);
}
</script>"""


def place(setting: Setting, question: Question) -> str:
    """The key of the container that holds this question."""
    return name(setting.key_of(question))


def name(widget_key: str) -> str:
    """The key of the container around this widget."""
    return f"isian-{widget_key}".replace(".", "-")


def wrong(widget_key: str) -> str:
    """The key of the container that says what is wrong with this widget: links lead there first."""
    return f"salah-{widget_key}".replace(".", "-")


def link(setting: Setting, question: Question, label: str | None = None) -> str:
    """Markdown: the question's own name, or ``label``, as the way to its field."""
    return f"[{plain(label or question.label)}](#{place(setting, question)})"


def follow() -> None:
    """Where such links are on screen: let them lead into the field."""
    st.html(_FOLLOW, unsafe_allow_javascript=True)
