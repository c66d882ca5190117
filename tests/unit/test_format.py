"""Numbers, money and times as people in Indonesia write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.texts import format as texts

AT = datetime(2026, 8, 17, 3, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1234.5, "1.234,5"),
        (1234, "1.234"),
        (0, "0"),
        (-0.0, "0"),
        (-0.001, "0"),
        (-1234.56, "-1.234,56"),
        (0.1 + 0.2, "0,3"),
        (1e22, "10.000.000.000.000.000.000.000"),
        (Decimal("12.345"), "12,34"),  # a half goes to the even digit
        (Fraction(1, 3), "0,33"),
        (100, "100"),
    ],
)
def test_writes_a_number_with_points_and_a_comma(value, written):
    assert texts.number(value) == written


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_refuses_to_write_what_is_no_number(value):
    with pytest.raises(ValueError, match="finite"):
        texts.number(value)


@pytest.mark.parametrize(("value", "written"), [(2.5, "3"), (-2.5, "-3"), (1234.4, "1.234"), (-0.2, "0")])
def test_rounds_a_half_away_from_zero_where_whole_numbers_are_shown(value, written):
    assert texts.whole(value) == written


def test_writes_rupiah_with_a_space_that_does_not_break():
    assert texts.rupiah(1_500_000) == "Rp\u00a01.500.000"
    assert texts.rupiah(-5) == "-Rp\u00a05"


@given(st.integers(-(10**25), 10**25))
def test_reads_every_whole_number_it_writes(value):
    assert texts.read_number(texts.number(value)) == value


@given(st.decimals(-(10**12), 10**12, places=2))
def test_reads_every_decimal_number_it_writes(value):
    assert texts.read_number(texts.number(value)) == float(value)


@given(st.integers(0, 10**20))
def test_reads_every_amount_of_rupiah_it_writes(value):
    assert texts.read_number(texts.rupiah(value)) == value


@given(st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_can_be_written(value):
    assert texts.number(value).strip("-0123456789.,") == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.500.000", 1_500_000),
        ("1500000", 1_500_000),
        (" Rp. 1.500.000 ", 1_500_000),
        ("rp1500", 1500),
        ("1.234", 1234),
        ("1.5", 1.5),
        ("12,75", 12.75),
        ("7,0", 7),
        ("-3", -3),
    ],
)
def test_reads_what_people_type(typed, meant):
    found = texts.read_number(typed)

    assert found == meant
    assert type(found) is type(meant)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Rp",
        "1,5,0",
        "1.50.000",
        "1.500.00,",
        "satu",
        "1e5",
        "٣",
        "--1",
        "9" * 41,
        "9" * 100_000,
        "=1+1",
        "1/2",
    ],
)
def test_does_not_guess_what_is_no_number(typed):
    assert texts.read_number(typed) is None


@given(st.text(max_size=30))
def test_reading_never_fails(typed):
    assert texts.read_number(typed) is None or isinstance(texts.read_number(typed), int | float)


def test_writes_a_date_in_words():
    assert texts.date_(date(2026, 8, 17)) == "17 Agustus 2026"
    assert {texts.date_(date(2026, month, 1)).split()[1] for month in range(1, 13)} == set(texts.MONTHS)


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Asia/Jakarta", "17 Agustus 2026 10.32 WIB"),
        ("Asia/Makassar", "17 Agustus 2026 11.32 WITA"),
        ("Asia/Jayapura", "17 Agustus 2026 12.32 WIT"),
    ],
)
def test_a_moment_is_written_on_the_citys_clock_with_its_zone(zone, written):
    assert texts.moment(AT, zone) == written
    assert texts.until(AT, zone) == f"sampai {written}"


@given(
    st.datetimes(datetime(2000, 1, 2), datetime(2100, 1, 1)),
    st.sampled_from(sorted(texts.ZONE_LABELS)),
    st.integers(-12, 14),
)
def test_the_zone_of_server_or_browser_does_not_matter(local, zone, elsewhere):
    at = local.replace(tzinfo=ZoneInfo(zone))
    seen_elsewhere = at.astimezone(ZoneInfo(f"Etc/GMT{-elsewhere:+d}"))

    assert (
        texts.moment(seen_elsewhere, zone) == f"{texts.date_(local)} {local:%H.%M} {texts.zone_label(zone)}"
    )


def test_the_day_is_the_citys_day():
    assert (
        texts.moment(datetime(2026, 12, 31, 17, 5, tzinfo=UTC), "Asia/Jakarta") == "1 Januari 2027 00.05 WIB"
    )
    assert texts.clock(AT, "Asia/Jakarta") == "10.32"


def test_the_day_that_ends_at_midnight_is_the_one_before_it():
    assert texts.last_day(datetime(2026, 8, 17, 17, tzinfo=UTC), "Asia/Jakarta") == "17 Agustus 2026"


def test_a_moment_without_a_zone_and_a_zone_outside_indonesia_are_refused():
    with pytest.raises(ValueError, match="time zone"):
        texts.moment(datetime(2026, 8, 17), "Asia/Jakarta")
    with pytest.raises(ValueError, match="Asia/Tokyo"):
        texts.moment(AT, "Asia/Tokyo")


def test_a_period_names_a_shared_day_once():
    assert texts.period(AT, AT + timedelta(hours=2), "Asia/Jakarta") == "17 Agustus 2026 10.32 – 12.32 WIB"
    assert (
        texts.period(AT, AT + timedelta(days=2), "Asia/Jakarta")
        == "17 Agustus 2026 10.32 – 19 Agustus 2026 10.32 WIB"
    )


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=3, hours=23), "3 hari lagi"),
        (timedelta(hours=23, minutes=59), "23 jam lagi"),
        (timedelta(minutes=12, seconds=59), "12 menit lagi"),
        (timedelta(seconds=59), "kurang dari satu menit lagi"),
        (timedelta(0), "sudah ditutup"),
        (timedelta(days=-1), "sudah ditutup"),
    ],
)
def test_says_how_long_until_the_end(left, said):
    assert texts.remaining(AT + left, AT) == said


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b, dan c")]
)
def test_lists_words_in_a_sentence(parts, said):
    assert texts.listing(parts) == said
