"""What Diskominfo reads where it decides who scores."""

from components.texts import format as fmt

TITLE = "Penilai"
INTRO = "Tentukan siapa yang menilai masalah (USG) dan solusi (dampak dan upaya), dan lihat siapa yang belum mulai. Nilai perorangan tidak ditampilkan."
MODE = "Siapa yang menilai"
MODES = {
    "everyone": "Semua peserta",
    "people": "Orang yang ditunjuk",
    "unit": "Satu penilai untuk setiap unit",
}
MODE_HELP = {
    "everyone": "Setiap petugas unit dan mitra dapat menilai.",
    "people": "Hanya yang Anda tunjuk di bawah ini.",
    "unit": "Nilai menjadi milik unit: bila penilainya diganti, penggantinya melanjutkan.",
}
SAVE_MODE = "Simpan"
BEGUN = "Penilaian sudah dimulai. Nilai per orang dan nilai per unit tidak dapat dicampur, jadi “satu penilai untuk setiap unit” tidak dapat lagi dipilih atau ditinggalkan."
ARCHIVED = "Putaran ini sudah diarsipkan: daftar penilainya dapat dilihat, tetapi tidak dapat diubah."
ADD = "Tambah penilai"
REMOVE = "Keluarkan penilai"
REMOVE_HELP = "Nilai yang sudah diberikan tetap dihitung; yang dikeluarkan tidak dapat menilai lagi."
ADD_HELP = {
    "people": "Cari menurut nama atau unit.",
    "unit": "Cari menurut nama atau unit. Yang ditunjuk menggantikan penilai unitnya.",
}
CHOOSE = "Pilih orang"
PLACEHOLDER = "Ketik nama atau unit"
ADD_CHOSEN = "Tambahkan"
REMOVE_CHOSEN = "Keluarkan"
FILL_UNITS = "Tunjuk satu petugas untuk setiap unit yang belum punya"
NOBODY_CHOSEN = "Silakan pilih paling sedikit satu orang."
NOBODY = "Belum ada penilai. Silakan tunjuk di bawah ini; sampai saat itu tidak seorang pun dapat menilai."
NOBODY_FOUND = "Tidak ada penilai yang cocok dengan pencarian."
SEARCH = "Cari penilai"
SEARCH_HINT = "Nama atau unit"
NOT_BEGUN = "Belum mulai"
GOING_ON = "Sedang menilai"
FINISHED = "Selesai"
MESSAGE = "Pesan untuk yang belum mulai, siap disalin ke WhatsApp"
FIELDS = {"mode": MODE, "participant_ids": CHOOSE}


def person(name: str, unit: str) -> str:
    return f"{name} ({unit})"


def group(heading: str, count: int) -> str:
    return f"{heading} ({fmt.whole(count)})"


def line(problems_done: int, problems: int, solutions_done: int, solutions: int, last: str | None) -> str:
    """``Dinas Alfa · masalah 3 dari 10, solusi 0 dari 5 · terakhir …``."""
    parts = []
    if problems:
        parts.append(f"masalah {fmt.whole(problems_done)} dari {fmt.whole(problems)}")
    if solutions:
        parts.append(f"solusi {fmt.whole(solutions_done)} dari {fmt.whole(solutions)}")
    counted = ", ".join(parts) or "belum ada yang dapat dinilai"
    return f"{counted} · terakhir {last}" if last else counted


def shown(first: int, count: int) -> str:
    return f"Tampil {fmt.whole(first)} dari {fmt.whole(count)}. Cari menurut nama atau unit untuk melihat yang lain."


def summary(finished: int, begun: int, count: int) -> str:
    return (
        f"{fmt.whole(finished)} dari {fmt.whole(count)} penilai selesai, {fmt.whole(begun)} sedang menilai."
    )


def mode_saved(mode: str) -> str:
    return f"Yang menilai sekarang: {MODES[mode]}."


def added(count: int) -> str:
    return f"{fmt.whole(count)} orang ditunjuk sebagai penilai."


def removed(count: int) -> str:
    return f"{fmt.whole(count)} orang tidak lagi menjadi penilai. Nilai yang sudah diberikan tetap dihitung."


def message(names: list[str], closes: str | None) -> str:
    """Plain text for WhatsApp."""
    until = f" Penilaian ditutup {closes}." if closes else ""
    listed = "\n".join(f"- {name}" for name in names)
    return (
        "Yth. Bapak/Ibu penilai,\n\npenilaian bersama di Rembuk masih menunggu nilai dari:\n"
        f"{listed}\n\nSilakan buka Rembuk, lalu pilih menu Menilai. Setiap nilai langsung tersimpan.{until} "
        "Terima kasih."
    )
