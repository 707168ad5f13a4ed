"""What the sentences for a methods section tell of the numbers of the page Saturation."""

from datetime import date, datetime

from kwalicode.analysis.saturation import NewInformation
from kwalicode.errors import UndefinedError
from kwalicode.report.saturation_sentence import ToldSaturation
from kwalicode.store.saturation import Choice
from kwalicode.workflows.saturation.state import Saturation


def told(found: Saturation) -> ToldSaturation:
    """Give what the sentences for the methods section tell."""
    choice, numbers, summary = found.choice, found.numbers, found.numbers.summary
    rate = summary.rate if isinstance(summary.rate, NewInformation) else None
    chao2 = None if isinstance(numbers.chao2, UndefinedError) else numbers.chao2
    return ToldSaturation(
        summary.n_interviews,
        summary.n_codes,
        choice.kind,
        "import" if found.caveats.is_undated else choice.order,
        *choice[:3],
        chosen_day(choice),
        found.is_first,
        rate is not None,
        rate.notation if rate else "",
        rate.reopened_at if rate else None,
        None if isinstance(summary.coverage, UndefinedError) else summary.coverage,
        summary.n_once,
        summary.n_twice,
        chao2.value if chao2 else None,
        (chao2.low, chao2.high) if chao2 else None,
        numbers.n_next,
        None if isinstance(numbers.next_codes, UndefinedError) else numbers.next_codes,
    )


def chosen_day(choice: Choice) -> date:
    """Give the day of a choice on this computer's calendar."""
    return datetime.fromisoformat(choice.chosen_at).astimezone().date()
