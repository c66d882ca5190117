"""What is said on the first page."""

from components.texts import format as fmt

CYCLE = "Putaran"
ARCHIVED = "Putaran ini sudah diarsipkan: isinya dapat dibaca, tetapi tidak dapat diubah lagi."
SCHEDULE = "Yang sedang dibuka"
NOTHING_PLANNED = "Belum ada survei yang dijadwalkan. Diskominfo akan mengumumkan waktunya."
NOTHING_PLANNED_YET = "Belum ada survei yang dijadwalkan. Tambahkan dahulu akun para petugas, lalu tentukan waktunya di Tahapan."
TO_LIST = {"problem": "Semua masalah", "solution": "Semua solusi"}

UNFINISHED = "Lanjutkan yang belum selesai"
ALL_SENT = "Tidak ada draf atau isian yang dikembalikan."
AWAITING = "Menunggu persetujuan Anda"
NO_DATA = "Angka yang belum ada"
OWED = "Isian unit Anda per pilar"
WRITE = {"problem": "Tulis masalah", "solution": "Tulis solusi"}
NONE_YET = "belum\u00a0ada"
SHEET = {"problem": "Masalah", "solution": "Solusi"}

ROUNDS = "Pemungutan suara"
VOTE_NOW = "Isi surat suara"
CHANGE_VOTE = "Lihat atau ubah pilihan"
SEE_ROUND = "Lihat pemungutan suara"
SEE_RESULT = "Lihat hasil"

RATING = "Penilaian bersama"
NOTHING_TO_RATE = "Belum ada masalah atau solusi unit lain yang dapat Anda nilai."
CONTINUE_RATING = {"problem": "Lanjut menilai masalah", "solution": "Lanjut menilai solusi"}

TO_ACCOUNTS = "Buka akun"
TO_STAGES = "Atur tahapan"


def greeting(name: str) -> str:
    return f"Selamat datang, {name}"


def place(unit: str | None, city: str) -> str:
    return f"{unit} · {city}" if unit else city


def counts(sheet: str, sent: int, submitted: int, drafts: int, returned: int, declined: int) -> str:
    """``Masalah: 2 dikirim, 1 draf``; its spaces do not break, or a phone would part a number from its word."""
    parts = [
        f"{fmt.whole(count)}\u00a0{word}"
        for count, word in (
            (sent, "dikirim"),
            (submitted, "diajukan"),
            (drafts, "draf"),
            (returned, "dikembalikan"),
            (declined, "ditolak"),
        )
        if count
    ]
    return f"{SHEET[sheet]}:\u00a0{', '.join(parts) or NONE_YET}"


def no_data(numbers: int) -> str:
    return f"{fmt.whole(numbers)} angka masih belum ada data. Silakan lengkapi begitu datanya tersedia."


def no_data_in(title: str, numbers: int) -> str:
    return f"{title}: {fmt.whole(numbers)} angka"


def owed(open_pillars: int, total: int) -> str:
    if not open_pillars:
        return "Unit Anda sudah mengirim masalah untuk semua pilar."
    return f"Unit Anda belum mengirim masalah untuk {open_pillars} dari {total} pilar. Isi pilar yang sesuai dengan tugas unit Anda."


def not_voted(title: str, moment: str, remaining: str) -> str:
    return f"Anda belum memilih pada “{title}”. Ditutup {moment} ({remaining})."


def voted(title: str, moment: str) -> str:
    return f"Pilihan Anda pada “{title}” sudah tersimpan dan dapat diubah sampai {moment}."


def round_open(title: str, moment: str) -> str:
    return f"“{title}” sedang berlangsung sampai {moment}. Hasilnya tampil setelah ditutup."


def round_counting(title: str) -> str:
    return f"“{title}” sudah berakhir dan menunggu ditutup oleh Diskominfo."


def round_closed(title: str, moment: str) -> str:
    return f"Hasil “{title}” sudah dapat dilihat (ditutup {moment})."


def rated(done: int, total: int, sheet: str) -> str:
    if done == total:
        return f"Semua {SHEET[sheet].lower()} ({fmt.whole(total)}) sudah Anda nilai. Terima kasih."
    return f"Anda sudah menilai {fmt.whole(done)} dari {fmt.whole(total)} {SHEET[sheet].lower()}."
