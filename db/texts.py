"""What start-up and the command line say, in Indonesian. Screens' sentences are in ``components/texts``."""

from __future__ import annotations

from pathlib import Path

# ── settings ────────────────────────────────────────────────────────────────────────────────────────────────


def port_is_no_number(value: str) -> str:
    return f"PORT harus berupa bilangan antara 1 dan 65535, bukan “{value}”."


def port_in_use(port: int) -> str:
    return f"Port {port} sedang dipakai program lain. Hentikan program itu atau pilih port lain dengan PORT=…"


def port_not_permitted(port: int) -> str:
    return f"Port {port} tidak boleh dipakai oleh pengguna ini. Pilih port di atas 1023 dengan PORT=…"


def secrets_unreadable(path: Path) -> str:
    return f"Berkas {path} tidak dapat dibaca sebagai TOML. Periksa tanda kutip dan tanda sama dengannya."


def secret_is_no_text(name: str) -> str:
    return f"{name} harus berupa teks di antara tanda kutip."


def supabase_half_given(missing: list[str]) -> str:
    return (
        f"Pengaturan Supabase belum lengkap: {', '.join(missing)} belum diisi. "
        "Isi SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, dan SUPABASE_SIGNING_KEY, atau kosongkan ketiganya."
    )


SUPABASE_URL_MALFORMED = "SUPABASE_URL harus berupa alamat seperti https://contoh.supabase.co."
SUPABASE_URL_NOT_ENCRYPTED = (
    "SUPABASE_URL harus diawali https:// karena alamatnya berada di luar jaringan sendiri."
)
SUPABASE_REST_PATH_MALFORMED = "SUPABASE_REST_PATH harus diawali garis miring, misalnya /rest/v1."
PUBLISHABLE_KEY_MALFORMED = "SUPABASE_PUBLISHABLE_KEY tidak boleh memuat spasi atau huruf di luar ASCII."
KEY_BYPASSES_RULES = (
    "SUPABASE_PUBLISHABLE_KEY berisi kunci rahasia, yang melewati semua aturan akses. "
    "Pakai kunci publishable (sb_publishable_…)."
)
SIGNING_KEY_MALFORMED = (
    "SUPABASE_SIGNING_KEY harus berupa JWK ES256 (JSON dengan kty, crv, kid, x, y, dan d) "
    "seperti hasil “supabase gen signing-key --algorithm ES256”."
)

# ── the data folder ─────────────────────────────────────────────────────────────────────────────────────────

_OTHER_FOLDER = "pilih folder lain dengan REMBUK_HOME=…"


def home_is_a_file(path: Path) -> str:
    return f"REMBUK_HOME harus berupa folder, tetapi {path} bukan folder."


def home_not_writable(path: Path) -> str:
    return f"Folder {path} tidak dapat ditulisi oleh pengguna ini. Ubah izinnya atau {_OTHER_FOLDER}"


def home_of_somebody_else(home: Path) -> str:
    return f"Folder data {home} milik pengguna lain. Jalankan sebagai pengguna itu atau {_OTHER_FOLDER}"


def home_is_newer(home: Path) -> str:
    return (
        f"Folder data {home} dibuat oleh versi Rembuk yang lebih baru. Pasang versi itu atau {_OTHER_FOLDER}"
    )


def home_marker_unreadable(marker: Path) -> str:
    return f"Penanda versi {marker} rusak. Pulihkan folder data dari cadangan atau {_OTHER_FOLDER}"


def disk_full(home: Path, free_megabytes: int, needed_megabytes: int) -> str:
    return (
        f"Ruang kosong untuk folder data {home} tinggal {free_megabytes} MB, padahal diperlukan sedikitnya "
        f"{needed_megabytes} MB. Kosongkan ruang atau {_OTHER_FOLDER}"
    )


# ── the embedded server ─────────────────────────────────────────────────────────────────────────────────────


def database_not_created(reason: str) -> str:
    return f"Basis data tidak dapat dibuat di folder data (REMBUK_HOME). Keterangan: {reason}"


