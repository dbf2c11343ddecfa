#include "core/tissue/artifacts.h"

#include <cmath>
#include <opencv2/core.hpp>

#include "core/tissue/block_flags.h"
#include "core/tissue/block_patches.h"
#include "core/tissue/pigment.h"

namespace cellquant::core {
namespace {

// docs/algorithm.md, section 11. Radii and lengths in um.
struct PatchRule {
  BlockFlags flag = 0;
  double close_um = 0.0;
  double open_um = 0.0;
  double longest_um = 0.0;  // pieces must be at least this long
  double grow_um = 0.0;     // as far as the flag's window kept it back
};
constexpr PatchRule kPenRule{kInkFlag, 20.0, 10.0, 60.0, 6.0};
constexpr PatchRule kHoleRule{kGlassFlag, 0.0, 20.0, 40.0, 10.0};
constexpr PatchRule kFoldRule{kFoldFlag, 12.0, 6.0, 40.0, 7.0};
constexpr PatchRule kBlurRule{kBlurredFlag, 20.0, 10.0, 50.0, 22.0};

int Blocks(double um, double block_um) {
  return static_cast<int>(std::lround(um / block_um));
}

cv::Mat1b Patches(const cv::Mat1b& flags, const PatchRule& rule,
                  double block_um) {
  const cv::Mat1b flagged = (flags & rule.flag) != 0;
  cv::Mat1b mask = Closed(flagged, Blocks(rule.close_um, block_um));
  mask = Opened(mask, Blocks(rule.open_um, block_um));
  mask = KeepLong(mask, Blocks(rule.longest_um, block_um));
  mask = Grown(mask, Blocks(rule.grow_um, block_um));
  if (rule.flag != kGlassFlag) return mask;
  // Opening rounds a hole's corners off, but what is no glass is no hole.
  return KeepLong(mask & flagged, Blocks(rule.longest_um, block_um));
}

void Assign(const cv::Mat1b& mask, Evaluability kind, cv::Mat1b& classes) {
  const cv::Mat1b free = (classes == 0) & mask;
  classes.setTo(static_cast<std::uint8_t>(kind), free);
}

}  // namespace

std::string_view EvaluabilityName(Evaluability kind) {
  switch (kind) {
    case Evaluability::kEvaluable:
      return "evaluable";
    case Evaluability::kPen:
      return "pen";
    case Evaluability::kHole:
      return "hole";
    case Evaluability::kFold:
      return "fold";
    case Evaluability::kOutOfFocus:
      return "out_of_focus";
    case Evaluability::kHemosiderin:
      return "hemosiderin";
    case Evaluability::kBlackPigment:
      return "black_pigment";
    case Evaluability::kErythrocytes:
      return "erythrocytes";
  }
  return "";
}

bool CountsAsEvaluable(Evaluability kind) {
  return kind == Evaluability::kEvaluable ||
         kind == Evaluability::kErythrocytes;
}

bool IsPigment(Evaluability kind) {
  return kind == Evaluability::kHemosiderin ||
         kind == Evaluability::kBlackPigment;
}

cv::Mat1b ClassifyBlocks(const cv::Mat1b& flags, double block_um) {
  cv::Mat1b classes(flags.size(), std::uint8_t{0});
  Assign(Patches(flags, kPenRule, block_um), Evaluability::kPen, classes);
  Assign(Patches(flags, kHoleRule, block_um), Evaluability::kHole, classes);
  Assign(Patches(flags, kFoldRule, block_um), Evaluability::kFold, classes);
  Assign(Patches(flags, kBlurRule, block_um), Evaluability::kOutOfFocus,
         classes);
  const PigmentMasks pigments = FindPigments(flags, classes == 0, block_um);
  Assign(pigments.black, Evaluability::kBlackPigment, classes);
  Assign(pigments.golden, Evaluability::kHemosiderin, classes);
  Assign(pigments.erythrocytes, Evaluability::kErythrocytes, classes);
  return classes;
}

}  // namespace cellquant::core
