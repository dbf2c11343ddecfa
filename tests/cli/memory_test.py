"""A slide of 40,000 x 40,000 px is made and counted in under 1 GiB each."""
import os
import sys
import unittest

from program import ProgramTest, peak_memory_of_children, read_json, read_rows

GIBIBYTE = 1 << 30


class Memory(ProgramTest):

    def test_a_large_slide_needs_less_than_a_gibibyte(self):
        slide, regions, truth = self.phantom("large", "40000x40000")
        made = peak_memory_of_children()
        print(f"making it: {made / GIBIBYTE:.2f} GiB")
        self.assertLess(made, GIBIBYTE)
        out = self.folder / "out"
        self.succeed("quantify", slide, "--regions", regions, "--protocol",
                     "cd138", "--out", out, "--threads", 2,
                     "--detector", "classical")
        counted = peak_memory_of_children()
        print(f"counting it: {counted / GIBIBYTE:.2f} GiB")
        self.assertLess(counted, GIBIBYTE)
        whole = max(read_json(out / "report.json")["regions"],
                    key=lambda region: region["area_mm2"])
        print(f"{whole['cell_count']} cells in {whole['area_mm2']:.1f} mm2, "
              f"{len(read_rows(truth))} in the truth")
        self.assertGreater(whole["cell_count"], 100_000)


if __name__ == "__main__":
    ProgramTest.program = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
