"""The survey on paper: the page that offers it and what is printed around the questions."""

from components.texts import format as written

# ── the page ────────────────────────────────────────────────────────────────────────────────────────────────
TITLE = "Formulir kertas"
INTRO = (
    "Untuk diisi dengan tangan, ditandatangani, lalu diserahkan kepada Diskominfo yang mengetiknya atas nama unit. "
    "Satu formulir untuk satu masalah, satu solusi, atau satu lembar unit."
)
SHEET = "Lembar"
EMPTY = "Formulir kosong (.docx)"
UNIT = "Unit"
CHOOSE_UNIT = "Ketuk untuk memilih atau mencari unit"


def filled(count: int) -> str:
    return f"{written.whole(count)} draf unit ini (.docx)"


def file_name(sheet: str, unit_code: str, year: int) -> str:
    return f"rembuk-formulir-{NAME.get(sheet, sheet)}-{unit_code}-{year}.docx".replace(" ", "-").lower()


# ── the form ────────────────────────────────────────────────────────────────────────────────────────────────
NAME = {"problem": "masalah", "solution": "solusi"}
HOW = (
    "Isi dengan huruf yang jelas. Beri tanda silang pada kotak yang dipilih. Pertanyaan bertanda * wajib dijawab. "
    "Bila ruangnya kurang, lanjutkan di lembar lain dan sebutkan nomor pertanyaannya."
)
PRIVACY = "Mohon tidak menuliskan nama warga, pasien, atau anak, dan tidak menuliskan NIK atau nomor telepon."
PILLAR = "Pilar (pilih satu)"
PICK_ONE = "pilih satu"
PICK_SEVERAL = "boleh lebih dari satu"
YES = "Ya"
NO = "Tidak"
NO_DATA = "belum ada data"
START = "Tahun mulai"
END = "Tahun selesai"
UNIT_NAME = "tulis nama unitnya"
UNIT_NAMES = "tulis nama unit-unitnya"
PROBLEM_NUMBERS = "tulis nomor dan judul masalahnya"
DATE = "tanggal, bulan, tahun"
FILES = "lampirkan; tulis nama atau nomor lampirannya"
SIGNATURES = "Tanda tangan"
FILLED_IN_BY = "Diisi oleh"
HEAD_OF_UNIT = "Mengetahui, pimpinan unit"
TYPED_BY = "Diketik oleh Diskominfo"
SIGNATURE = ("Nama", "Jabatan", "Tanda tangan", "Tanggal")
PAGE = "Halaman"
OF = "dari"


def heading(sheet: str) -> str:
    return f"Formulir {sheet.lower() if not sheet.isupper() else sheet}"


def header(city: str, unit: str, year: int) -> str:
    return f"{city} · {unit} · putaran {year}"


def printed(moment: str) -> str:
    return f"Dicetak {moment}"


def question(number: int, label: str, *, is_required: bool) -> str:
    return f"{number}. {label}{' *' if is_required else ''}"


def only_pillar(pillar: str) -> str:
    return f"Hanya untuk pilar {pillar}"


def only_if(question_label: str, answers: list[str]) -> str:
    return f"Hanya bila “{question_label}” dijawab {written.listing(answers)}"


def draft(number: int, total: int) -> str:
    return f"Draf {written.whole(number)} dari {written.whole(total)}"
