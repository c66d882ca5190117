"""What Diskominfo reads where the list of leading sectors is kept."""

from components.texts import format as fmt

TITLE = "Sektor unggulan"
INTRO = (
    "Masalah dan solusi dapat ditandai dengan sektor unggulan daerah. Ubah nama di tempatnya, kosongkan untuk "
    "menghapus dari daftar, dan tulis yang baru di bawah."
)
KEPT = "Sektor yang dihapus tidak lagi ditawarkan, tetapi tetap terbaca pada isian yang sudah menandainya."
NEW = "Sektor baru (satu per baris)"
SAVE = "Simpan daftar"
TWICE = "Ada nama yang tercantum dua kali. Silakan ubah salah satunya."
TOO_LONG = "Nama sektor paling banyak 80 karakter."
FILTER = "Sektor unggulan"
ALL = "Semua sektor"
FIELDS = {"sectors": "daftar sektor"}


def name_of(place: int) -> str:
    return f"Sektor {fmt.whole(place)}"


def saved(count: int) -> str:
    return f"Daftar tersimpan: {fmt.whole(count)} sektor. Formulir memakainya dalam waktu satu menit."
