"""Sentences of a rehearsal, built from parts: plausible for a city's officers, true of nobody."""

from __future__ import annotations

from random import Random
from typing import Final

_FIRST: Final = (
    "Adi", "Agus", "Aminah", "Andi", "Anisa", "Arif", "Asih", "Bambang", "Budi", "Citra", "Dedi",
    "Desi", "Dewi", "Dian", "Eka", "Endah", "Eko", "Fajar", "Fitri", "Galih", "Hadi", "Hesti",
    "Imam", "Indah", "Irfan", "Joko", "Kartika", "Lestari", "Lina", "Made", "Maya", "Mulyadi",
    "Nanda", "Nining", "Nur", "Putri", "Rahmat", "Ratna", "Rina", "Rizki", "Rosita", "Rudi", "Sari",
    "Setyo", "Siti", "Slamet", "Sri", "Surya", "Teguh", "Titin", "Tri", "Umi", "Wahyu", "Wawan",
    "Widya", "Yanti", "Yusuf",
)  # fmt: skip
_LAST: Final = (
    "Anggraini", "Aprilia", "Firmansyah", "Handayani", "Hidayat", "Kurniawan", "Kusuma", "Lubis",
    "Mahendra", "Marlina", "Nasution", "Nugroho", "Oktaviani", "Permana", "Prasetyo", "Pratiwi",
    "Purnomo", "Rahmawati", "Ramadhan", "Safitri", "Santoso", "Saputra", "Saragih", "Setiawan",
    "Siregar", "Suhartini", "Sulistyo", "Susanti", "Utami", "Wibowo", "Wicaksono", "Wijaya",
    "Wulandari", "Yuliana",
)  # fmt: skip
_DEGREES: Final = ("", "", "", ", S.Sos.", ", S.E., M.M.", ", S.Kom.", ", S.T.", ", A.Md.", ", S.H.")

_PLACE_HEAD: Final = (
    "Suka",
    "Karang",
    "Tanjung",
    "Sido",
    "Bina",
    "Mekar",
    "Rejo",
    "Marga",
    "Purwo",
    "Banjar",
)
_PLACE_TAIL: Final = (
    "maju",
    "mulya",
    "agung",
    "sari",
    "jaya",
    "makmur",
    "rahayu",
    "indah",
    "asri",
    "harapan",
)

# Per pillar: what is troubled, and what would mend it.
_SUBJECTS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "GOV": (
        ("Antrean layanan kependudukan", "Antrean daring layanan kependudukan"),
        ("Tindak lanjut aduan warga", "Papan pantau aduan dengan batas waktu"),
        ("Arsip surat masuk dan keluar", "Persuratan elektronik antarunit"),
        ("Data kemiskinan antarunit", "Satu data kemiskinan dengan kode wilayah"),
        ("Laporan keuangan kelurahan", "Format tunggal laporan keuangan kelurahan"),
    ),
    "BRA": (
        ("Promosi produk unggulan", "Katalog bersama produk unggulan"),
        ("Penataan kawasan kuliner", "Penataan kawasan kuliner malam"),
        ("Kalender acara daerah", "Kalender acara satu pintu"),
        ("Papan petunjuk tempat wisata", "Papan petunjuk wisata seragam"),
    ),
    "ECO": (
        ("Pemasaran hasil UMKM", "Pendampingan pasar daring bagi UMKM"),
        ("Harga bahan pokok di pasar", "Papan harga harian bahan pokok"),
        ("Perizinan usaha mikro", "Klinik perizinan keliling"),
        ("Retribusi pasar", "Pembayaran retribusi nontunai"),
    ),
    "LIV": (
        ("Kemacetan di sekitar sekolah", "Pengaturan jam antar dan zona selamat sekolah"),
        ("Lampu penerangan jalan", "Pemantauan lampu jalan dan laporan warga"),
        ("Antrean di puskesmas", "Pendaftaran daring puskesmas"),
        ("Genangan di permukiman", "Peta saluran dan jadwal pengerukan"),
    ),
    "SOC": (
        ("Minat baca anak", "Perpustakaan keliling terjadwal"),
        ("Keterampilan kerja pemuda", "Pelatihan kerja bersama mitra usaha"),
        ("Pencatatan kegiatan posyandu", "Buku posyandu digital"),
        ("Kesiapsiagaan warga menghadapi bencana", "Latihan siaga bencana tingkat RT"),
    ),
    "ENV": (
        ("Pengangkutan sampah rumah tangga", "Jadwal angkut sampah berbasis peta"),
        ("Mutu air sumur warga", "Pemeriksaan berkala mutu air sumur"),
        ("Ruang terbuka hijau", "Taman kecil di tanah sisa milik daerah"),
        ("Bank sampah", "Jejaring bank sampah dengan buku bersama"),
    ),
}
_OTHERS: Final = (("Koordinasi antarunit", "Forum koordinasi bulanan antarunit"),)
_FLAWS: Final = (
    "belum merata", "masih lambat", "sering terputus", "belum tercatat", "sulit dipantau",
    "masih dikerjakan manual",
)  # fmt: skip
_CAUSES: Final = (
    "petugas terbatas dan sering berganti",
    "belum ada prosedur yang disepakati",
    "data antarunit belum terhubung",
    "anggaran pemeliharaan kecil setiap tahun",
    "peralatan rusak dan belum diganti",
    "sosialisasi hanya dilakukan sekali",
)
_EFFECTS: Final = (
    "warga harus datang berulang kali", "laporan bulanan terlambat", "keluhan berulang pada tempat yang sama",
    "biaya perbaikan bertambah", "kelompok rentan paling merasakan akibatnya",
)  # fmt: skip
_SINCE: Final = (
    "dua tahun terakhir",
    "awal tahun ini",
    "musim hujan yang lalu",
    "pandemi",
    "pemekaran wilayah",
)

