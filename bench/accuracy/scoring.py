"""How well found cells agree with marked ones. All lengths are um.

Found and marked cells are paired one to one: as many pairs within the radius
as possible, and of those choices the one with the least total distance.
"""
from collections import Counter
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

RADII = (2.5, 4.0)
CLASS_RADIUS = 4.0  # at which classes, and what is left out, are decided
BORDER = 2.0  # a cell that is cut off is marked by one reader and not another
SHIFT = 10.0  # about a cell and a half: what is left is luck
CLASSES = ("positive", "negative")


@dataclass
class Points:
    """Cells: (n, 2) of x and y, and a class for each. Truth knows the classes
    `uncertain` (perhaps no cell) and `undecided` (a cell of either class)."""
    xy: np.ndarray
    classes: np.ndarray

    def __len__(self):
        return len(self.xy)

    def only(self, which):
        return Points(self.xy[which], self.classes[which])

    def of(self, *classes):
        return self.only(np.isin(self.classes, classes))


@dataclass
class Marked:
    """The truth of one picture. `ignore` is a mask of pixels, or None: there
    nothing is asked for, and nothing held against what is found."""
    truth: Points
    width: float
    height: float
    border: float = BORDER
    recall_only: bool = False
    ignore: np.ndarray | None = None
    mpp: float = 1.0

    def inside(self, points):
        """Which points lie off the border band."""
        far = np.array([self.width, self.height]) - self.border
        return np.all((points.xy >= self.border) & (points.xy < far), 1)

    def ignored(self, points):
        if self.ignore is None:
            return np.zeros(len(points), bool)
        far = np.array(self.ignore.shape[::-1]) - 1
        x, y = np.clip((points.xy / self.mpp).astype(int), 0, far).T
        return self.ignore[y, x]


def pair(truth, found, radius):
    """Indices into truth and into found, of the pairs."""
    if not len(truth) or not len(found):
        return np.zeros((2, 0), int)
    edges = KDTree(truth.xy).sparse_distance_matrix(
        KDTree(found.xy), radius, output_type="ndarray")
    # Cells out of each other's reach, directly and through others, do not
    # influence each other: a sheet of thousands falls into small problems.
    nodes = len(truth) + len(found)
    graph = coo_matrix((np.ones(len(edges)),
                        (edges["i"], len(truth) + edges["j"])), (nodes, nodes))
    group = connected_components(graph, directed=False)[1][edges["i"]]
    edges = edges[np.argsort(group, kind="stable")]
    ends = np.cumsum(np.unique(group, return_counts=True)[1])
    parts = [_assign(part) for part in np.split(edges, ends[:-1])]
    return np.hstack([np.zeros((2, 0), int), *parts])


def _assign(edges):
    rows, i = np.unique(edges["i"], return_inverse=True)
    columns, j = np.unique(edges["j"], return_inverse=True)
    never = 1e6  # more than all distances together
    cost = np.full((len(rows), len(columns)), never)
    cost[i, j] = edges["v"]
    i, j = linear_sum_assignment(cost)
    real = cost[i, j] < never
    return np.stack([rows[i[real]], columns[j[real]]])


def judge(marked, found):
    """Truth that is asked for, and what found cells are held against it."""
    truth = marked.truth
    unsure = (truth.classes == "uncertain") | marked.ignored(truth)
    sure, unsure = truth.only(~unsure), truth.only(unsure)
    free = np.ones(len(found), bool)
    free[pair(sure, found, CLASS_RADIUS)[1]] = False
    free = np.flatnonzero(free)
    excused = marked.ignored(found.only(free))
    excused[pair(unsure, found.only(free), CLASS_RADIUS)[1]] = True
    return sure, found.only(np.setdiff1d(np.arange(len(found)), free[excused]))


