"""`cellquant phantom`: situations that a measurement is held against."""
import os
import sys
import unittest

from program import ProgramTest, read_json, read_rows

USAGE = 64


def names(path):
    """The classifications in a GeoJSON file."""
    return {feature["properties"]["classification"]["name"]
            for feature in read_json(path)["features"]}


class Situations(ProgramTest):

    def with_artifacts(self, name, kinds, *more):
        truth = self.folder / f"{name}.artifacts.geojson"
        files = self.phantom(name, "1500x1200", "before", "cd138", 4, "--mpp",
                             0.5, "--artifacts", kinds, "--artifacts-truth",
                             truth, *more)
        return [*files, truth]

    def test_threads_change_no_byte_of_artifacts(self):
        one = self.with_artifacts("one", "all", "--threads", 1)
        two = self.with_artifacts("two", "all", "--threads", 2)
        for a, b in zip(one, two):
            self.assertEqual(a.read_bytes(), b.read_bytes())

    def test_the_truth_names_what_was_asked_for(self):
        truth = self.with_artifacts("some", "hole,fold")[-1]
        self.assertEqual(names(truth), {"fold", "hole"})
        truth = self.with_artifacts("every", "all")[-1]
        self.assertEqual(
            names(truth),
            {"pen", "fold", "blur", "mist", "bubble", "hole", "edge",
             "hemosiderin", "melanin", "anthracosis", "formalin",
             "erythrocytes"})

    def test_only_a_hole_takes_cells_from_the_truth(self):
        clean = self.phantom("clean", "1500x1200", "before", "cd138", 4,
                             "--mpp", 0.5)[2]
        same = self.with_artifacts("same", "fold,pen,blur,mist,melanin")[2]
        self.assertEqual(clean.read_bytes(), same.read_bytes())
        torn = read_rows(self.with_artifacts("torn", "hole")[2])
        whole = read_rows(clean)
        self.assertLess(len(torn), len(whole))
        kept = {(r["x_px"], r["y_px"]) for r in torn}
        self.assertTrue(kept < {(r["x_px"], r["y_px"]) for r in whole})

    def test_artifacts_can_be_regions(self):
        slide, _, _, truth = self.with_artifacts("regions", "fold,hole")
        out = self.folder / "regions"
        self.succeed("quantify", slide, "--regions", truth, "--protocol",
                     "cd138", "--detector", "classical", "--out", out)
        holes = [r for r in read_json(out / "report.json")["regions"]
                 if r["classification"] == "hole"]
        self.assertTrue(holes)
        for hole in holes:
            self.assertLessEqual(hole["cell_count"], 2)

    def test_the_meshwork_is_written_with_its_area(self):
        path = self.folder / "meshwork.geojson"
        self.phantom("cd23", "2000x1500", "before", "cd23", 3, "--mpp", 0.5,
                     "--meshwork-truth", path)
        features = read_json(path)["features"]
        self.assertTrue(features)
        for feature in features:
            area = feature["properties"]["measurements"]["area_mm2"]
            self.assertGreaterEqual(area, 0.005)

    def test_profiles_without_a_nucleus_are_no_cells(self):
        truth = self.phantom("profiles", "1500x1200", "before", "cd68", 3,
                             "--mpp", 0.5, "--anucleate-profiles")[2]
        profiles = [r for r in read_rows(truth)
                    if r["cell_type"] == "anucleate_profile"]
        self.assertTrue(profiles)
        self.assertEqual({r["classification"] for r in profiles}, {"none"})

    def test_what_cannot_be_drawn_is_refused(self):
        for more in (["--artifacts", "ghost"], ["--stain-angle-deg", 40],
                     ["--dab-strength", -1], ["--pattern", "chaos"],
                     ["--anucleate-profiles"],
                     ["--meshwork-truth", self.folder / "m.geojson"]):
            with self.subTest(more=more):
                paths = [self.folder / f"no.{end}"
                         for end in ("tif", "geojson", "csv")]
                self.fail_with(
                    USAGE, "INVALID_ARGUMENT", "phantom", "--preset", "before",
                    "--marker", "cd20", "--size-px", "900x700", "--seed", 1,
                    "--out", paths[0], "--regions", paths[1], "--truth",
                    paths[2], *more)
                self.assertFalse(paths[0].exists())


if __name__ == "__main__":
    ProgramTest.program = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
