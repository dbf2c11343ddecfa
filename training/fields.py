"""Random fields of a seeded generator: the raw material of every texture."""
import cv2
import numpy as np


def smooth_noise(rng, size, period, octaves=1):
    """A size x size field of mean 0 and deviation 1 whose coarsest blobs are
    about `period` pixels apart; each octave halves period and amplitude."""
    total = np.zeros((size, size), np.float32)
    amplitude = 1.0
    for _ in range(octaves):
        nodes = max(4, int(np.ceil(size / period)) + 3)
        grid = rng.standard_normal((nodes, nodes)).astype(np.float32)
        field = cv2.resize(grid, None, fx=period, fy=period, interpolation=cv2.INTER_CUBIC) \
            if period > 1 else rng.standard_normal((size, size)).astype(np.float32)
        y, x = (int(rng.integers(0, max(1, side - size + 1))) for side in field.shape)
        total += amplitude * field[y:y + size, x:x + size]
        amplitude *= 0.5
        period = max(1.0, period / 2)
    total -= total.mean()
    return total / (total.std() + 1e-6)


def ramp(distance, width):
    """0 to 1 as `distance` goes from -width to +width, without corners."""
    t = np.clip(0.5 + 0.5 * distance / width, 0, 1)
    return t * t * (3 - 2 * t)


def fibers(rng, size, angle, wavelength, length):
    """Streaks along `angle` (radians): noise, blurred along one direction and
    bent by a slow field, deviation 1."""
    side = int(size * 1.5)
    noise = rng.standard_normal((side, side)).astype(np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), sigmaX=length, sigmaY=wavelength)
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) - size / 2
    bend = smooth_noise(rng, size, size / 3) * size * 0.03
    u = np.cos(angle) * x + np.sin(angle) * y + side / 2
    v = -np.sin(angle) * x + np.cos(angle) * y + bend + side / 2
    field = cv2.remap(noise, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return (field - field.mean()) / (field.std() + 1e-6)
