"""What a test of the rules needs beside the small city: answers in any state, windows that open and close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from db.gateway import rating
from db.gateway.questionnaire import SURVEY, Sheet
from db.gateway.rating import CRITERIA, Rated
from db.identity import Identity
from tests.database.city import TestCity

PROBLEM: dict[str, Any] = {
    "sub_pillar": "AAA-1",
    "title": "Antrean panjang di loket",
    "condition": "Warga menunggu dua jam.",
    "location": ["kota"],
    "root_cause": "Loket hanya satu.",
    "aspect": "struktur",
    "urgency": 4,
    "seriousness": 3,
    "growth": 2,
}
SOLUTION: dict[str, Any] = {
    "sub_pillar": "AAA-1",
    "title": "Nomor antrean daring",
    "kind": "Produk",
    "is_it": True,
    "goal": "Warga tidak menunggu.",
    "benefit": "Waktu warga terpakai.",
    "beneficiaries": "Warga",
    "indicators": [{"name": "Lama tunggu", "unit": "menit", "baseline": 90, "target": 15, "year": 2031}],
    "lead_unit": "DINAS-A",
    "horizon": "pendek",
    "years": {"start": 2030, "end": 2031},
    "fund_sources": ["apbd_kota"],
    "cost": 250_000_000,
    "impact": 4,
    "effort": 2,
    "quick_win": True,
}

SHEETS: dict[str, dict[str, Any]] = {
    "problem": PROBLEM,
    "solution": SOLUTION,
    "swot": {
        key: [{"item": "Satu butir"}] for key in ("strengths", "weaknesses", "opportunities", "threats")
    },
}

_INSERT = """
insert into app.answer
  (cycle_id, sheet, unit_id, pillar_code, author_id, number, status, reason, answers, sent_at)
values (%(cycle)s, %(sheet)s, %(unit)s, %(pillar)s, %(author)s,
        case when %(status)s <> 'draf' then
          (select 1 + coalesce(max(number), 0) from app.answer
            where cycle_id = %(cycle)s and sheet = %(sheet)s) end,
        %(status)s, case when %(status)s in ('dikembalikan', 'ditolak', 'ditarik') then 'alasan' end,
        %(answers)s, case when %(status)s <> 'draf' then clock_timestamp() end)
returning id
"""
_KEEP_NUMBERS = """
insert into app.answer_number (cycle_id, sheet, last)
select cycle_id, sheet, max(number) from app.answer where number is not null group by 1, 2
on conflict (cycle_id, sheet) do update set last = excluded.last
"""


@dataclass(frozen=True)
class Scene:
    """The small city with a hand on its tables. People by name: ``scene.budi``."""

    owner: psycopg.Connection[Any]
    city: TestCity

    def __getattr__(self, name: str) -> Identity:
        try:
            return self.city.people[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def cycle_id(self) -> UUID:
        return self.city.cycle_id

    def everything(self, query: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """What is really there, row security or not."""
        cursor = self.owner.execute(query, parameters)
        return cursor.fetchall() if cursor.description else []

    def answer(
        self,
        author: Identity,
        status: str = "draf",
        sheet: str = "problem",
        *,
        pillar_code: str = "AAA",
        cycle_id: UUID | None = None,
        **values: Any,
    ) -> UUID:
        """An answer of this person's unit, put straight into the table in this state."""
        answers = {**SHEETS[sheet], **values}
        found = self.everything(
            _INSERT,
            {
                "cycle": cycle_id or self.cycle_id,
                "sheet": sheet,
                "unit": author.unit_id,
                "pillar": pillar_code if sheet in SURVEY else None,
                "author": author.participant_id,
                "status": status,
                "answers": Jsonb({key: value for key, value in answers.items() if value is not None}),
            },
        )
        self.everything(_KEEP_NUMBERS)
        for problem_id in answers.get("problems") or []:
            self.everything("insert into app.answers_problem values (%s, %s)", (found[0][0], problem_id))
        return UUID(str(found[0][0]))

    def rate(self, me: Identity, answer_id: UUID, *scores: int | None) -> Rated:
        """A whole rating through the gateway: U, S, G of a problem or impact, effort of a solution."""
        sheet: Sheet = "problem" if len(scores) == len(CRITERIA["problem"]) else "solution"
        for criterion, score in zip(CRITERIA[sheet], scores, strict=True):
            done = rating.rate_answer(
                me, request_id=uuid4(), answer_id=answer_id, criterion=criterion, score=score
            )
        return done

    def open_window(self, kind: str, cycle_id: UUID | None = None) -> None:
        self._set_window(kind, "now() - interval '1 hour'", "now() + interval '1 hour'", cycle_id)

    def close_window(self, kind: str, cycle_id: UUID | None = None) -> None:
        self._set_window(kind, "now() - interval '2 hours'", "now() - interval '1 hour'", cycle_id)

    def _set_window(self, kind: str, opens: str, closes: str, cycle_id: UUID | None) -> None:
        self.everything(
            f'update app."window" set opens_at = {opens}, closes_at = {closes} where kind = %s'
            " and stage_id in (select id from app.stage where cycle_id = %s)",
            (kind, cycle_id or self.cycle_id),
        )
