"""JSON as the database sends it, small enough to read: two pillars, three units, a short questionnaire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

CYCLE_ID = "00000000-0000-0000-0000-0000000000c1"
ANSWER_ID = "00000000-0000-0000-0000-0000000000a1"
OTHER_ID = "00000000-0000-0000-0000-0000000000a2"
COMMENT_ID = "00000000-0000-0000-0000-0000000000b1"
EVIDENCE_ID = "00000000-0000-0000-0000-0000000000d1"
NEWS_ID = "00000000-0000-0000-0000-0000000000f1"
ROUND_ID = "00000000-0000-0000-0000-0000000000e1"
CYCLE = {"id": CYCLE_ID, "year": 2027, "title": "Putaran 2027", "is_open": True}
OLD_CYCLE: dict[str, Any] = {
    "id": "00000000-0000-0000-0000-0000000000c0",
    "year": 2026,
    "title": "Putaran 2026",
    "is_open": False,
}
UNIT_IDS = {"DINAS-A": UUID(int=0xA), "KEC-1": UUID(int=0xB), "KEL-1": UUID(int=0xC)}
UNIT_NAMES = {"DINAS-A": "Dinas Alfa", "KEC-1": "Kecamatan Satu", "KEL-1": "Kelurahan Satu"}
HOSTILE = "<script>alert(1)</script> **tebal** =cmd() :smile: $x$ [tautan](http://x)"
AT = "2026-08-17T03:32:00+00:00"


def at(hours: float) -> str:
    """An instant so many hours from now."""
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


def reference(**changes: Any) -> dict[str, Any]:
    return {
        "city": {
            "name": "Kota Uji",
            "is_example": False,
            "time_zone": "Asia/Makassar",
            "words": {
                "region": "Kota",
                "whole_area": "Seluruh kota",
                "head": "Wali Kota",
                "deputy": "Wakil Wali Kota",
                "secretary": "Sekretaris Daerah",
            },
        },
        "cycles": [CYCLE],
        "unit_kinds": [
            {"code": "opd", "label": "OPD", "level": "agency"},
            {"code": "kecamatan", "label": "Kecamatan", "level": "district"},
            {"code": "kelurahan", "label": "Kelurahan", "level": "village"},
        ],
        "units": [
            _unit("DINAS-A", "opd"),
            _unit("KEC-1", "kecamatan"),
            _unit("KEL-1", "kelurahan", parent="KEC-1"),
        ],
        "pillars": [_pillar("P1", "Tata Kelola"), _pillar("P2", "Lingkungan")],
        "sheets": [
            {"code": "problem", "label": "Masalah", "help": None, "scope": "answer", "stage": 1},
            {"code": "solution", "label": "Solusi", "help": None, "scope": "answer", "stage": 2},
            {"code": "kesiapan", "label": "Kesiapan", "help": "Satu kali.", "scope": "unit", "stage": 1},
        ],
        "sectors": [{"code": "pangan", "name": "Pangan", "is_listed": True}],
        "questions": {"problem": PROBLEM_QUESTIONS, "solution": SOLUTION_QUESTIONS},
        **changes,
    }


def _unit(code: str, kind: str, parent: str | None = None) -> dict[str, Any]:
    return {
        "id": str(UNIT_IDS[code]),
        "code": code,
        "kind": kind,
        "name": UNIT_NAMES[code],
        "short_name": UNIT_NAMES[code],
        "parent_id": str(UNIT_IDS[parent]) if parent else None,
    }


def _pillar(code: str, name: str) -> dict[str, Any]:
    subs = [{"code": f"{code}-1", "name": f"Subpilar {name}", "scope": ""}]
    return {"code": code, "name": name, "alternative_name": None, "sub_pillars": subs}


def question(
    key: str, kind: str, label: str, section: str, *, is_required: bool = False, **changes: Any
) -> dict[str, Any]:
    return {
        "key": key,
        "kind": kind,
        "label": label,
        "section": section,
        "help": None,
        "version": 1,
        "required_from": 1 if is_required else None,
        "shown_if": None,
        "accepts_no_data": False,
        "retired_at": None,
        "options": [],
        "columns": [],
        "max_length": None,
        "minimum": None,
        "maximum": None,
        "unit_label": None,
        "pillar": None,
        "flags_when_missing": False,
        **changes,
    }


_SCALE: dict[str, Any] = {
    "is_required": True,
    "minimum": 1,
    "maximum": 5,
    "options": [{"value": str(step), "label": f"Langkah {step}"} for step in range(1, 6)],
}
_DATA = [
    {"key": "figure", "label": "Angka", "kind": "short_text", "is_required": True, "max_length": 200},
    {"key": "source", "label": "Sumber", "kind": "short_text", "max_length": 200},
]
PROBLEM_QUESTIONS = [
    question("title", "short_text", "Judul masalah", "Masalah", is_required=True, max_length=120),
    question("condition", "long_text", "Kondisi saat ini", "Masalah", is_required=True, max_length=4000),
    question("only_p2", "short_text", "Khusus lingkungan", "Masalah", is_required=True, pillar="P2"),
    question(
        "supporting_data",
        "table",
        "Data dukung",
        "Penyebab",
        columns=_DATA,
        max_length=10,
        flags_when_missing=True,
    ),
    question("urgency", "scale", "Urgensi (U)", "Penilaian USG", **_SCALE),
    question("seriousness", "scale", "Keseriusan (S)", "Penilaian USG", **_SCALE),
    question("growth", "scale", "Perkembangan (G)", "Penilaian USG", **_SCALE),
]
SOLUTION_QUESTIONS = [
    question("problems", "problems", "Masalah yang dijawab", "Solusi", is_required=True, max_length=20),
    question("title", "short_text", "Nama solusi", "Solusi", is_required=True, max_length=120),
    question(
        "cost", "money", "Perkiraan biaya", "Waktu dan biaya", minimum=0, maximum=1e14, unit_label="rupiah"
    ),
    question("impact", "scale", "Dampak", "Dampak dan upaya", **_SCALE),
    question("effort", "scale", "Upaya", "Dampak dan upaya", **_SCALE),
]


def window(kind: str, *, opens: float | None = -24, closes: float | None = 24) -> dict[str, Any]:
    """A window that opens and closes so many hours from now; None is not planned."""
    return {
        "id": str(UUID(int=len(kind))),
        "stage_id": str(UUID(int=0xF1)),
        "stage_name": "Bimtek I",
        "kind": kind,
        "opens_at": at(opens) if opens is not None else None,
        "closes_at": at(closes) if closes is not None else None,
        "is_open": opens is not None and closes is not None and opens <= 0 < closes,
    }


def answer(**changes: Any) -> dict[str, Any]:
    return {
        "id": ANSWER_ID,
        "sheet": "problem",
        "number": None,
        "title": None,
        "pillar_code": "P1",
        "status": "draf",
        "reason": None,
        "unit_name": "Dinas Alfa",
        "updated_at": AT,
        "sent_at": None,
        "supports": 0,
        "on_behalf": None,
        "is_wording": False,
        "merged_into": None,
        **changes,
    }


def round_(**changes: Any) -> dict[str, Any]:
    return {
        "id": ROUND_ID,
        "title": "Prioritas 2027",
        "closes_at": at(5),
        "closed_at": None,
        "is_open": True,
        "is_closed": False,
        "is_voter": False,
        "has_voted": False,
        **changes,
    }


def desk(**changes: Any) -> dict[str, Any]:
    return {
        "waiting": [],
        "missing": [],
        "idle_drafts": 0,
        "locked": 0,
        "password_requests": 0,
        **changes,
    }


def news(*newest: dict[str, Any], unread: int | None = None, is_empty: bool = True) -> dict[str, Any]:
    return {
        "unread": len(newest) if unread is None else unread,
        "newest": list(newest),
        "is_empty": is_empty and not newest,
    }


def told(kind: str = "accepted", *, is_read: bool = False, **changes: Any) -> dict[str, Any]:
    return {
        "id": NEWS_ID,
        "kind": kind,
        "detail": {},
        "told_at": AT,
        "is_read": is_read,
        "answer": answer(status="diterima", number=12),
        **changes,
    }


def review(*waiting: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The queue with these answers, each at its first revision."""
    return {
        "cycle": CYCLE,
        "counts": [],
        "age": {"waiting": 0, "median_hours": None, "oldest_hours": None},
        "time": {"decided": 0, "median_hours": None, "longest_hours": None},
        "overdue": 0,
        "total": len(waiting),
        "answers": [{**one, "version": 1} for one in waiting],
        **changes,
    }


