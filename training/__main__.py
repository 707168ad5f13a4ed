"""`python -m training nl --data FOLDER` trains the learned layer of one language."""

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from kwalicode.deid import learned
from kwalicode.model import Language
from training.examples import Example, fragments, read_bio, read_conllu, spoken
from training.fit import Sentence, fit, measure, save, sentence
from training.templates import write_sentences

SEED = 20261125
_HELD_OUT = 10
"""One sentence of each so many of a corpus is kept apart."""
_N_EACH = 25
_ROUNDS: dict[Language, int] = {"nl": 8, "en": 4}


def corpus(language: Language, folder: Path) -> Iterator[Example]:
    """Read all files of a language: `*.conllu` for Dutch, `btc.*` for English."""
    if language == "nl":
        for path in sorted(folder.glob("*.conllu")):
            yield from read_conllu(path)
    else:
        for path in sorted(folder.glob("btc.*")):
            yield from read_bio(path)


def both_ways(examples: Iterable[Example], language: Language) -> list[Sentence]:
    """Take each text as it is written and as speech recognition would write it."""
    written = list(examples)
    texts = [*written, *map(spoken, written)]
    return [sentence(example, language) for example in texts if example.text.strip()]


def one_way(
    examples: Iterable[Example], language: Language, chance: random.Random
) -> Iterator[Sentence]:
    """Take half of the texts as they are written, half as speech recognition would."""
    for example in examples:
        yield sentence(spoken(example) if chance.random() < 0.5 else example, language)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, fit, measure and write."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("language", choices=get_args(Language))
    parser.add_argument("--data", type=Path, required=True, help="folder with the corpora")
    parser.add_argument(
        "--out", type=Path, default=Path(learned.__file__).parent / "models", help="of the weights"
    )
    parser.add_argument("--rounds", type=int, help="through all sentences")
    options = parser.parse_args(arguments)
    language: Language = options.language
    examples = list(corpus(language, options.data))
    if not examples:
        parser.error("There is no corpus of this language in the folder of --data.")
    held_out = both_ways(examples[::_HELD_OUT], language)
    chance = random.Random(SEED)  # noqa: S311
    taught = [example for place, example in enumerate(examples) if place % _HELD_OUT]
    known = both_ways(taught, language)
    known += [sentence(example, language) for example in fragments(taught, chance)]
    written = [*one_way(write_sentences(language, _N_EACH, chance), language, chance)]
    print(f"{len(known)} sentences of corpora, {len(written)} of templates", flush=True)
    model = fit(
        [*known, *written], held_out, n_rounds=options.rounds or _ROUNDS[language], seed=SEED
    )
    half = len(held_out) // 2
    for name, part in (("as written", held_out[:half]), ("lower case", held_out[half:])):
        score = measure(model, part)
        print(f"held out, {name}: {score}, F1 {score.f1:.4f}")
    save(model, options.out / language)


if __name__ == "__main__":
    main()
