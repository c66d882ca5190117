"""What is said about a city's folder, in Indonesian."""

from __future__ import annotations

from collections.abc import Iterable

FILE_MISSING = "berkas ini tidak ada atau tidak dapat dibaca"
FILE_TOO_LARGE = "berkas ini lebih besar dari 5 MB"
NOT_UTF_8 = "berkas ini tidak disimpan sebagai UTF-8; di Excel pilih “CSV UTF-8”"
NOT_A_TABLE = "berkas ini bukan tabel CSV yang utuh"
NO_ROWS = "berkas ini tidak berisi satu baris pun"
COLUMN_MISSING = "kolom ini harus ada tepat satu kali di baris judul"
TOO_MANY_CELLS = (
    "baris ini berisi lebih banyak sel daripada baris judul; tulis tanda petik di sekeliling koma"
)
EMPTY = "harus diisi"
STRANGE_CHARACTERS = "berisi karakter yang tidak dapat ditampilkan"
CODE_MALFORMED = "hanya boleh berisi huruf, angka, titik, garis bawah, dan tanda hubung, paling banyak 40"
PARENT_MUST_BE_DISTRICT = "harus berisi kode kecamatan yang ada di berkas ini"
PARENT_NOT_WANTED = "harus kosong untuk jenis unit ini"
PARENT_MUST_STAND_ALONE = "harus berisi kode instansi lain di berkas ini yang tidak berinduk lagi"


def fault(file: str, row: int, column: str, reason: str) -> str:
    place = [file, f"baris {row}" if row else "", f"kolom {column}" if column else ""]
    return f"{', '.join(part for part in place if part)}: {reason}."


def too_long(longest: int) -> str:
    return f"paling banyak {longest} karakter"


def key_missing(key: str) -> str:
    return f"baris dengan kunci {key} belum ada"


def key_unknown(key: str) -> str:
    return f"kunci “{key}” tidak dikenal"


def twice(value: str) -> str:
    return f"“{value}” sudah ada di baris lain"


def one_of(values: Iterable[str]) -> str:
    return f"harus salah satu dari {', '.join(values)}"


def code_reserved(code: str) -> str:
    return f"“{code}” dipakai untuk seluruh wilayah; pilih kode lain"


def not_found(value: str, file: str) -> str:
    return f"“{value}” tidak ada di {file}"


def differs_from_row(row: int) -> str:
    return f"berbeda dari baris {row}, padahal kode pilarnya sama"
