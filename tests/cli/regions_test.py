"""`cellquant regions`, and what roles do to a count."""
import json
import os
import sys
import unittest

from program import ProgramTest, read_json, read_rows

USAGE, DATAERR = 64, 65


def square(name, x, y, side, **properties):
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Feature",
            "properties": {"classification": name, **properties},
            "geometry": {"type": "Polygon", "coordinates": [ring]}}


EIGHT = {"type": "Feature", "properties": {"name": "eight"},
         "geometry": {"type": "Polygon", "coordinates":
                      [[[0, 0], [100, 100], [100, 0], [0, 100], [0, 0]]]}}


class Regions(ProgramTest):

    def file(self, name, *features):
        path = self.folder / name
        path.write_text(json.dumps(features), encoding="utf-8")
        return path

    def test_lists_areas_in_pixels_or_in_mm2_and_says_which(self):
        path = self.file("a.geojson", square("Follicle", 0, 0, 2000))
        self.assertIn("area px2", self.succeed("regions", path))
        self.assertIn("4000000.0", self.succeed("regions", path))
        listed = self.succeed("regions", path, "--mpp", 0.5)
        self.assertIn("area mm2", listed)
        self.assertIn("1.000000", listed)
        region = json.loads(self.succeed("regions", path, "--json",
                                         "--mpp", "0.5,0.25"))["regions"][0]
        self.assertEqual(region["area_mm2"], 0.5)
        self.assertEqual(region["area_px2"], 4e6)
        self.assertEqual(region["bounds_px"], [0, 0, 2000, 2000])
        self.assertNotIn("area_mm2", json.loads(
            self.succeed("regions", path, "--json"))["regions"][0])

    def test_only_points_are_listed_with_a_warning(self):
        path = self.file("points.geojson",
                         {"type": "Feature", "properties": {},
                          "geometry": {"type": "Point",
                                       "coordinates": [1, 2]}})
        self.assertIn("note: 1 Point(s) skipped",
                      self.succeed("regions", path))

    def test_every_problem_is_named_and_the_exit_code_is_65(self):
        path = self.file("bad.geojson", square("Follicle", 0, 0, 9), EIGHT,
                         EIGHT)
        done = self.run_program("regions", path)
        self.assertEqual(done.returncode, DATAERR)
        self.assertIn("Follicle", done.stdout)
        self.assertEqual(done.stderr.count("REGION_INVALID"), 2)
        self.assertIn("feature 3 (\"eight\"): Self-intersection at (50, 50)",
                      done.stderr)

    def test_repair_says_what_it_did(self):
        path = self.file("eight.geojson", EIGHT)
        listed = self.succeed("regions", path, "--repair")
        self.assertIn("repaired: feature 1", listed)
        self.assertIn("5000.0", listed)

    def test_a_bad_file_is_not_converted(self):
        path = self.file("eight2.geojson", EIGHT)
        out = self.folder / "converted.geojson"
        self.fail_with(DATAERR, "REGION_INVALID", "regions", path, "--to",
                       "geojson", "--out", out)
        self.assertFalse(out.exists())

    def test_what_is_converted_is_read_back_the_same(self):
        slide, regions, _ = self.phantom("convert")
        out = self.folder / "out.geojson"
        self.succeed("regions", regions, "--slide", slide, "--to", "geojson",
                     "--out", out)
        before, after = (json.loads(self.succeed("regions", path, "--json"))
                         for path in (regions, out))
        self.assertEqual(before["regions"], after["regions"])

    def test_a_region_beside_the_slide_is_a_problem(self):
        slide, _, _ = self.phantom("beside", size="1000x800")
        path = self.file("off.geojson", square("Follicle", 900, 0, 200))
        done = self.run_program("regions", path, "--slide", slide)
        self.assertEqual(done.returncode, DATAERR)
        self.assertIn("REGION_OUTSIDE_SLIDE", done.stderr)


