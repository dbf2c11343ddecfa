// A slide drawn in characters, so that a test's picture and its answer stand
// together.
//
//   "  h  "     one character is 10 x 10 um, 20 x 20 level-0 pixels
//   "     "
//   "  d  "
//
//   ' '  empty glass
//   '.'  pale tissue
//   'h'  a negative nucleus, 6 um across, on pale tissue
//   'd'  a nucleus stained with DAB
//   'r'  a negative nucleus with a ring of DAB, as a membrane marker draws it
//   'm'  pale tissue with DAB throughout, as a meshwork has it on average
//   'b'  a brown disc of 9 um without a nucleus
#ifndef CELLQUANT_TESTS_TESTING_ASCII_SLIDE_H_
#define CELLQUANT_TESTS_TESTING_ASCII_SLIDE_H_

#include <string>
#include <vector>

#include "core/geometry/polygon.h"
#include "core/slide/field_image.h"

namespace cellquant::testing {

inline constexpr int kAsciiCellPx = 20;   // level-0 pixels a character
inline constexpr double kAsciiMpp = 0.5;  // um a level-0 pixel

// Rows may differ in length; short ones end in glass.
class AsciiSlide final : public core::TileSource {
 public:
  explicit AsciiSlide(const std::vector<std::string>& rows);

  const core::SlideInfo& info() const override { return info_; }
  core::Result<cv::Mat3b> Read(int level,
                               const core::LevelRect& rect) const override {
    return image_.Read(level, rect);
  }

 private:
  core::FieldImage image_;
  core::SlideInfo info_;
};

// The region covering the characters [column, column + columns) x
// [row, row + rows).
core::MultiPolygon AsciiRectangle(int column, int row, int columns, int rows);

}  // namespace cellquant::testing

#endif  // CELLQUANT_TESTS_TESTING_ASCII_SLIDE_H_
