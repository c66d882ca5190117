"""What is said on the pages of problems and solutions, in the list, in the form and beside a sent answer."""

from components.texts import format as fmt
from components.texts.format import BySheet

# ── names of things ─────────────────────────────────────────────────────────────────────────────────────────
STATUS = {
    "draf": "Draf",
    "diajukan": "Diajukan",
    "dikirim": "Dikirim",
    "dikembalikan": "Dikembalikan",
    "diterima": "Diterima",
    "digabung": "Digabung",
    "ditolak": "Ditolak",
    "ditarik": "Ditarik",
}
STATUS_ICON = {
    "draf": ":material/edit_note:",
    "diajukan": ":material/hourglass_top:",
    "dikirim": ":material/send:",
    "dikembalikan": ":material/replay:",
    "diterima": ":material/check_circle:",
    "digabung": ":material/merge:",
    "ditolak": ":material/cancel:",
    "ditarik": ":material/remove_circle:",
}
STATUS_MEANS = {
    "draf": "Belum dikirim; hanya unit Anda yang dapat melihatnya.",
    "diajukan": "Menunggu persetujuan penanggung jawab unit Anda; belum terlihat oleh Diskominfo.",
    "dikirim": "Sudah dikirim dan menunggu peninjauan Diskominfo.",
    "dikembalikan": "Dikembalikan Diskominfo untuk diperbaiki, lalu dikirim lagi.",
    "diterima": "Sudah diterima Diskominfo.",
    "digabung": "Sudah digabung dengan usulan lain yang serupa.",
    "ditolak": "Tidak dilanjutkan.",
    "ditarik": "Ditarik kembali oleh unit Anda.",
}
_MEANS_SINCE_SENT = {
    "draf": "Dikirim terakhir pada {sent}, lalu dibuka lagi; hanya unit Anda yang dapat melihatnya sampai dikirim lagi.",
    "diajukan": (
        "Dikirim terakhir pada {sent}; perubahan sesudahnya menunggu persetujuan penanggung jawab unit Anda "
        "dan belum terlihat oleh Diskominfo."
    ),
}
ONE = BySheet({"problem": "masalah", "solution": "solusi", "other": "lembar"})
TITLE = BySheet({"problem": "Masalah", "solution": "Solusi", "other": "Lembar unit"})
INTRO = BySheet(
    {
        "problem": "Masalah yang dihadapi unit Anda dan warga yang dilayaninya, menurut pilar kota cerdas.",
        "solution": "Usulan solusi atas masalah yang sudah dikirim. Solusi tidak harus berupa aplikasi.",
        "other": "Lembar yang diisi satu kali oleh setiap unit.",
    }
)
UNTITLED = BySheet({"problem": "Masalah tanpa judul", "solution": "Solusi tanpa nama", "other": "Lembar"})
WINDOW = BySheet(
    {
        "problem": "Survei masalah",
        "solution": "Survei solusi",
        "rating": "Penilaian bersama",
        "kesiapan": "Lembar kesiapan",
        "swot": "Lembar SWOT",
        "other": "Lembar unit",
    }
)


def titled(sheet: str, number: int | None, title: str | None) -> str:
    """``12. Sampah menumpuk``; an answer is known by its number once it was sent."""
    name = title or UNTITLED[sheet]
    return name if number is None else f"{number}. {name}"


def open_(sheet: str, number: int | None, status: str) -> str:
    """What the link to an answer is called."""
    if status in ("draf", "dikembalikan"):
        return f"Lanjutkan {ONE[sheet]} {number}" if number else "Lanjutkan draf"
    return f"Buka {ONE[sheet]} {number}" if number else f"Buka {ONE[sheet]}"


def status_line(status: str, unit: str, pillar: str) -> str:
    return f"{STATUS[status]} · {unit} · {pillar}"


def whose(status: str, unit: str) -> str:
    return f"{STATUS[status]} · {unit}"


def supports(people: int) -> str:
    return f"{fmt.whole(people)} dukungan"


