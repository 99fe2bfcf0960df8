"""Own texts for the aligner's tests: a reference, a suspect that renders it sentence by sentence, and strangers."""

from __future__ import annotations

from collections.abc import Iterable

from mtqa.types import Sentence, Span

REFERENCE = (
    "The harbour museum reopened on Saturday",
    "After three years of building work, the harbour museum opened its doors again on Saturday morning.",
    "More than two thousand visitors queued along the quay before the mayor cut the ribbon at ten o'clock.",
    "The new wing, designed by the Danish architect Inge Holm, rests on forty oak piles driven into the mud.",
    "It cost 12.4 million euros, almost twice what the council had planned in 2019.",
    "Critics said that the money should have gone to the leaking school roofs instead.",
    "Inside, the oldest exhibit is a fishing boat that lay under the old fish market for six centuries.",
    "Its planks are kept in a tank of sugar water, because they would crumble in dry air.",
    "Children may touch a copy of the rudder and try to tie the same knots as the crew.",
    "A second hall tells the story of the herring trade with recordings of retired fishermen.",
    "One of them, Ole Brandt, cried when he heard his own voice from 1987.",
    "He had not known that the tapes still existed.",
    "The café on the roof serves smoked eel and a beer that is brewed with seaweed.",
    "Admission is free until the end of June; afterwards adults will pay nine euros.",
)
SUSPECT = (
    "The port museum has opened again on Saturday",
    "After three years of construction works the port museum has again opened its door in Saturday morning.",
    "Over two thousand of visitors stood in the queue along the pier before the mayor has cut the ribbon at ten.",
    "The new wing designed from Danish architect Inge Holm stands on forty oak piles beaten into the mud.",
    "It costed 12.4 millions euro, almost the double of what council planned in 2019.",
    "The critics told that money had to go on leaking roofs of the schools.",
    "Inside the oldest exhibit is the fisher boat which was lying under the old fish market six centuries.",
    "Its boards are held in the tank with sugar water because in dry air they would fall apart.",
    "The kids can touch the copy of rudder and try to bind the same knots like the crew.",
    "The second hall narrates the history of herring trade with the records of pensioned fishermen.",
    "One from them, Ole Brandt, was crying when he has heard own voice from 1987.",
    "He did not know that those tapes still exist.",
    "The coffee on the roof serves the smoked eel and beer brewed with the sea weed.",
    "The entry is free till end of June, after that adults will pay nine euro.",
)
STRANGERS = (
    "Quantum computers need temperatures close to absolute zero.",
    "The chess champion resigned after a blunder on move thirty-one.",
    "Pour the batter into a buttered tin and bake it for forty minutes.",
)
FURNITURE = ("Home", "23", "LEAVE A REPLY", "Share this article")


def sentences(lines: Iterable[str]) -> list[Sentence]:
    """Take one sentence a line, each its own block, as pre-split input does."""
    result, start = [], 0
    for index, line in enumerate(lines):
        result.append(Sentence(index, Span(start, start + len(line)), line, line, index))
        start += len(line) + 1
    return result
