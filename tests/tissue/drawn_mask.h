// Masks of blocks drawn in characters: '#' is set.
#ifndef CELLQUANT_TESTS_TISSUE_DRAWN_MASK_H_
#define CELLQUANT_TESTS_TISSUE_DRAWN_MASK_H_

#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace cellquant::core {

inline cv::Mat1b DrawnMask(const std::vector<std::string>& rows) {
  cv::Mat1b mask(static_cast<int>(rows.size()),
                 static_cast<int>(rows[0].size()));
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      const char c =
          rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)];
      mask(y, x) = c == '#' ? 255 : 0;
    }
  }
  return mask;
}

}  // namespace cellquant::core

#endif  // CELLQUANT_TESTS_TISSUE_DRAWN_MASK_H_