def outcome(marked, truth, found, radius):
    """Hits (pairs), misses and false cells, as masks of truth, truth, found."""
    i, j = pair(truth, found, radius)
    hit, free = np.zeros(len(truth), bool), np.ones(len(found), bool)
    hit[i], free[j] = True, False
    within = marked.inside(truth)
    return hit & within, ~hit & within, free & marked.inside(found)


def score(marked, found):
    """Counts of one picture; those of several can be added."""
    truth, found = judge(marked, found)
    counts = Counter()

    def add(key, radius, truth, found, share=1.0):
        for name, mask in zip(("hits", "misses", "false"),
                              outcome(marked, truth, found, radius)):
            counts[f"{key} {name}"] += share * int(mask.sum())

    add("recall", CLASS_RADIUS, truth, found)
    if marked.recall_only:
        return counts
    counts["truth"] = int(marked.inside(truth).sum())
    counts["found"] = int(marked.inside(found).sum())
    counts["area"] = ((marked.width - 2 * marked.border)
                      * (marked.height - 2 * marked.border))
    for radius in RADII:
        add(f"{radius}", radius, truth, found)
        for move in SHIFT * np.array([(-1, 0), (1, 0), (0, -1), (0, 1)]):
            moved = (found.xy + move) % (marked.width, marked.height)
            add(f"chance {radius}", radius, truth,
                Points(moved, found.classes), 0.25)
    _score_classes(marked, truth, found, counts, add)
    return counts


def _score_classes(marked, truth, found, counts, add):
    i, j = pair(truth, found, CLASS_RADIUS)
    decided = np.ones(len(found), bool)
    decided[j[truth.classes[i] == "undecided"]] = False
    known = (np.isin(truth.classes[i], CLASSES)
             & np.isin(found.classes[j], CLASSES) & marked.inside(truth)[i])
    right = truth.classes[i] == found.classes[j]
    counts["classes known"] = int(known.sum())
    counts["classes right"] = int((known & right).sum())

    found = found.only(decided)
    if len(found) and not len(found.of(*CLASSES)):
        return  # a method that does not tell classes
    if len(truth) and not len(truth.of(*CLASSES)):
        return
    for name in CLASSES:
        add(name, CLASS_RADIUS, truth.of(name), found.of(name))
    asked = truth.only(marked.inside(truth)).of(*CLASSES)
    if len(asked):
        given = found.only(marked.inside(found)).of(*CLASSES)
        error = _percent_positive(given) - _percent_positive(asked)
        counts["index error"] = abs(error)
        counts["index pictures"] = 1


def _percent_positive(points):
    positive = np.count_nonzero(points.classes == "positive")
    return 100 * positive / max(1, len(points))


def figures(counts):
    """What is reported of added counts; what cannot be said is left out."""
    result = {"truth": counts["truth"], "found": counts["found"]}
    for radius in RADII:
        _put_f1(result, f"f1 {radius} um", counts, f"{radius}")
        _put_f1(result, f"chance {radius} um", counts, f"chance {radius}")
    for name in CLASSES:
        _put_f1(result, f"f1 {name}", counts, name)
    _put_share(result, "recall", counts["recall hits"],
               counts["recall hits"] + counts["recall misses"])
    _put_share(result, "class accuracy", counts["classes right"],
               counts["classes known"])
    _put_share(result, "count bias percent",
               100 * (counts["found"] - counts["truth"]), counts["truth"])
    _put_share(result, "percent positive error", counts["index error"],
               counts["index pictures"])
    mm2 = counts["area"] / 1e6
    _put_share(result, "false per mm2", counts["4.0 false"], mm2)
    _put_share(result, "false positive per mm2", counts["positive false"], mm2)
    return result


def _put_f1(result, name, counts, key):
    twice = 2 * counts[f"{key} hits"]
    wrong = counts[f"{key} misses"] + counts[f"{key} false"]
    if counts["truth"]:  # without a cell there is nothing to agree about
        _put_share(result, name, twice, twice + wrong)


def _put_share(result, name, part, whole):
    if whole:
        result[name] = part / whole
