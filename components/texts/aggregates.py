"""What is said around the pictures of the whole city."""

from components.texts import format as fmt

INTRO_CITY = "Cakupan isian semua unit, masalah menurut USG, serta solusi menurut dampak dan upaya."
INTRO_UNIT = (
    "Baris unit Anda dan jumlah seluruh wilayah. Nama unit lain yang belum mengisi tidak ditampilkan."
)
INTRO_ABOVE = (
    "Baris unit Anda dan unit di bawahnya, serta jumlah seluruh wilayah. "
    "Nama unit lain yang belum mengisi tidak ditampilkan."
)
SHEET = "Survei"
PILLAR = "Pilar"
ALL_PILLARS = "Semua pilar"

COVERAGE = "Cakupan isian"
MISSING = "Belum mengisi"
ONCE = "Lembar unit"
NO_DATA = "Angka yang belum ada"
NOBODY_MISSING_CITY = "Semua unit sudah mengirim paling sedikit satu isian."
NOBODY_MISSING_OWN = "Unit Anda sudah mengirim paling sedikit satu isian."
NO_UNITS = "Peran Anda tidak menampilkan baris unit; jumlah seluruh wilayah ada di atas."
USG = "Masalah menurut USG"
QUADRANT = "Solusi menurut dampak dan upaya"
CANDIDATES = "Calon quick win"
CANDIDATES_HELP = (
    "Solusi berdampak besar dengan upaya ringan, atau yang diajukan unit sebagai calon quick win (★). "
    "Yang belum dapat dibaca peran Anda ikut dihitung di atas, tetapi tidak disebut di sini."
)
NO_CANDIDATES = "Belum ada solusi yang berada di bidang quick win atau diajukan sebagai calonnya."
PROPOSED = "★"
HEADINGS = {
    "number": "Nomor",
    "title": "Solusi",
    "pillar": "Pilar",
    "unit": "Unit",
    "impact": "Dampak",
    "effort": "Upaya",
    "field": "Bidang",
    "proposed": "Diajukan",
    "raters": "Penilai",
    "own": "Dampak / upaya menurut pengusul",
}


def missing(count: int, units: int) -> str:
    return f"{fmt.whole(count)} dari {fmt.whole(units)} unit belum mengirim satu pun isian."


def no_data(numbers: int, units: int) -> str:
    return f"{fmt.whole(numbers)} angka pada {fmt.whole(units)} unit masih belum ada data."


def no_data_of(unit: str, numbers: int) -> str:
    return f"{unit}: {fmt.whole(numbers)} angka"


def once_title(sheet: str, stage: int) -> str:
    return f"{sheet} (tahap {fmt.whole(stage)})"


def once_sent(sent: int, units: int, draft: int) -> str:
    begun = f", {fmt.whole(draft)} unit sedang mengisi" if draft else ""
    return f"{fmt.whole(sent)} dari {fmt.whole(units)} unit sudah mengirim{begun}."


def once_missing(count: int) -> str:
    return f"{fmt.whole(count)} unit belum mengirim"


def once_missing_own(names: list[str]) -> str:
    return f"Belum mengirim: {'; '.join(names)}."


def missing_own(names: list[str]) -> str:
    return f"Belum mengirim satu pun isian: {'; '.join(names)}."


def kind(label: str, names: list[str]) -> str:
    return f"{label} ({fmt.whole(len(names))}): {'; '.join(names)}"


def codes(names: dict[str, str]) -> str:
    """What the letters beside the pictures stand for."""
    return " · ".join(f"{code}: {name}" for code, name in names.items())


def first_solutions(count: int) -> str:
    return f"Dihitung dari {fmt.whole(count)} solusi dengan dampak terbesar."


def own(impact: int | None, effort: int | None) -> str:
    return "–" if impact is None or effort is None else f"{impact} / {effort}"
