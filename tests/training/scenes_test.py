"""Synthetic scenes: repeatable, and their truth is what is painted."""
import sys
import unittest

sys.path.insert(0, sys.argv.pop(1))

try:
    import numpy as np
    from compose import KINDS, compose
    from optics import optical_density, photograph
except ImportError as error:
    print(f"skipped: {error}; needs python3-numpy and python3-opencv")
    sys.exit(77)

from scene import NEGATIVE, POSITIVE, UNDECIDED


def scenes(kind, count=6):
    return [compose((77, i), kind, size=200, mpp=0.5) for i in range(count)]


def within(scene, cell, margin=6):
    return (margin < cell.x < scene.size - margin
            and margin < cell.y < scene.size - margin)


class Scenes(unittest.TestCase):

    def test_a_seed_gives_one_scene(self):
        for kind in KINDS:
            first, second = (compose((5, 1), kind, size=160) for _ in "ab")
            for layer in ("hematoxylin", "dab", "other", "ignore"):
                np.testing.assert_array_equal(getattr(first, layer), getattr(second, layer))
            self.assertEqual(first.cells, second.cells)

    def test_seeds_differ(self):
        first, second = (compose((5, i), "nuclear", size=160) for i in (1, 2))
        self.assertFalse(np.array_equal(first.hematoxylin, second.hematoxylin))

    def test_marks_lie_on_nuclei(self):
        hits = [scene.nucleus[round(c.y), round(c.x)]
                for scene in scenes("nuclear") for c in scene.cells
                if within(scene, c)]
        self.assertGreater(len(hits), 100)
        self.assertGreater(np.mean(hits), 0.98)

    def test_stained_nuclei_are_brown_and_others_are_not(self):
        dab = {POSITIVE: [], NEGATIVE: [], UNDECIDED: []}
        for scene in scenes("nuclear"):
            for c in scene.cells:
                if within(scene, c):
                    dab[c.nucleus_stain].append(scene.dab[round(c.y), round(c.x)])
        self.assertGreater(len(dab[POSITIVE]), 20)
        self.assertGreater(np.median(dab[POSITIVE]), 0.2)
        self.assertLess(np.median(dab[NEGATIVE]), 0.1)

    def test_a_plain_scene_has_no_stained_cell(self):
        stains = {(c.nucleus_stain, c.membrane_stain)
                  for scene in scenes("plain") for c in scene.cells}
        self.assertEqual(stains, {(NEGATIVE, NEGATIVE)})

    def test_rings_never_make_a_nuclear_positive(self):
        for kind in ("membrane", "plasma", "granular", "meshwork"):
            for scene in scenes(kind, 3):
                self.assertNotIn(POSITIVE, [c.nucleus_stain for c in scene.cells])

    def test_a_crop_is_a_part(self):
        scene = compose((5, 3), "membrane", size=200)
        part = scene.crop(30, 50, 100)
        np.testing.assert_array_equal(part.dab, scene.dab[50:150, 30:130])
        self.assertEqual(part.cells[0].x, scene.cells[0].x - 30)

    def test_optical_density_undoes_the_light(self):
        scene = compose((5, 4), "nuclear", size=160)
        rgb, white = photograph(np.random.default_rng(1), scene, hard=0)
        density = optical_density(rgb, white)
        blank = (scene.hematoxylin + scene.dab + scene.other.sum(2)) < 0.001
        if blank.any():
            self.assertLess(density[blank].max(), 0.02)
        self.assertGreater(density[scene.nucleus].mean(), density[~scene.nucleus].mean())


if __name__ == "__main__":
    unittest.main()
