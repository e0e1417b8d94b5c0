"""One line of the table: what was to be reached, and what was."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A figure beside its goal, where it has one. ``most``: the goal is the highest allowed value."""

    what: str
    figure: float
    goal: float | None
    most: bool = False
    unit: str = ""
    how: str = ""  # from what it was computed

    @property
    def met(self) -> bool:
        """Compare what was measured, before it is rounded for a reader."""
        if self.goal is None:
            return True
        return self.figure <= self.goal if self.most else self.figure >= self.goal

    def __str__(self) -> str:
        figure = f"{self.what:<58}{shown(self.figure):>8} {self.unit:<4}"
        if self.goal is None:
            return f"       {figure}{'no goal':>11}   {self.how}"
        word = "at most" if self.most else "at least"
        return f"{'met   ' if self.met else 'MISSED'} {figure}{word:>9} {self.goal:g}   {self.how}"


def shown(figure: float) -> str:
    """Return a figure with three digits that count."""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"
