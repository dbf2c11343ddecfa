"""The cells in every format that quantify writes, against its own report."""
import gzip
import json
import os
import sys
import unittest
import uuid

from program import ProgramTest, read_json, read_rows

FORMATS = ["csv.gz", "geojson", "geojson.gz", "geojsonl", "geojsonl.gz"]
MPP = 0.25  # of the phantom


def signed_area(ring):
    return sum(x0 * y1 - x1 * y0
               for (x0, y0), (x1, y1) in zip(ring, ring[1:])) / 2


def polygons(geometry):
    whole = geometry["coordinates"]
    return [whole] if geometry["type"] == "Polygon" else whole


def of_type(features, kind):
    return [f for f in features if f["properties"]["objectType"] == kind]


class CellsAs(ProgramTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        maker = cls()  # the slide is counted once for all tests
        cls.slide, cls.regions, _ = maker.phantom("node")
        cls.out = maker.quantify("out")
        cls.lines = [json.loads(line) for line in
                     (cls.out / "cells.geojsonl").read_text().splitlines()]
        cls.cells = of_type(cls.lines, "detection")

    def quantify(self, name):
        out = self.folder / name
        self.succeed("quantify", self.slide, "--regions", self.regions,
                     "--protocol", "cd138", "--detector", "classical",
                     "--out", out, "--cells-as", ",".join(FORMATS))
        return out

    def read(self, format_name):
        return (self.out / f"cells.{format_name}").read_bytes()

    def test_the_compressed_files_hold_the_same(self):
        for plain in ("csv", "geojson", "geojsonl"):
            self.assertEqual(gzip.decompress(self.read(plain + ".gz")),
                             self.read(plain), plain)

    def test_the_collection_has_the_features_of_the_lines(self):
        collection = json.loads(self.read("geojson"))
        self.assertEqual(collection["type"], "FeatureCollection")
        self.assertEqual(collection["features"], self.lines)
        # A feature a line, so that a diff or a grep shows one.
        self.assertEqual(len(self.read("geojson").splitlines()),
                         len(self.lines) + 2)

    def test_regions_come_first_and_carry_the_reports_counts(self):
        report = read_json(self.out / "report.json")
        regions = of_type(self.lines, "annotation")
        self.assertEqual(self.lines[:len(regions)], regions)
        self.assertEqual(len(regions), len(report["regions"]))
        for feature, region in zip(regions, report["regions"]):
            measured = feature["properties"]["measurements"]
            self.assertEqual(measured["Cell count"], region["cell_count"])
            self.assertEqual(measured["Positive cell count"],
                             region["positive_cell_count"])
            self.assertEqual(measured["Area mm^2"], region["area_mm2"])
            inside = [c["properties"]["classification"]["name"]
                      for c in self.cells if region["region_id"] in
                      c["properties"]["metadata"]["region_ids"].split(";")]
            self.assertEqual(len(inside), region["cell_count"])
            self.assertEqual(inside.count("Positive"),
                             region["positive_cell_count"])

    def test_cells_are_those_of_the_csv_in_its_order(self):
        rows = read_rows(self.out / "cells.csv")
        self.assertGreater(len(rows), 100)
        self.assertEqual(len(self.cells), len(rows))
        for cell, row in zip(self.cells, rows):
            properties = cell["properties"]
            self.assertEqual(properties["classification"]["name"].lower(),
                             row["classification"])
            self.assertEqual(properties["measurements"]["Nucleus: DAB OD mean"],
                             float(row["dab_nucleus_od"]))
            self.assertEqual(properties["metadata"]["region_ids"],
                             row["region_ids"])

    def test_an_outline_encloses_the_area_of_its_nucleus(self):
        for cell in self.cells:
            parts = polygons(cell["geometry"])
            for part in parts:
                self.assertGreater(signed_area(part[0]), 0)
                for ring in part:
                    self.assertEqual(ring[0], ring[-1])
                    self.assertEqual(len(set(map(tuple, ring))), len(ring) - 1)
            area = sum(signed_area(ring) for part in parts for ring in part)
            self.assertAlmostEqual(
                area * MPP * MPP,
                cell["properties"]["measurements"]["Nucleus: Area um^2"],
                delta=0.006)

    def test_ids_are_uuids_unique_and_the_same_in_every_run(self):
        ids = [feature["id"] for feature in self.lines]
        self.assertEqual([str(uuid.UUID(i)) for i in ids], ids)
        self.assertEqual(len(set(ids)), len(ids))
        again = self.quantify("again")
        for name in FORMATS:
            self.assertEqual((again / f"cells.{name}").read_bytes(),
                             self.read(name), name)

    def test_the_report_does_not_depend_on_the_formats(self):
        plain = self.folder / "plain"
        self.succeed("quantify", self.slide, "--regions", self.regions,
                     "--protocol", "cd138", "--detector", "classical",
                     "--out", plain)
        for name in ("report.json", "cells.csv"):
            self.assertEqual((plain / name).read_bytes(),
                             (self.out / name).read_bytes(), name)
        self.assertEqual(sorted(p.name for p in plain.iterdir()),
                         ["areas.geojson", "cells.csv", "regions.geojson",
                          "report.json"])

    def test_the_file_can_be_counted_in_again(self):
        out = self.folder / "again-in"
        self.succeed("quantify", self.slide, "--regions",
                     self.out / "cells.geojson", "--protocol", "cd138",
                     "--detector", "classical", "--out", out)
        first, second = (read_json(folder / "report.json")["regions"]
                         for folder in (self.out, out))
        for key in ("region_id", "name", "classification", "cell_count"):
            self.assertEqual([r[key] for r in second], [r[key] for r in first])

    def test_without_regions_the_tissue_is_the_annotation(self):
        out = self.folder / "tissue"
        self.succeed("quantify", self.slide, "--protocol", "cd138",
                     "--detector", "classical", "--out", out,
                     "--cells-as", "geojsonl")
        with open(out / "cells.geojsonl", encoding="utf-8") as file:
            first = json.loads(next(file))["properties"]
        self.assertEqual(first["metadata"]["region_id"], "tissue")
        self.assertEqual(first["isLocked"], True)

    def test_a_format_that_does_not_exist_is_refused_at_once(self):
        out = self.folder / "none"
        done = self.run_program("quantify", self.slide, "--protocol", "cd138",
                                "--out", out, "--cells-as", "geojson,xml")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("xml", done.stderr)
        self.assertFalse(out.exists())

    def test_nothing_of_an_earlier_run_stays_beside_a_new_report(self):
        out = self.quantify("again")
        self.succeed("quantify", self.slide, "--regions", self.regions,
                     "--protocol", "cd138", "--detector", "classical",
                     "--out", out, "--include", "Medulla")
        self.assertEqual(sorted(p.name for p in out.iterdir()),
                         ["areas.geojson", "cells.csv", "regions.geojson",
                          "report.json"])

    def test_a_dicom_image_is_looked_at_before_the_count(self):
        out = self.folder / "early"
        common = ("quantify", self.slide, "--protocol", "cd138", "--out", out)
        self.fail_with(66, "FILE_NOT_FOUND", *common, "--cells-as", "dcm",
                       "--dicom-image", self.folder / "none.dcm")
        self.fail_with(64, "INVALID_ARGUMENT", *common, "--dicom-image",
                       self.slide)
        self.assertFalse(out.exists())


if __name__ == "__main__":
    ProgramTest.program = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
