// A comparison made by hand: two markers, two timepoints, one class.
#ifndef CELLQUANT_TESTS_PAGES_TOY_COMPARISON_H_
#define CELLQUANT_TESTS_PAGES_TOY_COMPARISON_H_

#include <string>
#include <vector>

#include "core/compare/comparison.h"
#include "core/pages/pictures.h"
#include "tests/testing/ascii_slide.h"

namespace cellquant::testing {

// CD20 reduced and CD138 cleared, gate with a caveat; all texts that come from
// outside begin with `text`.
core::Comparison ToyComparison(const std::string& text = "");

// Slides of 600 x 600 um, wholly in one region, with a positive cell every
// 50 um, for both timepoints of CD20.
class ToyMaterial {
 public:
  explicit ToyMaterial(const std::string& text = "");

  const std::vector<core::SlideMaterial>& materials() const {
    return materials_;
  }

 private:
  AsciiSlide slide_;
  std::vector<core::SlideMaterial> materials_;
};

}  // namespace cellquant::testing

#endif  // CELLQUANT_TESTS_PAGES_TOY_COMPARISON_H_
