"""What is said about an answer's past: its changes of state, who wrote what, and its receipt."""

from components.texts import format as fmt

# ── the history ─────────────────────────────────────────────────────────────────────────────────────────────
TITLE = "Riwayat"
SEE = "Lihat riwayat dan perubahannya"
BACK = "Kembali ke isiannya"
STEPS = "Perubahan status"
NO_STEPS = "Isian ini belum pernah dikirim."
COMPARE = "Perbedaan dua keadaan"
OLDER = "Sebelum"
NEWER = "Sesudah"
DO_COMPARE = "Bandingkan"
BEGINNING = "Awal (kosong)"
NOW = "Sekarang"
SAME = "Tidak ada perbedaan di antara keduanya."
SIGNS = "Yang dihapus bertanda −, yang ditambahkan bertanda +."
EMPTY = "(kosong)"
CHANGES = "Siapa mengubah isian apa"
CHANGES_HELP = "Perubahan satu orang pada satu isian dalam beberapa menit dicatat sebagai satu perubahan."
NO_CHANGES = "Belum ada perubahan yang tercatat."
SEE_TEXTS = "Lihat teksnya"


def step(status: str, moment: str, who: str) -> str:
    return f"{status} · {moment} · {who}"


def undone_by(who: str) -> str:
    return f"Dibatalkan oleh {who}"


def heading(label: str) -> str:
    return f"Perubahan pada {label}"


def changed_by(lines: list[str]) -> str:
    return f"Diubah oleh {fmt.listing(lines)}"


def who_when(who: str, moment: str) -> str:
    return f"{who} ({moment})"


def changes(label: str, count: int, who: str, moment: str) -> str:
    return f"{label}: {fmt.whole(count)} perubahan, terakhir oleh {who} pada {moment}"


# ── the receipt ─────────────────────────────────────────────────────────────────────────────────────────────
RECEIPT = "Tanda terima"
SEE_RECEIPT = "Tanda terima dan cetak"
NUMBER = "Nomor"
WHAT = {"problem": "Masalah", "solution": "Solusi"}
OTHER_SHEET = "Lembar"
_LETTER = {"problem": "M", "solution": "S"}
PILLAR = "Pilar"
UNIT = "Unit"
SENT_BY = "Dikirim oleh"
APPROVED_BY = "Disetujui dan dikirim oleh"
SUBMITTED_BY = "Diajukan oleh"
SENT_AT = "Waktu kirim"
STATUS_NOW = "Status sekarang"
NOTE = "Catatan"
CONTENT = "Isian yang dikirim"
PRINT = "Cetak"
PRINT_HELP = "Di ponsel, pilih pencetak atau “Simpan sebagai PDF”."
NOT_FOUND = "Tanda terima ini tidak ada, atau tidak dapat dilihat oleh peran Anda."


def code(sheet: str, year: int, number: int) -> str:
    """``M-2026-0042``, ``SWOT-2026-0042``: what people quote. No two sheets share the word before the year.

    M is a problem (masalah), S a solution; every other sheet has its whole code.
    """
    return f"{_LETTER.get(sheet, sheet.upper())}-{year}-{number:04d}"
