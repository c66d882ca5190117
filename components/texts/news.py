"""What people are told in their inbox: one sentence for each kind of news."""

from components.texts import format as fmt

TITLE = "Kabar"
INTRO = "Yang terjadi pada isian unit dan akun Anda, dari yang terbaru."
HEADING = "Kabar untuk Anda"
NEW = "Baru"
NONE = "Belum ada kabar."
NO_MORE = "Tidak ada kabar yang lebih lama."
READ = "Tandai sudah dibaca"
READ_ALL = "Tandai semua sudah dibaca"
ALL = "Semua kabar"
NEWEST = "Terbaru"
OLDER = "Lebih lama"
TO_LIST = fmt.BySheet(
    {
        "problem": "Buka daftar masalah",
        "solution": "Buka daftar solusi",
        "rating": "Buka penilaian",
        "other": "Buka lembar unit",
    }
)
MARKED = "Kabar sudah ditandai dibaca."
HIDDEN = "Sebuah isian"
ANOTHER = "isian lain"
ANOTHER_PILLAR = "lain"
MOST_COUNTED = 100

# {subject}: what it is about, e.g. Masalah 12 “Sampah menumpuk”. {until}: nothing, or by when.
_SENTENCES = {
    "returned": "{subject} dikembalikan untuk diperbaiki{until}.",
    "accepted": "{subject} diterima.",
    "declined": "{subject} tidak dilanjutkan.",
    "moved": "{subject} dipindahkan ke pilar {pillar}.",
    "merged": "{subject} digabung ke {into}.",
    "split": "{subject} dipisahkan lagi dari gabungannya.",
    "undone": "{subject}: keputusan sebelumnya dibatalkan.",
    "referred": "{subject}: Diskominfo meminta tanggapan unit Anda{until}.",
    "referral_answered": "{subject}: unit pengampu sudah menanggapi.",
    "consent_asked": "{subject}: unit Anda diminta menyatakan kesediaan sebagai penanggung jawab{until}.",
    "consent_answered": "{subject}: unit penanggung jawab {response}.",
    "note_released": "{subject}: ada catatan pendamping yang dapat Anda baca.",
    "window_closing": "{window} ditutup {closes}. {rest}",
    "window_extended": "{window} diperpanjang sampai {closes}.",
    "voter_changed": (
        "Akun Anda diubah selagi pemungutan suara berlangsung. "
        "Jika bukan atas permintaan Anda, hubungi Diskominfo."
    ),
}
ANSWERED = "sudah menjawab"
RESPONSES = {
    "bersedia": "menyatakan bersedia",
    "bersedia_dengan_perubahan": "menyatakan bersedia dengan perubahan",
    "tidak_bersedia": "menyatakan tidak bersedia",
}
KINDS = frozenset(_SENTENCES)


def sentence(kind: str, words: dict[str, str]) -> str:
    return _SENTENCES[kind].format(**words)


def subject(name: str, number: int | None, title: str | None) -> str:
    """``Masalah 12 “Sampah menumpuk”``."""
    counted = f"{name} {number}" if number is not None else name
    return f"{counted} “{title}”" if title else counted


def numbered(name: str, number: int) -> str:
    """``masalah 4``, within a sentence."""
    return f"{name} {number}"


def until(moment: str) -> str:
    return f", paling lambat {moment}"


def unfinished(count: int) -> str:
    if not count:
        return "Unit Anda belum mengirim apa pun."
    return f"{fmt.whole(count)} isian unit Anda belum selesai."


def unrated(count: int) -> str:
    return f"{fmt.whole(count)} isian belum Anda nilai."


def unread(count: int) -> str:
    if count >= MOST_COUNTED:
        return f"{fmt.whole(MOST_COUNTED)} atau lebih belum dibaca."
    return f"{fmt.whole(count)} belum dibaca." if count else "Semua sudah dibaca."
