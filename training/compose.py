#!/usr/bin/python3
"""Scenes from seeds.

  compose.py --seed N [--count M] [--kind KIND] [--real DIR] --out DIR

writes pictures to look at: each scene beside its truth. Scene i of a seed is
the same everywhere and always, whatever else is drawn.
"""
import argparse
import pathlib

import cv2
import numpy as np

import clutter
import stains
from fields import smooth_noise
from nuclei import cell_bodies, paint_nuclei
from optics import photograph
from population import populate, scene_style
from real_nuclei import RealNuclei
from scene import NEGATIVE, POSITIVE, Cell, Scene

# How often each kind of stain is drawn, and on which tissues: one that is named
# twice is drawn twice as often.
KINDS = {
    "nuclear": (0.27, ("tumor", "follicle", "sheet", "mixed", "stroma")),
    "membrane": (0.27, ("sheet", "follicle", "mixed", "tumor", "stroma")),
    "plasma": (0.25, ("marrow", "infiltrated", "plasmacytoma", "infiltrated", "plasmacytoma", "mixed", "stroma")),
    "granular": (0.08, ("mixed", "follicle", "stroma", "tumor", "marrow")),
    "meshwork": (0.04, ("follicle", "sheet")),
    "plain": (0.09, ("sheet", "follicle", "mixed", "tumor", "stroma", "marrow")),
}
BARE_SHARE = 0.07  # drawn scenes that are, in whole or part, matrix without cells
REAL_SHARE = 0.25  # scenes whose hematoxylin is that of real nuclei
# Contrast of a nucleus that an expert marks, and below which nobody sees it. The
# eye adapts: among dark nuclei a pale one counts as out of focus.
VISIBLE_OD, VISIBLE_SHARE = 0.08, 0.12  # the share is of the median nucleus
FAINT_OD, FAINT_SHARE = 0.045, 0.07


def compose(seed, kind=None, size=320, real=None, mpp=None):
    """The scene of a seed. `real`: RealNuclei to draw some scenes from."""
    rng = np.random.default_rng(seed)
    if kind is None:
        kind = str(rng.choice(list(KINDS), p=[share for share, _ in KINDS.values()]))
    scene = Scene(size, mpp or float(rng.uniform(0.40, 0.62)), kind)
    um = 1 / scene.mpp
    if real is not None and rng.random() < REAL_SHARE:
        bodies, owner, contrasts = real.draw(rng, scene)
        room = np.ones((size, size), bool)
    else:
        bodies, owner, contrasts, room = _draw(rng, scene, kind, um)
    scene.nucleus = owner > 0
    scene.cells = [Cell(b.x, b.y, b.radius) for b in bodies]

    crumple = rng.uniform(0.2, 1.5 if kind == "plasma" else 0.8) * um
    warp = [smooth_noise(rng, size, 5 * um, 2) * crumple for _ in "xy"]
    maps = cell_bodies(bodies, size, warp)
    clutter.add_clear_rims(rng, scene, maps[0], maps[2])
    dirt = rng.choice([0.0, 0.3, 1.0], p=[0.35, 0.4, 0.25])
    if kind == "nuclear":
        stains.stain_nuclei(rng, scene, bodies, owner, smooth_noise(rng, size, 1.2 * um, 2))
    elif kind in ("membrane", "plasma"):
        plasma = kind == "plasma"
        chosen = stains.choose_positive(rng, bodies, size, ("plasma",) if plasma else None)
        textures = [smooth_noise(rng, size, p * um, 2) for p in (2.5, 1.2)]
        stains.stain_membranes(rng, scene, bodies, chosen, plasma, maps, textures)
        dirt = rng.choice([0.2, 1.0, 2.0] if plasma else [0.0, 0.4, 1.2])
    elif kind == "granular":
        chosen = stains.choose_positive(rng, bodies, size, ("macrophage", "plasma", "centroblast"))
        stains.stain_granules(rng, scene, bodies, chosen, maps)
        dirt = rng.choice([0.3, 1.0])
    elif kind == "meshwork":
        stains.stain_meshwork(rng, scene, maps[0])
    if dirt and rng.random() < 0.8:
        stains.add_dirt(rng, scene, room, dirt)
    if kind != "plain" and rng.random() < 0.15:
        stains.stain_edge(rng, scene, room)
    _add_clutter(rng, scene, kind)
    _settle(scene, bodies, contrasts)
    return scene


