"""What a synthetic scene is: amounts of absorbers, and the cells in it."""
from dataclasses import dataclass, field, replace

import numpy as np

NEGATIVE, POSITIVE, UNDECIDED = 0, 1, -1


@dataclass
class Cell:
    """A cell as an expert would mark it. Lengths in pixels; a pixel's center
    has whole coordinates."""
    x: float
    y: float
    radius: float  # of what is marked, for the width of its mark
    nucleus_stain: int = NEGATIVE
    membrane_stain: int = NEGATIVE


@dataclass
class Scene:
    """Optical densities per absorber (size x size, float32) and the truth.

    `other` is what is neither hematoxylin nor DAB, as densities of R, G, B:
    plasma, erythrocytes, pigment. `glass` is where there is no tissue.
    `ignore` is where no expert would insist: ghosts, slivers, torn edges.
    """
    size: int
    mpp: float  # um per pixel
    kind: str
    hematoxylin: np.ndarray = None
    dab: np.ndarray = None
    other: np.ndarray = None
    nucleus: np.ndarray = None  # mask, bool
    stained: np.ndarray = None  # mask, bool
    ignore: np.ndarray = None  # mask, bool
    cells: list = field(default_factory=list)

    def __post_init__(self):
        if self.hematoxylin is not None:
            return
        shape = (self.size, self.size)
        self.hematoxylin = np.zeros(shape, np.float32)
        self.dab = np.zeros(shape, np.float32)
        self.other = np.zeros(shape + (3,), np.float32)
        self.nucleus = np.zeros(shape, bool)
        self.stained = np.zeros(shape, bool)
        self.ignore = np.zeros(shape, bool)

    def crop(self, x, y, size):
        """The part with its upper left corner at (x, y); cells near it stay."""
        part = np.s_[y:y + size, x:x + size]
        names = ("hematoxylin", "dab", "other", "nucleus", "stained", "ignore")
        cells = [replace(c, x=c.x - x, y=c.y - y) for c in self.cells]
        return replace(self, size=size, cells=cells, **{n: getattr(self, n)[part] for n in names})
