"""Who finds cells: cellquant's detectors, and programs that did so earlier."""
import subprocess

from pictures import read_points


class Failed(Exception):
    """Why a method gave no cells."""


class Detector:
    """`cellquant quantify` with one of its detectors."""

    def __init__(self, name, program, model, folder):
        self.name = name
        self.program = program
        self.options = ["--detector", name]
        if model and name == "network":
            self.options += ["--model", model]
        self.folder = folder / name

    def knows(self, picture):
        return True

    def find(self, picture):
        mpp, out = picture.marked.mpp, self.folder / picture.name
        try:
            done = subprocess.run(
                [self.program, "quantify", picture.path, "--mpp", str(mpp),
                 "--protocol", picture.protocol, "--out", out, *self.options],
                capture_output=True, text=True, check=False)
        except OSError as error:  # it is being built, for example
            raise Failed(str(error)) from error
        if done.returncode:
            lines = done.stderr.strip().splitlines()
            raise Failed(lines[-1] if lines else f"exit {done.returncode}")
        return read_points(out / "cells.csv", mpp)


class Peer:
    """Another program's cells, as files."""

    def __init__(self, folder):
        self.name = folder.name
        self.folder = folder

    def _file(self, picture):
        return self.folder / f"{picture.name}.csv"

    def knows(self, picture):
        return self._file(picture).exists()

    def find(self, picture):
        return read_points(self._file(picture), picture.marked.mpp)
