"""One widget per kind of question.

Why nothing typed is lost (read in Streamlit 1.67's source, tried in a browser): a widget with a ``key`` is
known by that key plus the few arguments below and by nothing else, so a new ``value=`` or ``index=`` after a
save, or the same script on a server that has just started, finds what the browser still holds.

    identity is             widgets
    the key alone           number_input, radio, checkbox, select_slider
    key + these arguments   text_input (max_chars, validate), text_area (max_chars),
                            selectbox (accept_new_options), slider (min, max, step),
                            multiselect (max_selections, accept_new_options),
                            pills and segmented_control (click_mode)
    everything, also data   data_editor with added rows: a save would throw away what is being typed

Hence: none of those arguments ever changes, no ``max_chars`` (it would cut a pasted text without a word),
and tables are small groups of fields, not a ``data_editor``, which is a canvas that phones and screen
readers cannot use. Numbers are text fields, because ``number_input`` knows no Indonesian comma.
"""

from __future__ import annotations

from components.ui import survey_choices as choices
from components.ui import survey_dates as dates
from components.ui import survey_fields as fields
from components.ui import survey_table as tables
from components.ui.survey_setting import Widget
from db.gateway.questionnaire import Kind

WIDGETS: dict[Kind, Widget] = {
    "short_text": fields.short_text,
    "long_text": fields.long_text,
    "number": fields.number,
    "money": fields.money,
    "yes_no": choices.yes_no,
    "single": choices.single,
    "multiple": choices.multiple,
    "scale": choices.scale,
    "sub_pillar": choices.sub_pillar,
    "location": choices.location,
    "unit": choices.unit,
    "units": choices.units,
    "year_range": fields.year_range,
    "table": tables.table,
    "problems": choices.problems,
    "date": dates.date_,
    "file": choices.files,
    "sectors": choices.sectors,
}
