"""Twenty pairs of phantoms, from pixels to the verdict that their truth asks for.

Slides have pixels of 0.5 um, so that nodes of several mm2 are counted in
seconds; they are drawn and counted once and stand in several pairs. They have
no specimen: the order given is that of time.
"""
import itertools
import json
import os
import sys
import unittest

from program import ProgramTest

LARGE = "6000x4500"  # 4 mm2 of lymph node
SMALL = "2000x1500"  # 0.4 mm2


class PhantomPairs(ProgramTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.counted = {}

    def count(self, marker, preset, seed, size):
        """Returns the folder of the result of one slide."""
        key = (marker, preset, seed, size)
        if key not in self.counted:
            name = "-".join(map(str, key))
            slide, regions, _ = self.phantom(name, size, preset, marker, seed,
                                             "--mpp", 0.5)
            out = self.folder / name
            self.succeed("quantify", slide, "--regions", regions,
                         "--protocol", marker, "--out", out)
            slide.unlink()
            self.counted[key] = out
        return self.counted[key]

    def verdict(self, before, after):
        """Returns what is said of the whole node."""
        comparison = json.loads(self.succeed("compare", before, after,
                                             "--json"))
        return next(one for one in comparison["comparisons"]
                    if one["region_class"] == "Lymph node")

    def expect(self, verdict, pairs):
        pairs = list(pairs)
        self.assertEqual(len(pairs), 4)
        for before, after in pairs:
            with self.subTest(before=before.name, after=after.name):
                node = self.verdict(before, after)
                self.assertEqual(node["verdict"], verdict, node["reason"])

    def nodes(self, marker):
        """Each of two nodes before with each of two after."""
        return itertools.product(
            [self.count(marker, "before", seed, LARGE) for seed in (1, 2)],
            [self.count(marker, "after", seed, LARGE) for seed in (3, 4)])

    def test_plasma_cells_that_the_therapy_cleared_are_cleared(self):
        self.expect("cleared", self.nodes("cd138"))

    def test_a_tenth_of_the_cells_that_divide_are_reduced(self):
        self.expect("reduced", self.nodes("ki67"))

    def test_ten_times_the_cells_that_divide_are_increased(self):
        self.expect("increased", ((after, before)
                                  for before, after in self.nodes("ki67")))

    def test_t_cells_of_one_kind_of_node_are_unchanged(self):
        nodes = [self.count("cd3", "before", seed, LARGE)
                 for seed in range(1, 5)]
        self.expect("unchanged", zip(nodes, nodes[1:] + nodes[:1]))

    def test_none_in_too_little_tissue_is_not_decidable(self):
        nodes = [self.count("cd138", "after", seed, SMALL)
                 for seed in range(1, 5)]
        self.expect("not_decidable", zip(nodes, nodes[1:] + nodes[:1]))
        needed = self.verdict(*nodes[:2])["tissue_needed"]
        self.assertEqual(needed["verdict"], "cleared")
        # -ln(0.05) over the limit of 1 per mm2
        self.assertAlmostEqual(needed["after_mm2"], 2.996, delta=0.04)


if __name__ == "__main__":
    ProgramTest.program = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
