"""What the database refuses, as one exception type with a stable word."""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    """Every refusal a person can meet.

    ``db/README.md`` says when; ``components/texts/errors.py`` says it to people.
    """

    # who
    SESSION_ENDED = "session_ended"
    NOT_ALLOWED = "not_allowed"
    PASSWORD_CHANGE_DUE = "password_change_due"
    NOTICE_UNREAD = "notice_unread"
    SIGN_IN_WRONG = "sign_in_wrong"
    TICKET_INVALID = "ticket_invalid"
    NAME_TAKEN = "name_taken"
    LAST_DISKOMINFO = "last_diskominfo"
    # when
    WINDOW_CLOSED = "window_closed"
    WINDOW_ORDER = "window_order"
    STAGE_OVERLAPS = "stage_overlaps"
    CYCLE_ARCHIVED = "cycle_archived"
    CYCLE_EXISTS = "cycle_exists"
    # what
    NOT_FOUND = "not_found"
    WRONG_STATE = "wrong_state"
    HOLDS_MERGED = "holds_merged"
    ANSWER_CHANGED = "answer_changed"
    QUESTIONS_CHANGED = "questions_changed"
    QUESTION_UNFIT = "question_unfit"
    FIELD_INVALID = "field_invalid"
    ANSWER_INCOMPLETE = "answer_incomplete"
    REASON_REQUIRED = "reason_required"
    TEXT_INVALID = "text_invalid"
    TEXT_TOO_LONG = "text_too_long"
    FILE_UNFIT = "file_unfit"
    FILE_TOO_LARGE = "file_too_large"
    TOO_MANY_FILES = "too_many_files"
    COMMENT_SETTLED = "comment_settled"
    EVIDENCE_REQUIRED = "evidence_required"
    REQUEST_REUSED = "request_reused"
    # rating
    NOT_A_RATER = "not_a_rater"
    RATING_BEGUN = "rating_begun"
    # voting
    ROUND_CLOSED = "round_closed"
    VOTING_OPENED = "voting_opened"
    ROUND_NOT_READY = "round_not_ready"
    NOT_A_VOTER = "not_a_voter"
    TOO_MANY_CHOICES = "too_many_choices"
    NO_CHOICE = "no_choice"
    UNKNOWN_OPTION = "unknown_option"
    RANK_REPEATED = "rank_repeated"


class DomainError(Exception):
    """An expected refusal: nothing was changed. ``field`` names what it is about, where there is one."""

    def __init__(self, code: ErrorCode, field: str | None = None) -> None:
        super().__init__(code.value if field is None else f"{code.value}: {field}")
        self.code = code
        self.field = field


class DatabaseUnavailable(Exception):
    """The database did not answer;

    nothing is known about the call. A read or a repeatable write may be tried again.
    """
