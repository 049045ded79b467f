"""How fast the pure reader is: documents per second on one core, and whether time grows in line.

    python -m tests.bench.bench_parse [--documents 300] [--profile]

Prints documents per second for generated dispatches of about 400 words and for the corpus, then
the time per million characters of ever longer texts and of texts made to be slow.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import time
from collections.abc import Callable

from articles.importer.decode import decode
from articles.importer.parse import parse
from articles.importer.record import Context
from tests.corpus_score import MAX_CHARS, TODAY, collections

CONTEXT = Context(today=TODAY)
SUBJECTS = (
    "Le ministre de l'Agriculture, Nguyen Van Hoa,",
    "La directrice du port, Fatou Diallo Sarr,",
    "Le président de la chambre de commerce, Miguel Ortega Fuentes,",
    "L'ambassadeur du Laos au Vietnam, Bounthan Sisouphanh,",
    "Le gouverneur de la province",
    "Mme Diallo",
    "La délégation algérienne",
)
VERBS = ("a souligné", "a rappelé", "a présenté", "a salué", "a demandé", "a reçu mardi 3 mars")
OBJECTS = (
    "la construction d'un pont entre les deux rives du fleuve",
    "les progrès de la coopération économique et culturelle avec la Mongolie",
    "un programme de formation de cent vingt techniciens sud-africains",
    "l'ouverture de nouveaux débouchés pour le riz et le café",
    "les travaux de recherche menés avec l'université de la capitale",
)
ENDS = (
    "dans le cadre des accords signés il y a trois ans",
    "en présence de nombreux représentants des communes",
    "afin de mieux protéger la forêt et les rivières de la région",
    "à l'occasion du 45e anniversaire des relations diplomatiques",
)


def sentence(chance: random.Random) -> str:
    words = " ".join(chance.choice(part) for part in (SUBJECTS, VERBS, OBJECTS, ENDS))
    if chance.random() < 0.15:  # a lost space, as the agency's pages lose them
        position = words.find(" ", chance.randrange(len(words) // 2))
        words = words[:position] + words[position + 1 :]
    return words + "."


def dispatch(seed: int, paragraphs: int = 5) -> str:
    """A dispatch of about 50 words a paragraph with a photo, a signature and two teasers."""
    chance = random.Random(seed)
    headline = f"Coopération : le chantier numéro {seed} avance"
    body = [f"{sentence(chance)} {sentence(chance)}" for _ in range(paragraphs)]
    caption = f"{headline} ảnh 1Vue du chantier depuis la rive gauche. Photo : VNA"
    middle = len(body) // 2
    pieces = [headline, sentence(chance), f"Hanoi, 4 mars (VNA) - {body[0]}", *body[1:middle], caption]
    pieces += [*body[middle:-1], f"{body[-1]} - VNA", "Voir plus"]
    for number in range(2):
        pieces += [
            "Le marché de la ville, un matin de fête. Photo : VNA",
            f"Le marché de la ville rouvre ses portes, édition {number}",
            sentence(chance),
        ]
    return "\n\n".join(pieces) + "\n"


def timed(action: Callable[[], object]) -> float:
    start = time.process_time()  # of this process alone: others may share the machine
    action()
    return time.process_time() - start


def degenerate() -> dict[str, str]:
    """Texts that a careless reader would choke on."""
    story = dispatch(1)
    return {
        "100,000 paragraphs": "Un titre\n\n" + "La pluie tombe sur la plaine.\n\n" * 100_000,
        "1,000 captions": story + "Une vue du port. Photo : VNA\n\n" * 1_000,
        "10,000 teasers": story + "Un titre de plus\n\nUn résumé qui suit.\n\n" * 10_000,
        "headline of 10,000": "A" * 10_000 + "\n\n" + story,
        "one line of 1 MB": "La pluie tombe " * 66_000,
        "1 MB without a blank": "é" * 1_000_000,
        "1 MB of dashes": "A" + "-" * 1_000_000,
        "1 MB of parentheses": "Hanoi (" * 140_000,
        "1 MB of photo marks": "ảnh 1 " * 160_000,
        "1 MB of credits": "Photo : " * 120_000,
        "1 MB of capitals": "Nguyen Van " * 90_000,
        "1 MB of no-break spaces": "\u00a0" * 1_000_000 + "x",
        "1 MB of combining accents": "e" + "\u0301" * 1_000_000,
        "500,000 line ends": "\r\n" * 500_000 + "x",
        "1 MB of digits": "12.345 " * 140_000,
        "1 MB of dates": "mardi 27 juillet 2021 " * 45_000,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    texts = [dispatch(seed) for seed in range(options.documents)]
    words = sum(len(text.split()) for text in texts) / len(texts)
    parse(texts[0], CONTEXT)  # loads the data files
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(lambda: [parse(text, CONTEXT) for text in texts])
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)
        return
    seconds = timed(lambda: [parse(text, CONTEXT) for text in texts])
    print(f"generated, {words:.0f} words each: {len(texts) / seconds:8.0f} documents/s")
    corpus = [decode(data, max_chars=MAX_CHARS).text for _, data, _ in collections()["corpus"]]
    seconds = timed(lambda: [parse(text, CONTEXT) for text in corpus])
    words = sum(len(text.split()) for text in corpus) / len(corpus)
    print(f"corpus, {words:.0f} words each:    {len(corpus) / seconds:8.0f} documents/s")
    for size in (100_000, 500_000, 1_000_000, 5_000_000):
        text = dispatch(7, paragraphs=size // 330)
        seconds = timed(lambda text=text: parse(text, CONTEXT))
        print(f"{len(text):>9,} characters: {seconds:6.2f} s, {seconds / len(text) * 1e6:5.2f} s per million")
    for name, text in degenerate().items():
        seconds = timed(lambda text=text: parse(text, CONTEXT))
        print(f"{name:<26} {seconds:6.2f} s")


if __name__ == "__main__":
    main()
