"""What stands where one-time passwords are printed, and on the slips themselves."""

from components.texts import format as fmt

PAGE_TITLE = "Slip kata sandi"
INTRO = (
    "Setiap orang mendapat kata sandi sementara pada slip kertas: delapan slip per lembar A4, digunting lalu "
    "diserahkan langsung. Kata sandinya hanya ada di berkas ini dan tidak disimpan di mana pun."
)
BACK = "Semua akun"
NOBODY = "Tidak ada orang yang cocok. Ubah saringannya di atas."
ONLY = "Hanya orang tertentu (bila dikosongkan: semua yang cocok)"
ONLY_PLACEHOLDER = "Pilih orang"
OLD_VOID = (
    "Sebagian dari mereka sudah memiliki kata sandi. Kata sandi lamanya langsung tidak berlaku dan mereka "
    "keluar dari semua perangkat."
)
DOWNLOAD = "Unduh slip (PDF)"
ONCE = (
    "Unduh sekarang: slip ini hanya dapat diunduh sampai Anda meninggalkan halaman ini. Hapus berkasnya setelah "
    "dicetak. Bila hilang, buat slip baru; kata sandi pada slip lama tidak berlaku lagi."
)
FIRST = "Siapa yang tercakup"
COLUMN_NAME = "Nama"
COLUMN_UNIT = "Unit"
COLUMN_USER = "Nama pengguna"
WORKING = "Membuat kata sandi"

# ── on the slip ─────────────────────────────────────────────────────────────────────────────────────────────
TITLE = "Slip kata sandi sementara"
AUTHOR = "Rembuk"
ADDRESS = "Alamat"
USER_NAME = "Nama pengguna"
PASSWORD = "Kata sandi sementara"
INSTRUCTION = (
    "Buka alamat di atas, masuk dengan nama pengguna dan kata sandi ini, lalu buat kata sandi Anda sendiri. "
    "Jangan memotret atau meneruskan slip ini."
)


def heading(city: str) -> str:
    return f"Rembuk · {city}"


def chosen(people: int, pages: int) -> str:
    return f"{fmt.whole(people)} orang, {fmt.whole(pages)} lembar A4."


def too_many(most: int, total: int) -> str:
    return (
        f"Ditampilkan {fmt.whole(most)} dari {fmt.whole(total)} orang: paling banyak sekian sekaligus. "
        "Persempit dengan saringan untuk yang lain."
    )


def make(people: int) -> str:
    return f"Buat kata sandi dan slip untuk {fmt.whole(people)} orang"


def made(people: int) -> str:
    return f"Slip untuk {fmt.whole(people)} orang sudah siap."


def working(done: int, total: int) -> str:
    return f"{WORKING}: {fmt.whole(done)} dari {fmt.whole(total)}"


def person(name: str, unit: str | None, user_name: str) -> str:
    return " · ".join(part for part in (name, unit, user_name) if part)


def file_name(day: str) -> str:
    return f"rembuk-slip-{day}.pdf"
