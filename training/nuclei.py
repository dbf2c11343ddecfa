"""Nuclei in hematoxylin: outlines, chromatin, nucleoli; and whole cells."""
import cv2
import numpy as np

from fields import ramp


def window(x, y, reach, size):
    """Slices of the square of half-side `reach` round (x, y) within the scene,
    and its pixels' coordinates relative to (x, y)."""
    x0, x1 = max(0, int(x - reach)), min(size, int(x + reach) + 2)
    y0, y1 = max(0, int(y - reach)), min(size, int(y + reach) + 2)
    if x0 >= x1 or y0 >= y1:
        return None
    v, u = np.mgrid[y0:y1, x0:x1].astype(np.float32)
    return (slice(y0, y1), slice(x0, x1)), u - x, v - y


def nucleus_depth(body, u, v):
    """Distance to the nucleus's outline in pixels, positive inside."""
    if body.lobes is not None:
        depths = [r - np.hypot(u - dx, v - dy) for dx, dy, r in body.lobes]
        bridge = -np.hypot(u, v) + 0.3 * body.radius if body.kind == "megakaryocyte" else depths[0]
        return np.maximum(np.max(depths, 0), bridge)
    c, s = np.cos(body.angle), np.sin(body.angle)
    p, q = (c * u + s * v) / body.a, (-s * u + c * v) / body.b
    rho = np.sqrt(p * p + q * q) + 1e-4
    turn = np.arctan2(q, p)
    edge = np.ones_like(rho)
    for k, (amplitude, phase) in enumerate(zip(body.wobble, body.phase), 2):
        edge += amplitude * np.cos(k * turn + phase)
    slope = np.sqrt((p / body.a) ** 2 + (q / body.b) ** 2) / rho
    return (edge - rho) / np.maximum(slope, 1e-4)


def paint_nucleus(rng, body, u, v, chromatin, soft):
    """Hematoxylin of one nucleus over a window and its depth there."""
    depth = nucleus_depth(body, u, v)
    cover = ramp(depth, soft)
    inside = body.level * (1 + body.grain * chromatin)
    if body.rim > 0:
        inside = inside * (1 + body.rim * np.exp(-np.maximum(depth, 0) / (0.18 * body.radius)) - 0.4 * body.rim)
    for _ in range(body.nucleoli):
        turn, out = rng.uniform(0, 2 * np.pi), rng.uniform(0, 0.55) * body.b
        r = rng.uniform(0.13, 0.24) * body.radius
        spot = ramp(r - np.hypot(u - out * np.cos(turn), v - out * np.sin(turn)), soft)
        inside = inside + spot * body.level * rng.uniform(0.4, 1.2)
    return np.maximum(inside, 0.02) * cover, depth


def paint_nuclei(rng, scene, bodies, chromatin, soft):
    """Adds all nuclei to the scene's hematoxylin. Sections are thick: where
    nuclei overlap, part of the lower one shines through. Returns a map of whose
    nucleus a pixel is (index + 1) and each nucleus's contrast to what lay
    there."""
    owner = np.zeros((scene.size, scene.size), np.int32)
    contrasts = np.zeros(len(bodies), np.float32)
    for i, body in enumerate(bodies):
        reach = 1.6 * max(body.a, body.b) + 3
        spot = window(body.x, body.y, reach, scene.size)
        if spot is None:
            continue
        where, u, v = spot
        layer, depth = paint_nucleus(rng, body, u, v, chromatin[where], soft)
        layer = layer * body.shown
        below = scene.hematoxylin[where]
        inside = depth > 0
        if inside.any():
            contrasts[i] = float(np.mean(layer[inside]) - 0.5 * np.mean(below[inside]))
        scene.hematoxylin[where] = np.maximum(layer, below) + 0.35 * np.minimum(layer, below)
        owner[where][inside] = i + 1
    return owner, contrasts


def cell_bodies(bodies, size, warp):
    """The cells' bodies as a power diagram of warped distances.

    Returns depth (pixels to the cell's own edge, in a wall at most half of the
    way to the neighbor), the distance to the edge as if the cell were alone,
    owner (index + 1, 0 outside) and neighbor (index + 1 of the second nearest,
    0 if it does not reach here).
    """
    best = np.full((size, size), -1e3, np.float32)
    second = np.full((size, size), -1e3, np.float32)
    owner = np.zeros((size, size), np.int32)
    neighbor = np.zeros((size, size), np.int32)
    warp_x, warp_y = warp
    for i, body in enumerate(bodies):
        reach = body.body * 1.35 + 6
        spot = window(body.body_x, body.body_y, max(reach, 1.3 * body.a + 4), size)
        if spot is None:
            continue
        where, u, v = spot
        u, v = u + warp_x[where], v + warp_y[where]
        if body.a > 1.6 * body.b:  # the cell follows a long nucleus
            grown = nucleus_depth(body, u, v) + max(0.0, body.body - body.radius)
            s = grown
        else:
            s = body.body - np.hypot(u, v)
        b, o, n, nb = best[where], owner[where], second[where], neighbor[where]
        wins = s > b
        places = wins | (s > n)
        second[where] = np.where(wins, b, np.where(places, s, n))
        neighbor[where] = np.where(wins, o, np.where(places, i + 1, nb))
        best[where] = np.where(wins, s, b)
        owner[where] = np.where(wins, i + 1, o)
    owner[best <= 0] = 0
    neighbor[second <= -1] = 0
    depth = np.minimum(best, 0.5 * (best - second))
    return depth, best, owner, neighbor


def blur(image, sigma):
    return cv2.GaussianBlur(image, (0, 0), float(sigma)) if sigma > 0.15 else image
