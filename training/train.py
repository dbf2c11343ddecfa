#!/usr/bin/python3
"""Trains the network on synthetic scenes and writes it as ONNX.

  train.py --real DIR --out DIR [--minutes M] [--seed N]

DIR of --real is the CC0 set of real nuclei (real_nuclei.py). Everything is
drawn from the seed. The time is the budget: the learning rate falls to zero
over it, so a slower machine gives a slightly worse network, not an unfinished
one. `--steps` instead of `--minutes` makes a run that can be repeated.
"""
import argparse
import hashlib
import json
import math
import pathlib
import sys
import time

import torch
from torch.utils.data import DataLoader

from export import export
from network import MAPS, CellNetwork, full_size
from real_nuclei import RealNuclei
from samples import Samples

BATCH = 8
RATE = 3e-3
WARM_STEPS = 100
AVERAGE = 0.998  # decay of the running average of the weights, which ships
SHARES = torch.tensor([1.0, 0.8, 0.8, 0.2, 0.2])  # of the maps in the loss


def loss_of(logits, truth):
    target, weight = truth[:, 0], truth[:, 1]
    each = torch.nn.functional.binary_cross_entropy_with_logits(
        full_size(logits), target, weight, reduction="none")
    # A hit must not drown in empty background: normalized by what is there.
    per_map = each.sum((0, 2, 3)) / weight.sum((0, 2, 3)).clamp(min=1)
    return (per_map * SHARES).sum(), per_map.detach()


def _average(old, new, count):
    keep = min(AVERAGE, (1 + count) / (10 + count))  # forget the beginning soon
    return keep * old + (1 - keep) * new


def new_network():
    network = CellNetwork()
    with torch.no_grad():  # most of a map is empty
        network.out.bias.fill_(-3.0)
    return network.to(memory_format=torch.channels_last)


def train(options):
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    real = RealNuclei(options.real) if options.real else None
    loader = DataLoader(Samples(options.seed, real), BATCH, num_workers=options.workers, prefetch_factor=4)
    network = new_network()
    average = torch.optim.swa_utils.AveragedModel(network, avg_fn=_average, use_buffers=True)
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=1e-4)
    # Twice as fast where the processor has instructions for it.
    half = "avx512_bf16" in pathlib.Path("/proc/cpuinfo").read_text()
    begin = time.time()
    seen = torch.zeros(len(MAPS))
    for step, (density, truth) in enumerate(loader):
        done = step / options.steps if options.steps else (time.time() - begin) / (60 * options.minutes)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / WARM_STEPS) * 0.5 * (1 + math.cos(math.pi * done))
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            logits = network(density.to(memory_format=torch.channels_last))
        loss, per_map = loss_of(logits.float(), truth)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        average.update_parameters(network)
        seen = per_map if step == 0 else 0.98 * seen + 0.02 * per_map
        if step % 50 == 0:
            figures = " ".join(f"{name} {value:.4f}" for name, value in zip(MAPS, seen.tolist()))
            print(f"{done:5.1%} step {step}: {figures}", file=sys.stderr, flush=True)
        if step % 500 == 499:
            save(average.module, options, step + 1)
    save(average.module, options, step)


def save(network, options, steps):
    """The weights, the ONNX file, its hash and how it was made."""
    torch.save(network.state_dict(), options.out / "nuclei.pt")
    model = options.out / "nuclei.onnx"
    export(network, str(model))
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    (options.out / "nuclei.onnx.sha256").write_text(f"{digest}  nuclei.onnx\n")
    facts = {"seed": options.seed, "steps": steps, "batch": BATCH, "maps": MAPS, "workers": options.workers,
             "parameters": sum(p.numel() for p in network.parameters()), "torch": torch.__version__}
    (options.out / "training.json").write_text(json.dumps(facts, indent=2) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    train(options)


if __name__ == "__main__":
    main()
