"""What Diskominfo reads where windows are opened and planning years are kept."""

from components.texts.format import BySheet

TITLE = "Tahapan"
INTRO = "Atur kapan survei dan penilaian dapat diisi. Di luar waktu itu, tidak ada yang dapat mengubah isian."
CYCLE = "Putaran yang diatur"
ARCHIVED = "Putaran ini sudah diarsipkan: jadwalnya dapat dilihat, tetapi tidak dapat diubah."
SCHEDULE = "Atur jadwal atau buka sekarang"
EXTEND = "Ubah waktu penutupan"
OPENS = "Dibuka pada"
CLOSES = "Ditutup pada"
SAVE = "Simpan jadwal"
OPEN_NOW = "Buka sekarang"
OPEN_NOW_HELP = "“Buka sekarang” membuka saat ini juga sampai waktu penutupan di atas."
SAVE_CLOSING = "Simpan waktu penutupan"
CLOSE = "Tutup sekarang"
CLOSE_CONFIRM = "Ya, tutup sekarang"
_SURVEY_SURE = (
    "Setelah ditutup, unit tidak dapat menulis, mengubah, atau mengirim lagi. Draf yang tersimpan tetap ada, "
    "dan Anda dapat membukanya kembali kapan saja."
)
CLOSE_SURE = BySheet(
    {
        "problem": _SURVEY_SURE,
        "solution": _SURVEY_SURE,
        "rating": (
            "Setelah ditutup, tidak ada yang dapat menilai atau mengubah nilainya. Nilai yang tersimpan tetap "
            "dihitung, dan Anda dapat membukanya kembali kapan saja."
        ),
        "other": _SURVEY_SURE,
    }
)
MISSING = "Silakan isi tanggal dan jamnya."
WRONG_ORDER = "Waktu penutupan harus sesudah waktu pembukaan."
ALREADY_PAST = "Waktu penutupan itu sudah lewat. Gunakan “Tutup sekarang” bila ingin menutup."

CYCLES = "Putaran perencanaan"
NEW_CYCLE = "Buka putaran baru"
NEW_CYCLE_HELP = "Putaran lama tidak berubah. Putaran baru mendapat tahapan dan pertanyaannya sendiri."
YEAR = "Tahun"
NAME = "Judul"
COPY_FROM = "Salin tahapan dan pertanyaan dari"
STANDARD = "Pertanyaan baku"
CREATE = "Buka putaran"
MISSING_NAME = "Silakan isi judul putarannya."
ARCHIVE = "Arsipkan putaran ini"
ARCHIVE_CONFIRM = "Ya, arsipkan"
FIELDS = {"year": "tahun", "title": "judul", "closes_at": "waktu penutupan"}


def archive_sure(title: str) -> str:
    return (
        f"Semua isi {title} tetap dapat dibaca, tetapi tidak dapat diubah lagi oleh siapa pun, termasuk Diskominfo. "
        "Tindakan ini tidak dapat dibatalkan."
    )


def scheduled(moment_from: str, moment_to: str) -> str:
    return f"Jadwal tersimpan: dibuka {moment_from}, ditutup {moment_to}."


CLOSED = BySheet(
    {
        "problem": "Survei masalah sudah ditutup. Semua yang tersimpan tetap ada.",
        "solution": "Survei solusi sudah ditutup. Semua yang tersimpan tetap ada.",
        "rating": "Penilaian bersama (USG) sudah ditutup. Semua yang tersimpan tetap ada.",
        "other": "Lembar unit sudah ditutup. Semua yang tersimpan tetap ada.",
    }
)


def created(title: str) -> str:
    return f"{title} sudah dibuka dan kini ditampilkan di sini. Jadwalnya belum diatur."


def archived(title: str) -> str:
    return f"{title} sudah diarsipkan."


def proposed_title(year: int) -> str:
    return f"Putaran {year}"
