"""Words of the pictures: titles, findings, alternative texts, empty cases."""

from components.texts import format as written

UNIT = "Unit"
UNITS = "Unit penilai"
PILLAR = "Pilar"
SENT = "Dikirim"
ACCEPTED = "Diterima"
DRAFT = "Draf"
PROBLEM = "Masalah"
SOLUTION = "Solusi"
SOLUTIONS = "Jumlah solusi"
CANDIDATES = "Calon quick win"
RANK = "Peringkat"
POINTS = "Poin"
MEDIAN = "Median"
QUARTILE_1 = "Kuartil 1"
QUARTILE_3 = "Kuartil 3"
LOWEST = "Terendah"
HIGHEST = "Tertinggi"
RATERS = "Penilai"
IMPACT = "Dampak"
EFFORT = "Upaya"
USG_SCORE = "Jumlah USG (3–15)"
IMPACT_AXIS = "Dampak (1 kecil – 5 besar)"
EFFORT_AXIS = "Upaya (1 ringan – 5 berat)"
WHOLE_CITY = "Seluruh wilayah"

QUADRANTS = {
    "quick_win": "Quick win",
    "major_project": "Proyek besar",
    "fill_in": "Pelengkap",
    "thankless": "Belum sepadan",
}

BEHIND = "Lihat angkanya dalam tabel"

COVERAGE_LEGEND = (
    "Angka menunjukkan jawaban yang sudah dikirim atau diterima; (+n) masih draf. "
    "Kotak kosong berarti belum ada jawaban."
)
COVERAGE_EMPTY = "Belum ada unit yang mengisi."
USG_LEGEND = (
    "Titik adalah median dari jumlah U, S, dan G para penilai; batang memuat separuh penilai yang di tengah; "
    "garis menunjukkan nilai terendah sampai tertinggi. Nilai yang sama diurutkan menurut S, U, G, lalu "
    "banyaknya unit; yang tetap sama berbagi peringkat. Nilai pengusul sendiri tidak ikut dihitung. Yang "
    "menjawab “tidak tahu” tidak masuk ke kriteria itu dan ke jumlahnya. * Kurang dari lima penilai: baru petunjuk awal."
)
USG_EMPTY = "Belum ada masalah yang dinilai orang lain selain pengusulnya, jadi belum ada peringkat."
UNRATED = "Belum dinilai"
OWN = "Nilai pengusul"
UNSURE = "Tidak tahu"
NUMBER = "Nomor"
HIDDEN = (
    "Selama penilaian dibuka, nilai kelompok tidak ditampilkan kepada peserta, agar setiap orang menilai "
    "menurut pertimbangannya sendiri. Hasilnya tampil di sini setelah penilaian ditutup."
)
QUADRANT_LEGEND = (
    "Angka dalam lingkaran adalah jumlah solusi; ★ jumlah calon quick win di antaranya. Skala dipotong di "
    "tengah, dan nilai 3 dihitung sebagai dampak yang belum besar serta upaya yang tidak lagi ringan."
)
QUADRANT_EMPTY = "Belum ada solusi yang dinilai dampak dan upayanya."
RESULT_EMPTY = "Belum ada hasil pemungutan suara."


def cell(answered: int, draft: int) -> str:
    parts = [written.whole(answered)] if answered else []
    return " ".join([*parts, f"(+{written.whole(draft)})"] if draft else parts)


def coverage_finding(pillars: list[str], units_answered: int, units: int) -> str:
    return f"Paling sedikit dijawab: {written.listing(pillars)}, oleh {written.whole(units_answered)} dari {written.whole(units)} unit."


def coverage_alike(pillars: list[str], units_answered: int, units: int) -> str:
    which = pillars[0] if len(pillars) == 1 else "Setiap pilar"
    return f"{which} dijawab oleh {written.whole(units_answered)} dari {written.whole(units)} unit."


def coverage_complete(units: int) -> str:
    return f"Semua unit ({written.whole(units)}) sudah mengirim jawaban untuk setiap pilar."


def coverage_alt(finding: str) -> str:
    return f"Peta cakupan jawaban menurut unit dan pilar. {finding}"


def problem_label(
    rank: int, title: str, score: float, raters: int, *, own: int | None, is_indicative: bool
) -> str:
    parts = [
        f"{written.number(score)} dari 15",
        f"{written.whole(raters)} penilai{'*' if is_indicative else ''}",
        *([f"pengusul {own}"] if own is not None else []),
    ]
    return f"{rank}. {title}\n{' · '.join(parts)}"


def usg_finding(title: str, score: float, raters: int) -> str:
    return f"Nilai tertinggi: “{title}” dengan {written.number(score)} dari 15 oleh {written.whole(raters)} penilai."


def usg_shared(count: int, score: float) -> str:
    return f"{written.whole(count)} masalah berbagi peringkat pertama dengan nilai {written.number(score)} dari 15."


def usg_alt(shown: int, total: int, finding: str) -> str:
    return f"{usg_shown(shown, total)} {finding}"


def usg_shown(shown: int, rated: int) -> str:
    return f"{written.whole(shown)} dari {written.whole(rated)} masalah yang sudah dinilai, urut menurut USG."


def unrated(count: int) -> str:
    return f"{UNRATED} ({written.whole(count)})"


def unrated_meaning(shown: int, count: int) -> str:
    first = f" Tampil {written.whole(shown)} yang pertama." if shown < count else ""
    return f"Masalah ini belum mempunyai nilai kelompok, jadi tidak diberi peringkat.{first}"


def candidates(count: int) -> str:
    return f"★ {written.whole(count)}" if count else ""


def quadrant_finding(quick_wins: int, total: int, named: int) -> str:
    return (
        f"{written.whole(quick_wins)} dari {written.whole(total)} solusi berada di bidang quick win; "
        f"{written.whole(named)} solusi diajukan sebagai calon quick win."
    )


def quadrant_rated(rated: int, total: int) -> str:
    if not rated:
        return "Belum ada solusi yang dinilai bersama; letaknya menurut pengusulnya."
    others = "" if rated == total else " Letak yang lain menurut pengusulnya."
    return f"Letak {written.whole(rated)} dari {written.whole(total)} solusi adalah median para penilainya.{others}"


def quadrant_alt(finding: str) -> str:
    return f"Sebaran solusi menurut dampak dan upaya. {finding}"


def result_label(rank: int, title: str, points: float) -> str:
    return f"{rank}. {title}\n{written.number(points)} poin"


def result_finding(titles: list[str], points: float) -> str:
    named = written.listing([f"“{title}”" for title in titles])
    first = "Peringkat pertama" if len(titles) == 1 else "Berbagi peringkat pertama"
    return f"{first}: {named} dengan {written.number(points)} poin."


def result_alt(finding: str) -> str:
    return f"Hasil pemungutan suara menurut poin Borda. {finding}"
