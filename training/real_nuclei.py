"""Real nuclei as the hematoxylin of a scene: hand-outlined, CC0, no DAB.

The folder is the brightfield part of the 2018 Data Science Bowl (BBBC038v1):
images/ID.png, labels/ID.png (instances, uint16), index.csv. Its pixel size is
not known, so each field is scaled until its median nucleus fits its tissue.
"""
import csv

import cv2
import numpy as np

from population import Body

# Median diameter of nuclei in um, per group; the others are left out.
DIAMETERS_UM = {
    "stage1_test/h_yellow": (5.0, 7.0),
    "stage1_train/h_purple": (6.0, 9.0),
    "stage1_train/purple_on_white": (5.5, 8.0),
    "he_pink": (6.0, 9.0),
}
# Every fifth field is for validation.
HELD_OUT = 5


class RealNuclei:
    def __init__(self, folder, held_out=False):
        self.images = []
        fields = {}
        with open(folder / "index.csv", newline="") as file:
            for row in csv.DictReader(file):
                group = next((g for g in DIAMETERS_UM if g in row["group"]), None)
                if group is None:
                    continue
                number = fields.setdefault(row["mosaic"], len(fields))
                if (number % HELD_OUT == HELD_OUT - 1) != held_out:
                    continue
                rgb = cv2.imread(str(folder / "images" / f"{row['id']}.png"))[..., ::-1]
                labels = cv2.imread(str(folder / "labels" / f"{row['id']}.png"), cv2.IMREAD_UNCHANGED)
                self.images.append((np.ascontiguousarray(rgb), labels.astype(np.int32),
                                    float(row["median_diam_px"]), group))
        counts = np.array([labels.max() for _, labels, _, _ in self.images], float)
        self.shares = counts / counts.sum()  # crowded fields teach more

    def draw(self, rng, scene):
        """Fills the scene's hematoxylin; returns what paint_nuclei's callers
        need: bodies, owner, contrasts."""
        rgb, labels, diameter, group = self.images[rng.choice(len(self.images), p=self.shares)]
        scale = rng.uniform(*DIAMETERS_UM[group]) / scene.mpp / diameter
        rgb, labels = _mirrored(rng, rgb, labels, int(np.ceil(scene.size / scale)) + 2)
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        size = (scene.size, scene.size)
        part = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=method)[:size[0], :size[1]]
        owner = cv2.resize(labels.astype(np.float64), None, fx=scale, fy=scale,
                           interpolation=cv2.INTER_NEAREST)[:size[0], :size[1]].astype(np.int64)
        amount, rest = _absorbers(part, owner > 0)
        scene.hematoxylin += amount * rng.uniform(0.3, 0.8)
        scene.other += rest * rng.uniform(0, 0.6)
        return _bodies(rng, owner, scene)


def _mirrored(rng, rgb, labels, side):
    """A side x side cut of the image, continued by its mirror images; mirrored
    nuclei get numbers of their own."""
    x0, y0 = (int(rng.integers(0, 2 * n)) for n in (rgb.shape[1], rgb.shape[0]))

    def index(start, count, n):
        i = start + np.arange(count)
        folded = i % (2 * n)
        return np.where(folded < n, folded, 2 * n - 1 - folded), i // n

    x, copy_x = index(x0, side, rgb.shape[1])
    y, copy_y = index(y0, side, rgb.shape[0])
    copy = (copy_y[:, None] * 16 + copy_x[None, :]).astype(np.int64)
    cut = labels[np.ix_(y, x)].astype(np.int64)
    return rgb[np.ix_(y, x)], np.where(cut > 0, cut + copy * 100000, 0)


def _absorbers(rgb, nuclei):
    """The amount along the nuclei's own color (median nucleus: 1) and what of
    the densities is left."""
    white = np.percentile(rgb.reshape(-1, 3), 99, axis=0).astype(np.float32)
    density = np.maximum(-np.log10(np.maximum(rgb, 4) / white), 0).astype(np.float32)
    if not nuclei.any():
        return np.zeros(rgb.shape[:2], np.float32), density
    color = np.median(density[nuclei], 0)
    color = color / max(1e-3, np.linalg.norm(color))
    amount = density @ color
    rest = np.maximum(density - amount[..., None] * color, 0)
    return amount / max(0.05, float(np.median(amount[nuclei]))), rest


def _bodies(rng, owner, scene):
    bodies, contrasts = [], []
    numbers, dense = np.unique(owner, return_inverse=True)
    dense = dense.reshape(owner.shape)
    if numbers[0] != 0:
        dense = dense + 1
    count = dense.max()
    result = np.zeros(owner.shape, np.int32)
    y, x = np.mgrid[0:scene.size, 0:scene.size]
    area = np.bincount(dense.ravel(), minlength=count + 1).astype(np.float64)
    cx = np.bincount(dense.ravel(), x.ravel(), count + 1) / np.maximum(area, 1)
    cy = np.bincount(dense.ravel(), y.ravel(), count + 1) / np.maximum(area, 1)
    background = float(np.median(scene.hematoxylin[dense == 0])) if (dense == 0).any() else 0.0
    mean = np.bincount(dense.ravel(), scene.hematoxylin.ravel(), count + 1) / np.maximum(area, 1)
    wide = rng.uniform(0.3, 1.0) if scene.kind in ("plasma", "granular") else 0.0
    for i in range(1, count + 1):
        radius = np.sqrt(area[i] / np.pi)
        if radius * scene.mpp < 1.2:  # a sliver at an edge
            scene.ignore |= dense == i
            continue
        plasma = rng.random() < wide
        cytoplasm = rng.uniform(*((1.2, 4.5) if plasma else (0.4, 1.6))) / scene.mpp
        off, turn = rng.uniform(0, 0.8 if plasma else 0) * cytoplasm, rng.uniform(0, 2 * np.pi)
        bodies.append(Body(
            "plasma" if plasma else "lymphocyte", cx[i], cy[i], radius, radius, 0.0, np.zeros(4),
            np.zeros(4), 0, 0, 0, 0, radius + cytoplasm, cx[i] + off * np.cos(turn),
            cy[i] + off * np.sin(turn)))
        contrasts.append(max(0.07, mean[i] - background))
        result[dense == i] = len(bodies)
    return bodies, result, np.array(contrasts, np.float32)
