"""What Diskominfo reads where sent problems and solutions are reviewed."""

from components.texts import format as fmt

TITLE = "Tinjau"
INTRO = "Terima, kembalikan, atau tolak isian yang dikirim unit. Unit membaca keputusan dan alasannya."
UNIT = "Unit"
ALL_UNITS = "Semua unit"
AGE = "Lama menunggu"
AGES = {"": "Semua", "new": "0–2 hari", "older": "3–6 hari", "oldest": "7 hari atau lebih"}
MINE = "Hanya yang pernah saya tinjau"
MORE_FILTERS = "Saringan lain"
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
    "didisposisi": "Disposisi belum dijawab",
    "terlambat": "Disposisi lewat waktu",
}
NOTHING_WAITS = "Tidak ada yang menunggu ditinjau dengan saringan ini."
NOTHING = "Tidak ada isian dengan saringan ini."
NO_MORE = "Tidak ada lagi sesudah ini."
ALL_ON_PAGE = "Pilih semua di halaman ini"
ACCEPT_CHOSEN = "Terima yang dipilih"
RETURN_CHOSEN = "Kembalikan yang dipilih"
CANCEL = "Batal"
ONE_REASON = "Satu alasan untuk semuanya (dibaca oleh setiap unit)"
CHANGED_SINCE = "Bila salah satunya berubah sebelum Anda menekan tombol di bawah, tidak ada yang diubah."
NONE_CHOSEN = "Silakan pilih paling sedikit satu isian."
NEXT = "Halaman berikutnya"
FIRST = "Kembali ke awal"
BACK = "Kembali ke daftar"

DECIDE = "Keputusan"
ACCEPT = "Terima"
RETURN = "Kembalikan untuk diperbaiki"
DECLINE = "Tolak"
MOVE = "Pindahkan ke pilar lain"
REFER = "Disposisi ke OPD pengampu"
RETURN_HELP = (
    "Tuliskan alasan pada isian yang perlu diperbaiki, atau satu alasan umum. Unit membacanya di formulirnya."
)
DECLINE_HELP = "Isian tidak dilanjutkan. Unit tetap dapat membaca alasannya."
MOVE_HELP = "Isi, dukungan, komentar, dan bukti tetap ada. Unit diberi tahu."
REFER_HELP = "OPD yang ditanya dapat membaca isian ini dan menjawab di berandanya."
REASON = "Alasan (dibaca oleh unit)"
GENERAL_REASON = "Alasan umum (bila ada)"
RETURN_FIELDS = "Isian yang perlu diperbaiki"
CHOOSE_FIELDS = "Pilih isian"
DUE = "Dapat diperbaiki sampai tanggal"
DUE_HELP = "Sampai akhir hari itu unit dapat memperbaiki dan mengirim lagi, juga bila masa pengisian sudah ditutup. Kosongkan bila cukup selama masa pengisian."
REASON_MISSING = "Silakan tuliskan alasannya terlebih dahulu."
RETURN_CONFIRM = "Kembalikan dengan alasan ini"
DECLINE_CONFIRM = "Tolak dengan alasan ini"
NEW_PILLAR = "Pilar baru"
CHOOSE_PILLAR = "Pilih pilar"
NEW_SUB_PILLAR = "Subpilar baru"
UNIT_CHOOSES = "Ditanyakan kepada unit"
MOVE_CONFIRM = "Pindahkan"
PILLAR_MISSING = "Silakan pilih pilar tujuannya terlebih dahulu."
REFER_UNITS = "OPD yang ditanya"
CHOOSE_UNITS = "Pilih paling banyak sepuluh"
REFER_QUESTION = "Pertanyaan"
REFER_DUE = "Dijawab paling lambat"
REFER_CONFIRM = "Kirim disposisi"
REFER_MISSING = "Silakan pilih OPD, tuliskan pertanyaannya, dan tentukan tanggalnya."
UNDO = "Batalkan tindakan terakhir"
UNDO_FAULTS = {
    "voting_opened": "Tidak dapat dibatalkan lagi: pemungutan suara atas isian ini sudah dibuka.",
    "answer_changed": "Tidak dapat dibatalkan: isian ini sudah berubah lagi sesudahnya.",
}
SUB_PILLAR_OPEN = "Subpilar belum dipilih sejak isian ini dipindahkan. Unit sudah diminta memilihnya."
SUB_PILLAR_KEPT = "Subpilar tersimpan."
CHOOSE_SUB_PILLAR = "Simpan subpilar"
NOT_WAITING = "Isian ini tidak sedang menunggu ditinjau."
NO_SAY = "Keputusan menerima atau menolak ada pada Diskominfo."
ARCHIVED = "Putaran ini sudah diarsipkan, jadi keputusan tidak dapat diubah."
PREVIOUS_ONE = "Sebelumnya"
NEXT_ONE = "Berikutnya"
ACTS = {
    "diterima": "Diterima",
    "dikembalikan": "Dikembalikan",
    "ditolak": "Ditolak",
    "dipindah": "Dipindahkan",
    "didisposisi": "Didisposisi",
    "kesediaan": "Jawaban kesediaan",
}
ACTS_HEADING = "Tindakan peninjau"
DIFFERENCE = "Perbedaan dengan kiriman sebelumnya"
NO_DIFFERENCE = "Isinya sama dengan kiriman sebelumnya."
LAST_ASKED = "Yang diminta diperbaiki"
_DONE = {
    "diterima": "diterima.",
    "dikembalikan": "dikembalikan. Unit dapat membaca alasannya.",
    "ditolak": "ditolak. Unit dapat membaca alasannya.",
    "dipindah": "dipindahkan. Unit diberi tahu.",
    "didisposisi": "didisposisi. OPD yang ditanya diberi tahu.",
}
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
FIELDS = {
    "reason": "alasan",
    "fields": "alasan per isian",
    "due_on": "tanggal",
    "units": "OPD yang ditanya",
    "body": "pertanyaan",
    "pillar_code": "pilar",
    "sub_pillar": "subpilar",
}


