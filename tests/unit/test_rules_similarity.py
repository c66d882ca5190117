"""Which texts may say the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.rules.similarity import LONGEST, SHOWN, THRESHOLD, Corpus, Vocabulary

SYNONYMS = {
    "PJU": "penerangan jalan umum",
    "lampu jalan": "penerangan jalan umum",
    "e-KTP": "ktp elektronik",
    "mampet": "tersumbat",
    "selokan": "drainase",
    "puskesmas": "pusat kesehatan masyarakat",
}
WORDS = Vocabulary(SYNONYMS)

# A title, what another unit may write for the same matter, and a near miss: words shared, another matter.
PAIRS = [
    (
        "PJU padam di sepanjang jalan protokol",
        "Lampu jalan protokol banyak yang mati",
        "Parkir liar di sepanjang jalan protokol",
    ),
    (
        "Selokan mampet menyebabkan genangan",
        "Drainase tersumbat sehingga air tergenang saat hujan",
        "Genangan data ganda pada aplikasi keuangan",
    ),
    (
        "Antrean panjang pencetakan e-KTP",
        "Warga lama mengantre untuk cetak KTP elektronik",
        "Antrean panjang kendaraan di SPBU",
    ),
    (
        "Penumpukan sampah di pasar tradisional",
        "Sampah menumpuk di pasar",
        "Pedagang pasar tradisional belum memakai pembayaran digital",
    ),
    (
        "Data penduduk miskin tidak mutakhir",
        "Pemutakhiran data kemiskinan belum berjalan",
        "Data aset daerah tidak lengkap",
    ),
    (
        "Waktu tunggu pasien puskesmas terlalu lama",
        "Pasien menunggu lama di pusat kesehatan masyarakat",
        "Puskesmas kekurangan tenaga dokter gigi",
    ),
]
TITLES = [title for pair in PAIRS for title in pair[1:]]
CORPUS = Corpus(TITLES, WORDS)

texts = st.text(max_size=150)
COMMON = ("jalan", "rusak", "sampah", "menumpuk", "pasar", "antrean", "warga", "PJU", "e-KTP", "mampet", "di")
indonesian = st.lists(st.sampled_from(COMMON), max_size=12).map(" ".join)
corpora = st.lists(indonesian, min_size=1, max_size=12)
law = settings(deadline=None)


@pytest.mark.parametrize(("title", "same", "near_miss"), PAIRS, ids=lambda text: text[:20])
def test_finds_the_same_matter_in_other_words_before_the_near_miss(title, same, near_miss):
    found = [TITLES[match.position] for match in CORPUS.nearest(title)]

    assert found[0] == same
    assert CORPUS.similarity(title, same) >= THRESHOLD
    assert CORPUS.similarity(title, near_miss) < CORPUS.similarity(title, same)


@pytest.mark.parametrize(
    "title",
    [
        "Tarif retribusi belum daring",
        "Kursi roda bagi lansia",
        "Wi-Fi balai",
        "Guru honorer",
        "x",
        "di yang dan",
    ],
)
def test_shows_nothing_for_a_matter_nobody_has_raised(title):
    assert CORPUS.nearest(title) == []


def test_an_abbreviation_and_its_meaning_are_the_same():
    assert CORPUS.similarity("pju", "Penerangan Jalan Umum") == pytest.approx(1)
    assert CORPUS.similarity("E-KTP!", "ktp elektronik") == pytest.approx(1)


def test_without_the_table_an_abbreviation_says_nothing_of_its_meaning():
    assert Corpus(TITLES, Vocabulary({})).similarity("pju", "penerangan jalan umum") < THRESHOLD


def test_case_accents_signs_and_the_order_of_words_mean_nothing():
    assert CORPUS.similarity("Café: SAMPAH menumpuk", "menumpuk (sampah) cafe") == pytest.approx(1)


def test_an_entry_never_leads_to_another():
    circle = Vocabulary({"got": "selokan", "selokan": "got"})

    assert circle.words("got selokan") == ["selokan", "got"]


def test_the_longest_entry_is_read_first():
    both = Vocabulary({"rumah": "hunian", "rumah sakit": "rs", "sakit": "derita"})

    assert both.words("rumah sakit, rumah sakit jiwa") == ["rs", "rs", "jiwa"]


def test_entries_that_are_no_words_are_passed_over():
    assert Vocabulary({"": "kosong", "--": "garis", "rt": ""}).words("rt -- tiga") == ["tiga"]


def test_no_more_than_three_are_shown_best_first():
    found = Corpus(["sampah pasar", "sampah", "sampah pasar induk", "sampah di pasar"], WORDS).nearest(
        "sampah pasar"
    )

    assert len(found) == SHOWN
    assert [one.position for one in found[:2]] == [0, 3], "the same words, in the order of the corpus"
    assert found[0].similarity == pytest.approx(1)


def test_an_empty_corpus_has_nothing_near():
    assert Corpus([], WORDS).nearest("sampah") == []


def test_a_text_without_end_is_compared_by_its_beginning():
    assert CORPUS.similarity("sampah " * 10_000, ("sampah " * LONGEST)[:LONGEST]) == pytest.approx(1)


# ── laws ────────────────────────────────────────────────────────────────────────────────────────────────────
@law
@given(one=texts | indonesian, other=texts | indonesian)
def test_similarity_is_the_same_from_both_sides_and_between_0_and_1(one, other):
    there, back = CORPUS.similarity(one, other), CORPUS.similarity(other, one)

    assert there == pytest.approx(back)
    assert 0 <= there <= 1


@law
@given(text=texts | indonesian)
def test_a_text_is_wholly_similar_to_itself_or_says_nothing(text):
    assert CORPUS.similarity(text, text) == pytest.approx(1 if WORDS.words(text) else 0)


@law
@given(text=texts)
def test_nothing_is_similar_to_an_empty_text(text):
    assert CORPUS.similarity(text, "") == 0
    assert CORPUS.nearest("") == []


@law
@given(texts=corpora, text=indonesian, how=st.data())
def test_the_order_of_the_corpus_means_nothing(texts, text, how):
    shuffled = how.draw(st.permutations(texts))

    def likeness(corpus):
        return [round(match.similarity, 6) for match in Corpus(corpus, WORDS).nearest(text, at_most=99)]

    assert likeness(texts) == likeness(shuffled)


@law
@given(words=st.lists(st.sampled_from(TITLES[0].split()), max_size=8), how=st.data())
def test_the_order_of_the_words_means_nothing(words, how):
    plain = Vocabulary({})
    text, shuffled = " ".join(words), " ".join(how.draw(st.permutations(words)))

    assert Corpus(TITLES, plain).similarity(text, shuffled) == pytest.approx(1 if plain.words(text) else 0)


@law
@given(texts=corpora, text=indonesian)
def test_searching_and_comparing_agree(texts, text):
    corpus = Corpus(texts, WORDS)

    for match in corpus.nearest(text, at_most=99):
        assert match.similarity == pytest.approx(corpus.similarity(text, texts[match.position]))


@law
@given(synonyms=st.dictionaries(texts, texts, max_size=5), text=texts)
def test_no_table_however_odd_stops_a_text_from_being_read(synonyms, text):
    assert all(isinstance(word, str) for word in Vocabulary(synonyms).words(text))


@given(said=corpora)
def test_every_pair_that_is_alike_is_found_as_the_nearest_would_find_it(said: list[str]) -> None:
    corpus = Corpus(said, WORDS)

    found = {(one, other): round(similarity, 6) for one, other, similarity in corpus.alike(above=0.3)}

    assert found == {
        (one, other): round(corpus.similarity(said[one], said[other]), 6)
        for other in range(len(said))
        for one in range(other)
        if corpus.similarity(said[one], said[other]) >= 0.3
    }
