"""What Diskominfo reads where sent problems and solutions are reviewed."""

from components.texts import format as fmt

TITLE = "Tinjau"
INTRO = "Terima, kembalikan, atau tolak isian yang dikirim unit. Unit membaca keputusan dan alasannya."
SHEET = "Survei"
SHEETS = fmt.BySheet({"problem": "Masalah", "solution": "Solusi", "other": "Lembar"})
STATUS = "Status"
PILLAR = "Pilar"
ALL_PILLARS = "Semua pilar"
STATUSES = {
    "dikirim": "Menunggu ditinjau",
    "diterima": "Diterima",
    "dikembalikan": "Dikembalikan",
    "ditolak": "Ditolak",
    "ditarik": "Ditarik",
}
NOTHING_WAITS = "Tidak ada yang menunggu ditinjau dengan saringan ini."
NOTHING = "Tidak ada isian dengan saringan ini."
NO_MORE = "Tidak ada lagi sesudah ini."
ALL_ON_PAGE = "Pilih semua di halaman ini"
ACCEPT_CHOSEN = "Terima yang dipilih"
NONE_CHOSEN = "Silakan pilih paling sedikit satu isian."
NEXT = "Halaman berikutnya"
FIRST = "Kembali ke awal"
BACK = "Kembali ke daftar"

DECIDE = "Keputusan"
ACCEPT = "Terima"
RETURN = "Kembalikan untuk diperbaiki"
DECLINE = "Tolak"
RETURN_HELP = "Unit dapat memperbaiki dan mengirimnya lagi selama survei masih dibuka."
DECLINE_HELP = "Isian tidak dilanjutkan. Unit tetap dapat membaca alasannya."
REASON = "Alasan (dibaca oleh unit)"
REASON_MISSING = "Silakan tuliskan alasannya terlebih dahulu."
RETURN_CONFIRM = "Kembalikan dengan alasan ini"
DECLINE_CONFIRM = "Tolak dengan alasan ini"
_DECIDED = {
    "diterima": "diterima.",
    "dikembalikan": "dikembalikan. Unit dapat membaca alasannya.",
    "ditolak": "ditolak. Unit dapat membaca alasannya.",
}
NOT_WAITING = "Isian ini tidak sedang menunggu ditinjau, jadi tidak ada keputusan yang perlu diambil."
ARCHIVED = "Putaran ini sudah diarsipkan, jadi keputusan tidak dapat diubah."
LINKED = fmt.BySheet(
    {
        "problem": "Solusi yang menjawab masalah ini",
        "solution": "Masalah yang dijawab",
        "other": "Isian yang berkaitan",
    }
)
NOT_LINKED = fmt.BySheet(
    {
        "problem": "Belum ada solusi untuk masalah ini.",
        "solution": "Belum ada masalah yang dapat dibaca pada solusi ini.",
        "other": "Tidak ada isian yang berkaitan.",
    }
)
COMMENTS = "Komentar"
HISTORY = "Riwayat"
ANSWER = "Isian"
FIELDS = {"reason": "alasan"}


def decided(sheet: str, number: int | None, decision: str) -> str:
    """What was decided, and on which one: the list it stands above no longer shows it."""
    return f"{SHEETS[sheet]} nomor {number} {_DECIDED[decision]}"


def status_with_count(status: str, count: int) -> str:
    return f"{STATUSES[status]} ({fmt.whole(count)})"


def read(number: int) -> str:
    return f"Baca nomor {number}"


def line(unit: str, pillar: str, sent: str | None) -> str:
    return f"{unit} · {pillar} · dikirim {sent}" if sent else f"{unit} · {pillar}"


def accepted(count: int) -> str:
    return f"{fmt.whole(count)} isian diterima."
