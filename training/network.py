"""The network: optical density in, maps of cells out.

Input, 1 x 3 x S x S: optical density of red, green and blue, clipped to
[0, 1.5], pixels of 0.4 to 0.62 um. Output, 1 x 4K x S/2 x S/2: logits of K maps
of the input's size; map k at (2y + i, 2x + j) is channel 4k + 2i + j at (y, x).

Small on purpose: it must run on hospital servers without a GPU. Only
operations that OpenCV 4.6 imports from ONNX: convolution, ReLU, addition and
nearest-neighbor resizing by a constant scale.
"""
import torch
from torch import nn

MAPS = (
    "cell",  # centers of all cells
    "nucleus_positive",  # centers of cells with a stained nucleus
    "membrane_positive",  # centers of cells with a stained ring or body
    "nucleus",  # mask: within a nucleus, or the pale middle of a ring
    "stained",  # mask: stained cells, whole
)
WIDTHS = (16, 24, 40, 64)
# How many pixels away an output can depend on the input; a multiple of 8.
REACH_PX = 48


def _conv(inputs, outputs, stride=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(inplace=True),
    )


def _twice(x):
    return nn.functional.interpolate(x, scale_factor=2, mode="nearest")


class CellNetwork(nn.Module):
    def __init__(self, widths=WIDTHS, maps=len(MAPS)):
        super().__init__()
        a, b, c, d = widths
        self.down2 = nn.Sequential(_conv(3, a, 2), _conv(a, b))
        self.down4 = nn.Sequential(_conv(b, c, 2), _conv(c, c), _conv(c, c))
        self.down8 = nn.Sequential(_conv(c, d, 2), _conv(d, d), _conv(d, d))
        self.to4 = nn.Conv2d(d, c, 1)
        self.at4 = _conv(c, c)
        self.to2 = nn.Conv2d(c, b, 1)
        self.at2 = _conv(b, b)
        self.out = nn.Conv2d(b, 4 * maps, 1)

    def forward(self, density):
        at2 = self.down2(density)
        at4 = self.down4(at2)
        at8 = self.down8(at4)
        at4 = self.at4(_twice(self.to4(at8)) + at4)
        at2 = self.at2(_twice(self.to2(at4)) + at2)
        return self.out(at2)


def full_size(logits):
    """The output's maps at the size of the input (depth to space)."""
    return nn.functional.pixel_shuffle(logits, 2)
