"""Sign-in, the first password of one's own, and the privacy notice."""

PLACE = "Survei, penilaian, dan penetapan prioritas rencana induk kota cerdas."
FIELDS = {
    "Form name": "Masuk",
    "Username": "Nama pengguna atau nomor telepon",
    "Password": "Kata sandi",
    "Login": "Masuk",
}
NAME_MISSING = "Silakan isi nama pengguna dan kata sandi."
WRONG = "Nama pengguna atau kata sandi tidak cocok. Silakan periksa dan coba lagi."

FORGOTTEN = "Lupa kata sandi"
FORGOTTEN_INTRO = "Tuliskan nama pengguna atau nomor telepon Anda. Diskominfo akan menghubungi Anda dan memberikan kata sandi sementara."
FORGOTTEN_NAME = "Nama pengguna atau nomor telepon"
FORGOTTEN_SEND = "Kirim permintaan"
FORGOTTEN_SENT = "Permintaan sudah dicatat. Jika akun itu terdaftar, Diskominfo akan menghubungi pemiliknya."
FORGOTTEN_EMPTY = "Silakan isi nama pengguna atau nomor telepon."
BACK = "Kembali"

NEW_PASSWORD_TITLE = "Buat kata sandi Anda sendiri"
NEW_PASSWORD_INTRO = (
    "Kata sandi yang Anda terima bersifat sementara. Gantilah sekali ini agar hanya Anda yang mengetahuinya."
)
PASSWORD_RULES = (
    "12–64 karakter dan tidak memuat nama pengguna Anda. Beberapa kata yang mudah Anda ingat sudah cukup."
)
PASSWORD_FIELDS = {
    "Form name": "Kata sandi baru",
    "Current password": "Kata sandi sementara",
    "New password": "Kata sandi baru",
    "Repeat password": "Kata sandi baru, sekali lagi",
    "Reset": "Simpan",
}
PASSWORD_SAVED = "Kata sandi baru sudah tersimpan."
PASSWORD_WRONG = "Kata sandi sementara tidak cocok. Silakan periksa kembali."
PASSWORD_EMPTY = "Silakan isi kata sandi baru."
PASSWORDS_DIFFER = "Kedua kata sandi baru tidak sama. Silakan ketik ulang."
PASSWORD_SAME = "Kata sandi baru harus berbeda dari yang lama."
PASSWORD_FAULTS = {
    "too_short": "Kata sandi baru terlalu pendek: sedikitnya 12 karakter.",
    "too_long": "Kata sandi baru terlalu panjang: paling banyak 64 karakter (huruf beraksen dan emoji terhitung lebih).",
    "has_name": "Kata sandi baru tidak boleh memuat nama pengguna Anda.",
    "bad_characters": "Kata sandi baru memuat karakter yang tidak dapat dipakai.",
}

NOTICE_TITLE = "Pelindungan data pribadi"
NOTICE_INTRO = "Sebelum mulai, mohon baca bagaimana data Anda digunakan."
NOTICE_READ = "Saya sudah membaca"


def locked(minutes: int) -> str:
    return (
        f"Sudah lima kali tidak cocok. Demi keamanan, silakan coba lagi sekitar {minutes} menit lagi "
        "atau pilih “Lupa kata sandi”."
    )
