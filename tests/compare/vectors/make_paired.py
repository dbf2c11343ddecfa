"""Writes paired_counted.csv: the same as paired_r.csv, counted out.

    python3 make_paired.py      in this folder; SciPy 1.10.1

Every way to give signs to the ranks is tried, 2^n of them, in fractions, so
ties, zeros and what an interval covers need no theory. Where SciPy has an exact
answer (no ties, no zeros) the two are held against each other.
"""
import fractions
import itertools
import random

import scipy.stats

ALPHA = fractions.Fraction(5, 100)


def doubled_ranks(sizes):
    """Twice the mid-ranks."""
    return [sum(2 * (s < t) + (s == t) for s in sizes) + 1 for t in sizes]


def sums(ranks):
    """The sums of all subsets."""
    return [sum(c) for c in itertools.product(*((0, r) for r in ranks))]


def test(x):
    ranked = [(r, d) for r, d in zip(doubled_ranks([abs(d) for d in x]), x)
              if d != 0]
    total = sum(r for r, _ in ranked)
    observed = sum(r for r, d in ranked if d > 0)
    every = sums([r for r, _ in ranked])
    far = sum(abs(2 * s - total) >= abs(2 * observed - total) for s in every)
    return observed / 2, far / len(every)


def interval(x):
    """Shifts that the test of untied differences does not reject."""
    n = len(x)
    walsh = sorted((x[i] + x[j]) / 2 for i in range(n) for j in range(i, n))
    every = sorted(sums(range(1, n + 1)))
    k = max(k for k in range(1, len(walsh))
            if fractions.Fraction(2 * sum(s < k for s in every),
                                  len(every)) <= ALPHA)
    middle = len(walsh) // 2
    estimate = (walsh[middle] if len(walsh) % 2 else
                (walsh[middle - 1] + walsh[middle]) / 2)
    return estimate, walsh[k - 1], walsh[-k]


def held_against_scipy(x, p):
    sizes = [abs(d) for d in x]
    if 0 in sizes or len(set(sizes)) < len(sizes):
        return
    theirs = scipy.stats.wilcoxon(x, mode="exact").pvalue
    assert abs(theirs - p) < 1e-14, (x, theirs, p)


def samples():
    rng = random.Random(19)
    for n in (6, 7, 8, 10, 13):
        for spread in (1, 3, 1000):
            yield [float(rng.randint(-spread, spread + 1)) for _ in range(n)]
        yield [rng.gauss(1, 2) for _ in range(n)]
    yield [0.0] * 7
    yield [-2.5] * 6
    yield [0.0] * 5 + [1.0, -1.0]


def main():
    with open("paired_counted.csv", "w", encoding="ascii") as out:
        print("by,differences,positive_rank_sum,p_value,estimate,low,high",
              file=out)
        for x in samples():
            w, p = test(x)
            held_against_scipy(x, p)
            print("counted", " ".join(map(repr, x)), w, repr(p),
                  *map(repr, interval(x)), sep=",", file=out)


if __name__ == "__main__":
    main()
