"""What is said beside an answer about those who stand behind it, and about comments."""

from components.texts import format as fmt

# ── support ─────────────────────────────────────────────────────────────────────────────────────────────────
SUPPORT = fmt.BySheet(
    {"problem": "Dukung masalah ini", "solution": "Dukung solusi ini", "other": "Dukung lembar ini"}
)
SUPPORT_HELP = "Dukungan tercatat atas nama Anda dan dapat ditarik kembali."
WITHDRAW = "Tarik dukungan saya"
SUPPORTED = "Dukungan Anda sudah tercatat."
WITHDRAWN = "Dukungan Anda sudah ditarik."
MORE_SUPPORTERS = "Pendukung lainnya"
NO_SUPPORT = fmt.BySheet(
    {
        "problem": "Belum ada yang mendukung masalah ini.",
        "solution": "Belum ada yang mendukung solusi ini.",
        "other": "Belum ada yang mendukung lembar ini.",
    }
)


def supported(people: int, units: int) -> str:
    """Units are told only where somebody answers for one."""
    return f"Didukung {fmt.whole(people)} orang dari {fmt.whole(units)} unit" if units else count(people)


def count(people: int) -> str:
    return f"Didukung {fmt.whole(people)} orang"


def of_unit(unit: str, names: list[str]) -> str:
    return f"{unit}: {', '.join(names)}"


def titled(name: str, title: str | None) -> str:
    return f"{name} ({title})" if title else name


def unnamed(people: int) -> str:
    return f"dan {fmt.whole(people)} orang lainnya"


# ── comments ────────────────────────────────────────────────────────────────────────────────────────────────
COMMENTS = "Komentar"
NO_COMMENTS = "Belum ada komentar."
NO_MORE_COMMENTS = "Tidak ada komentar sebelum ini."
ADD = "Tulis komentar"
ADD_HELP = "Komentar dapat diubah dalam 15 menit. Mohon tidak menuliskan nama warga, pasien, atau anak."
SEND = "Kirim komentar"
SAVED = "Komentar Anda sudah tersimpan."
MISSING = "Silakan tuliskan komentarnya terlebih dahulu."
EDIT = "Ubah"
EDIT_LABEL = "Ubah komentar"
EDIT_CONFIRM = "Simpan perubahan"
EDITED = "Komentar Anda sudah diubah."
MASKED = "Angka yang mirip NIK, NIP, nomor KK, atau nomor telepon disamarkan."
REMOVE = "Hapus"
REMOVE_SURE = "Isi komentar dihapus dan tidak dapat dikembalikan. Keterangan siapa dan kapan tetap tercatat."
REMOVE_CONFIRM = "Ya, hapus komentar"
REMOVED = "Komentar sudah dihapus."
OLDER = "Tampilkan komentar sebelumnya"
NEWEST = "Kembali ke komentar terbaru"


def said(author: str, moment: str, *, edited: str | None) -> str:
    return f"{author} · {moment}" + (f" · diubah {edited}" if edited else "")


def kept(sentence: str, *, is_masked: bool) -> str:
    return f"{sentence} {MASKED}" if is_masked else sentence


def removed(by: str, moment: str) -> str:
    return f"Komentar dihapus oleh {by} pada {moment}."
