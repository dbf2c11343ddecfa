"""Intervals that R's tests do not give. python3 make_vectors.py

score.csv: the score interval of the difference of two Poisson rates, with no
formula for the restricted estimates: the profile likelihood is maximised by
finding the root of its derivative, and the interval's ends are roots of the
score test, all in mpmath at 50 digits.
effective.csv: the interval of a ratio and the bound of a rate for counts that
are not whole, from binomial and Poisson tails as integrals, by root finding.
"""
import pathlib

import mpmath as mp

mp.mp.dps = 50
HERE = pathlib.Path(__file__).parent
COUNTS = (0, 1, 2, 7, 60, 1200, 250000)
AREAS = ((1.0, 1.0), (3.2, 11.7), (40.0, 0.35))
EFFECTIVE = (1.0, 1.3, 4.75, 33.25, 810.5)


def bisect(function, low, high):
    """The root of a function that is negative at low, positive at high."""
    for _ in range(180):
        middle = (low + high) / 2
        if function(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def restricted(n1, a1, n2, a2, d):
    """The most likely rate before, when the rate after is d more."""
    least = max(mp.mpf(0), -d)

    def slope(x):
        value = -a1 - a2
        if n1:
            value += n1 / x
        if n2:
            value += n2 / (x + d)
        return value

    tiny = mp.mpf(10) ** -45
    if slope(least + tiny) <= 0:
        return least
    most = least + (n1 + n2 + 1) / (a1 + a2)
    return bisect(lambda x: -slope(x), least + tiny, most)


def score_end(n1, a1, n2, a2, sign, z):
    observed = n2 / a2 - n1 / a1

    def beyond(step):
        d = observed + sign * step
        x = restricted(n1, a1, n2, a2, d)
        return step ** 2 - z ** 2 * (x / a1 + (x + d) / a2)

    most = mp.mpf(1)
    while beyond(most) < 0:
        most *= 2
    return observed + sign * bisect(beyond, mp.mpf(10) ** -40, most)


def number(value):
    return mp.nstr(value, 18) if isinstance(value, mp.mpf) else repr(value)


def write(name, header, rows):
    with open(HERE / name, "w", encoding="utf-8") as out:
        out.write(f"# mpmath {mp.__version__}\n")
        out.write(header + "\n")
        for row in rows:
            out.write(",".join(number(value) for value in row) + "\n")


def score_rows():
    z = -mp.sqrt(2) * mp.erfinv(2 * mp.mpf("0.025") - 1)
    for a1, a2 in AREAS:
        for n1 in COUNTS:
            for n2 in COUNTS:
                given = [mp.mpf(x) for x in (n1, a1, n2, a2)]
                yield (n1, a1, n2, a2, score_end(*given, -1, z),
                       score_end(*given, 1, z))


def share(a, b, tail):
    """The p with I_p(a, b) = tail, and 1 - p."""
    # On the log-odds, so that both have all their digits.
    def excess(odds):
        p = 1 / (1 + mp.exp(-odds))
        return mp.betainc(a, b, 0, p, regularized=True) - tail
    odds = bisect(excess, mp.mpf(-60), mp.mpf(60))
    return 1 / (1 + mp.exp(-odds)), 1 / (1 + mp.exp(odds))


def effective_rows():
    tail = mp.mpf("0.025")
    for a1, a2 in AREAS:
        for n1 in EFFECTIVE:
            for n2 in EFFECTIVE:
                p, q = share(mp.mpf(n2), mp.mpf(n1) + 1, tail)
                low = p / q * mp.mpf(a1) / mp.mpf(a2)
                p, q = share(mp.mpf(n2) + 1, mp.mpf(n1), 1 - tail)
                high = p / q * mp.mpf(a1) / mp.mpf(a2)
                upper = bisect(
                    lambda m: mp.gammainc(mp.mpf(n2) + 1, 0, m,
                                          regularized=True) - mp.mpf("0.95"),
                    mp.mpf(0), mp.mpf(10 * n2 + 50)) / mp.mpf(a2)
                yield n1, a1, n2, a2, low, high, upper


if __name__ == "__main__":
    write("score.csv", "count1,area1,count2,area2,low95,high95", score_rows())
    write("effective.csv", "count1,area1,count2,area2,low95,high95,upper2",
          effective_rows())