def _draw(rng, scene, kind, um):
    size = scene.size
    room = clutter.tissue_room(rng, scene)
    clutter.add_background(rng, scene, room)
    many = rng.choice([1, 2, 3], p=[0.5, 0.35, 0.15])
    tissues = KINDS[kind][1]
    tissues = list(rng.choice(tissues, size=min(many, len(tissues)), replace=False))
    if rng.random() < BARE_SHARE:
        tissues[0] = "bare"
    style = scene_style(rng)
    bodies = populate(rng, size, um, room, tissues, style)
    chromatin = smooth_noise(rng, size, rng.uniform(0.8, 1.6) * um, 2)
    soft = rng.uniform(0.5, 1.7)
    if rng.random() < 0.4:
        _add_ghosts(rng, scene, um, room, tissues, style, chromatin)
    owner, contrasts = paint_nuclei(rng, scene, bodies, chromatin, soft)
    return bodies, owner, contrasts, room


def _add_ghosts(rng, scene, um, room, tissues, style, chromatin):
    below = Scene(scene.size, scene.mpp, scene.kind)
    bodies = populate(rng, scene.size, um, room, tissues[:1], style)
    share = rng.uniform(0.05, 0.3)
    few = [b for b in bodies if rng.random() < share]
    paint_nuclei(rng, below, few, chromatin, 1.0)
    clutter.add_ghosts(rng, scene, below.hematoxylin)


def _add_clutter(rng, scene, kind):
    blood = 0.45 if kind == "plasma" else 0.2
    if rng.random() < blood:
        clutter.add_erythrocytes(rng, scene)
    for _ in range(rng.choice([0, 1, 6], p=[0.8, 0.13, 0.07])):
        clutter.add_pigment(rng, scene)
    if rng.random() < 0.3:
        clutter.add_debris(rng, scene)
    if rng.random() < 0.06:
        clutter.add_fold(rng, scene)


def _settle(scene, bodies, contrasts):
    """Says of each cell whether an expert would mark it, and where: the nucleus
    where it is to be seen, else the middle of the ring or body."""
    median = float(np.median(contrasts)) if len(contrasts) else 0.0
    visible = max(VISIBLE_OD, VISIBLE_SHARE * median)
    faint = max(FAINT_OD, FAINT_SHARE * median)
    kept = []
    for i, (cell, body) in enumerate(zip(scene.cells, bodies)):
        stained = POSITIVE in (cell.nucleus_stain, cell.membrane_stain)
        if contrasts[i] < visible and cell.membrane_stain == POSITIVE:
            cell.x, cell.y = 0.5 * (body.x + body.body_x), 0.5 * (body.y + body.body_y)
            cell.radius = 0.7 * body.body
        elif contrasts[i] < visible and not stained:
            if contrasts[i] > faint:
                _ignore_disc(scene, cell.x, cell.y, cell.radius)
            continue
        kept.append(cell)
    scene.cells = [c for c in kept if -2 < c.x < scene.size + 2 and -2 < c.y < scene.size + 2]


def _ignore_disc(scene, x, y, radius):
    y0, x0 = np.ogrid[0:scene.size, 0:scene.size]
    scene.ignore |= (x0 - x) ** 2 + (y0 - y) ** 2 < radius ** 2


def picture(scene, rgb):
    """The scene beside its truth, three times enlarged."""
    big = cv2.resize(rgb, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    marked = big.copy()
    marked[cv2.resize(scene.ignore.astype(np.uint8), None, fx=3, fy=3) > 0] //= 2
    for cell in scene.cells:
        color = (0, 160, 0)
        if cell.nucleus_stain == POSITIVE:
            color = (255, 0, 0)
        elif cell.membrane_stain == POSITIVE:
            color = (255, 0, 255)
        elif (cell.nucleus_stain, cell.membrane_stain) != (NEGATIVE, NEGATIVE):
            color = (255, 200, 0)
        center = int(3 * cell.x + 1), int(3 * cell.y + 1)
        cv2.circle(marked, center, 4, color, -1)
    return np.hstack([big, marked])[..., ::-1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=6)
    parser.add_argument("--kind", choices=list(KINDS))
    parser.add_argument("--real", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    real = RealNuclei(options.real) if options.real else None
    for i in range(options.count):
        scene = compose((options.seed, i), options.kind, real=real)
        rgb, _ = photograph(np.random.default_rng((options.seed, i, 1)), scene)
        name = f"{options.seed}-{i}-{scene.kind}.png"
        cv2.imwrite(str(options.out / name), picture(scene, rgb))


if __name__ == "__main__":
    main()
