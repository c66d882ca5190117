"""What the doctor says about a Supabase project, in Indonesian."""

from __future__ import annotations

SIGNS = {"fine": "[baik]   ", "noted": "[catatan]", "failed": "[salah]  "}
FOUND_FAULTS = "Ada yang perlu diperbaiki sebelum Rembuk dapat memakai proyek ini."
EMBEDDED = "Supabase tidak diatur: Rembuk memakai basis data di folder data. Tidak ada yang perlu diperiksa."
SETTINGS = "Alamat dan kedua kunci terbaca."
API_KEY = "SUPABASE_PUBLISHABLE_KEY tidak diterima proyek ini. Salin lagi dari halaman API Keys di dasbor."
CLOCK = "Jam komputer ini cocok dengan jam proyek."
NO_CLOCK = "Jam proyek tidak disebutkan; pastikan jam komputer ini disetel otomatis."
SCHEMAS = "Hanya skema api yang terbuka."
SCHEMAS_UNKNOWN = "Skema yang terbuka tidak dapat diketahui. Periksa Exposed schemas: seharusnya hanya api."
ANONYMOUS_REFUSED = "Panggilan tanpa token ditolak."
NO_FUNCTIONS = (
    "Fungsi Rembuk tidak ditemukan. Terapkan migrasi (supabase db push --workdir db) dan buka skema api."
)
TOKEN = "Token dengan kunci penanda tangan kita diterima."
TOKEN_UNKNOWN_KEY = (
    "Kunci penanda tangan belum dipakai proyek ini. "
    "Di JWT signing keys, impor SUPABASE_SIGNING_KEY, lalu pilih Rotate dan tunggu lima menit."
)
ROLE_MISSING = (
    "Peran app_auth tidak ada atau tidak diberikan kepada authenticator. Terapkan semua migrasi dengan urut."
)
REFUSED = {
    "expired": "Token yang kedaluwarsa ditolak.",
    "foreign": "Token dari kunci lain ditolak.",
}
NOT_REFUSED = {
    "expired": "Token yang kedaluwarsa diterima. Jangan pakai proyek ini; periksa pengaturan JWT-nya.",
    "foreign": "Token dari kunci lain diterima. Jangan pakai proyek ini; periksa pengaturan JWT-nya.",
}
PERSON = "Peserta yang tidak dikenal ditolak oleh aturan Rembuk."
DOORKEEPER = "Peran penjaga pintu tidak dapat membuka layar peserta."
DOORKEEPER_ENTERED = "Peran penjaga pintu dapat membuka layar peserta. Terapkan lagi semua migrasi."


def no_answer(url: str, error: str) -> str:
    return f"{url} tidak menjawab ({error}). Periksa SUPABASE_URL, jaringan, dan apakah proyek dijeda."


def not_the_data_api(url: str, status: int) -> str:
    return f"{url} menjawab {status}, bukan seperti Data API. Periksa SUPABASE_URL dan SUPABASE_REST_PATH."


def answers(url: str) -> str:
    return f"{url} menjawab sebagai Data API."


def clock(ahead_seconds: int) -> str:
    way = "lebih cepat" if ahead_seconds > 0 else "lebih lambat"
    return (
        f"Jam komputer ini {abs(ahead_seconds)} detik {way} daripada jam proyek. Setel jam secara otomatis."
    )


def schemas(exposed: list[str]) -> str:
    return f"Skema yang terbuka: {', '.join(exposed)}. Di Data API › Exposed schemas sisakan api saja."


def anonymous_answered(status: int) -> str:
    return f"Panggilan tanpa token dijawab {status}, bukan ditolak. Terapkan semua migrasi dengan urut."


def token(status: int, code: str) -> str:
    return f"Token kita tidak diterima ({status} {code}). Periksa SUPABASE_SIGNING_KEY dan migrasi."


def migrations(count: int) -> str:
    return f"Semua {count} migrasi sudah diterapkan."


def migrations_missing(versions: list[str]) -> str:
    listed = ", ".join(versions)
    return f"{len(versions)} migrasi belum diterapkan ({listed}). Jalankan supabase db push --workdir db."


def person(status: int, code: str) -> str:
    return f"Peserta yang tidak dikenal dijawab {status} {code}, bukan ditolak. Terapkan semua migrasi."


def own_host(host: str) -> str:
    return f"{host} bukan milik Supabase. Pastikan tempatnya di Indonesia: data pemerintah disimpan di sana."


def region(region: str | None) -> str:
    named = (
        f"Wilayah proyek: {region}." if region else "Wilayah proyek tercantum di dasbor, Settings › General."
    )
    return (
        f"{named} Supabase tidak punya wilayah di Indonesia, padahal data pemerintah diminta tetap di "
        "dalam negeri: pakai untuk uji coba, atau hanya bila kota diizinkan."
    )
