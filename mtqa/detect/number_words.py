"""Number words, magnitudes, units and months of five languages: tables for `numerals`, and how two of their words make one.

Source: own lists; German, French, Spanish and Italian have the words that news and manuals use most. Other languages
have their digits only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T", float, str)


def _counted(words: str, start: int = 0, step: int = 1) -> dict[str, float]:
    return {word: float(start + step * at) for at, word in enumerate(words.split())}


def _alike(words: str, value: T) -> dict[str, T]:
    return dict.fromkeys(words.split(), value)


CARDINALS: dict[str, dict[str, float]] = {
    "en": {
        **_counted("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"),
        **_counted("sixteen seventeen eighteen nineteen", 16),
        **_counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    },
    "de": {
        **_counted("null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"),
        **_counted("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10),
    },
    "fr": {
        **_counted("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
        **_counted("vingt trente quarante cinquante soixante", 20, 10),
    },
    "es": {
        **_counted("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"),
        **_counted("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 20, 10),
    },
    "it": {
        **_counted(
            "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici"
        ),
        **_counted("venti trenta quaranta cinquanta sessanta settanta ottanta novanta", 20, 10),
    },
}
"""Language -> cardinal -> value: what digits may be written as."""

OTHERS: dict[str, dict[str, float]] = {
    "en": {
        **{word + ("es" if word.endswith("x") else "s"): at for word, at in CARDINALS["en"].items() if 1 < at < 20},
        **_counted("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth", 1),
        **_counted("fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 14),
        **_counted("thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth", 30, 10),
        **_alike("thousandth", 1e3),
        **_alike("millionth", 1e6),
        **_counted("twenties thirties forties fifties sixties seventies eighties nineties", 20, 10),
        **_alike("both couple pair twice twin double doubled duo", 2.0),
        **_alike("triple tripled thrice trio", 3.0),
        **_alike("once single", 1.0),
        **_alike("half halves", 50.0),
        **_alike("decade decades", 10.0),
        **_alike("noon", 12.0),
        **_alike("quarter quarters", 25.0),
        **_alike("century centuries", 100.0),
        **_alike("quadruple", 4.0),
        **_alike("day days daily", 24.0),
        **_alike("week weeks weekly", 7.0),
        **_alike("year years annual yearly", 12.0),
        **_alike("hour hours hourly", 60.0),
        **_alike("centennial centenary centenarian", 100.0),
    },
    "de": {"beide": 2.0, "halb": 50.0, "hälfte": 50.0, "jahrzehnt": 10.0, "jahrhundert": 100.0},
    "fr": {"moitié": 50.0, "demi": 50.0, "décennie": 10.0, "siècle": 100.0, "premier": 1.0},
    "es": {"mitad": 50.0, "medio": 50.0, "década": 10.0, "siglo": 100.0, "primero": 1.0},
    "it": {"metà": 50.0, "mezzo": 50.0, "decennio": 10.0, "secolo": 100.0, "primo": 1.0},
}
"""Language -> ordinals and words with a number in them: they may answer for a number and are never asked for one."""

ROMAN: dict[str, float] = _counted("ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi", 2)
"""Roman numerals from two up, case-folded: they may answer for a number (`Part II`) and are never asked for one."""

MAGNITUDES: dict[str, float] = {
    **_alike("dozen dutzend douzaine docena dozzina", 12.0),
    **_alike("hundred hundreds hundert ciento", 1e2),
    **_alike("thousand thousands k tausend mille mil", 1e3),
    **_alike("million millions milion mn mln mio millionen millones milione milioni", 1e6),
    **_alike(
        "billion billions billon bilion bn bln mrd milliarde milliarden milliard milliards miliardo miliardi", 1e9
    ),
    **_alike("trillion trillions tn tln trn", 1e12),
}
"""Magnitude -> factor. Long-scale billions are left to the reader: both texts are in one language."""

VAGUE: dict[str, float] = {
    **_alike("tens dozens zehntausende dizaines decenas decine", 1e1),
    **_alike("hundreds hunderte centaines cientos centinaia", 1e2),
    **_alike("thousands tausende milliers miles migliaia", 1e3),
    **_alike("millions millionen millones milioni", 1e6),
    **_alike("billions milliarden milliards miliardi", 1e9),
}
"""Plural -> order of magnitude, as in `tens of billions`."""

UNITS: dict[str, str] = {
    **_alike("% percent pct percentage prozent", "%"),
    **_alike("$ dollar dollars usd bucks dólares", "$"),
    **_alike("€ euro euros eur", "€"),
    **_alike("£ gbp sterling", "£"),
    **_alike("yuan rmb renminbi", "yuan"),
    **_alike("yen jpy", "yen"),
    **_alike("₽ rouble roubles ruble rubles rub", "ruble"),
    **_alike("km kilometer kilometers kilometre kilometres", "km"),
    **_alike("mile miles mi", "mile"),
    **_alike("cm centimeter centimeters centimetre centimetres", "cm"),
    **_alike("mm millimeter millimeters millimetre millimetres", "mm"),
    **_alike("kg kilo kilos kilogram kilograms kilogramm", "kg"),
    **_alike("mg milligram milligrams milligramm", "mg"),
    **_alike("µg μg mcg microgram micrograms", "µg"),
    **_alike("g gram grams gramm", "g"),
    **_alike("ml milliliter milliliters millilitre millilitres", "ml"),
    **_alike("second seconds sec sekunden", "second"),
    **_alike("minute minutes min mins minuten", "minute"),
    **_alike("hour hours hr hrs stunden heures horas ore", "hour"),
    **_alike("day days tage tagen jours días giorni", "day"),
    **_alike("week weeks wochen semaines semanas settimane", "week"),
    **_alike("month months monate monaten mois meses mesi", "month"),
    **_alike("year years yr yrs jahre jahren ans années años anni", "year"),
}
"""Unit as written, case-folded -> unit: two different ones behind one number are a mistake."""

_ENGLISH_MONTHS = "january february march april may june july august september october november december"
ENGLISH_MONTHS = frozenset(_ENGLISH_MONTHS.split())

MONTHS: dict[str, float] = {
    **_counted(_ENGLISH_MONTHS, 1),
    **_counted("jan feb mar apr may jun jul aug sep oct nov dec", 1),
    **_counted("januar februar märz april mai juni juli august september oktober november dezember", 1),
    **_counted("janvier février mars avril mai juin juillet août septembre octobre novembre décembre", 1),
    **_counted("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", 1),
    **_counted("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre", 1),
}
"""Month -> number: it answers for a date in digits."""

TENS, LEAST_FACTOR = 20.0, 100.0
"""Smallest number that an ordinal adds to, `twenty-first`, and smallest ordinal that counts how many of it: `seven-hundredth`."""


def ranked(left: float, right: float) -> Iterator[float]:
    """Read `thirty-ninth` and `seven-thousandth`; nothing else, `one-third` least of all."""
    if right >= LEAST_FACTOR:
        yield left * right
    elif left >= TENS > right:
        yield left + right