def home(**changes: Any) -> dict[str, Any]:
    return {
        "cycle": CYCLE,
        "windows": [window("problem"), window("rating", opens=48, closes=72), window("solution", opens=None)],
        "news": news(),
        "own_counts": [],
        "unfinished": [],
        "awaiting": [],
        "may_approve": True,
        "to_confirm": [],
        "sheets": [],
        "without_data": [],
        "rounds": [],
        "rating": progress(0, 0),
        "desk": None,
        "referrals": [],
        "consents": [],
        **changes,
    }


def answers(**changes: Any) -> dict[str, Any]:
    return {
        "cycle": CYCLE,
        "windows": [window("problem"), window("solution")],
        "own": [],
        "others": [],
        **changes,
    }


def answer_screen(**changes: Any) -> dict[str, Any]:
    return {
        "answer": answer(),
        "cycle": CYCLE,
        "windows": [window("problem"), window("solution")],
        "values": {},
        "is_own": True,
        "sends_directly": True,
        "version": 0,
        "on_behalf": None,
        "is_open": True,
        "stage": 1,
        "may_comment": False,
        "fields": {},
        "evidence": [],
        "support": support(),
        "comments": [],
        "merging": {"into": None, "originals": []},
        "history": [],
        "returned": None,
        "referrals": [],
        "consent": None,
        "linked": [],
        "linkable": [],
        **changes,
    }


