"""The scores of bench/accuracy on a few points whose answer is plain."""
import itertools
import sys
import unittest

sys.path.insert(0, sys.argv.pop(1))

try:
    import numpy as np
    from scoring import Marked, Points, figures, pair, score
except ImportError as error:
    print(f"skipped: {error}; needs python3-numpy and python3-scipy")
    sys.exit(77)


def points(*cells):
    """From (x, y) or (x, y, class)."""
    xy = [cell[:2] for cell in cells]
    classes = [cell[2] if len(cell) > 2 else "negative" for cell in cells]
    return Points(np.array(xy, float).reshape(-1, 2), np.array(classes, object))


def grid(step=20.0, classes=("positive", "negative")):
    places = itertools.product(np.arange(5, 100, step), repeat=2)
    return points(*((x, y, c) for (x, y), c
                    in zip(places, itertools.cycle(classes))))


def marked(truth, **more):
    return Marked(truth, 100.0, 100.0, **more)


def rate(truth, found, **more):
    return figures(score(marked(truth, **more), found))


class Agreement(unittest.TestCase):

    def test_the_truth_itself_is_perfect(self):
        result = rate(grid(), grid())
        for name in ("f1 2.5 um", "f1 4.0 um", "f1 positive", "f1 negative",
                     "class accuracy", "recall"):
            self.assertEqual(result[name], 1, name)
        self.assertEqual(result["count bias percent"], 0)
        self.assertEqual(result["percent positive error"], 0)

    def test_nothing_found_is_worth_nothing(self):
        result = rate(grid(), points())
        self.assertEqual(result["f1 4.0 um"], 0)
        self.assertEqual(result["count bias percent"], -100)

    def test_a_shift_beyond_one_radius_fails_at_that_one_only(self):
        moved = grid()
        moved.xy += (3, 0)
        result = rate(grid(), moved)
        self.assertEqual(result["f1 2.5 um"], 0)
        self.assertEqual(result["f1 4.0 um"], 1)

    def test_a_cell_found_twice_is_one_hit_and_one_false(self):
        result = rate(points((50, 50)), points((50, 50), (51, 50)))
        self.assertAlmostEqual(result["f1 2.5 um"], 2 / 3)
        self.assertEqual(result["count bias percent"], 100)

    def test_one_found_cell_serves_one_marked_cell(self):
        result = rate(points((50, 50), (51, 50)), points((50.5, 50)))
        self.assertAlmostEqual(result["f1 2.5 um"], 2 / 3)

    def test_pairs_are_as_many_as_possible_not_the_nearest_first(self):
        i, j = pair(points((50, 50), (53, 50)), points((51, 50), (48, 50)), 2.5)
        self.assertEqual(sorted(zip(i, j)), [(0, 1), (1, 0)])

    def test_chance_is_what_a_shift_of_10_um_earns(self):
        self.assertEqual(rate(grid(20), grid(20))["chance 4.0 um"], 0)
        self.assertEqual(rate(grid(10), grid(10))["chance 4.0 um"], 1)


class LeftOut(unittest.TestCase):

    def test_an_uncertain_point_is_neither_asked_for_nor_held_against(self):
        truth = points((20, 20), (50, 50, "uncertain"), (70, 70, "uncertain"))
        result = rate(truth, points((20, 20), (51, 50)))
        self.assertEqual(result["f1 2.5 um"], 1)
        self.assertEqual((result["truth"], result["found"]), (1, 1))

    def test_an_uncertain_point_excuses_one_cell_only(self):
        truth = points((20, 20), (50, 50, "uncertain"))
        result = rate(truth, points((20, 20), (50, 50), (51, 50)))
        self.assertAlmostEqual(result["f1 2.5 um"], 2 / 3)

    def test_under_the_mask_nothing_counts_but_hits_of_cells_beside_it(self):
        mask = np.zeros((100, 100), bool)
        mask[40:60, 40:60] = True
        truth = points((39, 50), (50, 50))
        result = rate(truth, points((41, 50), (52, 52), (55, 45)), ignore=mask)
        self.assertEqual((result["truth"], result["found"]), (1, 1))
        self.assertEqual(result["f1 2.5 um"], 1)

    def test_the_border_band_counts_neither_misses_nor_false_cells(self):
        truth = points((50, 50), (1, 50))
        result = rate(truth, points((50, 50), (99, 50)))
        self.assertEqual(result["f1 2.5 um"], 1)
        self.assertEqual((result["truth"], result["found"]), (1, 1))

    def test_a_cell_off_the_band_may_be_met_from_within_it(self):
        result = rate(points((2.5, 50)), points((1.5, 50)))
        self.assertEqual(result["f1 2.5 um"], 1)

    def test_pictures_for_recall_only_count_for_recall_only(self):
        result = rate(points((50, 50), (70, 70)), points((50, 50), (30, 30)),
                      recall_only=True)
        self.assertEqual(result["recall"], 0.5)
        self.assertNotIn("f1 2.5 um", result)


class Classes(unittest.TestCase):

    def test_a_wrong_class_is_a_hit_as_a_cell_and_an_error_as_a_class(self):
        truth = points((20, 20, "positive"), (50, 50, "negative"))
        found = points((20, 20, "positive"), (50, 50, "positive"))
        result = rate(truth, found)
        self.assertEqual(result["f1 4.0 um"], 1)
        self.assertEqual(result["class accuracy"], 0.5)
        self.assertAlmostEqual(result["f1 positive"], 2 / 3)
        self.assertEqual(result["f1 negative"], 0)
        self.assertEqual(result["percent positive error"], 50)

    def test_an_undecided_cell_must_be_found_and_may_be_of_either_class(self):
        truth = points((20, 20, "positive"), (50, 50, "undecided"))
        found = points((20, 20, "positive"), (50, 50, "positive"))
        result = rate(truth, found)
        self.assertEqual(result["f1 positive"], 1)
        self.assertEqual(result["percent positive error"], 0)
        self.assertEqual(rate(truth, found.only([0]))["recall"], 0.5)

    def test_without_cells_what_is_found_is_false_per_area(self):
        result = rate(points(), points((20, 20, "positive"), (50, 50)))
        self.assertAlmostEqual(result["false per mm2"], 2 / 0.096 ** 2)
        self.assertAlmostEqual(result["false positive per mm2"], 1 / 0.096 ** 2)
        self.assertNotIn("f1 2.5 um", result)


if __name__ == "__main__":
    unittest.main(verbosity=2)
