"""From absorbers to the picture that a scanner delivers, and back to the
optical density that the network reads."""
import cv2
import numpy as np

from nuclei import blur

# Between which colors a slide's stains lie, as densities of R, G, B.
HEMATOXYLIN = np.array([[0.650, 0.704, 0.286], [0.82, 0.54, 0.19], [0.62, 0.66, 0.42]], np.float32)
DAB = np.array([[0.269, 0.568, 0.778], [0.42, 0.57, 0.71]], np.float32)


def _color(rng, corners, amount):
    v = rng.dirichlet(np.full(len(corners), 0.8)) @ corners
    v = np.clip(v + rng.normal(0, amount, 3), 0.02, None)
    return (v / np.linalg.norm(v)).astype(np.float32)


def photograph(rng, scene, hard=1.0):
    """An RGB picture, 8 bit, and the white point it was taken with. `hard` 0
    gives the plain stains without noise, blur and compression."""
    hematoxylin = _color(rng, HEMATOXYLIN if hard else HEMATOXYLIN[:1], 0.03 * hard)
    dab = _color(rng, DAB if hard else DAB[:1], 0.03 * hard)
    strength_h = float(np.exp(rng.normal(-0.05, 0.35) * hard))
    strength_d = float(np.exp(rng.normal(0, 0.10 * hard)))
    density = (strength_h * scene.hematoxylin[..., None] * hematoxylin
               + strength_d * scene.dab[..., None] * dab + scene.other)
    density = blur(density, rng.uniform(0.1, 0.55 + 0.35 * (rng.random() < 0.3)) * hard / scene.mpp)
    light = 10 ** -density
    if rng.random() < 0.7 * hard:  # glare: strong stain saturates, nearly neutral
        light = (glare := rng.uniform(0.02, 0.19)) + (1 - glare) * light
    dim = rng.random() < 0.12 * hard  # a microscope's camera
    white = rng.uniform(165, 215) if dim else rng.uniform(205, 252)
    white = white + rng.normal(0, 14 if dim else 7, 3) * hard
    white = np.clip(white, 140, 255).astype(np.float32)
    image = light.astype(np.float32) * white
    if hard:
        image = _scan(rng, image)
    return np.clip(np.round(image), 0, 255).astype(np.uint8), white


def _scan(rng, image):
    """Sampling at twice the resolution, sharpening, noise, JPEG."""
    size = image.shape[0]
    manner = rng.choice(["40x", "20x", "clean"], p=[0.5, 0.3, 0.2])
    if manner == "40x":
        image = cv2.resize(image, (2 * size, 2 * size), interpolation=cv2.INTER_LINEAR)
    step = 2.0 if manner == "40x" else 1.0
    if rng.random() < 0.4:
        soft = cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.6, 1.3) * step))
        image = image + rng.uniform(0.3, 1.6) * (image - soft)
    noise = rng.normal(0, rng.uniform(0, 3.5) * step, image.shape).astype(np.float32)
    image = np.clip(image + noise, 0, 255)
    if manner != "clean":
        quality = int(rng.choice([30, 50, 70, 80, 90], p=[0.15, 0.17, 0.27, 0.27, 0.14]))
        coded = cv2.imencode(".jpg", image.astype(np.uint8)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        image = cv2.imdecode(coded, cv2.IMREAD_COLOR)[..., ::-1].astype(np.float32)
    if manner == "40x":
        image = cv2.resize(image, (size, size), interpolation=cv2.INTER_AREA)
    return image


def optical_density(rgb, white):
    """What the network reads: as core/stain computes it, clipped to 1.5."""
    light = np.maximum(rgb.astype(np.float32), 1) / white
    return np.clip(-np.log10(light), 0, 1.5).astype(np.float32)
