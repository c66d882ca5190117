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
FIELDS = {
    "year": "tahun",
    "title": "judul",
    "closes_at": "waktu penutupan",
    "starts_on": "hari pertama",
    "ends_on": "hari terakhir",
    "reason": "alasan",
}

CALENDAR = "Kalender putaran ini"
CALENDAR_EMPTY = "Belum ada yang dijadwalkan."
CALENDAR_LEGEND = "Jingga: Bimtek. Biru: masa pengisian dan penilaian. Garis putus-putus: hari ini."
CALENDAR_TABLE = "Kalender sebagai tabel"
WHAT = "Apa"
WHEN = "Kapan"
AFTER_CLOSING = (
    "Saat masa pengisian ditutup, draf yang belum dikirim tetap tersimpan. Draf itu dapat dilanjutkan dan dikirim "
    "bila waktunya diperpanjang, untuk semua atau untuk satu unit."
)

WORKSHOPS = "Hari Bimtek"
UNDATED = "belum ditentukan"
DATE_WORKSHOP = "Tentukan harinya"
STARTS = "Hari pertama"
ENDS = "Hari terakhir"
SAVE_DATES = "Simpan hari"
MISSING_DATES = "Silakan isi hari pertama dan hari terakhirnya."
DATES_SAVED = "Hari Bimtek tersimpan."
WRONG_DATES = "Hari terakhir tidak boleh sebelum hari pertama."

MORE_TIME = "Tambahan waktu untuk satu unit"
MORE_TIME_HELP = "Unit itu tetap dapat menulis dan mengirim setelah masa pengisian ditutup bagi yang lain. Petugasnya diberi tahu."
EXTEND_UNIT = "Beri tambahan waktu"
WINDOW = "Masa pengisian"
UNIT = "Unit"
REASON = "Alasan"
SAVE_EXTENSION = "Beri tambahan waktu"
END_EXTENSION = "Cabut tambahan waktu"
MISSING_EXTENSION = "Silakan pilih unit, lalu isi waktu penutupan dan alasannya."
NO_MORE_TIME = "Waktu itu tidak lebih lama dari penutupan untuk semua unit."
EXTENSION_ENDED = "Tambahan waktu sudah dicabut. Draf unit itu tetap tersimpan."


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


def calendar_alt(dated: list[str]) -> str:
    return f"Kalender: {'; '.join(dated)}."


def dated(what: str, when: str) -> str:
    return f"{what}: {when}"


def days(first: str, last: str) -> str:
    return first if first == last else f"{first} sampai {last}"


def window_of(window: str, stage: str) -> str:
    return f"{window}, {stage}"


def given(unit: str, window: str, until: str) -> str:
    return f"{unit}: {window}, sampai {until}."


def because(reason: str) -> str:
    return f"Alasan: {reason}"


def extended(unit: str, until: str) -> str:
    return f"{unit} mendapat waktu sampai {until}, dan petugasnya sudah diberi tahu."
