"""Runs the program under test and reads what it says. Standard library only."""
import csv
import json
import pathlib
import resource
import subprocess
import tempfile
import unittest


class ProgramTest(unittest.TestCase):
    """A test with a program, `cls.program`, and a folder that is gone after."""

    program = None

    @classmethod
    def setUpClass(cls):
        cls._folder = tempfile.TemporaryDirectory(prefix="cellquant-")
        cls.folder = pathlib.Path(cls._folder.name)

    @classmethod
    def tearDownClass(cls):
        cls._folder.cleanup()

    def run_program(self, *arguments, **options):
        """Returns the finished process; its output is text."""
        return subprocess.run([self.program, *map(str, arguments)],
                              capture_output=True, text=True, check=False,
                              timeout=900, **options)

    def succeed(self, *arguments, **options):
        """Runs, asserts success, returns standard output."""
        done = self.run_program(*arguments, **options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def fail_with(self, code, reason, *arguments):
        """Runs, asserts exit code, reason and the one-line form."""
        done = self.run_program(*arguments)
        self.assertEqual(done.returncode, code,
                         f"{arguments}: {done.stdout}{done.stderr}")
        self.assertEqual(done.stdout, "", arguments)
        self.assertRegex(done.stderr, rf"\Acellquant: {reason}: [^\n]+\n\Z",
                         arguments)
        return done.stderr

    def phantom(self, name, size="1500x1200", preset="before", marker="cd138",
                seed=1, *more):
        """Makes a phantom; returns its slide, regions and truth."""
        paths = [self.folder / f"{name}.{end}"
                 for end in ("tif", "geojson", "csv")]
        self.succeed("phantom", "--preset", preset, "--marker", marker,
                     "--size-px", size, "--seed", seed, "--out", paths[0],
                     "--regions", paths[1], "--truth", paths[2], *more)
        return paths


def read_json(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def read_rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def peak_memory_of_children():
    """In bytes, of the largest child so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
