"""Folders of pictures with marked cells.

    images.csv      name, microns_per_pixel, width_px, height_px, note, and
                    optionally border_px, set, protocol, variant_of
    images/NAME.png
    truth/NAME.csv  x_px, y_px, classification
    ignore/NAME.png optional; white where nothing is asked for
    peers/METHOD/NAME.csv  optional; what another program found

Pixel (i, j) covers [i, i + 1) x [j, j + 1).
"""
import csv
import pathlib
from dataclasses import dataclass

import cv2
import numpy as np

from scoring import BORDER, Marked, Points

# For folders that do not name sets and protocols: a picture belongs to the set
# that its name begins with, and this is how the set's stain is read.
PROTOCOLS = {"ki67": "ki67", "membrane": "cd3"}


@dataclass
class Picture:
    name: str
    set: str
    protocol: str
    path: pathlib.Path
    marked: Marked
    variant_of: str = ""  # the picture that this one is a worse version of


def read_points(path, mpp):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    xy = [(float(row["x_px"]), float(row["y_px"])) for row in rows]
    classes = [row.get("classification") or "" for row in rows]
    return Points(np.array(xy, float).reshape(-1, 2) * mpp,
                  np.array(classes, object))


def read_pictures(folder):
    with open(folder / "images.csv", newline="", encoding="utf-8") as file:
        return [_picture(folder, row) for row in csv.DictReader(file)]


def _picture(folder, row):
    name, mpp = row["name"], float(row["microns_per_pixel"])
    ignore = folder / "ignore" / f"{name}.png"
    marked = Marked(
        read_points(folder / "truth" / f"{name}.csv", mpp),
        float(row["width_px"]) * mpp, float(row["height_px"]) * mpp,
        max(BORDER, float(row.get("border_px") or 0) * mpp),
        "recall only" in row["note"],
        cv2.imread(str(ignore), cv2.IMREAD_GRAYSCALE) > 127
        if ignore.exists() else None, mpp)
    prefix = name.split("_")[0]
    protocol = row.get("protocol") or PROTOCOLS.get(prefix)
    if protocol is None:
        raise ValueError(f"{folder / 'images.csv'}: no protocol for {name}")
    return Picture(name, row.get("set") or f"marked/{prefix}", protocol,
                   folder / "images" / f"{name}.png", marked,
                   row.get("variant_of") or "")
