"""Scenes that the network was never trained on, as a folder of pictures.

Everything is drawn from seeds that begin with HELD_OUT; training's begin with
small numbers. A set's scenes hang on its name and their number alone, so a new
set changes no other.
"""
import csv
import hashlib
import pathlib
import shutil
import sys
import zlib
from dataclasses import dataclass, replace
from functools import partial

import cv2
import numpy as np

TRAINING = pathlib.Path(__file__).resolve().parents[2] / "training"
sys.path.insert(0, str(TRAINING))

import clutter
import stains
from compose import compose
from fields import smooth_noise
from nuclei import blur, cell_bodies, paint_nuclei
from optics import photograph
from population import Packing, make_body, scene_style
from scene import NEGATIVE, POSITIVE, UNDECIDED, Cell, Scene

HELD_OUT = 4_000_000_007
SIDE_UM = 500
# How far stains, light and camera stray (1: as far as in training). Challenges
# vary one thing, on an ordinary slide.
ORDINARY = 0.5

FIELDS = 4  # scenes per kind of stain
PROTOCOLS = {"nuclear": "ki67", "membrane": "cd20", "plasma": "cd138",
             "granular": "cd68", "plain": "cd3"}
SHEETS = 2
SHEET_PER_MM2 = 15_000
STEADY = ("nuclear", "membrane", "nuclear", "membrane")
DIRT = ("nothing", "pigment", "fold", "stained_edge", "brown_dirt")
EMPTY = 6  # scenes per kind of dirt

CLASSES = {NEGATIVE: "negative", POSITIVE: "positive", UNDECIDED: "undecided"}


@dataclass
class Shot:
    set: str
    name: str
    protocol: str
    scene: Scene
    rgb: np.ndarray
    variant_of: str = ""


def _seed(name, number, *more):
    return HELD_OUT, zlib.crc32(name.encode()), number, *more


def _mpp(rng):
    return round(float(rng.uniform(0.44, 0.58)), 2)


def _shot(name, number, protocol, scene, hard=ORDINARY):
    rng = np.random.default_rng(_seed(name, number, 1))
    rgb, _ = photograph(rng, scene, hard)
    kind = name.split("/")[1]
    return Shot(name, f"{kind}_{number + 1}", protocol, scene, rgb)


def _composed(name, kind, number):
    seed = _seed(name, number)
    mpp = _mpp(np.random.default_rng(seed))
    return compose(seed, kind, round(SIDE_UM / mpp), mpp=mpp)


def field(kind, number):
    name = f"scenes/{kind}"
    scene = _composed(name, kind, number)
    return [_shot(name, number, PROTOCOLS[kind], scene, hard=1.0)]


def sheet(number):
    """CD20 in a mantle zone: lymphocytes so dense that neighbors share rings,
    and a brown haze between them."""
    name = "scenes/cd20_sheet"
    rng = np.random.default_rng(_seed(name, number))
    mpp = _mpp(rng)
    size, um = round(SIDE_UM / mpp), 1 / mpp
    scene = Scene(size, mpp, "membrane")
    clutter.add_background(rng, scene, np.ones((size, size), bool))
    bodies = _packed(rng, size, um)
    chromatin = smooth_noise(rng, size, 1.2 * um, 2)
    owner, _ = paint_nuclei(rng, scene, bodies, chromatin, 0.8)
    scene.nucleus = owner > 0
    scene.cells = [Cell(b.x, b.y, b.radius) for b in bodies]
    warp = [smooth_noise(rng, size, 5 * um, 2) * 0.5 * um for _ in "xy"]
    maps = cell_bodies(bodies, size, warp)
    zone = smooth_noise(rng, size, size / 4)
    chosen = np.array([zone[_inside(b.y, size), _inside(b.x, size)] > -0.3
                       for b in bodies])
    textures = [smooth_noise(rng, size, p * um, 2) for p in (2.5, 1.2)]
    stains.stain_membranes(rng, scene, bodies, chosen, False, maps, textures)
    scene.dab += 0.1 * blur(scene.dab, 3 * um)
    scene.cells = [c for c in scene.cells
                   if 0 <= c.x < size and 0 <= c.y < size]
    return [_shot(name, number, "cd20", scene)]


def _inside(value, size):
    return int(np.clip(value, 0, size - 1))


def _packed(rng, size, um):
    style = scene_style(rng) | {"size": 1.0, "pale": 0.0}
    low, high = -4 * um, size + 4 * um
    many = round(SHEET_PER_MM2 * ((high - low) / um / 1000) ** 2)  # px to mm
    packing = Packing(many)
    while len(packing.bodies) < many:
        x, y = rng.uniform(low, high, 2)
        body = make_body(rng, "lymphocyte", x, y, rng.uniform(0, np.pi), um,
                         style)
        body.body = body.radius + rng.uniform(0.8, 1.8) * um  # cells touch
        packing.add(body, 1.0)
    return packing.bodies