def done(sheet: str, number: int | None, act: str) -> str:
    """What was done, and to which one: the next one may stand below it by now."""
    return f"{SHEETS[sheet]} nomor {number} {_DONE[act]}"


def undone(act: str) -> str:
    return f"“{ACTS[act]}” dibatalkan. Isian kembali seperti sebelumnya; unit diberi tahu."


def status_with_count(status: str, count: int) -> str:
    return f"{STATUSES[status]} ({fmt.whole(count)})"


def read(number: int) -> str:
    return f"Baca nomor {number}"


def line(unit: str, pillar: str, sent: str | None) -> str:
    return f"{unit} · {pillar} · dikirim {sent}" if sent else f"{unit} · {pillar}"


def done_to_many(decision: str, count: int) -> str:
    if decision == "diterima":
        return f"{fmt.whole(count)} isian diterima."
    return f"{fmt.whole(count)} isian dikembalikan. Setiap unit dapat membaca alasannya."


def preview(decision: str, count: int) -> str:
    act = "diterima" if decision == "diterima" else "dikembalikan"
    return f"{fmt.whole(count)} isian akan {act}"


def confirm(decision: str, count: int) -> str:
    act = "Terima" if decision == "diterima" else "Kembalikan"
    return f"{act} {fmt.whole(count)} isian"


def duration(hours: float) -> str:
    if hours < 1:
        return "kurang dari satu jam"
    return f"{fmt.whole(int(hours))} jam" if hours < 48 else f"{fmt.whole(int(hours // 24))} hari"


def waits(count: int, median: float, longest: float) -> str:
    return (
        f"{fmt.whole(count)} menunggu ditinjau. Lama menunggu: nilai tengah {duration(median)}, "
        f"paling lama {duration(longest)}."
    )


def took(count: int, median: float, longest: float) -> str:
    return (
        f"{fmt.whole(count)} keputusan. Lama sampai diputuskan: nilai tengah {duration(median)}, "
        f"paling lama {duration(longest)}."
    )


def overdue(count: int) -> str:
    return f"{fmt.whole(count)} disposisi lewat waktu belum dijawab."


def place(position: int, total: int) -> str:
    return f"{fmt.whole(position)} dari {fmt.whole(total)} dengan saringan ini"


def also_looking(name: str, clock: str) -> str:
    return f"{name} juga membuka isian ini sejak {clock}."


def changed_since(act: str, name: str, moment: str) -> str:
    return f"Sejak Anda membukanya, isian ini berubah: {act.lower()} oleh {name}, {moment}."


CHANGED_BY_UNIT = "Sejak Anda membukanya, isian ini berubah. Di bawah ini keadaan terbarunya."


def act(name: str, by: str, moment: str) -> str:
    return f"{name} oleh {by}, {moment}"


def moved(old: str, new: str) -> str:
    return f"Dari {old} ke {new}"


def taken_back(name: str, moment: str) -> str:
    return f"Dibatalkan oleh {name}, {moment}"


def due(day: str) -> str:
    return f"Dapat diperbaiki sampai {day}"


def field_reason(label: str, reason: str) -> str:
    return f"{label}: {reason}"


def asked_there(label: str, reason: str) -> str:
    return f"{LAST_ASKED} ({label}): {reason}"


def reason_for(label: str) -> str:
    return f"Alasan untuk {label}"


def numbered(number: int) -> str:
    return f"nomor {number}"
