"""What is said about evidence: in the form, beside an answer, and of a file that is not taken."""

from components.texts import format as fmt

MOST = 5

# ── in the form and beside an answer ────────────────────────────────────────────────────────────────────────
TITLE = "Bukti pendukung"
NONE = "Belum ada bukti pendukung."
HELP = (
    f"Foto atau PDF, paling banyak {MOST} berkas. Foto diperkecil di perangkat Anda, dan keterangan tempat serta "
    "waktunya dihapus sebelum dikirim. PDF paling besar 5 MB."
)
PRIVACY = "Mohon tidak melampirkan KTP, KK, atau foto yang memperlihatkan wajah warga, pasien, atau anak."


def about(size: int, who: str, moment: str) -> str:
    return f"{weight(size)} · {who} · {moment}"


def weight(size: int) -> str:
    """``215 kB``, ``1,4 MB``."""
    if size >= 1024 * 1024:
        return f"{fmt.number(size / 1024 / 1024, 1)} MB"
    return f"{fmt.number(max(1, round(size / 1024)), 0)} kB"


# ── said by the picker in the browser; {name} is the file's ─────────────────────────────────────────────────
PICKER = {
    "add": "Tambah foto atau PDF",
    "open": "Buka {name}",
    "download": "Unduh {name}",
    "remove": "Hapus",
    "remove_named": "Hapus {name}",
    "sure": "Hapus “{name}”? Berkasnya tidak dapat dikembalikan.",
    "yes": "Ya, hapus",
    "no": "Batal",
    "removing": "Sedang dihapus",
    "removed": "“{name}” sudah dihapus.",
    "not_removed": "“{name}” belum terhapus karena sambungan terputus. Silakan coba lagi.",
    "preparing": "Foto sedang diperkecil di perangkat ini",
    "waiting": "Menunggu giliran",
    "sending": "Sedang dikirim",
    "checking": "Sudah sampai, sedang diperiksa",
    "kept": "Tersimpan",
    "kept_named": "“{name}” tersimpan.",
    "paused": "Belum terkirim: sambungan terputus. Dicoba lagi sendiri; Anda boleh terus mengisi.",
    "signed_out": "Belum terkirim: sesi Anda sudah berakhir. Berkasnya tetap ada di perangkat ini.",
    "sign_in": "Masuk kembali",
    "again": "Coba lagi",
    "cancel": "Batalkan",
    "cancel_named": "Batalkan pengiriman {name}",
    "dismiss": "Tutup",
    "dismiss_named": "Tutup keterangan {name}",
    "full": f"Paling banyak {MOST} berkas. Berkas berikut tidak ditambahkan: {{name}}.",
    "at_most": f"Sudah {MOST} berkas. Hapus salah satu untuk menambah yang lain.",
    "still_sending": "Bukti masih dikirim. Tunggu sampai selesai, atau batalkan, sebelum mengirim isian ini.",
    "unnamed": "foto",
}

# ── a file that is not taken ────────────────────────────────────────────────────────────────────────────────
EMPTY = "Berkas ini kosong."
UNKNOWN = "Berkas ini bukan foto (JPEG, PNG, WebP) atau PDF. Yang dilihat adalah isinya, bukan namanya."
HEIC = "Foto HEIC tidak dapat dibuka di perangkat ini. Silakan simpan sebagai JPEG, lalu pilih lagi."
BROKEN = "Foto ini tidak dapat dibuka karena rusak atau terpotong. Silakan pilih atau potret lagi."
TOO_MANY_PIXELS = (
    "Ukuran foto ini terlalu besar. Silakan perkecil, paling besar 25 megapiksel, lalu pilih lagi."
)
PDF_BROKEN = "PDF ini rusak atau terpotong. Silakan simpan ulang, lalu pilih lagi."
PDF_LOCKED = (
    "PDF ini dilindungi kata sandi sehingga tidak dapat diperiksa. Silakan simpan tanpa kata sandi, "
    "lalu pilih lagi."
)
PDF_ACTIVE = "PDF ini memuat skrip, perintah, atau berkas lain di dalamnya. Silakan cetak ulang ke PDF, lalu pilih lagi."
TOO_LARGE = "Berkas ini terlalu besar. PDF paling besar 5 MB."

#: Faults that the browser finds by itself.
FOUND_BY_BROWSER = {
    "empty": EMPTY,
    "unknown": UNKNOWN,
    "heic": HEIC,
    "broken": BROKEN,
    "too_large": TOO_LARGE,
}