def steady(kind, number):
    """One scene, and the same with another staining, focus and compression."""
    base = "steady/unmodified"
    protocol = PROTOCOLS[kind]
    scene = _composed(base, kind, number)
    plain = _shot(base, number, protocol, scene)
    shots = [plain]

    def add(change, rgb):
        shots.append(Shot(f"steady/{change}", f"{change}_{number + 1}",
                          protocol, scene, rgb, plain.name))

    for factor in (0.5, 0.75, 1.25, 1.5):
        other = replace(scene, hematoxylin=factor * scene.hematoxylin)
        add(f"hematoxylin_x{factor}", _shot(base, number, protocol, other).rgb)
    add("blur_0.5um", blur(plain.rgb, 0.5 / scene.mpp))
    coded = cv2.imencode(".jpg", plain.rgb[..., ::-1],
                         [cv2.IMWRITE_JPEG_QUALITY, 30])[1]
    add("jpeg_30", cv2.imdecode(coded, cv2.IMREAD_COLOR)[..., ::-1])
    return shots


def empty(kind, number):
    """Stroma without a cell: bare, to know what its own texture costs, and with
    what may be taken for a cell."""
    name = f"empty/{kind}"
    rng = np.random.default_rng(_seed(name, number))
    mpp = _mpp(rng)
    size = round(SIDE_UM / mpp)
    scene = Scene(size, mpp, "membrane")
    room = np.ones((size, size), bool)
    if kind == "stained_edge":
        shape = smooth_noise(rng, size, size * 0.8, 4)
        room = shape > np.quantile(shape, 0.3)
    clutter.add_background(rng, scene, room)
    # A floor under the texture: enough to be tissue and not glass, and blue
    # enough not to be taken for a grey image.
    scene.hematoxylin += 0.08 * room
    scene.other += 0.09 * room[..., None] * clutter.PLASMA_GREY
    if kind == "pigment":
        for _ in range(12):
            clutter.add_pigment(rng, scene)
    elif kind == "fold":
        clutter.add_fold(rng, scene)
    elif kind == "stained_edge":
        stains.stain_edge(rng, scene, room)
    elif kind == "brown_dirt":
        stains.add_dirt(rng, scene, room, 2.0)
    scene.ignore[:] = False  # every find is a false one
    return [_shot(name, number, "cd20", scene)]


def _plans():
    for kind in PROTOCOLS:
        yield from (partial(field, kind, n) for n in range(FIELDS))
    yield from (partial(sheet, n) for n in range(SHEETS))
    yield from (partial(steady, kind, n) for n, kind in enumerate(STEADY))
    for kind in DIRT:
        yield from (partial(empty, kind, n) for n in range(EMPTY))


def make(folder, progress):
    """Fills `folder`, unless what is there was made by this very code."""
    digest = _digest_of_code()
    stamp = folder / "made_by"
    if stamp.exists() and stamp.read_text() == digest:
        return
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("images", "truth", "ignore"):
        (folder / part).mkdir(parents=True)
    rows = [_write(folder, shot)
            for plan in progress(list(_plans()), "drawing scenes")
            for shot in plan()]
    _write_csv(folder / "images.csv", list(rows[0]), [r.values() for r in rows])
    stamp.write_text(digest)


def _digest_of_code():
    """Of this file and what it imports from training, which may change."""
    modules = [getattr(m, "__file__", None) for m in sys.modules.values()]
    sources = {__file__, *(m for m in modules
                           if m and m.startswith(str(TRAINING)))}
    digest = hashlib.sha256()
    for source in sorted(sources):
        digest.update(pathlib.Path(source).read_bytes())
    return digest.hexdigest()


def _write(folder, shot):
    """Returns the row of images.csv."""
    scene, file = shot.scene, f"{shot.name}.png"
    cv2.imwrite(str(folder / "images" / file), shot.rgb[..., ::-1])
    if scene.ignore.any():
        cv2.imwrite(str(folder / "ignore" / file),
                    scene.ignore.astype(np.uint8) * 255)
    # In scenes a pixel's center has whole coordinates, in files halves.
    cells = [(f"{c.x + 0.5:.2f}", f"{c.y + 0.5:.2f}", CLASSES[_stain(shot, c)])
             for c in scene.cells]
    _write_csv(folder / "truth" / f"{shot.name}.csv",
               ("x_px", "y_px", "classification"), cells)
    return {"name": shot.name, "microns_per_pixel": scene.mpp,
            "width_px": scene.size, "height_px": scene.size, "note": "drawn",
            "set": shot.set, "protocol": shot.protocol,
            "variant_of": shot.variant_of}


def _stain(shot, cell):
    """By where the protocol looks for stain."""
    if shot.protocol == "ki67":
        return cell.nucleus_stain
    return cell.membrane_stain


def _write_csv(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
