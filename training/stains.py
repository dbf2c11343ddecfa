"""DAB where antibodies put it, and the truth about each cell."""
import cv2
import numpy as np

from fields import ramp, smooth_noise
from nuclei import blur, window
from scene import NEGATIVE, POSITIVE, UNDECIDED

# Optical density of DAB from which experts call a nucleus or a ring stained,
# and below which they do not; between the two they disagree.
STAINED_OD, UNSTAINED_OD = 0.17, 0.09


def _verdict(density):
    if density >= STAINED_OD:
        return POSITIVE
    return NEGATIVE if density < UNSTAINED_OD else UNDECIDED


def choose_positive(rng, bodies, size, kinds=None):
    """Which bodies an antibody binds: none, scattered ones, groups or sheets."""
    if not bodies:
        return np.zeros(0, bool)
    manner = rng.choice(["none", "scattered", "groups", "sheet"], p=[0.08, 0.34, 0.33, 0.25])
    x = np.clip([b.body_x for b in bodies], 0, size - 1).astype(int)
    y = np.clip([b.body_y for b in bodies], 0, size - 1).astype(int)
    field = smooth_noise(rng, size, size / rng.uniform(2, 7))[y, x]
    chance = {
        "none": np.zeros(len(bodies)),
        "scattered": np.full(len(bodies), rng.uniform(0.02, 0.35)),
        "groups": np.where(field > rng.uniform(0.2, 1.2), rng.uniform(0.6, 1), rng.uniform(0, 0.05)),
        "sheet": np.where(field > rng.uniform(-1.8, 0), rng.uniform(0.85, 1), rng.uniform(0, 0.3)),
    }[manner]
    chosen = rng.random(len(bodies)) < chance
    if kinds is not None:
        chosen &= np.array([b.kind in kinds for b in bodies]) | (rng.random(len(bodies)) < 0.02)
    return chosen


def but_few_spindles(rng, bodies, chosen):
    """Leukocyte antibodies hardly ever mark fibroblasts and vessels."""
    spindles = np.array([b.kind == "spindle" for b in bodies], bool)
    return chosen & ~(spindles & (rng.random(len(bodies)) < 0.9))


def strengths(rng, count):
    """Densities of stained cells: each slide has its own mix of strong, middle
    and weak ones."""
    mix = rng.dirichlet([1.2, 1.0, 0.9])
    which = rng.choice(3, count, p=mix)
    low = np.array([0.8, 0.35, 0.17])[which]
    high = np.array([2.4, 0.9, 0.40])[which]
    return rng.uniform(low, high)


def stain_nuclei(rng, scene, bodies, owner, texture):
    """Ki-67, PAX5: the nucleus is brown, even or mottled; DAB hides what
    hematoxylin lies below."""
    chosen = choose_positive(rng, bodies, scene.size)
    density = np.where(chosen, strengths(rng, len(bodies)), 0.0)
    faint = ~chosen & (rng.random(len(bodies)) < rng.choice([0.0, 0.15, 0.4]))
    density = np.where(faint, rng.uniform(0.02, 0.16, len(bodies)), density)
    table = np.concatenate([[0], density]).astype(np.float32)
    mottle = rng.uniform(0, 0.8)
    layer = table[owner] * np.clip(1 + mottle * texture, 0.05, 2.5)
    kept = np.concatenate([[1], rng.uniform(0.2, 1.0, len(bodies))]).astype(np.float32)[owner]
    scene.hematoxylin *= np.where(table[owner] > 0.3, kept, 1)
    layer = blur(layer.astype(np.float32), rng.uniform(0.3, 0.7) / scene.mpp)
    if rng.random() < 0.4:  # a blush round stained nuclei
        layer = layer + blur(layer, rng.uniform(1, 3) / scene.mpp) * rng.uniform(0, 0.2)
    scene.dab += layer
    scene.stained |= (table[owner] >= STAINED_OD)
    for cell, d in zip(scene.cells, density):
        cell.nucleus_stain = _verdict(d)
        if d > 0.3:
            cell.membrane_stain = UNDECIDED  # of a black cell nobody knows where


def _walls(depth, owner, neighbor, thickness, density):
    """DAB in walls: a pixel takes from its own cell's wall and from the
    neighbor's, which is the same wall."""
    own_t, own_d = thickness[owner], density[owner]
    other_t, other_d = thickness[neighbor], density[neighbor]
    soft = 0.6
    own = own_d * ramp(own_t - depth, soft) * (owner > 0)
    shared = other_d * ramp(0.6 * other_t - depth, soft) * (owner > 0) * (neighbor > 0)
    return np.maximum(own, shared)


