#include "core/tissue/block_patches.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "core/tissue/block_pieces.h"

namespace cellquant::core {
namespace {

// An octagon of the radius is a square and then several diamonds of radius 1:
// both are quick, whatever the radius.
struct Octagon {
  cv::Mat square;
  cv::Mat diamond;
  int diamonds = 0;
};

Octagon OctagonOf(int radius) {
  const int half =
      static_cast<int>(std::lround(radius * (std::numbers::sqrt2 - 1.0)));
  const cv::Size side(2 * half + 1, 2 * half + 1);
  return {cv::getStructuringElement(cv::MORPH_RECT, side),
          cv::getStructuringElement(cv::MORPH_CROSS, cv::Size(3, 3)),
          radius - half};
}

// Both ignore what is beyond the edge.
cv::Mat1b Dilated(const cv::Mat1b& mask, int radius) {
  const Octagon by = OctagonOf(radius);
  const cv::Point center(-1, -1);
  cv::Mat1b out;
  cv::dilate(mask, out, by.square, center, 1, cv::BORDER_CONSTANT, 0.0);
  cv::dilate(out, out, by.diamond, center, by.diamonds, cv::BORDER_CONSTANT,
             0.0);
  return out;
}

cv::Mat1b Eroded(const cv::Mat1b& mask, int radius) {
  const Octagon by = OctagonOf(radius);
  const cv::Point center(-1, -1);
  cv::Mat1b out;
  cv::erode(mask, out, by.square, center, 1, cv::BORDER_CONSTANT, 255.0);
  cv::erode(out, out, by.diamond, center, by.diamonds, cv::BORDER_CONSTANT,
            255.0);
  return out;
}

}  // namespace

cv::Mat1b Grown(const cv::Mat1b& mask, int radius) {
  return radius < 1 ? mask : Dilated(mask, radius);
}

cv::Mat1b Shrunk(const cv::Mat1b& mask, int radius) {
  return radius < 1 ? mask : Eroded(mask, radius);
}

cv::Mat1b Closed(const cv::Mat1b& mask, int radius) {
  return radius < 1 ? mask : Eroded(Dilated(mask, radius), radius);
}

cv::Mat1b Opened(const cv::Mat1b& mask, int radius) {
  return radius < 1 ? mask : Dilated(Eroded(mask, radius), radius);
}

std::vector<BlockPatch> PatchesOf(const cv::Mat1b& mask) {
  std::vector<BlockPatch> patches;
  for (BlockRuns& runs : RunsByPiece(PiecesOf(RunsOf(mask)))) {
    BlockPatch patch;
    for (const BlockRun& run : runs) {
      patch.box |= cv::Rect(run.begin, run.row, run.end - run.begin, 1);
    }
    patch.runs = std::move(runs);
    patches.push_back(std::move(patch));
  }
  return patches;
}

cv::Mat1b KeepLong(const cv::Mat1b& mask, int length) {
  cv::Mat1b kept(mask.size(), std::uint8_t{0});
  for (const BlockPatch& patch : PatchesOf(mask)) {
    const cv::Size size = patch.box.size();
    const int squared = size.width * size.width + size.height * size.height;
    if (squared >= length * length) Paint(patch, 255, kept);
  }
  return kept;
}

void Paint(const BlockPatch& patch, std::uint8_t value, cv::Mat1b& mask) {
  for (const BlockRun& run : patch.runs) {
    mask.row(run.row).colRange(run.begin, run.end).setTo(value);
  }
}

}  // namespace cellquant::core
