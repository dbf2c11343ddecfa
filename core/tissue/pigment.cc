#include "core/tissue/pigment.h"

#include <algorithm>
#include <opencv2/core.hpp>

#include "core/tissue/block_flags.h"
#include "core/tissue/block_patches.h"

namespace cellquant::core {
namespace {

// docs/algorithm.md, section 11.
constexpr double kLongestBlobUm = 60.0;
constexpr int kLeastGoldenBlocks = 3;
constexpr int kLeastErythrocyteBlocks = 4;
constexpr double kMostBrownOfBlack = 0.30;  // of blob and ring
constexpr double kLeastGolden = 0.40;       // of golden and brown, likewise

bool IsBlob(const BlockPatch& patch, double block_um) {
  return std::max(patch.box.width, patch.box.height) * block_um <=
         kLongestBlobUm;
}

// The patch and the blocks that touch it, corners included.
struct Surroundings {
  int all = 0;
  int golden = 0;
  int brown = 0;  // and not golden
};

Surroundings Look(const BlockPatch& patch, const cv::Mat1b& flags) {
  const cv::Rect box = cv::Rect(patch.box.tl() - cv::Point(1, 1),
                                patch.box.size() + cv::Size(2, 2)) &
                       cv::Rect(cv::Point(0, 0), flags.size());
  cv::Mat1b mask(box.size(), std::uint8_t{0});
  for (const BlockRun& run : patch.runs) {
    const cv::Rect wide = cv::Rect(run.begin - box.x - 1, run.row - box.y - 1,
                                   run.end - run.begin + 2, 3) &
                          cv::Rect(cv::Point(0, 0), box.size());
    mask(wide).setTo(255);
  }
  Surroundings found;
  for (int y = 0; y < box.height; ++y) {
    for (int x = 0; x < box.width; ++x) {
      if (mask(y, x) == 0) continue;
      const BlockFlags flag = flags(box.y + y, box.x + x);
      const bool golden = (flag & kGoldenFlag) != 0;
      ++found.all;
      found.golden += golden ? 1 : 0;
      found.brown += !golden && (flag & kBrownFlag) != 0 ? 1 : 0;
    }
  }
  return found;
}

bool IsBlackPigment(const BlockPatch& patch, const cv::Mat1b& flags) {
  const Surroundings s = Look(patch, flags);
  return s.brown < kMostBrownOfBlack * s.all;
}

bool IsHemosiderin(const BlockPatch& patch, const cv::Mat1b& flags) {
  const Surroundings s = Look(patch, flags);
  return s.golden >= kLeastGoldenBlocks &&
         s.golden >= kLeastGolden * (s.golden + s.brown);
}

template <class Accept>
cv::Mat1b Blobs(const cv::Mat1b& flags, const cv::Mat1b& evaluable,
                BlockFlags flag, double block_um, const Accept& accept) {
  const cv::Mat1b flagged = (flags & flag) != 0;
  cv::Mat1b blobs(flags.size(), std::uint8_t{0});
  for (const BlockPatch& patch : PatchesOf(Closed(flagged & evaluable, 1))) {
    if (IsBlob(patch, block_um) && accept(patch)) Paint(patch, 255, blobs);
  }
  return blobs;
}

}  // namespace

PigmentMasks FindPigments(const cv::Mat1b& flags, const cv::Mat1b& evaluable,
                          double block_um) {
  const auto golden = [&](const BlockPatch& patch) {
    return IsHemosiderin(patch, flags);
  };
  const auto black = [&](const BlockPatch& patch) {
    return IsBlackPigment(patch, flags);
  };
  const auto erythrocytes = [](const BlockPatch& patch) {
    return CountOf(patch.runs) >= kLeastErythrocyteBlocks;
  };
  const auto find = [&](BlockFlags flag, const auto& accept) {
    return Blobs(flags, evaluable, flag, block_um, accept);
  };
  return {find(kGoldenFlag, golden), find(kBlackFlag, black),
          find(kErythrocyteFlag, erythrocytes)};
}

}  // namespace cellquant::core