def open_review(**changes: Any) -> dict[str, Any]:
    """What the reviewer gets of one answer: the answer's own screen, and what concerns the decision."""
    return {
        **answer_screen(is_own=False),
        "revision": 1,
        "may_decide": True,
        "lookers": [],
        "acts": [],
        "undo": None,
        "sent_before": None,
        "queue": {"previous_id": None, "next_id": None, "position": 1, "total": 1},
        **changes,
    }


def support(*people: tuple[str, str | None, str | None], **changes: Any) -> dict[str, Any]:
    """Each of the people: name, title, unit."""
    return {
        "count": len(people),
        "people": [dict(zip(("name", "title", "unit_name"), one, strict=True)) for one in people],
        "is_own": False,
        "may_support": False,
        **changes,
    }


def lane(**changes: Any) -> dict[str, Any]:
    return {
        "cycle": CYCLE,
        "windows": [window("problem"), window("solution")],
        "stages": {"problem": 1, "solution": 2},
        "unit_id": str(UNIT_IDS["DINAS-A"]),
        "answers": [],
        "problems": [],
        **changes,
    }


def comment(**changes: Any) -> dict[str, Any]:
    return {
        "id": COMMENT_ID,
        "body": "Setuju",
        "at": AT,
        "author": "Sari Wulandari",
        "edited_at": None,
        "removed_at": None,
        "removed_by": None,
        "may_edit": False,
        "may_remove": False,
        **changes,
    }


def lane_answer(version: int = 1, **values: Any) -> dict[str, Any]:
    """A draft as the workbook takes it along, each field written so often by a colleague."""
    marks = {key: {"version": version, "client_id": str(UUID(int=99))} for key in values}
    return {**answer(title=values.get("title")), "values": values, "marks": marks}


def evidence(**changes: Any) -> dict[str, Any]:
    return {
        "id": EVIDENCE_ID,
        "name": "loket.jpg",
        "kind": "image/jpeg",
        "size": 182_400,
        "added_by": "Sari Wulandari",
        "added_at": AT,
        **changes,
    }


def receipt(**changes: Any) -> dict[str, Any]:
    return {
        "answer": answer(number=12, title="Banjir", status="dikirim", sent_at=AT),
        "cycle": CYCLE,
        "values": {"title": "Banjir", "condition": "Sejak Mei."},
        "sent_at": AT,
        "sent_by": "Budi Santoso",
        "submitted_by": None,
        "linked": [],
        **changes,
    }


def history(**changes: Any) -> dict[str, Any]:
    return {
        "answer": answer(number=12, title="Banjir"),
        "cycle": CYCLE,
        "is_own": True,
        "older_version": 1,
        "versions": [
            {
                "version": 1,
                "status": "dikirim",
                "at": AT,
                "reason": None,
                "by": "Budi Santoso",
                "undone_by": None,
            },
            {
                "version": 2,
                "status": "draf",
                "at": AT,
                "reason": None,
                "by": "Sari Wulandari",
                "undone_by": None,
            },
        ],
        "older": {"title": "Banjir", "condition": "Sejak Mei."},
        "newer": {"title": "Banjir", "condition": "Sejak Juni."},
        "changes": [{"field": "condition", "by": "Sari Wulandari", "at": AT, "after_version": 2}],
        "trail": [],
        "linked": [],
        **changes,
    }


def mark(version: int, by: str = "Sari Wulandari", client: int = 99) -> dict[str, Any]:
    return {"version": version, "client_id": str(UUID(int=client)), "saved_by": by, "saved_at": AT}


def progress(done: int, total: int, *, solutions: tuple[int, int] = (0, 0)) -> dict[str, Any]:
    return {
        "problem": {"done": done, "total": total},
        "solution": {"done": solutions[0], "total": solutions[1]},
    }


def rating(**changes: Any) -> dict[str, Any]:
    return {
        "cycle": CYCLE,
        "is_open": True,
        "windows": [window("rating")],
        "mode": "everyone",
        "is_rater": True,
        "unit_rater": None,
        "progress": progress(3, 10),
        "answer": {
            **answer(number=7, title="Sampah menumpuk", status="diterima", unit_name="Kelurahan Satu"),
            "values": {"title": "Sampah menumpuk", "condition": "Sejak Januari."},
        },
        "linked": [],
        "own": {},
        "is_changed": False,
        "group": None,
        "previous_id": None,
        "next_id": OTHER_ID,
        "waiting": [],
        "rated": [],
        **changes,
    }


def rating_of_solution(**changes: Any) -> dict[str, Any]:
    problem = answer(id=OTHER_ID, number=4, title="Sampah liar", status="diterima")
    solution = answer(sheet="solution", number=2, title="Bank sampah", status="diterima")
    return rating(
        answer={**solution, "values": {"title": "Bank sampah", "problems": [OTHER_ID]}},
        linked=[problem],
        progress=progress(3, 10, solutions=(0, 5)),
        **changes,
    )


def rated(own: dict[str, Any], *, done: int = 3, group: dict[str, Any] | None = None) -> dict[str, Any]:
    """What keeping a score answers."""
    return {"own": own, "progress": progress(done, 10, solutions=(0, 5)), "group": group}