def database_not_started(reason: str) -> str:
    return f"Basis data di folder data (REMBUK_HOME) tidak dapat dijalankan. Keterangan: {reason}"


def database_not_opened(reason: str) -> str:
    return f"Basis data di folder data (REMBUK_HOME) tidak dapat dibuka. Keterangan: {reason}"


def socket_folder_not_ours(folder: Path) -> str:
    return f"Folder soket {folder} milik pengguna lain. Hapus folder itu, lalu coba lagi."


# ── migrations ──────────────────────────────────────────────────────────────────────────────────────────────


def migration_name_malformed(name: str) -> str:
    return f"Nama berkas migrasi {name} harus berupa empat belas angka, garis bawah, lalu pokoknya."


def migration_version_twice(version: str) -> str:
    return f"Ada dua berkas migrasi bernomor {version}."


def migration_edited(name: str) -> str:
    return (
        f"Berkas migrasi {name} sudah pernah diterapkan dan isinya berubah sejak itu. Kembalikan isinya "
        "atau pakai folder data baru."
    )


def migration_missing(version: str) -> str:
    return f"Migrasi {version} sudah pernah diterapkan, tetapi berkasnya hilang. Kembalikan berkas itu."


def migration_too_old(name: str, newest: str) -> str:
    return f"Berkas migrasi {name} lebih lama daripada {newest} yang sudah diterapkan. Beri nomor lebih baru."


def database_is_newer(version: str) -> str:
    return f"Basis data dibuat oleh versi Rembuk yang lebih baru (migrasi {version}). Pasang versi itu."


def migrations_applied(count: int) -> str:
    return f"{count} migrasi diterapkan." if count else "Tidak ada migrasi yang perlu diterapkan."


# ── once people can sign in ─────────────────────────────────────────────────────────────────────────────────

EXAMPLE_ACCOUNTS = "Ini kota contoh dan hanya dapat dibuka dari komputer ini. Akun contoh:"


def ready(city_name: str, address: str | None) -> str:
    return f"Rembuk – {city_name} siap di {address}" if address else f"Rembuk – {city_name} siap."


def example_password(password: str) -> str:
    return f"Kata sandi semua akun contoh: {password}"


# ── the command line ────────────────────────────────────────────────────────────────────────────────────────

PROGRAM = "Perintah untuk pengelola Rembuk."
MIGRATE_HELP = "terapkan migrasi basis data"
BACKUP_HELP = "simpan cadangan basis data ke sebuah berkas"
RESTORE_HELP = "pulihkan basis data dari berkas cadangan"
DOCTOR_HELP = "periksa proyek Supabase yang dipakai, langkah demi langkah"
EMPTY_HELP = "siapkan kota sungguhan dari sebuah folder, tanpa data contoh"
REHEARSE_HELP = "isi kota contoh dengan satu putaran tiruan untuk berlatih"
PEOPLE_HELP = "jumlah orang tiruan"
UNITS_HELP = "jumlah unit; kekurangannya ditambah dengan wilayah tiruan"
ANSWERS_HELP = "jumlah jawaban tiruan"
SEED_HELP = "angka acuan; angka yang sama menghasilkan isi yang sama"
DATABASE_HELP = "alamat basis data lain (postgresql://…); tanpa ini: folder data REMBUK_HOME"
REPLACE_HELP = "ganti isi basis data yang sudah ada"
FROM_HELP = "folder berisi city.csv, unit_kinds.csv, units.csv, dan pillars.csv"
TEMPLATE_HELP = "tulis folder contoh isian, lalu selesai"
USER_HELP = "nama pengguna Diskominfo yang pertama"
PERSON_HELP = "nama lengkapnya"
YEAR_HELP = "tahun putaran pertama; tanpa ini: tahun ini"
USER_QUESTION = "Nama pengguna Diskominfo yang pertama: "
FIRST_PERSON = "Admin Diskominfo"