def stain_membranes(rng, scene, bodies, chosen, plasma, maps, textures):
    """CD20, CD3, CD138: rings, shared by neighbors, partly hiding the nuclei;
    small cells brown throughout. `maps` is what cell_bodies returns."""
    depth, best, owner, neighbor = maps
    um = 1 / scene.mpp
    count = len(bodies)
    chosen = but_few_spindles(rng, bodies, chosen)
    strong = plasma and rng.random() < 0.8
    density = strengths(rng, count) * (1.25 if strong else rng.uniform(0.6, 1.1))
    thick = rng.uniform(0.9, 2.6) if plasma else rng.uniform(0.45, 1.25)
    thickness = thick * um * rng.uniform(0.7, 1.4, count)
    style = rng.choice(["ring", "filled", "mixed"], p=[0.5, 0.15, 0.35])
    inner = {"ring": rng.uniform(0, 0.25, count), "filled": rng.uniform(0.5, 1.0, count),
             "mixed": rng.uniform(0, 1, count) ** 1.5}[style]
    small = np.array([b.radius for b in bodies]) < 2.6 * um if count else np.zeros(0, bool)
    inner = np.where(small & (rng.random(count) < 0.3), rng.uniform(0.6, 1, count), inner)
    density = np.where(chosen, density, 0.0)
    tinged = ~chosen & (rng.random(count) < rng.choice([0.0, 0.1, 0.3]))
    density = np.where(tinged, rng.uniform(0.02, 0.12, count), density)

    def table(values):
        return np.concatenate([[0], values]).astype(np.float32)

    walls = _walls(depth, owner, neighbor, table(thickness), table(density))
    broken = np.clip(1 + rng.uniform(0, 0.55) * textures[0], 0, 1.8)
    fill = table(density * inner)[owner] * np.clip(1 + 0.3 * textures[1], 0.2, 2)
    if plasma:  # a band of cytoplasm, darkest at the edge
        fill = fill + table(density * rng.uniform(0, 0.5, count))[owner] * np.exp(
            -np.maximum(depth, 0) / (1.5 * um)) * (owner > 0)
    inside = ramp(best, 0.7)
    layer = np.maximum(walls * broken, fill * inside).astype(np.float32)
    crisp = blur(layer, rng.uniform(0.15, 0.5) * um)
    if rng.random() < 0.6:  # stain that leaks past the edge
        crisp = np.maximum(crisp, blur(layer, rng.uniform(0.5, 1.6) * um) * rng.uniform(0.05, 0.35))
    if rng.random() < 0.3:  # a haze in dense zones
        crisp = crisp + blur(crisp, rng.uniform(2, 4) * um) * rng.uniform(0.05, 0.25)
    scene.dab += crisp
    hidden = table(np.where(chosen, rng.uniform(0, 0.9 if plasma else 0.5, count), 0))[owner]
    scene.hematoxylin *= 1 - hidden
    scene.stained |= table(density)[owner] >= STAINED_OD
    seen = _seen_in_walls(crisp, owner, depth, np.maximum(table(thickness), 0.8), count)
    for i, cell in enumerate(scene.cells):
        cell.membrane_stain = _verdict(seen[i]) if chosen[i] else NEGATIVE
        if density[i] * inner[i] > 0.25:
            cell.nucleus_stain = UNDECIDED


def _seen_in_walls(dab, owner, depth, thickness, count):
    """Mean DAB in each cell's own wall: what is left of a ring to be seen after
    gaps and blur. A neighbor's ring does not make a cell positive."""
    wall = (owner > 0) & (depth < thickness[owner])
    pixels = np.bincount(owner[wall], minlength=count + 1)
    total = np.bincount(owner[wall], weights=dab[wall], minlength=count + 1)
    return (total / np.maximum(pixels, 1))[1:]


def stain_granules(rng, scene, bodies, chosen, maps):
    """CD68: a granular cytoplasm round a pale nucleus."""
    _, best, owner, _ = maps
    um = 1 / scene.mpp
    density = np.where(chosen, strengths(rng, len(bodies)), 0.0)
    grain = smooth_noise(rng, scene.size, max(2.0, rng.uniform(0.8, 1.8) * um), 2)
    coverage = rng.uniform(-0.8, 0.6)
    table = np.concatenate([[0], density]).astype(np.float32)
    even = rng.uniform(0, 0.5)
    layer = table[owner] * ramp(best, 1.0) * np.clip(even + ramp(grain - coverage, 0.6), 0, 1.3)
    scene.dab += blur(layer.astype(np.float32), 0.3 * um)
    scene.stained |= table[owner] >= STAINED_OD
    area = np.bincount(owner.ravel(), weights=(layer > 0.15).ravel(), minlength=len(bodies) + 1)
    for i, cell in enumerate(scene.cells):
        enough = area[i + 1] * scene.mpp ** 2
        cell.membrane_stain = _verdict(density[i])
        if cell.membrane_stain == POSITIVE and enough < 12:
            cell.membrane_stain = NEGATIVE if enough < 4 else UNDECIDED


