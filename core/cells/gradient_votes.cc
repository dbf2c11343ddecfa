#include "core/cells/gradient_votes.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

// Sobel's operator is 8 times the difference per pixel.
constexpr double kSobelScale = 8.0;

struct Gradient {
  int dx;
  int dy;
};

Gradient SobelAt(const cv::Mat1i& image, int x, int y) {
  const int* above = image[y - 1] + x;
  const int* here = image[y] + x;
  const int* below = image[y + 1] + x;
  const int left = above[-1] + 2 * here[-1] + below[-1];
  const int right = above[1] + 2 * here[1] + below[1];
  const int top = above[-1] + 2 * above[0] + above[1];
  const int bottom = below[-1] + 2 * below[0] + below[1];
  return {right - left, bottom - top};
}

// Adds the votes of the pixel (x, y). Its targets follow from its own gradient
// alone, through operations that IEEE 754 rounds in one way only (no fused
// multiply-add: cmake/Compiler.cmake), so they are the same in every tile.
void Vote(const Gradient& gradient, cv::Point from, const Voting& voting,
          cv::Mat1i& votes) {
  const double dx = gradient.dx;
  const double dy = gradient.dy;
  const double length = std::sqrt(dx * dx + dy * dy);
  const double slope = length / kSobelScale;
  if (slope <= voting.min_gradient) return;
  const double share = std::min(slope / voting.full_gradient, 1.0);
  const int weight = static_cast<int>(share * kFullVote + 0.5);
  const double unit_x = dx / length;
  const double unit_y = dy / length;
  for (int r = voting.min_radius_px; r <= voting.max_radius_px; ++r) {
    // floor(v + 0.5), of a number that + 1024 makes positive.
    const int x = from.x + static_cast<int>(unit_x * r + 1024.5) - 1024;
    const int y = from.y + static_cast<int>(unit_y * r + 1024.5) - 1024;
    if (x < 0 || y < 0 || x >= votes.cols || y >= votes.rows) continue;
    votes(y, x) += weight;
  }
}

}  // namespace

cv::Mat1i GradientVotes(const cv::Mat1i& image, const Voting& voting) {
  cv::Mat1i votes(image.size(), 0);
  for (int y = 1; y + 1 < image.rows; ++y) {
    for (int x = 1; x + 1 < image.cols; ++x) {
      const Gradient gradient = SobelAt(image, x, y);
      if (gradient.dx == 0 && gradient.dy == 0) continue;
      Vote(gradient, {x, y}, voting, votes);
    }
  }
  return votes;
}

}  // namespace cellquant::core
