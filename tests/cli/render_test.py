"""`cellquant render`: what it draws, and what it refuses to draw."""
import os
import sys
import unittest

from program import ProgramTest

USAGE, DATAERR = 64, 65


class Render(ProgramTest):

    def test_draws_regions_and_cells(self):
        slide, regions, truth = self.phantom("drawn", "900x700")
        picture = self.folder / "drawn.png"
        self.succeed("render", slide, "--regions", regions, "--cells", truth,
                     "--out", picture)
        self.assertEqual(picture.read_bytes()[:4], b"\x89PNG")
        field = self.folder / "field.png"
        self.succeed("render", slide, "--field", 100, 100, 200, 100, "--out",
                     field)
        self.assertNotEqual(field.read_bytes(), picture.read_bytes())
        self.fail_with(USAGE, "INVALID_ARGUMENT", "render", slide, "--field",
                       9000, 0, 9, 9, "--out", field)

    def test_draws_a_region_with_others_excluded(self):
        slide, regions, truth = self.phantom("parts", "1500x1200")
        whole, part = self.folder / "whole.png", self.folder / "part.png"
        common = ("render", slide, "--regions", regions, "--cells", truth)
        self.succeed(*common, "--out", whole)
        self.succeed(*common, "--exclude", "Medulla", "--region", "Medulla",
                     "--no-legend", "--out", part)
        self.assertNotEqual(part.read_bytes(), whole.read_bytes())
        message = self.fail_with(USAGE, "INVALID_ARGUMENT", *common,
                                 "--region", "Tonsil", "--out", part)
        self.assertIn("no region has the id or name Tonsil", message)

    def test_maps_density(self):
        slide, regions, truth = self.phantom("dense", "1500x1200")
        heat, scaled = self.folder / "heat.png", self.folder / "scaled.png"
        common = ("render", slide, "--heatmap", "--regions", regions,
                  "--cells", truth)
        self.succeed(*common, "--out", heat)
        self.succeed(*common, "--max-per-mm2", 20000, "--block-um", 50,
                     "--class", "negative", "--out", scaled)
        self.assertEqual(heat.read_bytes()[:4], b"\x89PNG")
        self.assertNotEqual(scaled.read_bytes(), heat.read_bytes())
        for wrong in (("--class", "brown"), ("--block-um", 1),
                      ("--max-per-mm2", 0)):
            self.fail_with(USAGE, "INVALID_ARGUMENT", *common, *wrong, "--out",
                           scaled)

    def test_a_heat_map_needs_the_size_of_a_pixel(self):
        field = self.folder / "unknown.png"
        slide, _, truth = self.phantom("known", "900x700")
        self.succeed("render", slide, "--out", field)
        out = self.folder / "no.png"
        common = ("render", field, "--heatmap", "--cells", truth, "--out", out)
        self.fail_with(DATAERR, "PIXEL_SIZE_UNKNOWN", *common)
        self.assertFalse(out.exists())
        self.succeed(*common, "--mpp", 0.25)

    def test_a_heat_map_needs_cells(self):
        slide, _, _ = self.phantom("empty", "900x700")
        self.fail_with(USAGE, "INVALID_ARGUMENT", "render", slide, "--heatmap",
                       "--out", self.folder / "none.png")

    def test_a_field_far_larger_than_the_slide_is_refused(self):
        slide, _, _ = self.phantom("far", "900x700")
        message = self.fail_with(
            USAGE, "INVALID_ARGUMENT", "render", slide, "--field", 0, 0,
            2**62, 2**62, "--out", self.folder / "far.png")
        self.assertIn("900 x 700", message)

    def test_outlines_of_nuclei_are_drawn_where_they_are_known(self):
        slide, regions, _ = self.phantom("nuclei", "900x700")
        out = self.folder / "counted"
        self.succeed("quantify", slide, "--regions", regions, "--protocol",
                     "cd138", "--detector", "classical", "--out", out,
                     "--cells-as", "geojsonl,geojson,csv.gz")
        pictures = []
        for cells in ("cells.csv", "cells.geojsonl"):
            pictures.append(self.folder / f"{cells}.png")
            self.succeed("render", slide, "--cells", out / cells, "--out",
                         pictures[-1])
        self.assertNotEqual(*(p.read_bytes() for p in pictures))
        for cells, why in (("cells.geojson", "take cells.geojsonl"),
                           ("cells.csv.gz", "unpack")):
            self.assertIn(why, self.fail_with(
                USAGE, "INVALID_ARGUMENT", "render", slide, "--cells",
                out / cells, "--out", self.folder / "no.png"))


if __name__ == "__main__":
    ProgramTest.program = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
