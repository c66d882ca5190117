"""The names of the pages and what stands around them. ``{region}``: the city's own word, kota or kabupaten."""

APPLICATION = "Rembuk"
SECTIONS = {"": "", "work": "Kerja Diskominfo", "settings": "Pengaturan"}
TITLES = {
    "beranda": "Beranda",
    "masalah": "Masalah",
    "solusi": "Solusi",
    "excel": "Excel dan kertas",
    "kabar": "Kabar",
    "riwayat": "Riwayat",
    "tanda_terima": "Tanda terima",
    "lembar": "Lembar unit",
    "menilai": "Menilai",
    "agregat": "Gambaran {region}",
    "prioritas": "Prioritas",
    "tahapan": "Tahapan",
    "tinjau": "Tinjau",
    "gabung": "Gabung dan pisah",
    "atas_nama": "Atas nama unit",
    "putaran": "Putaran suara",
    "penilai": "Penilai",
    "draf": "Draf yang terhenti",
    "unduh": "Unduh data",
    "catatan_peristiwa": "Catatan peristiwa",
    "akun": "Akun",
    "orang": "Akun seseorang",
    "impor": "Impor akun",
    "slip": "Slip kata sandi",
    "pertanyaan": "Pertanyaan",
    "sektor": "Sektor unggulan",
    "persetujuan": "Persetujuan",
    "aturan": "Aturan akses",
    "kamus": "Kamus singkatan",
}


def title(address: str, region: str) -> str:
    """``Gambaran kabupaten``; region as the city writes it, e.g. ``Kabupaten``."""
    return TITLES[address].format(region=region.lower())
