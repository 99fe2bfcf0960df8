"""The sample repository of the team's story: three languages, four formats, own texts; damage, and where it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

LANGUAGES = ("de", "es", "fr")

GUIDES = {
    "de": (
        "Die Fähre nach Norden legt jeden Morgen um neun Uhr ab.",
        "Wer ein Fahrrad mitnimmt, stellt es unten bei den Rampen ab.",
        "Bei Sturm bleibt das Schiff im Hafen, und die Karten gelten am nächsten Tag.",
        "Kinder unter sechs Jahren fahren ohne Karte mit.",
    ),
    "es": (
        "El barco del norte sale todas las mañanas a las nueve.",
        "Quien lleva una bicicleta la deja abajo, junto a las rampas.",
        "Con temporal el barco se queda en el puerto y los billetes valen al día siguiente.",
        "Los niños menores de seis años viajan sin billete.",
    ),
    "fr": (
        "Le bateau du nord part tous les matins à neuf heures.",
        "Les passagers qui ont un vélo le laissent en bas, près des rampes.",
        "Par gros temps le bateau reste au port et les billets restent valables le lendemain.",
        "Les enfants de moins de six ans voyagent sans billet.",
    ),
}
"""The guide of each language, a paragraph a sentence."""

MESSAGES = {
    "de": {
        "greeting": "Guten Morgen, {name}, Ihre Karte liegt bereit.",
        "delay": "Die Abfahrt verschiebt sich wegen des Wetters um eine Stunde.",
        "gate": "Bitte warten Sie am Tor, bis die Schranke hochgeht.",
    },
    "es": {
        "greeting": "Buenos días, {name}, su billete está listo.",
        "delay": "La salida se retrasa una hora por culpa del tiempo.",
        "gate": "Espere junto a la puerta hasta que suba la barrera.",
    },
    "fr": {
        "greeting": "Bonjour, {name}, votre billet est prêt.",
        "delay": "Le départ est retardé d'une heure à cause du mauvais temps.",
        "gate": "Attendez près de la porte que la barrière se lève.",
    },
}
"""The messages of each language, by their keys."""

CONFIGURATION = """\
languages = ["de", "es", "fr"]

[[pairs]]
suspect = "docs/{lang}/**/*.md"
reference = "reviewed/docs/{lang}/**/*.md"

[[pairs]]
suspect = "locale/{lang}.{kind}"
reference = "reviewed/locale/{lang}.{kind}"
"""


class Place(NamedTuple):
    """Where something stands in a file, both counted from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True)
class Damage:
    """Words of a file that come three times in a row instead of once."""

    file: str
    word: str

    @property
    def garbled(self) -> str:
        return f"{self.word} {self.word} {self.word}"

    def do(self) -> Place:
        """Garble the file and say where."""
        path = Path(self.file)
        text = path.read_text(encoding="utf-8")
        assert text.count(self.word) == 1
        text = text.replace(self.word, self.garbled)
        path.write_text(text, encoding="utf-8")
        before = text[: text.index(self.garbled)]
        return Place(self.file, before.count("\n") + 1, len(before) - before.rfind("\n"))

    def undo(self) -> None:
        path = Path(self.file)
        path.write_text(path.read_text(encoding="utf-8").replace(self.garbled, self.word), encoding="utf-8")


def put(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_repository() -> None:
    """Write the configuration, every file of every language, and its reviewed copy."""
    put("mtqa.toml", CONFIGURATION)
    for lang in LANGUAGES:
        for folder in ("", "reviewed/"):
            put(f"{folder}docs/{lang}/guide.md", markdown(GUIDES[lang]))
            put_messages(folder, lang, MESSAGES[lang])


def put_messages(folder: str, lang: str, messages: dict[str, str]) -> None:
    put(f"{folder}locale/{lang}.po", po(lang, messages))
    put(f"{folder}locale/{lang}.json", json.dumps(messages, ensure_ascii=False, indent=2) + "\n")
    put(f"{folder}locale/{lang}.xlf", xliff(lang, messages))


def markdown(sentences: tuple[str, ...]) -> str:
    head = "---\ntitle: ferry\n---\n\n"
    return head + "\n\n".join(sentences) + "\n\n```\nmake ferry\n```\n"


def po(lang: str, messages: dict[str, str]) -> str:
    head = f'msgid ""\nmsgstr ""\n"Language: {lang}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return head + "".join(f'\nmsgid "{key}"\nmsgstr "{text}"\n' for key, text in messages.items())


def xliff(lang: str, messages: dict[str, str]) -> str:
    units = "".join(
        f'      <trans-unit id="{key}">\n        <source>{key}</source>\n'
        f"        <target>{escape(text)}</target>\n      </trans-unit>\n"
        for key, text in messages.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
        f'  <file original="app" source-language="en" target-language="{lang}" datatype="plaintext">\n    <body>\n'
        f"{units}    </body>\n  </file>\n</xliff>\n"
    )
