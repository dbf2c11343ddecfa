"""Figures as tables for reading. A figure that cannot be said is a dash."""


def _number(figures, name, form):
    return format(figures[name], form) if name in figures else "-"


def _with_chance(figures, radius):
    f1 = _number(figures, f"f1 {radius} um", ".3f")
    chance = _number(figures, f"chance {radius} um", ".2f")
    return f"{f1} ({chance})"


AGREEMENT = (
    ("F1 2.5 um (chance)", lambda f: _with_chance(f, 2.5)),
    ("F1 4 um (chance)", lambda f: _with_chance(f, 4.0)),
    ("positive", lambda f: _number(f, "f1 positive", ".3f")),
    ("negative", lambda f: _number(f, "f1 negative", ".3f")),
    ("class", lambda f: _number(f, "class accuracy", ".1%")),
    ("count", lambda f: _number(f, "count bias percent", "+.1f") + " %"),
    ("% positive off", lambda f: _number(f, "percent positive error", ".1f")),
    ("recall", lambda f: _number(f, "recall", ".3f")),
)
STEADINESS = (
    ("count changes by", lambda f: _number(f, "count change", "+.1%")),
    ("worst picture", lambda f: _number(f, "worst count change", "+.1%")),
)
EMPTINESS = (
    ("false cells/mm2", lambda f: _number(f, "false per mm2", ".1f")),
    ("false positive/mm2",
     lambda f: _number(f, "false positive per mm2", ".1f")),
)


def show(results):
    """results: set name -> method name -> figures."""
    steady = {s: m for s, m in results.items()
              if any("count change" in f for f in m.values())}
    empty = {s: m for s, m in results.items() if s.startswith("empty/")}
    rest = {s: m for s, m in results.items() if s not in steady | empty}
    for title, columns, part in (
            ("Agreement with marked cells", AGREEMENT, rest),
            ("The same scenes, changed", STEADINESS, steady),
            ("Scenes without a cell", EMPTINESS, empty)):
        if part:
            print(f"{title}\n")
            _table(columns, part)
            print()


def _table(columns, results):
    lines = [["set", "method", *(head for head, _ in columns)]]
    for name, methods in results.items():
        for method, figures in methods.items():
            cells = [cell(figures) for _, cell in columns]
            lines.append([name, method, *cells])
            name = ""
    widths = [max(map(len, column)) for column in zip(*lines)]
    for line in lines:
        words = [text.ljust(width) if i < 2 else text.rjust(width)
                 for i, (text, width) in enumerate(zip(line, widths))]
        print("  ".join(words).rstrip())
