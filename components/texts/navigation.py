"""The names of the pages and what stands around them."""

APPLICATION = "Rembuk"
SECTIONS = {"": "", "work": "Kerja Diskominfo", "settings": "Pengaturan"}
TITLES = {
    "beranda": "Beranda",
    "masalah": "Masalah",
    "solusi": "Solusi",
    "excel": "Excel dan kertas",
    "riwayat": "Riwayat",
    "tanda_terima": "Tanda terima",
    "lembar": "Lembar unit",
    "menilai": "Menilai",
    "agregat": "Gambaran kota",
    "prioritas": "Prioritas",
    "tahapan": "Tahapan",
    "tinjau": "Tinjau",
    "atas_nama": "Atas nama unit",
    "putaran": "Putaran suara",
    "penilai": "Penilai",
    "akun": "Akun",
    "pertanyaan": "Pertanyaan",
    "sektor": "Sektor unggulan",
    "persetujuan": "Persetujuan",
    "aturan": "Aturan akses",
    "kamus": "Kamus singkatan",
}
