"""XLSForm: what is named when a form of KoboToolbox or ODK holds more, or other, than this survey can ask."""

OTHER_SECTION = "Pertanyaan"  # questions that stand in no group
INSTRUCTIONS_SHEET = "Petunjuk"
INSTRUCTIONS = (
    "Berkas ini berformat XLSForm dan dapat dibuka di KoboToolbox maupun ODK.",
    "Lembar survey memuat satu pertanyaan per baris; lembar choices memuat pilihan jawabannya.",
    "Kelompok (begin group) menjadi bagian pada formulir; pengulangan (begin repeat) menjadi tabel.",
    "Kolom yang diawali rembuk:: hanya dibaca oleh Rembuk: jenis, pilar, tahap, satuan, terbanyak, terkecil, terbesar, belum_ada_data, ingatkan.",
    "Kolom relevant mengenal syarat seperti ${kunci} = 'nilai', atau beberapa yang digabung dengan or.",
)

NO_SURVEY = "Berkas tidak memuat lembar survey."
NO_QUESTIONS = "Lembar survey tidak memuat satu pun pertanyaan yang dapat dipakai."
UNKNOWN_RULE = "Baris ini tidak memenuhi kaidah XLSForm."
WHOLE_RULE = "Berkas ini tidak memenuhi kaidah XLSForm."
DUPLICATE = "Nama ini dipakai lebih dari sekali."
UNMATCHED = "Kelompok atau pengulangan ini tidak memiliki pasangan pembuka atau penutup."
NO_CHOICES = "Daftar pilihan untuk pertanyaan ini tidak ada di lembar choices."
NO_LABEL = "Pertanyaan ini belum memiliki kalimat pada kolom label."
BAD_NAME = "Nama harus diawali huruf kecil dan hanya memuat huruf kecil, angka, dan garis bawah, paling banyak 40 huruf."
UNKNOWN_REFERENCE = "Syarat ini menyebut pertanyaan yang tidak ada."
LATER_REFERENCE = "Syarat ini menyebut pertanyaan yang berada di bawahnya."
BAD_CONDITION = (
    "Syarat tampil ini tidak didukung; yang didukung hanya ${kunci} = 'nilai', beberapa digabung dengan or."
)
GROUP_CONDITION = "Syarat tampil pada kelompok tidak didukung; tuliskan pada setiap pertanyaannya."
BAD_CONSTRAINT = (
    "Batas ini tidak didukung; yang didukung hanya nilai terkecil, terbesar, dan panjang terbanyak."
)
BAD_SCALE = "Pilihan sebuah skala harus berupa bilangan bulat."
NESTED_TABLE = "Tabel di dalam tabel tidak didukung."
NESTED_GROUP = "Kelompok di dalam kelompok tidak didukung; pertanyaannya masuk ke bagiannya sendiri."
INTEGER = "Bilangan bulat dibaca sebagai bilangan; nilai pecahan juga akan diterima."
LANGUAGES = "Hanya satu bahasa yang dipakai."
TOO_MANY = "Lembar survey memuat lebih dari 300 pertanyaan."


def type_unsupported(kind: str) -> str:
    return f"Jenis “{kind}” tidak didukung, sehingga baris ini tidak ikut."


def column_unsupported(column: str) -> str:
    return f"Isi kolom {column} tidak didukung, sehingga diabaikan."


def kind_unfit(kind: str, type_: str) -> str:
    return f"Jenis “{kind}” pada kolom rembuk::jenis tidak cocok dengan type “{type_}”."


def number_unfit(column: str) -> str:
    return f"Isi kolom {column} harus berupa bilangan yang sesuai."


def cell_unsupported(kind: str) -> str:
    return f"Jenis “{kind}” tidak didukung di dalam tabel."


def renamed(before: str, now: str) -> str:
    return f"Nama “{before}” ditulis sebagai “{now}”."


def place(sheet: str, row: int | None) -> str:
    return f"Lembar {sheet}, baris {row}" if row else f"Lembar {sheet}"
