"""Indonesian words that say nothing about the matter of a title: particles, pronouns, links, hedges.

Chosen for titles of a few words. The lists made for long texts (Tala's 758 words, Sastrawi's) also take
"masalah", "kurang", "tempat", "air" or "waktu" away, and a short title could be left with nothing.
"""

from __future__ import annotations

from typing import Final

STOPWORDS: Final = frozenset({
    "ada", "adalah", "adanya", "agar", "akan", "akibat", "akibatnya", "antar", "antara", "apa",
    "apabila", "apakah", "atas", "atau", "bagi", "bahkan", "bahwa", "banyak", "banyaknya", "beberapa",
    "begitu", "belum", "berbagai", "bila", "bisa", "bukan", "cukup", "dalam", "dan", "dapat", "dari",
    "demi", "dengan", "di", "dia", "dimana", "dong", "guna", "hal", "hampir", "hanya", "harus",
    "hingga", "ia", "ialah", "ini", "itu", "jadi", "jika", "juga", "kadang", "kalau", "kami", "karena",
    "ke", "kepada", "ketika", "kita", "kok", "lagi", "lah", "lain", "lainnya", "lebih", "maka", "makin",
    "masih", "maupun", "melalui", "mereka", "merupakan", "namun", "nya", "oleh", "pada", "padahal",
    "para", "per", "perlu", "perlunya", "pula", "pun", "saat", "saja", "saling", "sampai", "sang",
    "sangat", "sebab", "sebagai", "sebuah", "secara", "sedang", "sehingga", "sejak", "sejumlah",
    "selain", "selalu", "seluruh", "semakin", "sementara", "semua", "seperti", "sering", "seringnya",
    "serta", "sesuai", "setiap", "si", "suatu", "sudah", "supaya", "tak", "tapi", "telah", "tentang",
    "tentu", "terhadap", "terkait", "terlalu", "terlebih", "tersebut", "tetap", "tetapi", "tiap",
    "tidak", "tidaknya", "untuk", "yaitu", "yakni", "yang",
})  # fmt: skip
