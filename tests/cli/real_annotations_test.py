"""Every real annotation file at hand: read, or refused for a reason in it."""
import json
import os
import pathlib
import sys
import unittest

from program import ProgramTest

DATA = pathlib.Path(os.environ.get("CELLQUANT_SHARED_DATA", ""))
DATAERR = 65

# Format, areas, and what is wrong with the others.
READ = {
    "qupath-to-lmd/03012023_JN.geojson": ("geojson", 3, []),
    "qupath-to-lmd/2022_12_14_CD163_1-100_ph6.geojson": ("geojson", 1, []),
    "qupath-to-lmd/2023_02_02__CD163_CD31_CDH1.geojson": ("geojson", 53, []),
    "qupath-to-lmd/2023_02_02__CD163_CD31_CDH1_CTB2.geojson":
        ("geojson", 6, []),
    "qupath-to-lmd/MultiPolygon.geojson": ("geojson", 151, []),
    "qupath-to-lmd/objects.geojson": ("geojson", 2, []),
    "qupath-to-lmd/objects2.geojson": ("geojson", 2, []),
    "qupath-to-lmd/test.geojson": ("geojson", 2, []),
    "qupath-to-lmd/test.group_labelled_shapes.geojson": ("geojson", 2, []),
    "qupath-to-lmd/test_low_intersection.geojson": ("geojson", 1, []),
    "qupath-to-lmd/test_missing_classification.geojson": ("geojson", 2, []),
    "qupath-to-lmd/test_multipolygon.geojson": ("geojson", 2, []),
    "qupath-to-lmd/test_point.geojson": ("geojson", 1, []),
    "wsiprocess/test_annotation.geojson": ("geojson", 1, []),
    "pyhaloxml/example.annotations": ("halo", 10, []),
    "pyhaloxml/example_holes.annotations": ("halo", 6, []),
    "pyhaloxml/qupath_test.annotations":
        ("halo", 11, ["Ring Self-intersection at (23027, 36088)"]),
    "pyhaloxml/test_comments.annotations": ("halo", 3, []),
    "pyhaloxml/test_findholes.annotations": ("halo", 4, []),
    "pyhaloxml/test_layers.annotations": ("halo", 4, []),
    "pyhaloxml/test_types.annotations":
        ("halo", 5, ["Self-intersection", "Self-intersection"]),
    "wsiprocess/CMU-1_classification.xml": ("asap", 4, []),
    "wsiprocess/CMU-1_segmentation.xml": ("asap", 4, []),
    "highdicom/sm_annotations.dcm": ("dicom", 0, []),
}
# What a refused file is instead.
REFUSED = {
    "dlup/103S.json": "no GeoJSON",
    "dlup/metadata.json": "no GeoJSON",
    "dlup/raster.json": "no GeoJSON",
    "highdicom/sr_document.dcm": "Comprehensive3DSRStorage",
    "highdicom/sm_image.dcm": "VLWholeSlideMicroscopyImageStorage",
    "wsiprocess/test_emptyfile.txt": "no known format",
}


class RealAnnotations(ProgramTest):

    def listed(self, path, *more):
        done = self.run_program("regions", path, "--json", *more)
        return json.loads(done.stdout), done

    def test_every_file_is_accounted_for(self):
        there = {p.relative_to(DATA).as_posix() for p in DATA.rglob("*")
                 if p.suffix in (".geojson", ".annotations", ".xml", ".ndpa")
                 or p.parent.name == "dlup" and p.suffix == ".json"}
        self.assertEqual(there - READ.keys() - REFUSED.keys(), set())

    def test_areas_are_read_and_what_is_wrong_with_others_is_said(self):
        for name, (file_format, areas, problems) in READ.items():
            with self.subTest(name=name):
                listed, done = self.listed(DATA / name)
                self.assertEqual(listed["format"], file_format)
                self.assertEqual(len(listed["regions"]), areas)
                self.assertEqual(done.returncode, DATAERR if problems else 0)
                self.assertEqual(len(listed["problems"]), len(problems))
                for problem, why in zip(listed["problems"], problems):
                    self.assertEqual(problem["reason"], "REGION_INVALID")
                    self.assertIn(why, problem["message"])

    def test_repair_mends_what_crosses_itself(self):
        for name, (_, areas, problems) in READ.items():
            if not problems:
                continue
            with self.subTest(name=name):
                listed, done = self.listed(DATA / name, "--repair")
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(len(listed["regions"]),
                                 areas + len(problems))
                self.assertEqual(len(listed["repairs"]), len(problems))

    def test_what_is_no_annotation_file_is_refused_by_name(self):
        for name, what in REFUSED.items():
            with self.subTest(name=name):
                said = self.fail_with(DATAERR, "REGIONS_UNREADABLE", "regions",
                                      DATA / name)
                self.assertIn(what, said)

    def test_real_areas_survive_every_format(self):
        for name, (_, areas, problems) in READ.items():
            if problems or not areas:
                continue
            before, _ = self.listed(DATA / name)
            for target in ("geojson", "aperio", "halo", "asap", "dicom"):
                with self.subTest(name=name, target=target):
                    out = self.folder / f"converted.{target}"
                    done = self.run_program("regions", DATA / name, "--to",
                                            target, "--out", out)
                    if done.returncode != 0:  # said, not written wrongly
                        self.assertIn("this format has no holes", done.stderr)
                        continue
                    after, _ = self.listed(out, "--exclude", "Exclude")
                    self.assert_same_areas(before, after)

    def assert_same_areas(self, before, after):
        drawn = sum(r["area_px2"] for r in before["regions"])
        holes = sum(r["area_px2"] for r in after["regions"]
                    if r["role"] == "excluded")
        kept = sum(r["area_px2"] for r in after["regions"]) - 2 * holes
        self.assertAlmostEqual(kept / drawn, 1.0, delta=1e-6)


if __name__ == "__main__":
    ProgramTest.program = os.path.abspath(sys.argv.pop(1))
    if not DATA.name or not DATA.is_dir():
        print("skipped: CELLQUANT_SHARED_DATA names no folder")
        sys.exit(77)
    unittest.main(verbosity=2)
