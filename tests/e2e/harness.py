"""Runs cellquantd and cellquant as a person would, for the tests beside it."""

import argparse
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

BIN = None  # folder of the programs, set by main()
LIMIT = 300  # seconds that any one command may take


def cellquant(*arguments):
    """Runs one command to its end."""
    return subprocess.run(
        [BIN / "cellquant", *map(str, arguments)],
        capture_output=True, text=True, timeout=LIMIT, check=False)


class Server:
    """A cellquantd on a free loopback port."""

    def __init__(self, slides, store):
        self.arguments = [
            BIN / "cellquantd", "--slides", f"archive={slides}",
            "--store", store, "--listen", "127.0.0.1:0"]
        self.process = None
        self.address = None

    def start(self):
        self.process = subprocess.Popen(
            self.arguments, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("cellquantd listens on "):
            raise AssertionError(f"cellquantd did not start: {line!r}")
        self.address = line.split()[-1]
        return self

    def call(self, command, *arguments):
        """Runs a client command against this server."""
        return cellquant(command, "--server", self.address, *arguments)

    def kill(self):
        """Ends it as a power cut would."""
        self._end(signal.SIGKILL)

    def terminate(self):
        """Ends it in good order; returns its exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, number):
        self.process.send_signal(number)
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        return code

    def close(self):
        if self.process and self.process.poll() is None:
            self.kill()


class EndToEndTest(unittest.TestCase):
    """A temporary folder with slides/ and store/, and a server over them."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="cellquant-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.slides = self.folder / "slides"
        self.slides.mkdir()
        self.server = Server(self.slides, self.folder / "store")
        self.addCleanup(self.server.close)

    def phantom(self, name, size="3000x2000", seed=1):
        """Makes a slide and returns it with its regions."""
        slide = self.slides / f"{name}.tif"
        regions = self.folder / f"{name}.geojson"
        made = cellquant(
            "phantom", "--preset", "before", "--marker", "cd138",
            "--size-px", size, "--seed", seed, "--out", slide,
            "--regions", regions, "--truth", self.folder / f"{name}.csv")
        self.assertEqual(made.returncode, 0, made.stderr)
        return slide, regions

    def assert_error(self, result, reason, code=None):
        """One line with the reason on stderr, nothing on stdout."""
        self.assertNotEqual(result.returncode, 0)
        self.assertEqual(result.stdout, "")
        lines = result.stderr.splitlines()
        self.assertEqual(len(lines), 1, result.stderr)
        self.assertTrue(
            lines[0].startswith(f"cellquant: {reason}: "), lines[0])
        if code is not None:
            self.assertEqual(result.returncode, code)

    def ok_json(self, result):
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def wait_until(self, condition, what, seconds=120):
        end = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), end, f"waited for {what}")
            time.sleep(0.02)


def skip(why):
    """Ends the program as ctest understands it."""
    print(f"skipped: {why}")
    sys.exit(77)


def main():
    global BIN
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    arguments, rest = parser.parse_known_args()
    BIN = arguments.bin.resolve()
    unittest.main(module="__main__", argv=[sys.argv[0], *rest])
