"""What is said while a title is typed that others may have written already, and about the city's own words."""

from components.texts import format as fmt

#: For the panel under the title; ``{title}`` stands for the problem's.
PANEL = {
    "found": "Mungkin sama?",
    "hint": "Bila salah satunya sama dengan masalah Anda, cukup dukung yang sudah ada; tidak perlu ditulis ulang.",
    "open": "Buka",
    "open_help": "Buka di tab baru: {title}",
    "support": "Dukung saja",
    "support_help": "Dukung saja: {title}",
}

# ── after supporting from a draft ───────────────────────────────────────────────────────────────────────────
NEARLY_EMPTY = (
    "Draf ini baru sedikit terisi. Bila masalahnya memang sama, draf ini boleh dihapus; "
    "bila berbeda, silakan lanjutkan."
)
GIVE_UP = "Hapus draf ini"
GO_ON = "Lanjutkan menulis"

# ── the city's own words ────────────────────────────────────────────────────────────────────────────────────
TITLE = "Kamus singkatan"
INTRO = (
    "Singkatan dan kata lain yang artinya sama di daerah ini. Dipakai hanya untuk mengenali judul masalah yang mungkin sama; "
    "tulisan siapa pun tidak diubah."
)
WORD = "Kata atau singkatan"
WORD_HELP = "Misalnya PJU atau lampu jalan."
MEANING = "Artinya"
MEANING_HELP = "Tulis sama untuk semua kata yang maksudnya sama, misalnya penerangan jalan umum."
SAVE = "Simpan kata"
INCOMPLETE = "Silakan isi kata dan artinya."
REMOVE = "Kata yang dihapus"
REMOVE_CHOOSE = "Pilih kata"
REMOVE_CONFIRM = "Hapus kata"
NONE = "Belum ada kata. Judul tetap dibandingkan huruf demi huruf."
FIELDS = {"word": "kata atau artinya"}


def saved(word: str, meaning: str) -> str:
    return f"“{word}” sekarang berarti “{meaning}”."


def removed(word: str) -> str:
    return f"“{word}” sudah dihapus dari kamus."


def count(words: int) -> str:
    return f"{fmt.whole(words)} kata"


def line(word: str, meaning: str) -> str:
    return f"{word} = {meaning}"