class Roles(ProgramTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.slide, _, _ = cls().phantom("roles", size="1000x800")
        cls.regions = cls.folder / "roles.geojson"
        cls.regions.write_text(json.dumps(
            [square("Node", 100, 100, 600), square("Fold", 300, 300, 100),
             square("Note", 50, 50, 10)]), encoding="utf-8")

    def quantify(self, name, *more):
        out = self.folder / name
        self.succeed("quantify", self.slide, "--regions", self.regions,
                     "--protocol", "cd138", "--detector", "classical",
                     "--out", out, *more)
        return read_json(out / "report.json"), read_rows(out / "cells.csv")

    def test_an_excluded_area_and_its_cells_are_taken_off(self):
        whole, cells = self.quantify("whole", "--include", "Node")
        less, _ = self.quantify("less", "--include", "Node", "--exclude",
                                "Fold")
        region, rest = whole["regions"][0], less["regions"][0]
        in_fold = [c for c in cells if 300 <= float(c["x_px"]) < 400
                   and 300 <= float(c["y_px"]) < 400]
        self.assertTrue(in_fold)
        self.assertEqual(rest["cell_count"],
                         region["cell_count"] - len(in_fold))
        self.assertAlmostEqual(rest["area_mm2"] + rest["excluded_area_mm2"],
                               region["area_mm2"], places=12)
        self.assertAlmostEqual(rest["area_mm2"] / region["area_mm2"], 35 / 36)
        self.assertNotIn("excluded_area_mm2", region)

    def test_the_regions_as_counted_give_the_same_regions_again(self):
        report, _ = self.quantify("first", "--include", "Node", "--exclude",
                                  "Fold")
        kept = self.folder / "first" / "regions.geojson"
        again = self.folder / "second"
        self.succeed("quantify", self.slide, "--regions", kept, "--protocol",
                     "cd138", "--detector", "classical", "--out", again)
        repeated = read_json(again / "report.json")
        for key in ("geometry_sha256", "classification", "name", "area_mm2",
                    "cell_count", "evaluable"):
            self.assertEqual([r[key] for r in report["regions"]],
                             [r[key] for r in repeated["regions"]], key)

    def test_the_file_the_roles_and_the_annotator_stand_in_the_report(self):
        report, _ = self.quantify("who", "--include", "Node", "--annotated-by",
                                  "AB", "--annotated-at", "2025-03-01")
        source = report["annotations"]
        self.assertEqual(source["format"], "geojson")
        self.assertEqual(source["include"], ["Node"])
        self.assertEqual(source["annotated_by"], "AB")
        self.assertEqual(source["annotated_at"], "2025-03-01")
        self.assertEqual(len(source["sha256"]), 64)
        self.assertTrue(any("neither" in w for w in report["warnings"]))

    def test_who_annotated_is_no_part_of_the_digest(self):
        plain, _ = self.quantify("plain")
        named, _ = self.quantify("named", "--annotated-by", "AB")
        self.assertEqual(plain["digest"], named["digest"])

    def test_a_protocol_may_say_what_is_excluded(self):
        text = self.succeed("protocols", "show", "cd138")
        protocol = self.folder / "mine.yaml"
        protocol.write_text(text.replace("id: cd138", "id: mine") +
                            "\nregions:\n  include: [Node]\n"
                            "  exclude: [Fold]\n", encoding="utf-8")
        out = self.folder / "mine"
        self.succeed("quantify", self.slide, "--regions", self.regions,
                     "--protocol", protocol, "--detector", "classical",
                     "--out", out)
        report = read_json(out / "report.json")
        self.assertEqual(len(report["regions"]), 1)
        self.assertEqual(report["annotations"]["exclude"], ["Fold"])
        self.assertEqual(report["protocol"]["parameters"]["regions"],
                         {"include": ["Node"], "exclude": ["Fold"]})

    def test_counts_are_the_same_from_every_format(self):
        # An island in a hole would be refused by formats without holes.
        holed = square("Node", 100, 100, 600)
        holed["geometry"]["coordinates"].append(
            [[300, 300], [300, 400], [400, 400], [400, 300], [300, 300]])
        drawn = self.folder / "holed.geojson"
        drawn.write_text(json.dumps([holed, square("Edge", 720, 100, 50)]),
                         encoding="utf-8")
        counted = {}
        for name in ("geojson", "aperio", "halo", "asap", "dicom"):
            out = self.folder / f"holed.{name}"
            self.succeed("regions", drawn, "--to", name, "--out", out)
            result = self.folder / f"holed-{name}"
            self.succeed("quantify", self.slide, "--regions", out,
                         "--protocol", "cd138", "--detector", "classical",
                         "--exclude", "Exclude", "--out", result)
            counted[name] = [
                (r["classification"], r["cell_count"], r["geometry_sha256"])
                for r in read_json(result / "report.json")["regions"]]
        self.assertGreater(counted["geojson"][0][1], 0)
        for name, regions in counted.items():
            self.assertEqual(regions, counted["geojson"], name)

    def test_roles_without_annotations_are_refused(self):
        self.fail_with(USAGE, "INVALID_ARGUMENT", "quantify", self.slide,
                       "--protocol", "cd138", "--exclude", "Fold", "--out",
                       self.folder / "none")


if __name__ == "__main__":
    ProgramTest.program = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
