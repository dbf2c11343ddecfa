"""`cellquant cohort`: from a table of slides to tests over patients."""
import os
import re
import shutil
import sys
import unittest

from program import ProgramTest, read_json, read_rows

USAGE, DATAERR, NOINPUT = 64, 65, 66
PATIENTS = ("patient-01", "patient-02")
TIMES = {"pre": ("-7", "before"), "d90": ("90", "after")}


class Cohort(ProgramTest):
    """Two patients before and after, as phantoms in one folder."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        test = cls()
        for i, patient in enumerate(PATIENTS):
            for time, (_, preset) in TIMES.items():
                test.phantom(f"{patient}-{time}", "1200x900", preset,
                             "cd138", 5 + i)

    def rows(self):
        return [{"patient": p, "timepoint": t, "day": day, "marker": "CD138",
                 "slide": f"{p}-{t}.tif", "regions": f"{p}-{t}.geojson"}
                for p in PATIENTS for t, (day, _) in TIMES.items()]

    def manifest(self, rows, name="manifest.csv", encoding="utf-8"):
        path = self.folder / name
        lines = [",".join(rows[0])]
        lines += [",".join(row.values()) for row in rows]
        path.write_bytes("\r\n".join(lines).encode(encoding))
        return path

    def cohort(self, manifest, out, *more):
        return self.succeed("cohort", manifest, "--out", self.folder / out,
                            "--detector", "classical", *more)

    def analysed(self, text):
        line = next(l for l in text.splitlines() if l.startswith("slides"))
        return [int(w.rstrip(",")) for w in line.split()
                if w.rstrip(",").isdigit()]

    def test_slides_become_measurements_and_comparisons(self):
        text = self.cohort(self.manifest(self.rows()), "whole")
        self.assertEqual(self.analysed(text), [4, 0])
        self.assertIn("below 6 there is no p-value", text)
        measured = read_rows(self.folder / "whole" / "measurements.csv")
        report = read_json(self.folder / "whole" / "analyses" /
                           "patient-01-pre-CD138" / "report.json")
        self.assertEqual(report["specimen"]["patient"], "patient-01")
        self.assertEqual(report["specimen"]["timepoint"],
                         {"label": "pre", "day": -7})
        for one in report["classes"]:
            row, = (r for r in measured if r["patient"] == "patient-01" and
                    r["timepoint"] == "pre" and
                    r["region_class"] == one["classification"])
            self.assertEqual(int(row["positive_cell_count"]),
                             one["evaluable"]["positive_cell_count"])
        compared = read_rows(self.folder / "whole" / "comparisons.csv")
        self.assertEqual({r["patient"] for r in compared}, set(PATIENTS))
        self.assertTrue(all((r["verdict"] == "NA") !=
                            (r["no_verdict_reason"] == "NA")
                            for r in compared))
        result = read_json(self.folder / "whole" / "cohort.json")
        self.assertEqual(result["timepoints"], ["pre", "d90"])
        self.assertEqual(len(result["patients"]), 2)

    def test_what_stands_there_is_taken_if_it_still_fits(self):
        rows = self.rows()[:2]
        regions = self.folder / "changed.geojson"
        shutil.copy(self.folder / rows[0]["regions"], regions)
        rows[0]["regions"] = regions.name
        manifest = self.manifest(rows, "again.csv", "utf-8-sig")
        self.assertEqual(self.analysed(self.cohort(manifest, "again")), [2, 0])
        first = {p.name: p.read_bytes()
                 for p in (self.folder / "again").glob("*.*")}
        self.assertEqual(self.analysed(self.cohort(manifest, "again")), [0, 2])
        for name, content in first.items():
            self.assertEqual((self.folder / "again" / name).read_bytes(),
                             content, name)
        regions.write_bytes(regions.read_bytes() + b"\n")
        self.assertEqual(self.analysed(self.cohort(manifest, "again")), [1, 1])
        rows[1]["day"] = "91"
        manifest = self.manifest(rows, "again.csv")
        self.assertEqual(self.analysed(self.cohort(manifest, "again")), [1, 1])

    def test_a_slide_that_fails_harms_no_other(self):
        rows = self.rows()
        (self.folder / "broken.tif").write_bytes(b"no slide")
        rows[1]["slide"] = "broken.tif"
        done = self.run_program(
            "cohort", self.manifest(rows, "broken.csv"), "--out",
            self.folder / "broken", "--detector", "classical")
        self.assertEqual(done.returncode, DATAERR, done.stderr)
        self.assertRegex(done.stderr, r"\Acellquant: NOT_A_SLIDE: line 3: ")
        gap = read_json(self.folder / "broken" / "cohort.json")["gaps"][0]
        self.assertEqual((gap["patient"], gap["timepoint"], gap["marker"]),
                         ("patient-01", "d90", "CD138"))
        self.assertIn("missing: patient-01 CD138 d90", done.stdout)
        compared = read_rows(self.folder / "broken" / "comparisons.csv")
        self.assertTrue(any(r["patient"] == "patient-02" and
                            r["verdict"] != "NA" for r in compared))

    def test_reports_say_the_same_as_slides_and_win_over_the_manifest(self):
        self.cohort(self.manifest(self.rows(), "slides.csv"), "slides")
        rows = [{"patient": p, "timepoint": t, "marker": "cd138",
                 "report": f"slides/analyses/{p}-{t}-CD138"}
                for p in PATIENTS for t in ("d90", "pre")]
        manifest = self.manifest(rows, "reports.csv")
        self.cohort(manifest, "reports")  # the reports know their days
        for name in ("slides", "reports"):
            result = read_json(self.folder / name / "cohort.json")
            tests = result["tests"]
            self.assertEqual(result["timepoints"], ["pre", "d90"])
            if name == "slides":
                expected = tests
        self.assertEqual(tests, expected)
        for column, wrong in (("patient", "patient-03"), ("timepoint", "d91"),
                              ("marker", "CD20")):
            changed = [dict(row) for row in rows]
            changed[2][column] = wrong
            message = self.fail_with(
                DATAERR, "MANIFEST_INVALID", "cohort",
                self.manifest(changed, "wrong.csv"), "--out",
                self.folder / "wrong")
            self.assertIn("line 4: ", message)
            self.assertIn(wrong, message)
        changed = [dict(row) for row in rows]
        other = self.folder / "other-regions"  # of the slide of line 2
        self.succeed("quantify", self.folder / "patient-01-d90.tif",
                     "--protocol", "cd138", "--detector", "classical",
                     "--out", other)
        changed[2]["report"] = other.name
        message = self.fail_with(
            DATAERR, "MANIFEST_INVALID", "cohort",
            self.manifest(changed, "wrong.csv"), "--out",
            self.folder / "wrong")
        self.assertIn("line 4: patient-02 at d90 is the same slide as line 2, "
                      "patient-01 at d90", message)
        self.assertIn("--model is for slides", self.fail_with(
            USAGE, "INVALID_ARGUMENT", "cohort", manifest, "--out",
            self.folder / "wrong", "--model", self.folder / "none.onnx"))
        self.assertFalse((self.folder / "wrong").exists())

    def test_cleared_says_on_what_it_depends(self):
        text = self.succeed("protocols", "show", "cd138")
        for line in ("version: 99.0.0", "cleared_below_per_mm2: 200"):
            key = line.split()[0]
            text, changes = re.subn(rf"(?m)^{key}.*$", line, text)
            self.assertEqual(changes, 1, text)
        (self.folder / "loose.yaml").write_text(text)
        rows = [row | {"protocol": "loose.yaml"} for row in self.rows()]
        text = self.cohort(self.manifest(rows, "cleared.csv"), "cleared")
        compared = read_rows(self.folder / "cleared" / "comparisons.csv")
        cleared = [r for r in compared if r["verdict"] == "cleared"]
        self.assertTrue(cleared, text)
        for row in cleared:
            self.assertEqual(float(row["cleared_below_per_mm2"]), 200)
            groups = float(row["holds_for_groups_of"])
            self.assertIn(f"cleared (groups of <= {groups:.3g})", text)

    def test_pages_are_those_of_this_run(self):
        rows = self.rows()
        manifest = self.manifest(rows, "pages.csv")
        text = self.cohort(manifest, "paged", "--pages")
        self.assertIn("comparisons.csv, ", text)
        self.assertIn("paged/pages: 2\n", text)
        pages = self.folder / "paged" / "pages"
        (pages / "index.html").write_text("<title>not ours</title>")
        (pages / "notes.txt").write_text("not ours")
        self.cohort(self.manifest(rows[2:], "pages.csv"), "paged", "--pages")
        self.assertEqual({p.name for p in pages.iterdir()},
                         {"patient-02.html", "index.html", "notes.txt"})

    def test_wrong_manifests_are_refused_before_any_work(self):
        def refused(code, reason, rows, *more):
            return self.fail_with(code, reason, "cohort",
                                  self.manifest(rows, "wrong.csv"), "--out",
                                  self.folder / "nothing", *more)
        rows = self.rows()
        self.assertIn("has no day", refused(
            USAGE, "INVALID_ARGUMENT", [r | {"day": ""} for r in rows]))
        self.assertIn("d91", refused(USAGE, "INVALID_ARGUMENT", rows,
                                     "--timepoints", "pre,d91"))
        self.assertIn("patient-01 at d90 is the same slide as line 2", refused(
            DATAERR, "MANIFEST_INVALID",
            [rows[0], rows[1] | {"slide": rows[0]["slide"]}]))
        shutil.copy(self.folder / rows[0]["slide"], self.folder / "copy.tif")
        self.assertIn("line 4: patient-02 at pre is the same slide as line 2, "
                      "patient-01 at pre", refused(
                          DATAERR, "MANIFEST_INVALID",
                          [*rows[:2], rows[2] | {"slide": "copy.tif"}]))
        message = refused(USAGE, "INVALID_ARGUMENT", rows,
                          "--timepoints", "d90,pre")
        self.assertIn("the days of patient-01 disagree", message)
        self.assertNotIn("--timepoints says", message)
        self.assertIn("line 3", refused(
            NOINPUT, "FILE_NOT_FOUND",
            [rows[0], rows[1] | {"slide": "nowhere.tif"}]))
        self.assertIn("line 2", refused(
            NOINPUT, "PROTOCOL_NOT_FOUND",
            [rows[0] | {"marker": "CD999"}, rows[1]]))
        refused(NOINPUT, "MODEL_NOT_FOUND", rows, "--model", "none.onnx")
        self.assertIn("\"lab\" is not known", refused(
            DATAERR, "MANIFEST_INVALID", [r | {"lab": "x"} for r in rows]))
        self.assertFalse((self.folder / "nothing").exists())


if __name__ == "__main__":
    ProgramTest.program = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
