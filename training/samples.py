"""Training samples: pictures of scenes and the maps that the network shall give.

Scenes are slow to compose and pictures quick to take, so each scene is
photographed several times, with other stains, light and camera.
"""
import numpy as np
from torch.utils.data import IterableDataset, get_worker_info

from compose import compose
from network import MAPS
from optics import optical_density, photograph
from scene import POSITIVE, UNDECIDED

CROP_PX = 256
USES = 12  # pictures per scene
POOL = 48  # scenes among which a worker chooses


class Samples(IterableDataset):
    """Endless pairs of density (3 x h x w) and targets with weights (2 x K x h
    x w). The same seed and number of workers give the same sequence."""

    def __init__(self, seed, real=None):
        self.seed = seed
        self.real = real

    def __iter__(self):
        info = get_worker_info()
        worker = info.id if info else 0
        rng = np.random.default_rng((self.seed, worker))
        pool = []
        number = 0
        while True:
            pool.append(compose((self.seed, worker, number), real=self.real))
            number += 1
            pool = pool[-POOL:]
            for _ in range(USES):
                yield sample(rng, pool[rng.integers(len(pool))])


def sample(rng, scene):
    x, y = rng.integers(0, scene.size - CROP_PX + 1, 2)
    scene = scene.crop(x, y, CROP_PX)
    rgb, white = photograph(rng, scene)
    density = optical_density(rgb, _assumed_white(rng, white)).transpose(2, 0, 1)
    maps = targets(scene)
    for axis in (-1, -2):
        if rng.random() < 0.5:
            density, maps = np.flip(density, axis), np.flip(maps, axis)
    if rng.random() < 0.5:
        density, maps = density.swapaxes(-1, -2), maps.swapaxes(-1, -2)
    return np.ascontiguousarray(density), np.ascontiguousarray(maps)


def _assumed_white(rng, white):
    """Fields without glass are read against the protocol's white, 245, or, where
    pale matrix passes for glass, against that."""
    if rng.random() < 0.35:
        return np.full(3, 245, np.float32)
    if rng.random() < 0.2:
        white = white * rng.uniform(0.88, 1)
    return (white * (1 + rng.normal(0, 0.01, 3))).astype(np.float32)


def targets(scene):
    """Maps in the network's order, and their weights (2 x K x size x size)."""
    size = scene.size
    heat = np.zeros((len(MAPS), size, size), np.float32)
    weight = np.ones_like(heat)
    um = 1 / scene.mpp
    for cell in scene.cells:
        sigma = np.clip(0.22 * cell.radius * scene.mpp, 0.8, 1.3) * um
        reach = int(max(3.2 * sigma, 1.2 * cell.radius)) + 1
        x0, x1 = max(0, int(cell.x) - reach), min(size, int(cell.x) + reach + 2)
        y0, y1 = max(0, int(cell.y) - reach), min(size, int(cell.y) + reach + 2)
        if x0 >= x1 or y0 >= y1:
            continue
        v, u = np.ogrid[y0:y1, x0:x1]
        square = (u - cell.x) ** 2 + (v - cell.y) ** 2
        peak = np.exp(-square / (2 * sigma * sigma))
        window = np.s_[y0:y1, x0:x1]
        heat[0][window] = np.maximum(heat[0][window], peak)
        near = square < max(3 * sigma, 0.8 * cell.radius) ** 2
        for k, stain in ((1, cell.nucleus_stain), (2, cell.membrane_stain)):
            if stain == POSITIVE:
                heat[k][window] = np.maximum(heat[k][window], peak)
            elif stain == UNDECIDED:
                weight[k][window][near] = 0
    heat[3], heat[4] = scene.nucleus, scene.stained
    # The same weight for all three: only then is a class's map, divided by that
    # of all cells, the chance that a cell has this class.
    weight[:3] *= 1 + 6 * heat[0]
    weight[:, scene.ignore] = 0
    return np.stack([heat, weight])
