// Lines, texts and bars on a picture. All have a light rim or plate, so that
// they are seen on stain, glass and dark scans alike.
//
// Sizes are given for a picture of 1600 px and grow with it, and with a factor
// for pictures that will be shown small. Colors are R, G,
// B.
#ifndef CELLQUANT_CORE_RENDER_MARKS_H_
#define CELLQUANT_CORE_RENDER_MARKS_H_

#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "core/regions/region.h"
#include "core/render/view.h"

namespace cellquant::core {

inline const cv::Scalar kBlack(0, 0, 0);
inline const cv::Scalar kWhite(255, 255, 255);

// How large what is written on a picture is.
class Pen {
 public:
  explicit Pen(cv::Size picture, double factor = 1.0);

  int Px(double px_at_1600) const;            // at least 1
  double font() const;                        // OpenCV's scale
  int line_height() const { return Px(24); }  // of text
  int WidthOf(const std::string& text) const;

 private:
  double scale_;
};

// Draws the outlines of a shape, its holes too.
void DrawShape(cv::Mat3b& picture, const View& view, const MultiPolygon& shape,
               const cv::Scalar& color, int width);

// Fills a shape with diagonal lines, black beside white.
void Hatch(cv::Mat3b& picture, const View& view, const MultiPolygon& shape,
           const Pen& pen);

// Returns 255 in the shape, 0 elsewhere; even-odd, as cells are counted.
cv::Mat1b MaskOf(const View& view, const MultiPolygon& shape);

// Lightens a rectangle, so that text on it can be read.
void DrawPlate(cv::Mat3b& picture, const cv::Rect& plate);

// Writes one line from the left end of its baseline. What is not ASCII becomes
// "?", one for each character: the letters are drawn as strokes.
void Write(cv::Mat3b& picture, const std::string& text, cv::Point baseline,
           const Pen& pen, const cv::Scalar& color = kBlack);

// Writes the name of each region over the top of it; names do not overlap, and
// are left out where they have no room.
void WriteNames(cv::Mat3b& picture, const View& view,
                const std::vector<Region>& regions, const Pen& pen);

// Draws a bar of 1, 2 or 5 times a power of ten at the bottom left, at most a
// quarter of the picture; nothing where its text has no room.
void DrawScaleBar(cv::Mat3b& picture, double pixels_per_um, const Pen& pen);

// Draws a bar of `um`, which must be positive, as above.
void DrawScaleBarOf(cv::Mat3b& picture, double um, double pixels_per_um,
                    const Pen& pen);

// Returns the largest of 1, 2 or 5 times a power of ten that is at most
// `value`, which must be positive.
double RoundNumberBelow(double value);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_RENDER_MARKS_H_
