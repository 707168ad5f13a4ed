"""The setting that names engines a researcher has installed beside kwalicode.

Such as `spacy:nl_core_news_lg, transformers:/models/my-ner`. Here is only looked whether packages
and models are there: nothing is imported that takes long, and nothing is ever downloaded.
"""

import importlib
import json
import os
import re
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from kwalicode.errors import InputError
from kwalicode.model import Language

Package = Literal["spacy", "stanza", "gliner", "transformers"]
PACKAGES: tuple[Package, ...] = get_args(Package)

SPACY_PIPELINES = (
    *(f"nl_core_news_{size}" for size in ("sm", "md", "lg")),
    *(f"en_core_web_{size}" for size in ("sm", "md", "lg", "trf")),
    "xx_ent_wiki_sm",
)
_MANY_LANGUAGES = "xx"  # spaCy's word for it
_MARKS = {"spacy": "meta.json", "gliner": "gliner_config.json", "transformers": "config.json"}


class Engine(NamedTuple):
    """An engine as the setting names it.

    Attributes:
        model: The name of an installed spaCy pipeline, a language for Stanza, or a folder.
    """

    package: Package
    model: str

    def __str__(self) -> str:
        return f"{self.package}:{self.model}"


def installed_engines(language: Language) -> list[str]:
    """Name the engines of this computer that can be found without naming a folder.

    Returns:
        Words for the setting, such as `spacy:nl_core_news_lg` and `stanza:nl`.
    """
    known = [*_automatic(), *_if_there(Engine("stanza", language))]
    return [str(engine) for engine in known if reads(engine, language)]


def parse_engines(setting: str) -> tuple[Engine, ...]:
    """Read the setting and look whether all that it names is there.

    Args:
        setting: `spacy:NAME`, `spacy:FOLDER`, `stanza:nl`, `stanza:en`, `gliner:FOLDER` and
            `transformers:FOLDER`, joined by commas; `auto` stands for every spaCy pipeline of a
            known name that is installed, `none` or nothing for no engine.

    Returns:
        Each engine once, in the order of the setting.

    Raises:
        InputError: A kind of engine is unknown, its package or model is not there, or the model
            reads neither Dutch nor English.

    >>> parse_engines("none")
    ()
    """
    engines: list[Engine] = []
    for part in map(str.strip, setting.split(",")):
        if part.lower() == "auto":
            engines += _automatic()
        elif part.lower() not in {"", "none"}:
            engines.append(_checked(_parsed(part)))
    return tuple(dict.fromkeys(engines))


def check_engines(setting: str) -> None:
    """Refuse a setting that cannot be followed on this computer; see `parse_engines`.

    Raises:
        InputError: As `parse_engines`. Models are not loaded, so a damaged one is found later.
    """
    parse_engines(setting)


def reads(engine: Engine, language: Language) -> bool:
    """Tell whether an engine is for a language.

    GLiNER and transformers do not say which languages a model reads, so they are for all.
    """
    match engine.package:
        case "stanza":
            return engine.model == language
        case "spacy":
            return _spacy_language(engine.model) in {language, _MANY_LANGUAGES}
        case _:
            return True


def stanza_folder(language: str) -> Path | None:
    """Give the folder with Stanza's models, if one for names in a language is in it."""
    if named := os.environ.get("STANZA_RESOURCES_DIR"):
        folders = [Path(named)]
    else:
        folders = [*_stanza_caches(), Path.home() / "stanza_resources"]
    return next((f for f in folders if (f / language / "ner").is_dir()), None)


def _parsed(part: str) -> Engine:
    word, _, model = (piece.strip() for piece in part.partition(":"))
    for package in PACKAGES:
        if word.lower() == package and model:
            return Engine(package, model)
    raise InputError(
        "'{part}' in the setting for engines is no engine; write spacy:, stanza:, gliner: or "
        "transformers: with a model after it, or auto, or none.",
        part=part,
    )


def _checked(engine: Engine) -> Engine:
    if find_spec(engine.package) is None:
        raise InputError(
            "The engine {engine} needs the package {package}, which is not installed; install it "
            "or take the engine out of the setting.",
            engine=engine,
            package=engine.package,
        )
    if not _is_there(engine):
        raise InputError(
            "The model of the engine {engine} is not on this computer; install it, correct its "
            "name or folder, or take the engine out of the setting.",
            engine=engine,
        )
    if not (reads(engine, "nl") or reads(engine, "en")):
        raise InputError(
            "The engine {engine} reads neither Dutch nor English; take it out of the setting.",
            engine=engine,
        )
    return engine


def _automatic() -> list[Engine]:
    return [engine for name in SPACY_PIPELINES for engine in _if_there(Engine("spacy", name))]


def _if_there(engine: Engine) -> list[Engine]:
    return [engine] if find_spec(engine.package) and _is_there(engine) else []


def _is_there(engine: Engine) -> bool:
    if engine.package == "stanza":
        return stanza_folder(engine.model) is not None
    is_folder = (Path(engine.model) / _MARKS[engine.package]).is_file()
    return is_folder or (engine.package == "spacy" and _is_installed(engine.model))


def _is_installed(pipeline: str) -> bool:
    """Tell what `spacy.util.is_package` tells, which takes a second to import."""
    try:
        distribution(pipeline)
    except PackageNotFoundError:
        return False
    return True


def _spacy_language(model: str) -> str:
    meta = Path(model) / "meta.json"
    if not meta.is_file():
        return model.partition("_")[0]  # spaCy starts the name of a package with its language
    try:
        return str(json.loads(meta.read_text(encoding="utf-8"))["lang"])
    except (ValueError, LookupError, TypeError):
        return ""


def _stanza_caches() -> list[Path]:
    """Give where newer releases of Stanza keep models, newest first."""
    if find_spec("platformdirs") is None:  # older releases do not use it
        return []
    cache = importlib.import_module("platformdirs").user_cache_path("stanza", "StanfordNLP")
    return sorted(cache.glob("*/resources"), key=_version, reverse=True)


def _version(resources: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", resources.parent.name)]
