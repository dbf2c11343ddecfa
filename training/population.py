"""Who lies where: kinds of cells, kinds of tissue, packing without a grid."""
from dataclasses import dataclass

import numpy as np

from fields import smooth_noise


@dataclass
class Body:
    """A cell before it is painted; pixels and radians."""
    kind: str
    x: float  # center of the nucleus
    y: float
    a: float  # semi-axes of the nucleus
    b: float
    angle: float
    wobble: np.ndarray  # amplitudes of the outline's 2nd to 5th harmonic
    phase: np.ndarray
    level: float  # hematoxylin, optical density
    grain: float  # contrast of the chromatin
    rim: float  # how much darker the nuclear membrane is than the inside
    nucleoli: int
    body: float  # radius of the whole cell
    body_x: float  # its center; a plasma cell's nucleus lies off it
    body_y: float
    lobes: np.ndarray | None = None  # (n, 3) of dx, dy, radius
    shown: float = 1.0  # how much of the nucleus is to be seen
    elbow: float = 1.0  # semi-axes that keep neighbors away, over the nucleus's

    @property
    def radius(self):
        return float(np.sqrt(self.a * self.b))


# um: nucleus radius, axis ratio, hematoxylin, grain, rim, nucleoli, cytoplasm's
# width. Ranges; sizes as in textbooks of hematopathology, densities as measured
# on pictures of counterstained sections.
KINDS = {
    "lymphocyte": ((2.1, 3.3), (1.0, 1.3), (0.30, 0.85), (0.10, 0.35), (0.0, 0.4), (0, 0), (0.3, 1.0)),
    "centrocyte": ((2.6, 4.0), (1.1, 1.6), (0.22, 0.55), (0.10, 0.35), (0.0, 0.5), (0, 1), (0.3, 1.0)),
    "centroblast": ((3.8, 6.2), (1.0, 1.3), (0.10, 0.35), (0.10, 0.40), (0.3, 1.2), (1, 3), (0.7, 2.0)),
    "oval": ((3.2, 5.8), (1.1, 1.9), (0.15, 0.55), (0.08, 0.35), (0.0, 0.8), (0, 2), (1.5, 4.0)),
    "spindle": ((2.0, 3.4), (2.2, 6.5), (0.18, 0.65), (0.05, 0.25), (0.0, 0.4), (0, 0), (0.2, 0.6)),
    "plasma": ((2.3, 3.3), (1.0, 1.25), (0.30, 0.80), (0.20, 0.45), (0.0, 0.4), (0, 0), (1.2, 3.5)),
    "macrophage": ((2.8, 4.6), (1.1, 1.6), (0.12, 0.40), (0.05, 0.25), (0.1, 0.7), (0, 1), (2.5, 6.0)),
    "granulocyte": ((2.2, 3.0), (1.0, 1.2), (0.40, 0.90), (0.05, 0.20), (0.0, 0.1), (0, 0), (0.8, 1.6)),
    "megakaryocyte": ((7.0, 11.0), (1.0, 1.4), (0.25, 0.60), (0.15, 0.35), (0.0, 0.3), (0, 0), (3.0, 6.0)),
}

# Tissue: the share of each kind, how near nuclei come (1: they touch), and what
# part of the room they take.
TISSUES = {
    "sheet": ({"lymphocyte": 0.88, "centrocyte": 0.07, "centroblast": 0.03, "spindle": 0.02}, (0.88, 1.1), (0.85, 1.0)),
    "follicle": ({"centrocyte": 0.5, "centroblast": 0.3, "lymphocyte": 0.15, "macrophage": 0.05}, (0.86, 1.15), (0.6, 1.0)),
    "tumor": ({"oval": 0.85, "lymphocyte": 0.08, "spindle": 0.05, "granulocyte": 0.02}, (0.72, 1.4), (0.4, 1.0)),
    "stroma": ({"spindle": 0.65, "lymphocyte": 0.2, "plasma": 0.05, "macrophage": 0.05, "oval": 0.05}, (0.9, 1.8), (0.1, 0.6)),
    "mixed": ({"lymphocyte": 0.35, "oval": 0.2, "plasma": 0.1, "spindle": 0.12, "macrophage": 0.1, "granulocyte": 0.05, "centroblast": 0.08}, (0.85, 1.5), (0.3, 1.0)),
    "plasmacytoma": ({"plasma": 0.82, "granulocyte": 0.07, "lymphocyte": 0.06, "centroblast": 0.03, "spindle": 0.02}, (0.7, 1.1), (0.7, 1.0)),
    "bare": ({"spindle": 1.0}, (0.9, 1.8), (0.0, 0.25)),
    "infiltrated": ({"plasma": 0.45, "granulocyte": 0.22, "lymphocyte": 0.18, "centroblast": 0.08, "spindle": 0.05, "megakaryocyte": 0.02}, (0.8, 1.3), (0.6, 1.0)),
    "marrow": ({"granulocyte": 0.33, "lymphocyte": 0.27, "centroblast": 0.14, "plasma": 0.14, "oval": 0.06, "spindle": 0.04, "megakaryocyte": 0.02}, (0.95, 1.6), (0.4, 1.0)),
}


