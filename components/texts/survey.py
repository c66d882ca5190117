"""Words of the survey form around the questions; the questions themselves are data."""

from components.texts import format as written

YES = "Ya"
NO = "Tidak"
CHOOSE = "Ketuk untuk memilih atau mencari"
UNANSWERED = "Belum dijawab"
START = "Tahun mulai"
END = "Tahun selesai"
NO_YEAR = "…"
ROWS = "Banyaknya baris"
TO_CELL = "lihat kolomnya"
ROWS_HELP = "Baris yang dikosongkan tidak ikut disimpan."
FLAGGED = "Bila dikosongkan, isian ini akan ditandai sebagai belum dilengkapi."
IS_FLAGGED = "Belum dilengkapi. Isian ini tidak wajib, tetapi menguatkan usulan."
STILL_REQUIRED = "Pertanyaan ini wajib dijawab sebelum dikirim."
NOT_SAVED = "Isian ini belum tersimpan."
KEPT = "Yang sudah ditulis tersimpan dalam draf."
NO_DATA = "Belum ada data"
NO_FILES = "Belum ada berkas pada isian ini. Tambahkan foto atau PDF dahulu, lalu pilih di sini."
NO_SECTORS = "Daftar sektor unggulan belum diisi oleh Diskominfo."
NO_PROBLEMS = "Belum ada masalah yang dapat dipilih."

_FAULTS = {
    "bad_characters": "Ada karakter yang tidak dapat disimpan. Silakan hapus lalu ketik ulang bagian itu.",
    "not_text": "Silakan isi dengan tulisan.",
    "not_number": "Silakan isi dengan angka, misalnya 1.250 atau 12,5.",
    "not_whole": "Silakan isi dengan bilangan bulat, tanpa koma.",
    "not_a_yes_no": "Silakan pilih Ya atau Tidak.",
    "not_an_option": "Silakan pilih salah satu jawaban yang tersedia.",
    "not_a_list": "Silakan pilih dari daftar.",
    "repeated": "Ada pilihan yang tercantum dua kali.",
    "not_a_unit": "Silakan pilih unit dari daftar.",
    "not_a_sub_pillar": "Silakan pilih subpilar dari pilar ini.",
    "not_a_year_range": "Tahun selesai tidak boleh mendahului tahun mulai.",
    "not_a_problem": "Silakan pilih masalah dari daftar.",
    "not_a_date": "Silakan isi dengan tanggal yang ada di kalender.",
    "not_a_file": "Silakan pilih berkas yang ada pada isian ini.",
    "not_a_sector": "Silakan pilih sektor dari daftar.",
    "bad_row": "Ada baris yang belum lengkap. Silakan lengkapi kolom yang wajib pada setiap baris.",
}

_FAULTS_OF_KIND = {
    (
        "location",
        "not_a_unit",
    ): "Silakan pilih seluruh wilayah saja, atau kecamatan dan kelurahan tertentu saja.",
    ("year_range", "not_number"): "Silakan isi tahun mulai dan tahun selesai.",
    ("date", "too_small"): "Tahunnya terlalu awal.",
    ("date", "too_large"): "Tahunnya terlalu jauh.",
    ("money", "not_number"): "Silakan isi dengan angka rupiah, misalnya 1.500.000.",
}

_LISTS = ("multiple", "location", "units", "problems", "file", "sectors")


def label(question: str, unit: str | None, *, is_required: bool) -> str:
    measured = f"{question} ({unit})" if unit else question
    return f"{measured} – wajib" if is_required else measured


def fault(
    word: str,
    *,
    kind: str,
    max_length: int | None,
    minimum: float | None,
    maximum: float | None,
    is_kept: bool = False,
) -> str:
    """What is wrong and what to do, and whether what was written is kept all the same."""
    return f"{_what_to_do(word, kind, max_length, minimum, maximum)} {KEPT if is_kept else NOT_SAVED}"


def cell_at(row_: int, column: str) -> str:
    return f"{row(row_)}, {column}"


def cell_fault(
    where: str,
    word: str,
    *,
    kind: str,
    max_length: int | None,
    minimum: float | None,
    maximum: float | None,
) -> str:
    """``Baris 2, Satuan: kolom ini wajib diisi.``; whether it is kept is said once, for the whole table."""
    needed = "Kolom ini wajib diisi pada setiap baris."
    said = needed if word == "bad_row" else _what_to_do(word, kind, max_length, minimum, maximum)
    return f"{where}: {said}"


def wrong_cells(way: str, *, is_kept: bool) -> str:
    return f"Ada baris yang belum sesuai: {way}. {KEPT if is_kept else NOT_SAVED}"


def _what_to_do(
    word: str, kind: str, max_length: int | None, minimum: float | None, maximum: float | None
) -> str:
    if (kind, word) in _FAULTS_OF_KIND:
        return _FAULTS_OF_KIND[kind, word]
    if word == "too_long":
        return _too_long(kind, max_length)
    if word == "too_small":
        return _at_least(minimum)
    if word == "too_large":
        return _at_most(maximum)
    return _FAULTS[word]


def _too_long(kind: str, limit: int | None) -> str:
    if kind in _LISTS:
        return f"Pilihan terlalu banyak. Paling banyak {written.whole(limit or 100)} pilihan."
    if kind == "table":
        return f"Ada tulisan yang terlalu panjang, atau lebih dari {written.whole(limit or 100)} baris."
    return f"Tulisan terlalu panjang. Paling banyak {written.whole(limit or 4000)} karakter."


def _at_least(minimum: float | None) -> str:
    return "Angka terlalu kecil." if minimum is None else f"Angka paling kecil {bound(minimum)}."


def _at_most(maximum: float | None) -> str:
    return "Angka terlalu besar." if maximum is None else f"Angka paling besar {bound(maximum)}."


def bound(value: float) -> str:
    """A limit as it is read: years stay without points."""
    return written.ungrouped(value) if 1000 <= value <= 9999 else written.number(value)


def length(used: int, limit: int) -> str:
    return f"{written.whole(used)} dari {written.whole(limit)} karakter"


def step(value: int, anchor: str) -> str:
    return f"{value} – {anchor}" if anchor else str(value)


def understood(number: str) -> str:
    return f"Terbaca: {number}"


def row(number: int) -> str:
    return f"Baris {number}"


def cell(label_: str, value: str) -> str:
    return f"{label_}: {value}"


def no_data_for(label_: str) -> str:
    """What the box beside a number is called; a screen reader reads it alone, and an escaped colon aloud."""
    return f"{NO_DATA} – {label_}"


def files(count: int) -> str:
    return f"{written.whole(count)} berkas"


def years(start: str, end: str) -> str:
    return start if start == end else f"{start}–{end}"
