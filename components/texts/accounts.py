"""What Diskominfo reads where accounts are kept."""

from components.texts import format as fmt

TITLE = "Akun"
INTRO = "Tambahkan orang, berikan kata sandi sementara, dan nonaktifkan akun yang tidak dipakai lagi."
SEARCH = "Cari nama, nama pengguna, unit, atau nomor telepon"
SEARCH_HINT = "Ketik sebagian nama"
SHOW = "Tampilkan"
SHOWN = {
    "": "Semua",
    "asked": "Meminta kata sandi",
    "locked": "Terkunci",
    "no_password": "Tanpa kata sandi",
    "not_begun": "Belum mulai",
    "inactive": "Nonaktif",
}
ANY_ROLE = "Semua peran"
ANY_UNIT = "Semua unit"
TO_IMPORT = "Tambah banyak orang dari daftar Excel"
TO_SLIPS = "Cetak slip kata sandi"
BEFORE = "Sebelumnya"
NEXT = "Berikutnya"
NOBODY = "Tidak ada akun yang cocok dengan pencarian ini."
REQUESTS = "Meminta kata sandi baru"
LOCKED = "Sedang terkunci"
LOCKED_HELP = (
    "Lima kali salah kata sandi. Kuncinya terbuka sendiri setelah 15 menit, atau buka dari akun orangnya."
)
OTHERS = "Semua akun"
ROLES = {
    "peserta": "Peserta",
    "diskominfo": "Diskominfo",
    "pimpinan": "Pimpinan",
    "pendamping": "Pendamping",
}
INACTIVE = "Nonaktif"
BACK = "Semua akun"
NOT_FOUND = "Akun ini tidak ada."

RESET = "Berikan kata sandi sementara"
RESET_SURE = "Kata sandi lama langsung tidak berlaku dan orang ini keluar dari semua perangkat. Kata sandi sementara ditampilkan satu kali."
RESET_CONFIRM = "Ya, buat kata sandi sementara"
DEACTIVATE = "Nonaktifkan akun"
DEACTIVATE_SURE = (
    "Orang ini langsung keluar dari semua perangkat dan tidak dapat masuk lagi. Isian unitnya tetap ada."
)
DEACTIVATE_CONFIRM = "Ya, nonaktifkan"
ACTIVATE = "Aktifkan akun"
ACTIVATE_SURE = "Orang ini dapat masuk lagi dengan kata sandi terakhirnya."
ACTIVATE_CONFIRM = "Ya, aktifkan"

UNLOCK = "Buka kunci"
NO_PASSWORD = "Belum memiliki kata sandi: cetak slipnya atau berikan kata sandi sementara."
ONE_TIME = "Kata sandi sementaranya belum diganti."
WHATSAPP = "Kirim nama pengguna lewat WhatsApp"
WHATSAPP_HELP = "Pesannya memuat nama, nama pengguna, dan alamat Rembuk; tidak pernah kata sandi."

EDIT = "Ubah data"
SAVE = "Simpan perubahan"
NOTHING_CHANGED = "Tidak ada yang berubah."
MISSING_NAME = "Silakan isi nama lengkap."
ADD = "Tambah orang"
NAME = "Nama lengkap"
USER_NAME = "Nama pengguna"
USER_NAME_HELP = "3–64 huruf kecil, angka, titik, atau tanda hubung, diawali huruf. Dipakai untuk masuk."
ROLE = "Peran"
UNIT = "Unit"
UNIT_HELP = "Wajib untuk peserta: isian dimiliki unit, bukan orangnya."
NO_UNIT = "Tanpa unit"
PERSON_TITLE = "Jabatan (bila perlu)"
PHONE = "Nomor telepon kerja (bila ada)"
PHONE_HINT = "0812 3456 7890"
PHONE_HELP = "Dapat dipakai untuk masuk sebagai pengganti nama pengguna."
CREATE = "Tambah dan buat kata sandi sementara"
MISSING = "Silakan isi nama lengkap dan nama pengguna."
MISSING_UNIT = "Silakan pilih unitnya: peserta mengisi atas nama unit."
FIELDS = {
    "user_name": "nama pengguna",
    "name": "nama lengkap",
    "title": "jabatan",
    "unit_code": "unit",
    "phone": "nomor telepon",
}


def user_name(name: str) -> str:
    return f"{USER_NAME}: {name}"


PASSWORD_ONCE = (
    "Catat sekarang: kata sandi ini hanya ditampilkan satu kali dan tidak disimpan. "
    "Sampaikan langsung kepada orangnya; saat pertama masuk, ia menggantinya sendiri."
)


def described(user_name: str, role: str, unit: str | None, title: str | None) -> str:
    return " · ".join(part for part in (user_name, ROLES[role], title, unit) if part)


def asked(moment: str) -> str:
    return f"Meminta kata sandi baru pada {moment}."


def phone(number: str) -> str:
    return f"Telepon: {number}"


def dialled(number: str) -> str:
    """``6281234567890`` as people write it: ``0812-3456-7890``."""
    local = f"0{number[2:]}"
    return "-".join(part for part in (local[:4], local[4:8], local[8:]) if part)


def found(total: int, page: int, pages: int) -> str:
    where = f" Halaman {fmt.whole(page)} dari {fmt.whole(pages)}." if pages > 1 else ""
    return f"{fmt.whole(total)} akun.{where}"


def without_password(count: int) -> str:
    return f"Cetak slip untuk {fmt.whole(count)} orang yang belum memiliki kata sandi"


def edit_help(user_name: str) -> str:
    return (
        f"Nama pengguna tetap {user_name}. Bila unit atau peran diganti, "
        "halaman yang sedang dibuka orang ini berakhir dan ia masuk kembali."
    )


def message(name: str, user_name: str, address: str) -> str:
    return (
        f"Yth. {name}, akun Anda di Rembuk sudah siap. Alamat: {address} "
        f"Nama pengguna: {user_name} Kata sandi sementara disampaikan terpisah oleh Diskominfo."
    )


def saved(name: str) -> str:
    return f"Data {name} sudah disimpan."


def unlocked(name: str) -> str:
    return f"Akun {name} sudah terbuka. Kata sandinya tetap yang lama."


def password_for(name: str) -> str:
    return f"Kata sandi sementara untuk {name}"


def deactivated(name: str) -> str:
    return f"Akun {name} sudah dinonaktifkan."


def activated(name: str) -> str:
    return f"Akun {name} sudah diaktifkan."
