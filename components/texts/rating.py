"""What is said where officers score problems and solutions."""

from components.texts import format as fmt

TITLE = {"problem": "Menilai masalah", "solution": "Menilai solusi"}
SHEET = {"problem": "masalah", "solution": "solusi"}
OTHER_SHEET = {"problem": "Menilai masalah", "solution": "Menilai solusi"}
NOTHING_YET = {
    "problem": "Belum ada masalah unit lain yang dapat Anda nilai. Masalah tampil di sini setelah Anda boleh membacanya, biasanya setelah diterima Diskominfo.",
    "solution": "Belum ada solusi unit lain yang dapat Anda nilai. Solusi tampil di sini setelah Anda boleh membacanya, biasanya setelah diterima Diskominfo.",
}
NOTHING_LEFT = {
    "problem": "Semua masalah sudah Anda nilai. Terima kasih.",
    "solution": "Semua solusi sudah Anda nilai. Terima kasih.",
}
GONE = "Isian ini tidak ada, atau sudah tidak dapat dinilai."
CLOSED = "Selama ditutup, nilai dapat dilihat tetapi tidak dapat diubah."
NOT_NAMED = (
    "Untuk putaran ini Diskominfo menunjuk para penilai, dan Anda tidak termasuk di dalamnya. "
    "Bila seharusnya Anda menilai, silakan hubungi Diskominfo."
)
NO_UNIT_RATER = (
    "Untuk putaran ini setiap unit diwakili satu penilai, dan untuk unit Anda belum ada yang ditunjuk. "
    "Silakan hubungi Diskominfo."
)
READ = "Baca uraian lengkap"
ANSWERS = "Masalah yang dijawab"
UNKNOWN = "Tidak tahu"
UNKNOWN_CHOSEN = "Anda tidak tahu: kriteria ini tidak ikut dihitung."
ANCHORS = "Arti setiap nilai"
HOW = (
    "Setiap nilai langsung tersimpan dan dapat diubah sampai penilaian ditutup. Nilai pengusul dan nilai "
    "penilai lain tidak ditampilkan sampai nilai Anda lengkap, agar penilaian Anda tidak terpengaruh."
)
NOT_BEGUN = "yang ini belum"
ALL_SAVED = "tersimpan lengkap"
CHANGED = "Isian ini dikirim ulang setelah Anda nilai. Silakan periksa apakah nilai Anda masih sesuai."
ALONE = "Nilai para penilai lain tampil di sini setelah ada."
BACK = "Sebelumnya"
NEXT = "Berikutnya"
DONE_HERE = "Selesai"
RATED = "Baru saja Anda nilai"


def progress(done: int, total: int, sheet: str) -> str:
    return f"{fmt.whole(done)} dari {fmt.whole(total)} {SHEET[sheet]} selesai"


def to_sheet(sheet: str, done: int, total: int) -> str:
    return f"{OTHER_SHEET[sheet]} ({fmt.whole(done)} dari {fmt.whole(total)})"


def by(unit: str, pillar: str) -> str:
    return f"{unit} · {pillar}"


def unit_rater(name: str) -> str:
    return (
        f"Untuk putaran ini setiap unit diwakili satu penilai. Untuk unit Anda: {name}. "
        "Bila perlu diganti, silakan hubungi Diskominfo."
    )


def ends(lowest: str, highest: str) -> str:
    """Both ends of a scale in a few words, before anything is chosen: ``1 sangat kecil … 5 sangat besar``."""
    return f"1 {_lower(lowest.partition(':')[0])} … 5 {_lower(highest.partition(':')[0])}"


def anchor(step: int, label: str) -> str:
    return f"{step} {_lower(label)}"


def saved(given: int, needed: int) -> str:
    return f"{given} dari {needed} nilai tersimpan"


def waiting(count: int) -> str:
    return f"Belum Anda nilai ({fmt.whole(count)})"


def group_of_problem(score: float, quartile_1: float, quartile_3: float, raters: int) -> str:
    return (
        f"Semua penilai sejauh ini ({fmt.whole(raters)} orang): median {fmt.number(score)} dari 15, "
        f"separuhnya antara {fmt.number(quartile_1)} dan {fmt.number(quartile_3)}."
    )


def group_of_solution(impact: float, effort: float, raters: int) -> str:
    return (
        f"Semua penilai sejauh ini ({fmt.whole(raters)} orang): median dampak {fmt.number(impact)}, "
        f"upaya {fmt.number(effort)}."
    )


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
