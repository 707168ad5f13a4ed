"""What words mean, by models that somebody put on this computer; without one nothing changes.

The variable `KWALICODE_EMBEDDINGS` names spaCy pipelines with word vectors, joined by commas: the
names of installed packages (`nl_core_news_md, en_core_web_md`) or folders. Words that are used in
the same places have nearly the same vector (Mikolov et al. 2013), so that texts can be alike that
share few words. Nothing is ever downloaded.
"""

import os
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from kwalicode.errors import InputError
from kwalicode.model import Language

SETTING = "KWALICODE_EMBEDDINGS"


class Model(NamedTuple):
    """Vectors for the words of a language.

    Attributes:
        name: What spaCy calls the pipeline, with its version.
        vectors: Gives shape (words, dimensions); a word that it does not know is all zeros.
    """

    name: str
    language: str
    vectors: Callable[[Sequence[str]], np.ndarray]


def local_model(language: Language) -> Model | None:
    """Give the model for a language that the setting names; None where there is none.

    Raises:
        InputError: The setting names what is not on this computer, or has no vectors.
    """
    names = (name.strip() for name in os.environ.get(SETTING, "").split(","))
    models = (_load(name) for name in names if name)
    return next((one for one in models if one.language == language), None)


def told(engine: str, language: Language) -> str:
    """Name an engine and the model it used, for the origin of a suggestion."""
    model = local_model(language)
    return f"{engine}, {model.name} by rarity" if model else engine


@lru_cache(maxsize=4)
def _load(name: str) -> Model:
    import spacy  # slow to import

    try:
        pipeline = spacy.load(name, exclude=["tok2vec", "tagger", "parser", "lemmatizer", "ner"])
    except (OSError, ValueError, ImportError) as error:
        raise InputError(
            "{setting} names a model that is not on this computer or cannot be read; give the name "
            "of an installed spaCy pipeline or a folder with one, or take the setting away.",
            setting=SETTING,
        ) from error
    vocabulary = pipeline.vocab
    if not vocabulary.vectors_length:
        raise InputError(
            "The model that {setting} names has no word vectors; choose one that has them, such as "
            "those whose names end in _md or _lg.",
            setting=SETTING,
        )

    def vectors(words: Sequence[str]) -> np.ndarray:
        found = [vocabulary.get_vector(word) for word in words]
        return np.array(found, dtype=np.float32).reshape(len(words), vocabulary.vectors_length)

    meta = pipeline.meta
    called = f"{meta['lang']}_{meta['name']} {meta['version']}"
    return Model(called, meta["lang"], vectors)