def stain_meshwork(rng, scene, depth):
    """CD23: the processes of follicular dendritic cells, a net between the
    cells. Which cell it belongs to cannot be said."""
    um = 1 / scene.mpp
    line = np.abs(smooth_noise(rng, scene.size, rng.uniform(5, 10) * um, 3))
    net = np.exp(-(line / rng.uniform(0.12, 0.3)) ** 2)
    between = ramp(rng.uniform(0.4, 1.0) * um - depth, 0.8)
    place = ramp(smooth_noise(rng, scene.size, scene.size / 2) + rng.uniform(-0.5, 1), 0.7)
    layer = np.maximum(net * 0.8, between) * place * rng.uniform(0.2, 1.0)
    scene.dab += blur(layer.astype(np.float32), rng.uniform(0.2, 0.6) * um)
    for cell in scene.cells:
        x, y = (int(np.clip(v, 0, scene.size - 1)) for v in (cell.x, cell.y))
        if place[y, x] > 0.1:
            cell.membrane_stain = UNDECIDED


def stain_edge(rng, scene, room):
    """Antibody and chromogen dry at the edge of tissue: brown that fades
    inward, on cells and matrix alike."""
    if room.all():
        return
    depth = cv2.distanceTransform(room.astype(np.uint8), cv2.DIST_L2, 5)
    reach = rng.uniform(5, 20) / scene.mpp
    rim = np.where(room, np.exp(-depth / reach), 0)
    grain = np.clip(1 + 0.3 * smooth_noise(rng, scene.size, 3 / scene.mpp, 2), 0, 2)
    brown = rng.uniform(0.3, 1.0) * rim * grain
    scene.dab += blur(brown.astype(np.float32), 0.5 / scene.mpp)
    for cell in scene.cells:
        x, y = (int(np.clip(v, 0, scene.size - 1)) for v in (cell.x, cell.y))
        if brown[y, x] > UNSTAINED_OD:
            cell.nucleus_stain = cell.membrane_stain = UNDECIDED


def add_dirt(rng, scene, room, amount):
    """Brown that is no cell: granules, smears, fibers, mist, masses."""
    um = 1 / scene.mpp
    size = scene.size
    layer = np.zeros((size, size), np.float32)
    crowd = smooth_noise(rng, size, size / 4)
    for _ in range(rng.poisson(amount * 60)):
        x, y = rng.uniform(0, size, 2)
        if crowd[int(y), int(x)] < rng.uniform(-1, 1.5):
            continue
        long, short = rng.uniform(0.25, 1.5) * um, rng.uniform(0.25, 0.9) * um
        if rng.random() < 0.15:
            long *= rng.uniform(1.5, 4)
        angle = rng.uniform(0, np.pi)
        spot = window(x, y, 2 * long + 3, size)
        where, u, v = spot
        p = (np.cos(angle) * u + np.sin(angle) * v) / long
        q = (-np.sin(angle) * u + np.cos(angle) * v) / short
        cover = ramp(1 - np.hypot(p, q), 0.5) * rng.uniform(0.1, 1.1)
        layer[where] = np.maximum(layer[where], cover)
    if rng.random() < 0.3 * amount:  # fibers
        for _ in range(rng.integers(1, 6)):
            x, y = rng.uniform(0, size, 2)
            angle = rng.uniform(0, 2 * np.pi)
            points = [(x, y)]
            for _ in range(int(rng.integers(4, 14))):
                angle += rng.normal(0, 0.35)
                x, y = x + 4 * um * np.cos(angle), y + 4 * um * np.sin(angle)
                points.append((x, y))
            line = np.zeros_like(layer)
            cv2.polylines(line, [np.array(points, np.float32).astype(np.int32)], False,
                          float(rng.uniform(0.1, 0.8)), int(rng.integers(1, 3)), cv2.LINE_AA)
            layer = np.maximum(layer, line)
    if rng.random() < 0.35 * amount:  # mist
        field = ramp(smooth_noise(rng, size, size / rng.uniform(2, 5), 2) - rng.uniform(-0.5, 1), 1.0)
        layer = layer + field * rng.uniform(0.03, 0.22) * blur(room.astype(np.float32), 1.5 * um)
    if rng.random() < 0.12 * amount:  # brown masses with pale holes
        field = smooth_noise(rng, size, rng.uniform(12, 30) * um, 3)
        mass = ramp(field - rng.uniform(1.2, 1.9), 0.25) * rng.uniform(0.3, 1.2)
        mass *= np.clip(1 + 0.4 * smooth_noise(rng, size, 3 * um), 0, 2)
        for _ in range(rng.poisson(25)):
            x, y = rng.uniform(0, size, 2)
            r = rng.uniform(1.5, 5) * um
            where, u, v = window(x, y, r + 3, size)
            mass[where] *= 1 - ramp(r - np.hypot(u, v), 1.0)
        layer = np.maximum(layer, mass)
    scene.dab += blur(layer, rng.uniform(0.2, 0.6) * um)