NOT_AN_EXAMPLE = (
    "Basis data ini berisi kota sungguhan. Latihan hanya untuk kota contoh: "
    "pilih folder data lain dengan REMBUK_HOME=… Tidak ada yang diubah."
)
REHEARSED_ALREADY = (
    "Basis data ini sudah berisi latihan. Pilih folder data lain dengan REMBUK_HOME=… Tidak ada yang diubah."
)
_REHEARSAL_STEPS = {
    "units": "unit",
    "people": "orang dan riwayat masuk",
    "answers": "jawaban",
    "review": "tinjauan",
    "ratings": "penilaian",
    "discussion": "dukungan dan komentar",
    "rounds": "pemungutan suara",
}


def rehearsing(step: str, seconds: float) -> str:
    return f"{_REHEARSAL_STEPS[step]}: {seconds:.1f} detik".replace(".", ",")


def rehearsed(people: int, seconds: float, password: str) -> str:
    return (
        f"Latihan siap dalam {round(seconds)} detik. Masuk sebagai diskominfo, atau contoh.0001 sampai "
        f"contoh.{people:04}; kata sandi semua akun: {password}"
    )


def not_between(text: str, most: int) -> str:
    return f"harus berupa bilangan antara 1 dan {most}, bukan “{text}”"


NO_DATABASE_YET = "Belum ada basis data di folder data (REMBUK_HOME)."
CITY_EXISTS = "Basis data ini sudah berisi sebuah kota. Pilih folder data lain dengan REMBUK_HOME=…"
NOT_EMPTY = "Basis data ini sudah berisi data. Tambahkan --replace bila isinya memang hendak diganti."
DATABASE_AWAY = "Basis data tidak dapat dihubungi. Periksa alamat, kata sandi, dan jaringannya."
DATABASE_NEEDED = "Rembuk memakai Supabase; sebutkan alamat basis datanya dengan --database postgresql://…"
USER_NAME_MALFORMED = (
    "Nama pengguna harus diawali huruf kecil dan terdiri atas 3 sampai 64 huruf kecil, angka, atau . _ @ -"
)


def file_exists(path: Path) -> str:
    return f"{path} sudah ada dan tidak ditimpa. Pilih nama lain."


def file_not_writable(path: Path) -> str:
    return f"{path} tidak dapat ditulis. Periksa folder dan izinnya."


def file_not_readable(path: Path) -> str:
    return f"{path} tidak ada atau tidak dapat dibaca."


def no_backup(path: Path) -> str:
    return f"{path} bukan berkas cadangan Rembuk. Tidak ada yang diubah."


def backup_newer(path: Path) -> str:
    return f"{path} dibuat oleh versi Rembuk yang lebih baru. Pasang versi itu. Tidak ada yang diubah."


def backup_failed(reason: str) -> str:
    return f"Cadangan tidak dapat dibuat. Keterangan: {reason}"


def restore_failed(reason: str) -> str:
    return f"Pemulihan gagal dan tidak ada yang diubah. Keterangan: {reason}"


def backup_written(path: Path, size_bytes: int) -> str:
    return f"Cadangan tersimpan di {path} ({max(1, size_bytes // 1000)} kB). Simpan di tempat lain yang aman."


def restored(path: Path) -> str:
    return f"Basis data dipulihkan dari {path}."


def template_written(folder: Path) -> str:
    return f"Folder isian ditulis di {folder}. Sunting, lalu jalankan: python -m db empty --from {folder}"


def folder_faults(count: int) -> str:
    return f"Ada {count} kesalahan. Perbaiki, lalu jalankan lagi. Belum ada yang ditulis."


def city_prepared(city: str, units: int, user_name: str, password: str) -> str:
    return (
        f"{city} siap dengan {units} unit.\n"
        f"Nama pengguna Diskominfo: {user_name}\n"
        f"Kata sandi sekali pakai:  {password}\n"
        "Catat sekarang: kata sandi ini tidak ditampilkan lagi dan harus diganti saat pertama kali masuk."
    )