def _between(rng, limits):
    return float(rng.uniform(*limits))


def make_body(rng, kind, x, y, angle, um, style):
    """A cell of a kind at (x, y). `um` is pixels per um; `style` holds what the
    cells of one scene have in common."""
    size, ratio, level, grain, rim, nucleoli, cytoplasm = KINDS[kind]
    radius = _between(rng, size) * um * style["size"]
    stretch = np.sqrt(_between(rng, ratio))
    level = _between(rng, level) * style["level"].get(kind, 1.0)
    if rng.random() < style["pale"]:
        level *= rng.uniform(0.35, 0.7)
    wobble = np.abs(rng.standard_normal(4)) * np.array([0.05, 0.05, 0.03, 0.02]) * style["wobble"]
    if kind == "macrophage":
        wobble[0] += rng.uniform(0, 0.15)
    body = Body(
        kind, x, y, radius * stretch, radius / stretch, angle, wobble,
        rng.uniform(0, 2 * np.pi, 4), level, _between(rng, grain) * style["grain"],
        _between(rng, rim), int(rng.integers(nucleoli[0], nucleoli[1] + 1)),
        radius + _between(rng, cytoplasm) * um, x, y)
    if kind in ("granulocyte", "megakaryocyte"):
        many = rng.integers(2, 5) if kind == "granulocyte" else rng.integers(5, 9)
        turn = rng.uniform(0, 2 * np.pi) + np.arange(many) * rng.uniform(0.9, 1.7)
        out = radius * rng.uniform(0.4, 0.62, many)
        body.lobes = np.stack([out * np.cos(turn), out * np.sin(turn),
                               radius * rng.uniform(0.38, 0.55, many)], 1)
    if kind == "plasma":
        body.body = radius + (body.body - radius) * style["plasma_cytoplasm"]
        body.elbow = 0.9 * body.body / radius
    if kind in ("plasma", "macrophage") or rng.random() < 0.1:
        off = rng.uniform(0, 0.8) * max(0.0, body.body - radius)
        turn = rng.uniform(0, 2 * np.pi)
        body.body_x, body.body_y = x + off * np.cos(turn), y + off * np.sin(turn)
    return body


def scene_style(rng):
    """What cells of one scene share: a block's fixation, a stain's strength."""
    return {
        "size": float(rng.uniform(0.9, 1.15)),
        "level": {kind: float(rng.uniform(0.55, 1.2)) for kind in KINDS},
        "pale": float(rng.choice([0.0, 0.1, 0.35, 0.6])),
        "wobble": float(rng.uniform(0.5, 1.8)),
        "grain": float(rng.uniform(0.1, 1.1)),
        "plasma_cytoplasm": float(rng.uniform(0.6, 1.7)),
    }


class Packing:
    """Bodies that keep their distance: darts are thrown, and those that come
    too near to an earlier one are dropped."""

    def __init__(self, capacity):
        self.places = np.empty((capacity, 4), np.float32)  # x, y, long, short
        self.angles = np.empty(capacity, np.float32)
        self.bodies = []

    def add(self, body, nearness):
        n = len(self.bodies)
        own = body.elbow * body.a, body.elbow * body.b
        if n:
            dx, dy = self.places[:n, 0] - body.x, self.places[:n, 1] - body.y
            along = np.arctan2(dy, dx)
            reach = _radius_along(self.places[:n, 2], self.places[:n, 3], along - self.angles[:n])
            reach = reach + _radius_along(*own, along - body.angle)
            if np.any(dx * dx + dy * dy < (nearness * reach) ** 2):
                return False
        self.places[n] = body.x, body.y, *own
        self.angles[n] = body.angle
        self.bodies.append(body)
        return True


def _radius_along(a, b, angle):
    return a * b / np.sqrt((b * np.cos(angle)) ** 2 + (a * np.sin(angle)) ** 2)


def populate(rng, size, um, room, tissues, style):
    """Bodies for a scene. `room` says where cells may lie (bool); `tissues`
    names the zones, which meet along a random line."""
    zones = np.argmax([smooth_noise(rng, size, size * 0.6) for _ in tissues], 0)
    heading = rng.uniform(0, np.pi) + 0.5 * smooth_noise(rng, size, size / 2)
    nearness = [_between(rng, TISSUES[t][1]) for t in tissues]
    filling = [_between(rng, TISSUES[t][2]) for t in tissues]
    darts = int(0.075 * (size / um) ** 2)
    packing = Packing(darts)
    for _ in range(darts):
        x, y = rng.uniform(-4 * um, size + 4 * um, 2)
        ix, iy = int(np.clip(x, 0, size - 1)), int(np.clip(y, 0, size - 1))
        zone = zones[iy, ix]
        if not room[iy, ix] or rng.random() > filling[zone] ** 3:
            continue
        mix = TISSUES[tissues[zone]][0]
        kind = rng.choice(list(mix), p=list(mix.values()))
        turned = kind == "spindle" or (kind == "oval" and style["wobble"] > 1)
        angle = heading[iy, ix] + 0.25 * rng.standard_normal() if turned else rng.uniform(0, np.pi)
        packing.add(make_body(rng, kind, x, y, angle, um, style), nearness[zone])
    return packing.bodies