def reason(status: str, why: str) -> str:
    if status == "draf":
        return f"Dikembalikan penanggung jawab unit: {why}"
    return f"Alasan {STATUS[status].lower()}: {why}"


# ── when ────────────────────────────────────────────────────────────────────────────────────────────────────
def window_open(kind: str, moment: str, remaining: str) -> str:
    return f"**{WINDOW[kind]}** dibuka sampai **{moment}** ({remaining})."


def window_opens(kind: str, moment: str) -> str:
    return f"**{WINDOW[kind]}** akan dibuka pada **{moment}**."


def window_was_open(kind: str, moment: str) -> str:
    return f"**{WINDOW[kind]}** sudah ditutup pada {moment}."


def window_unplanned(kind: str) -> str:
    return f"**{WINDOW[kind]}** belum dijadwalkan."


def window_archived(kind: str) -> str:
    return f"**{WINDOW[kind]}** sudah ditutup karena putarannya diarsipkan."


READ_ONLY = "Selama ditutup, isian dapat dibaca tetapi tidak dapat diubah. Yang sudah tersimpan tetap ada."

# ── the list ────────────────────────────────────────────────────────────────────────────────────────────────
PILLAR = "Pilar"
ALL_PILLARS = "Semua pilar"
OWN = BySheet(
    {
        "problem": "Masalah dari unit Anda",
        "solution": "Solusi dari unit Anda",
        "other": "Lembar dari unit Anda",
    }
)
OTHERS = BySheet(
    {
        "problem": "Masalah dari unit lain",
        "solution": "Solusi dari unit lain",
        "other": "Lembar dari unit lain",
    }
)
NO_OTHERS = {
    "problem": "Belum ada masalah unit lain yang dapat Anda baca. Masalah tampil di sini setelah diterima Diskominfo.",
    "solution": "Belum ada solusi unit lain yang dapat Anda baca. Solusi tampil di sini setelah diterima Diskominfo.",
}
NO_MORE = "Tidak ada lagi sesudah ini."
OLDER = "Tampilkan yang lebih lama"
NEWEST = "Kembali ke yang terbaru"
WRITE = {"problem": "Tulis masalah baru", "solution": "Tulis solusi baru"}
WRITE_HELP = {
    "problem": "Pilih pilar yang paling dekat. Setiap isian tersimpan sendiri; Anda dapat melanjutkannya kapan saja.",
    "solution": "Pilih pilar masalah yang dijawab. Setiap isian tersimpan sendiri; Anda dapat melanjutkannya kapan saja.",
}
CHOOSE_PILLAR = "Pilih pilar"
BEGIN = "Mulai menulis"
PILLAR_MISSING = "Silakan pilih pilarnya terlebih dahulu."


def no_own(sheet: str, *, is_open: bool) -> str:
    none = f"Unit Anda belum menulis {ONE[sheet]} di sini."
    return f"{none} Silakan mulai dengan tombol di atas." if is_open else none


# ── the form ────────────────────────────────────────────────────────────────────────────────────────────────
BACK = BySheet({"problem": "Semua masalah", "solution": "Semua solusi", "other": "Semua lembar unit"})
PRIVACY = "Mohon tidak menuliskan nama warga, pasien, atau anak, dan tidak menuliskan NIK."
SEND = "Kirim"
SEND_AGAIN = "Kirim lagi"
SEND_HELP = "Setelah dikirim, Diskominfo meninjaunya. Selama masa pengisian, Anda masih dapat mengubahnya."
DISCARD = "Hapus draf ini"
KEEP_MINE = "Pakai isian saya"
TAKE_THEIRS = "Pakai isian ini"
YOURS = "Isian Anda di layar ini (belum tersimpan):"
EMPTY = "(kosong)"


def form_title(sheet: str, pillar: str) -> str:
    return f"{TITLE[sheet]} · {pillar}"


def unsaved(labels: list[str]) -> str:
    return f"Belum tersimpan: {fmt.listing(labels)}"


