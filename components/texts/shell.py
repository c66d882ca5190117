"""What is said around the pages: while loading, while starting, and when something went wrong."""

APPLICATION = "Rembuk"
LOADING = "Rembuk sedang dimuat …"
LOADING_HINT = "Pada jaringan yang lambat, pemuatan pertama memerlukan sekitar setengah menit."
CANNOT_LOAD = (
    "Halaman belum juga terbuka? Jika Anda membukanya dari dalam aplikasi lain, misalnya WhatsApp, "
    "pilih menu lalu “Buka di Chrome” atau “Buka di Safari”."
)
NEEDS_SCRIPT = (
    "Rembuk memerlukan JavaScript. Aktifkan JavaScript di peramban Anda, lalu muat ulang halaman ini."
)

PREPARING = "Rembuk sedang menyiapkan data …"
PREPARING_HINT = (
    "Halaman ini terbuka sendiri setelah siap. Pada penyalaan pertama, tunggu sekitar satu menit."
)

ACCOUNT = "Akun"
EXAMPLE_BADGE = "Contoh"
EXAMPLE_HELP = "Ini hanya contoh: data dan akunnya bukan data sesungguhnya."
EXAMPLE_STAYS_HERE = (
    "Contoh ini hanya dapat dibuka dari komputer tempat Rembuk dijalankan, karena kata sandinya dicetak "
    "untuk semua orang. Siapkan data daerah Anda sendiri agar dapat dibuka dari komputer lain."
)
SIGN_OUT = "Keluar"

FOREIGN_ORIGIN = "Permintaan ini tidak berasal dari halaman Rembuk."
MALFORMED = "Permintaan ini tidak dapat dibaca."


def tab(page: str) -> str:
    """What the browser's tab is called."""
    return APPLICATION if page == APPLICATION else f"{page} · {APPLICATION}"


def title(city_name: str) -> str:
    return f"Rembuk {city_name}"
