"""What lies between and over the cells: background, holes, blood, pigment."""
import numpy as np

from fields import fibers, ramp, smooth_noise
from nuclei import blur, window

# Relative densities in red, green, blue.
PLASMA_PINK = np.array([0.30, 0.75, 0.45], np.float32)
PLASMA_GREY = np.array([0.55, 0.60, 0.55], np.float32)
BLOOD = np.array([0.35, 0.65, 0.75], np.float32)
GOLD = np.array([0.25, 0.55, 0.95], np.float32)
BLACK = np.array([0.60, 0.60, 0.60], np.float32)


def tissue_room(rng, scene):
    """Glass, tears, vessels and fat vacuoles: where no cell can lie."""
    size, um = scene.size, 1 / scene.mpp
    room = np.ones((size, size), bool)
    if rng.random() < 0.3:
        edge = smooth_noise(rng, size, size * 0.8, 4)
        room &= edge > np.quantile(edge, rng.uniform(0.03, 0.5))
    for _ in range(rng.choice([0, 0, 1, 2, 4])):
        x, y = rng.uniform(0, size, 2)
        r = rng.uniform(4, 40) * um
        spot = window(x, y, 1.6 * r, size)
        if spot is None:
            continue
        where, u, v = spot
        turn = np.arctan2(v, u)
        outline = r * (1 + 0.15 * np.cos(2 * turn + rng.uniform(0, 6)) + 0.1 * np.cos(3 * turn + rng.uniform(0, 6)))
        room[where] &= np.hypot(u, v) > outline
    return room


def add_background(rng, scene, room):
    """Cytoplasm and matrix: pale, cloudy or fibrous."""
    size, um = scene.size, 1 / scene.mpp
    texture = smooth_noise(rng, size, rng.uniform(3, 9) * um, 4)
    if rng.random() < 0.5:
        texture = 0.6 * texture + fibers(rng, size, rng.uniform(0, np.pi), 0.4 * um, rng.uniform(2, 8) * um)
    slow = smooth_noise(rng, size, size / 2)
    inside = ramp(blur(room.astype(np.float32), 0.6 * um) - 0.5, 0.35)
    shade = np.clip(1 + rng.uniform(0.1, 0.4) * texture + rng.uniform(0, 0.3) * slow, 0.1, 2.5) * inside
    scene.hematoxylin += shade * rng.choice([rng.uniform(0.0, 0.05), rng.uniform(0.02, 0.13)])
    color = PLASMA_PINK if rng.random() < 0.3 else PLASMA_GREY
    scene.other += (shade * rng.uniform(0.0, 0.12))[..., None] * color
    if rng.random() < 0.25:  # a brown tinge of the whole slide
        scene.dab += shade * rng.uniform(0.01, 0.08)


def add_clear_rims(rng, scene, depth, owner):
    """Shrinkage: bright lines between cells, holes in the matrix."""
    if rng.random() < 0.45:
        strength = rng.uniform(0.3, 0.9)
        line = np.exp(-(np.maximum(depth, 0) / (0.5 / scene.mpp)) ** 2) * (owner > 0)
        gaps = ramp(smooth_noise(rng, scene.size, 6 / scene.mpp, 2) - rng.uniform(0, 1.2), 0.5)
        clear = 1 - strength * line * gaps
        for layer in (scene.hematoxylin, scene.other):
            layer *= clear if layer.ndim == 2 else clear[..., None]
    if rng.random() < 0.4:
        um = 1 / scene.mpp
        for _ in range(rng.poisson(10)):
            x, y = rng.uniform(0, scene.size, 2)
            r = rng.uniform(0.6, 2.5) * um
            where, u, v = window(x, y, 2 * r + 2, scene.size)
            hole = ramp(r - np.hypot(u, v * rng.uniform(0.7, 1.4)), 1.0)
            fresh = scene.nucleus[where]
            hole = np.where(fresh, 0, hole)
            scene.hematoxylin[where] *= 1 - hole
            scene.other[where] *= (1 - hole)[..., None]


