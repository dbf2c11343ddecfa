"""`cellquant compare`: from pixels to a verdict, and what makes the gate speak."""
import json
import os
import re
import shutil
import sys
import unittest

from program import ProgramTest, read_json

REFUSED = 10
USAGE = 64
DATA = 65


class Compare(ProgramTest):
    """Two small biopsies, counted once for all tests."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        maker = cls()
        cls.before = maker.biopsy("before", "before", -7)
        cls.after = maker.biopsy("after", "after", 90, seed=2)

    def biopsy(self, name, preset, day, *phantom, seed=1, thickness=2,
               protocol="cd138", marker="cd138"):
        """Draws, counts and returns the folder of the result."""
        slide, regions, _ = self.phantom(name, "4500x3600", preset, marker,
                                         seed, *phantom)
        specimen = self.folder / f"{name}.json"
        specimen.write_text(json.dumps({
            "patient": "patient-01", "section_thickness_um": thickness,
            "scanner": "phantom",
            "timepoint": {"label": name, "day": day}}))
        out = self.folder / name
        self.succeed("quantify", slide, "--regions", regions, "--protocol",
                     protocol, "--detector", "classical", "--specimen",
                     specimen, "--out", out)
        return out

    def compare(self, *arguments, code=0):
        done = self.run_program("compare", *arguments, "--json")
        self.assertEqual(done.returncode, code, done.stderr)
        return json.loads(done.stdout)

    def check(self, comparison, name):
        return next(c for c in comparison["gate"]["checks"]
                    if c["name"] == name)

    def test_the_result_has_a_gate_and_a_verdict_for_each_class(self):
        comparison = self.compare(self.before, self.after)
        self.assertEqual(comparison["patient"], "patient-01")
        self.assertEqual(comparison["gate"]["status"], "pass_with_caveats")
        node = next(c for c in comparison["comparisons"]
                    if c["region_class"] == "Lymph node")
        self.assertEqual(node["marker"], "CD138")
        self.assertIn(node["verdict"], ("cleared", "reduced", "unchanged",
                                        "increased", "not_decidable"))
        before, after = node["before"], node["after"]
        ratio = (after["positive_cell_count"] / after["area_mm2"]
                 / (before["positive_cell_count"] / before["area_mm2"]))
        self.assertAlmostEqual(node["ratio"]["value"], ratio, places=12)
        self.assertAlmostEqual(
            node["difference_per_mm2"]["value"],
            after["positive_cells_per_mm2"] - before["positive_cells_per_mm2"],
            places=9)

    def test_counts_are_those_of_the_reports(self):
        comparison = self.compare(self.before, self.after)
        for side, folder in (("before", self.before), ("after", self.after)):
            report = read_json(folder / "report.json")
            counts = {c["classification"]:
                      c["evaluable"]["positive_cell_count"]
                      for c in report["classes"]}
            for one in comparison["comparisons"]:
                if side in one:
                    self.assertEqual(one[side]["positive_cell_count"],
                                     counts[one["region_class"]])
                    self.assertEqual(one[side]["report_digest"],
                                     report["digest"])

    def test_the_same_reports_give_the_same_bytes(self):
        once, again = (self.succeed("compare", self.before, self.after,
                                    "--json") for _ in range(2))
        self.assertEqual(once, again)
        files = self.compare(self.before / "report.json",
                             self.after / "report.json")
        self.assertEqual(files["digest"], json.loads(once)["digest"])

    def test_the_table_says_verdict_reason_and_gate(self):
        text = self.succeed("compare", self.before, self.after)
        self.assertRegex(text, r"\Apatient-01  sha256:")
        self.assertIn("gate: pass_with_caveats", text)
        self.assertRegex(text, r"CD138 +Lymph node +before -> after")
        self.assertRegex(text, r"CD138 Lymph node, before -> after: \w+: ")

    def test_another_pixel_size_makes_the_gate_speak(self):
        other = self.biopsy("mpp", "after", 90, "--mpp", 0.28)
        comparison = self.compare(self.before, other)
        self.assertEqual(self.check(comparison, "pixel_size")["status"],
                         "pass_with_caveats")
        self.assertIn("12.0 %", self.check(comparison, "pixel_size")["reason"])

    def test_half_the_resolution_is_refused(self):
        other = self.biopsy("mpp05", "after", 90, "--mpp", 0.5)
        comparison = self.compare(self.before, other, code=REFUSED)
        self.assertEqual(self.check(comparison, "pixel_size")["status"],
                         "refuse")

    def test_a_stain_turned_by_five_degrees_makes_the_gate_speak(self):
        other = self.biopsy("turned", "before", 90, "--stain-angle-deg", 5,
                            seed=3)
        comparison = self.compare(self.before, other)
        check = self.check(comparison, "stain_vectors")
        self.assertEqual(check["status"], "pass_with_caveats", check)
        degrees = float(re.search(r"by ([\d.]+) degrees",
                                  check["reason"]).group(1))
        self.assertAlmostEqual(degrees, 5.0, delta=1.0)

    def test_seven_tenths_of_the_dab_make_the_gate_speak(self):
        other = self.biopsy("pale", "before", 90, "--dab-strength", 0.7,
                            seed=3)
        comparison = self.compare(self.before, other, "--internal-control",
                                  "Medulla")
        for name in ("dab_strength", "internal_control"):
            check = self.check(comparison, name)
            self.assertEqual(check["status"], "pass_with_caveats", check)

    def test_the_same_staining_passes_the_internal_control(self):
        other = self.biopsy("again", "before", 90, seed=3)
        comparison = self.compare(self.before, other, "--internal-control",
                                  "CD138=Medulla")
        for check in comparison["gate"]["checks"]:
            self.assertEqual(check["status"], "pass", check)
        self.assertEqual(comparison["gate"]["status"], "pass")

    def test_another_thickness_makes_the_gate_speak(self):
        other = self.biopsy("thick", "after", 90, thickness=4)
        check = self.check(self.compare(self.before, other),
                           "section_thickness")
        self.assertEqual(check["status"], "pass_with_caveats")
        self.assertEqual((check["before"], check["after"]), ("2 um", "4 um"))

    def test_another_protocol_version_is_refused_without_a_verdict(self):
        text = self.succeed("protocols", "show", "cd138").replace(
            "version: ", "version: 9")
        protocol = self.folder / "mine.yaml"
        protocol.write_text(text)
        other = self.biopsy("version", "after", 90, protocol=protocol)
        done = self.run_program("compare", self.before, other, "--json")
        self.assertEqual(done.returncode, REFUSED)
        self.assertEqual(done.stderr,
                         "cellquant: the gate refuses the comparison\n")
        comparison = json.loads(done.stdout)
        self.assertEqual(comparison["gate"]["status"], "refuse")
        self.assertEqual(self.check(comparison, "protocol")["status"],
                         "refuse")
        for one in comparison["comparisons"]:
            self.assertNotIn("verdict", one)
            self.assertNotIn("ratio", one)
            self.assertNotEqual(one["no_verdict_reason"], "")
        forced = self.compare(self.before, other, "--force")
        self.assertTrue(forced["gate"]["forced"])
        self.assertEqual(forced["gate"]["status"], "refuse")
        self.assertIn("verdict", forced["comparisons"][0])

    def test_a_report_that_was_altered_is_refused(self):
        altered = self.folder / "altered.json"
        report = read_json(self.after / "report.json")
        report["classes"][0]["evaluable"]["positive_cell_count"] += 1
        altered.write_text(json.dumps(report))
        self.fail_with(DATA, "REPORT_INVALID", "compare", self.before, altered)

    def test_the_order_is_that_of_time(self):
        message = self.fail_with(USAGE, "INVALID_ARGUMENT", "compare",
                                 self.after, self.before)
        self.assertIn("give the earlier one first", message)

    def test_the_page_and_the_figure_are_complete_in_themselves(self):
        page, figure = self.folder / "page.html", self.folder / "figure.svg"
        self.succeed("compare", self.before, self.after, "--slides",
                     self.folder, "--html", page, "--figure", figure,
                     "--figure-markers", "CD138", "--field-um", 200)
        html = page.read_text(encoding="utf-8")
        self.assertGreater(html.count("data:image/"), 4)
        for text in (html, figure.read_text(encoding="utf-8")):
            links = re.findall(r"""(?:src|href)=["']([^"']{0,20})""", text)
            self.assertTrue(links)
            for link in links:
                self.assertRegex(link, r"\A(data:image/|#)")
        self.assertIn("patient-01", html)
        self.assertIn(self.compare(self.before, self.after)["digest"], html)

    def test_a_slide_that_is_not_the_reports_has_no_picture(self):
        wrong = self.folder / "wrong"
        wrong.mkdir()
        (wrong / "after.tif").write_bytes(
            (self.folder / "before.tif").read_bytes())
        self.fail_with(USAGE, "INVALID_ARGUMENT", "compare", self.before,
                       self.after, "--slides", wrong, "--html",
                       self.folder / "none.html")
        self.assertFalse((self.folder / "none.html").exists())
        html = self.folder / "both.html"
        self.succeed("compare", self.before, self.after, "--slides", wrong,
                     "--slides", self.folder, "--html", html)
        self.assertGreater(html.read_text().count("data:image/jpeg"), 4)

    def test_regions_whose_names_are_not_the_reports_have_no_picture(self):
        swapped = self.folder / "swapped"
        shutil.copytree(self.after, swapped)
        regions = read_json(swapped / "regions.geojson")
        first, second = [f["properties"] for f in regions["features"]
                         if f["properties"]["name"] in ("Medulla",
                                                        "Paracortex")]
        for key in ("name", "classification"):
            first[key], second[key] = second[key], first[key]
        (swapped / "regions.geojson").write_text(json.dumps(regions))
        message = self.fail_with(USAGE, "INVALID_ARGUMENT", "compare",
                                 self.before, swapped, "--slides", self.folder,
                                 "--html", self.folder / "swapped.html")
        self.assertIn("regions.geojson is not that of the report", message)

    def test_a_folder_of_slides_that_does_not_exist_is_named(self):
        done = self.run_program("compare", self.before, self.after, "--slides",
                                self.folder / "nowhere", "--html",
                                self.folder / "nowhere.html")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("FILE_NOT_FOUND", done.stderr)
        self.assertIn("nowhere", done.stderr)

    def test_a_marker_for_the_figure_that_nobody_measured_is_named(self):
        message = self.fail_with(USAGE, "INVALID_ARGUMENT", "compare",
                                 self.before, self.after, "--slides",
                                 self.folder, "--figure",
                                 self.folder / "cd19.svg", "--figure-markers",
                                 "CD19")
        self.assertIn("CD19", message)


if __name__ == "__main__":
    ProgramTest.program = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
