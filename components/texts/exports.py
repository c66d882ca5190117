"""The export: the page that offers it, and what stands in its files."""

from components.texts import format as written

# ── the page ────────────────────────────────────────────────────────────────────────────────────────────────
TITLE = "Unduh data"
INTRO = (
    "Isian yang sudah dikirim, menurut unit dan kode, beserta kamus datanya. "
    "Nama penulis tidak ikut, dan setiap unduhan dicatat."
)
SHEET = "Lembar"
XLSX = "Excel (.xlsx)"
CSV = "CSV dengan kamus data (.zip)"
CARE = "Teks bebas tetap seperti yang diketik unit. Periksa dahulu sebelum dibagikan kepada umum."


def file_name(sheet: str, day: str, ending: str) -> str:
    plain = "".join(letter if letter.isalnum() else "-" for letter in sheet.lower())
    return f"rembuk-{plain}-{day}.{ending}"


# ── the files ───────────────────────────────────────────────────────────────────────────────────────────────
ABOUT = "tentang"
ABOUT_HEAD = ("keterangan", "isi")
ANSWERS = "isian"
DICTIONARY = "kamus_data"
DICTIONARY_HEAD = (
    "tabel",
    "kolom",
    "pertanyaan",
    "definisi",
    "jenis",
    "satuan",
    "hanya_pilar",
    "wajib_sejak_tahap",
)
CODES = "kode"
CODES_HEAD = ("kolom", "kode", "arti")
NO_DATA = "belum ada data"
YES = "Ya"
NO = "Tidak"
START = "tahun mulai"
END = "tahun selesai"
COUNT = "jumlah"
CODE = "kode"
WORDS = "arti kode"
KIND_FIXED = "keterangan isian"
FIXED = {
    "nomor": "Nomor isian",
    "kode_unit": "Kode wilayah atau kode unit",
    "unit": "Nama unit",
    "jenis_unit": "Jenis unit",
    "kode_pilar": "Kode pilar; kosong untuk lembar unit",
    "pilar": "Nama pilar",
    "status": "Status isian saat diunduh",
    "dikirim_pada": "Waktu dikirim terakhir (ISO 8601)",
    "atas_nama": "Diketik Diskominfo atas nama unit, dan apakah unit sudah menyatakan sesuai",
    "digabung_ke": "Nomor isian tempat isian ini digabung; kosong bila tidak digabung",
    "rumusan_baru": "Ya: rumusan Diskominfo untuk beberapa isian; unit penyumbangnya ada pada isian asalnya",
}
ON_BEHALF = {"waiting": "belum dinyatakan sesuai", "confirmed": "sudah dinyatakan sesuai"}
KINDS = {
    "short_text": "teks pendek",
    "long_text": "teks panjang",
    "number": "angka",
    "money": "rupiah",
    "yes_no": "ya atau tidak",
    "single": "satu pilihan",
    "multiple": "beberapa pilihan",
    "scale": "skala",
    "sub_pillar": "subpilar",
    "location": "lokasi",
    "unit": "unit",
    "units": "beberapa unit",
    "year_range": "rentang tahun",
    "table": "tabel",
    "problems": "nomor masalah yang dijawab",
    "date": "tanggal (ISO 8601)",
    "file": "berkas",
    "sectors": "sektor unggulan",
}


def about(
    *, city: str, sheet: str, period: str, moment: str, rows: int, is_example: bool
) -> list[tuple[str, str]]:
    lines = [
        ("Wilayah", city),
        ("Lembar", sheet),
        ("Periode", period),
        ("Sumber", "Isian unit di Rembuk"),
        ("Diunduh", moment),
        ("Jumlah isian", written.whole(rows)),
        ("Cakupan", "Isian yang sudah dikirim; draf dan yang ditarik tidak termasuk."),
        ("Penulis", "Nama penulis tidak disertakan."),
        ("Sel kosong", f"Belum dijawab atau tidak ditanyakan; “{NO_DATA}” adalah jawaban unit."),
    ]
    return [("CONTOH", "Data ini data contoh, bukan isian sebenarnya."), *lines] if is_example else lines