def add_erythrocytes(rng, scene):
    """Pale discs and rings of 6 um without a nucleus: no cells that count."""
    um = 1 / scene.mpp
    field = smooth_noise(rng, scene.size, scene.size / 4)
    limit = rng.uniform(0.3, 1.8)
    density, tone = rng.uniform(0.06, 0.3), rng.uniform(0, 1)
    color = tone * BLOOD + (1 - tone) * BLACK
    lilac = rng.random() < 0.25
    ring = rng.uniform(0, 0.8)
    taken = []
    for _ in range(500):
        x, y = rng.uniform(0, scene.size, 2)
        ix, iy = int(x), int(y)
        if field[iy, ix] < limit or scene.nucleus[iy, ix]:
            continue
        r = rng.uniform(2.3, 3.4) * um
        if any((x - a) ** 2 + (y - b) ** 2 < (1.6 * r) ** 2 for a, b in taken[-80:]):
            continue
        taken.append((x, y))
        where, u, v = window(x, y, 1.3 * r + 3, scene.size)
        stretch = rng.uniform(0.75, 1.3)
        rho = np.hypot(u * stretch, v / stretch)
        disc = ramp(r - rho, 0.8) * (1 - ring * np.exp(-(rho / (0.55 * r)) ** 2))
        disc = np.where(scene.nucleus[where], 0, disc) * density * rng.uniform(0.7, 1.3)
        if lilac:
            scene.hematoxylin[where] += 0.7 * disc
        scene.other[where] += disc[..., None] * color


def add_pigment(rng, scene):
    """Hemosiderin, melanin, carbon, formalin: granules and clumps over cells."""
    um = 1 / scene.mpp
    color = GOLD if rng.random() < 0.5 else BLACK + rng.uniform(-0.1, 0.1, 3).astype(np.float32)
    for _ in range(rng.integers(1, 6)):
        cx, cy = rng.uniform(0, scene.size, 2)
        spread = rng.uniform(1, 7) * um
        for _ in range(rng.integers(3, 30)):
            x, y = cx + rng.normal(0, spread), cy + rng.normal(0, spread)
            r = rng.uniform(0.25, 1.3) * um
            spot = window(x, y, 2 * r + 2, scene.size)
            if spot is None:
                continue
            where, u, v = spot
            dot = ramp(r - np.hypot(u, v), 0.7) * rng.uniform(0.4, 1.8)
            scene.other[where] = np.maximum(scene.other[where], dot[..., None] * color)


def add_debris(rng, scene):
    """Small blue dots and crumbs, too small to be cells."""
    um = 1 / scene.mpp
    for _ in range(rng.poisson(12)):
        x, y = rng.uniform(0, scene.size, 2)
        r = rng.uniform(0.25, 0.85) * um
        where, u, v = window(x, y, 2 * r + 2, scene.size)
        scene.hematoxylin[where] += ramp(r - np.hypot(u, v), 0.8) * rng.uniform(0.1, 0.6)


def add_ghosts(rng, scene, make_layer):
    """Nuclei far out of focus: the faint are no cells, on the others no expert
    insists."""
    layer = blur(make_layer, rng.uniform(1.0, 2.2) / scene.mpp) * rng.uniform(0.3, 0.7)
    scene.hematoxylin += layer
    scene.ignore |= layer > 0.15


def add_fold(rng, scene):
    """A band where the section lies double: twice the stain, unsharp."""
    um = 1 / scene.mpp
    field = smooth_noise(rng, scene.size, scene.size * 0.7)
    band = np.exp(-(field / rng.uniform(0.08, 0.25)) ** 2)
    fold = 1 + band * rng.uniform(0.4, 1.4)
    soft = blur(scene.hematoxylin, 1.5 * um)
    scene.hematoxylin[:] = (scene.hematoxylin * (1 - band) + soft * band) * fold
    scene.other *= fold[..., None]
    scene.dab *= 1 + 0.5 * band
    scene.ignore |= band > 0.5
