"""A sheet of paper in Word's format: headings, boxes to write into, boxes to tick, tables, page numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from components.texts import paper as texts

EMPTY_BOX, TICKED_BOX = "☐", "☒"
_GREY: Final = RGBColor(0x5A, 0x6B, 0x70)
_NOT_IN_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDTH: Final = Cm(17)


class Page:
    """What is printed is plain text, whatever somebody typed; it is added from the top to the end."""

    def __init__(self, title: str, header: str, footer: str) -> None:
        self._document: Document = docx.Document()
        self._document.core_properties.title = title
        self._document.core_properties.author = "Rembuk"
        self._document.core_properties.language = "id-ID"
        self._set_up()
        section = self._document.sections[0]
        _small(section.header.paragraphs[0], header)
        _page_numbers(section.footer.paragraphs[0], footer)

    def content(self) -> bytes:
        target = io.BytesIO()
        self._document.save(target)
        return target.getvalue()

    def title(self, text: str) -> None:
        self._document.add_heading(_safe(text), level=1)

    def section(self, text: str) -> None:
        self._document.add_heading(_safe(text), level=2)

    def text(self, text: str) -> None:
        self._document.add_paragraph(_safe(text))

    def question(self, text: str, hints: Sequence[str]) -> None:
        """The question in bold and, smaller below it, how it is answered; kept with the answer's place."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(8)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(_safe(text)).bold = True
        for hint in hints:
            below = self._document.add_paragraph()
            below.paragraph_format.keep_with_next = True
            _small(below, hint)

    def box(self, text: str, height: float) -> None:
        """A frame to write into; ``height`` in centimetres at least."""
        table = self._document.add_table(rows=1, cols=1, style="Table Grid")
        table.rows[0].height = Cm(height)
        table.cell(0, 0).text = _safe(text)
        self._after_table()

    def ticks(self, options: Sequence[tuple[str, bool]]) -> None:
        """One option a line."""
        for at, option in enumerate(options):
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.5)
            paragraph.paragraph_format.keep_with_next = at < len(options) - 1
            paragraph.add_run(_ticked(*option))

    def ticks_in_line(self, options: Sequence[tuple[str, bool]]) -> None:
        """Options behind one another: many short ones."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.5)
        paragraph.add_run("    ".join(_ticked(*option).replace(" ", "\u00a0") for option in options))

    def rows(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table with its head repeated on each page."""
        table = self._document.add_table(rows=1 + len(rows), cols=len(head), style="Table Grid")
        _repeat(table)
        for at, label in enumerate(head):
            run = table.cell(0, at).paragraphs[0].add_run(_safe(label))
            run.bold = True
            run.font.size = Pt(9)
        for line, row in enumerate(rows, start=1):
            table.rows[line].height = Cm(0.9)
            for at, cell in enumerate(row):
                table.cell(line, at).text = _safe(cell)
        self._after_table()

    def signatures(self, heads: Sequence[str], lines: Sequence[str]) -> None:
        """Who signs, side by side: name, office, signature, date."""
        table = self._document.add_table(rows=1 + len(lines), cols=len(heads), style="Table Grid")
        for at, head in enumerate(heads):
            table.cell(0, at).paragraphs[0].add_run(_safe(head)).bold = True
            for line, label in enumerate(lines, start=1):
                _small(table.cell(line, at).paragraphs[0], label)
        for line in range(1, 1 + len(lines)):
            table.rows[line].height = Cm(2.2 if lines[line - 1] == texts.SIGNATURE[2] else 1.1)
        for row in table.rows[:-1]:  # nobody signs half a block
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True

    def next_page(self) -> None:
        self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _after_table(self) -> None:
        self._document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _set_up(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(10)
        normal.paragraph_format.space_after = Pt(2)
        for level, size in ((1, 16), (2, 12)):
            style = self._document.styles[f"Heading {level}"]
            style.font.name, style.font.size = "Arial", Pt(size)
            style.font.color.rgb = RGBColor(0x12, 0x4B, 0x57)
            style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
            style.element.rPr.rFonts.attrib.pop(qn("w:asciiTheme"))


def _safe(text: str) -> str:
    """Without the few characters that no XML can hold."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _ticked(label: str, is_ticked: bool) -> str:
    return _safe(f"{TICKED_BOX if is_ticked else EMPTY_BOX} {label}")


def _small(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(_safe(text))
    run.font.size = Pt(8.5)
    run.font.color.rgb = _GREY


def _page_numbers(paragraph: Paragraph, before: str) -> None:
    """``… Halaman 2 dari 5``; Word counts when it opens the file."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _small(paragraph, f"{before} · {texts.PAGE} ")
    _field(paragraph, "PAGE")
    _small(paragraph, f" {texts.OF} ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, instruction: str) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(8.5)
    run.font.color.rgb = _GREY
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)
    field.append(run._r)
    run.text = "1"


def _repeat(table: Table) -> None:
    properties: Any = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