UNSAVED_FAULTS = "Silakan perbaiki sesuai petunjuk di kolomnya, sebelum menutup halaman ini."
UNSAVED_CLOSED = (
    "Masa pengisian sudah ditutup. Tulisan Anda masih ada di layar ini; silakan salin bila masih diperlukan."
)
UNSAVED_AWAY = (
    "Basis data sedang tidak dapat dihubungi. Mohon jangan menutup halaman ini, lalu coba simpan lagi."
)
UNSAVED_STATE = "Isian ini sudah dikirim atau ditarik dari tempat lain. Tulisan Anda masih ada di layar ini; silakan salin bila masih diperlukan."
UNSAVED_CONFLICT = (
    "Kolom ini juga diubah dari tempat lain. Silakan pilih isian yang dipakai, sebelum menutup halaman ini."
)
LEAVE = "Tutup isian ini tanpa menyimpan"
TRY_AGAIN = "Coba simpan lagi"


def conflict(label: str, who: str, moment: str) -> str:
    return f"**{label}** juga diubah oleh {who} pada {moment}. Isiannya:"


def refreshed(label: str, who: str, moment: str) -> str:
    return f"{label} diubah oleh {who} pada {moment}; isian itu yang ditampilkan."


def missing(count: int) -> str:
    return f"Belum dapat dikirim: {count} isian wajib masih kosong. Yang sudah Anda tulis tetap tersimpan."


def missing_at(count: int, ways: list[str]) -> str:
    return f"{count} isian wajib masih kosong: {fmt.listing(ways)}"


def unfit(labels: list[str]) -> str:
    return (
        f"Belum dapat dikirim: {fmt.listing(labels)} belum sesuai. Silakan perhatikan petunjuk di kolomnya."
    )


def send_waits(count: int) -> str:
    return f"{count} isian belum tersimpan, jadi belum dikirim. Silakan perhatikan keterangan di atas."


def receipt(sheet: str, number: int, moment: str) -> str:
    return f"{TITLE[sheet]} nomor {number} sudah dikirim pada {moment}. Diskominfo akan meninjaunya."


# ── a sent answer ───────────────────────────────────────────────────────────────────────────────────────────
REOPEN = "Ubah lagi"
REOPEN_HELP = "Statusnya kembali menjadi draf sampai Anda mengirimnya lagi."
REOPENED = "Silakan ubah, lalu kirim lagi. Selama belum dikirim lagi, isian ini tidak ditinjau."
WITHDRAW = "Tarik kembali"
WITHDRAW_REASON = "Alasan menarik kembali"
WITHDRAW_CONFIRM = "Ya, tarik kembali"
DISCARD_SURE = "Draf dipindahkan ke status ditarik. Selama masa pengisian, Anda dapat mengambilnya lagi."
DISCARD_CONFIRM = "Ya, hapus draf"
REASON_MISSING = "Silakan tuliskan alasannya terlebih dahulu."
WITHDRAWN = "Sudah ditarik kembali. Selama masa pengisian, Anda dapat mengubah dan mengirimnya lagi."
HISTORY = "Riwayat"
LINKED = BySheet(
    {
        "problem": "Solusi yang menjawab masalah ini",
        "solution": "Masalah yang dijawab",
        "other": "Isian yang berkaitan",
    }
)
NOT_LINKED = BySheet(
    {
        "problem": "Belum ada solusi yang dapat Anda baca untuk masalah ini.",
        "solution": "Belum ada masalah yang dapat Anda baca pada solusi ini.",
        "other": "Tidak ada isian yang berkaitan.",
    }
)
NOT_FOUND = "Isian ini tidak ada, atau tidak dapat dilihat oleh peran Anda."


def step(status: str, moment: str, who: str) -> str:
    return f"{STATUS[status]} · {moment} · {who}"


def sent_on(moment: str) -> str:
    return f"Dikirim terakhir pada {moment}."


def meaning(status: str, sent: str | None) -> str:
    """What the status means for its own unit, once it was sent at ``sent`` with the changes since then."""
    if sent is None:
        return STATUS_MEANS[status]
    if status in _MEANS_SINCE_SENT:
        return _MEANS_SINCE_SENT[status].format(sent=sent)
    return f"{STATUS_MEANS[status]} {sent_on(sent)}"
