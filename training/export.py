"""Writes a trained network as ONNX, normalization folded into convolutions."""
import copy

import torch
from torch.nn.utils.fusion import fuse_conv_bn_eval

from network import MAPS, CellNetwork

# Side of the input: OpenCV 4.6 imports networks of a fixed size only.
BLOCK_PX = 1024


def folded(network):
    """A copy without BatchNorm, which OpenCV 4.6 misreads when shared."""
    network = copy.deepcopy(network).eval()
    for stage in network.modules():
        if isinstance(stage, torch.nn.Sequential) and len(stage) == 3:
            if isinstance(stage[1], torch.nn.BatchNorm2d):
                stage[0] = fuse_conv_bn_eval(stage[0], stage[1])
                stage[1] = torch.nn.Identity()
    return network


def export(network, path, block_px=BLOCK_PX):
    torch.onnx.export(
        folded(network),
        torch.zeros(1, 3, block_px, block_px),
        path,
        opset_version=11,
        input_names=["optical_density"],
        output_names=["maps"],
    )


if __name__ == "__main__":
    import sys

    state, path = sys.argv[1:]
    network = CellNetwork(maps=len(MAPS))
    network.load_state_dict(torch.load(state))
    export(network, path)