RETURN_REASONS: Final = (
    "Kondisi saat ini belum menyebut angka. Mohon tambahkan data dukung beserta sumbernya.",
    "Akar masalah masih berupa gejala. Mohon jelaskan penyebab yang dapat ditangani.",
    "Lokasi terlalu umum. Mohon sebutkan kecamatan atau kelurahannya.",
    "Judul belum dapat dipahami unit lain. Mohon ditulis tanpa singkatan.",
)
DECLINE_REASONS: Final = (
    "Kewenangan berada pada pemerintah provinsi; telah diteruskan melalui surat.",
    "Sudah berjalan penuh pada tahun ini sehingga tidak perlu diusulkan kembali.",
)
WITHDRAW_REASON: Final = "Sudah tercakup dalam usulan unit kami yang lain."
REFERRAL_QUESTION: Final = "Mohon tanggapan: apakah data ini sesuai dengan catatan unit Anda?"
COMMENTS: Final = (
    "Hal yang sama terjadi di wilayah kami.",
    "Mohon disertakan data tahun terakhir bila sudah ada.",
    "Kami siap membantu pendataan di lapangan.",
    "Perlu dibahas bersama pada Bimtek berikutnya.",
    "Sudah pernah dicoba, terkendala petugas.",
)
ROUND_CLOSED: Final = "Pemungutan suara pendahuluan (contoh)"
ROUND_OPEN: Final = "Pemungutan suara prioritas (contoh)"


def person(chance: Random) -> str:
    return f"{chance.choice(_FIRST)} {chance.choice(_LAST)}{chance.choice(_DEGREES)} (contoh)"


def place(number: int) -> str:
    """Each number its own invented name, up to the hundreds of villages of a large regency."""
    head, tail = _PLACE_HEAD[number % 10], _PLACE_TAIL[number // 10 % 10]
    again = ("", " Barat", " Timur", " Utara", " Selatan")[number // 100 % 5]
    return f"{head}{tail}{again}" + (f" {number // 500 + 1}" if number >= 500 else "")


def subject(pillar_code: str, chance: Random) -> tuple[str, str]:
    """What is troubled, and what would mend it."""
    return chance.choice(_SUBJECTS.get(pillar_code, _OTHERS))


def problem_title(trouble: str, unit: str, chance: Random) -> str:
    return f"{trouble} {chance.choice(_FLAWS)} di {unit}"[:120]


def condition(trouble: str, unit: str, chance: Random) -> str:
    return (
        f"Contoh: sejak {chance.choice(_SINCE)}, {trouble.lower()} di {unit} {chance.choice(_FLAWS)}."
        f" Akibatnya {chance.choice(_EFFECTS)} dan {chance.choice(_EFFECTS)}."
    )


def cause(chance: Random) -> str:
    first, second = chance.sample(_CAUSES, 2)
    return f"Contoh: {first}, dan {second}."
