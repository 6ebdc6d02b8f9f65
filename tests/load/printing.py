"""How the benchmarks say what they have measured."""

from tests.load.client import Outcome


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def line(
    name: str,
    rate: float,
    outcome: Outcome | None = None,
    cpu: float | None = None,
    late: int = 99,
) -> None:
    """Print a measurement: a second, milliseconds at p50 and ``late``, CPU each."""
    text = f"  {name:<36}{rate:>9,.0f}/s"
    if outcome is not None and cpu is not None:
        p50, last = outcome.percentile(0.5), outcome.percentile(late / 100)
        text += f"   p50 {p50:6.1f} ms   p{late} {last:6.1f} ms"
        text += f"   CPU {1000 * cpu:6.3f} ms"
    say(text)


def ratio(name: str, value: float, note: str = "") -> None:
    """Print a ratio."""
    say(f"  = {name}: {value:.2f}" + (f"  ({note})" if note else ""))
