#include "core/render/field_picture.h"

#include <algorithm>

#include "core/render/arrows.h"
#include "core/render/marks.h"
#include "core/render/view.h"

namespace cellquant::core {
namespace {

constexpr double kPen = 1.8;         // such pictures are shown at half the size
constexpr double kGapUm = 6.5;       // about a plasma cell's radius
constexpr double kLengthUm = 18.0;   // of an arrow, but within these shares of
constexpr double kShortest = 0.025;  // the picture's longest side
constexpr double kLongest = 0.055;

// Where the scale bar and its plate will be.
cv::Rect CornerOfScaleBar(cv::Size picture, const Pen& pen, double length) {
  const int width = static_cast<int>(length) + pen.Px(40);
  const int height = pen.Px(64);
  return {0, picture.height - height, width, height};
}

}  // namespace

Result<FieldPicture> DrawFieldPicture(const TileSource& source,
                                      const std::vector<Level0Point>& places,
                                      const FieldPictureOptions& options) {
  const SlideInfo& info = source.info();
  if (!info.pixel_size) {
    return Fail(ErrorReason::kPixelSizeUnknown,
                "a scale bar needs the size of a pixel");
  }
  CQ_ASSIGN(const View view,
            ViewOf(info, options.field, options.longest_side_px));
  FieldPicture field;
  CQ_ASSIGN(field.picture, ReadView(source, view));
  const double pixels_per_um = view.zoom / info.pixel_size->mpp.x;
  std::vector<cv::Point2d> points;
  for (const Level0Point& p : places) {
    if (options.field.Contains(p)) points.push_back(view.At(p));
  }
  const Pen pen(field.picture.size(), kPen);
  double bar_um = options.scale_bar.value();
  const double most_um = field.picture.cols / 1.5 / pixels_per_um;
  if (bar_um > most_um) bar_um = RoundNumberBelow(most_um);
  const std::vector<Arrow> arrows = PlanArrows(
      SpreadOut(points, options.most_arrows), points,
      {field.picture.size(),
       kLengthUm * pixels_per_um,
       kGapUm * pixels_per_um,
       {CornerOfScaleBar(field.picture.size(), pen, bar_um * pixels_per_um)}});
  const cv::Scalar color(options.color.red, options.color.green,
                         options.color.blue);
  for (const Arrow& arrow : arrows) {
    DrawArrow(field.picture, arrow, color, pen);
  }
  DrawScaleBarOf(field.picture, bar_um, pixels_per_um, pen);
  field.cells = points.size();
  field.arrows = arrows.size();
  return field;
}

}  // namespace cellquant::core
