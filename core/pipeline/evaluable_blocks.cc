#include "core/pipeline/evaluable_blocks.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <opencv2/core.hpp>
#include <utility>

#include "core/tissue/artifacts.h"

namespace cellquant::core {
namespace {

// A sliver that rounding leaves on the other side of a line; a block of 2 um is
// a million times as wide.
constexpr double kLeastLength = 1e-9;

// Areas by row and column of the lattice, in its squares.
using Areas = std::map<std::pair<std::int64_t, std::int64_t>, double>;

struct Span {
  double begin = 0.0;
  double end = 0.0;  // in sides of the lattice
};

// Calls part(index, length) for each cell of the lattice that `span` enters.
template <class Part>
void ForEachPart(const Span& span, const Part& part) {
  const auto first = static_cast<std::int64_t>(std::floor(span.begin));
  for (std::int64_t k = first; static_cast<double>(k) < span.end; ++k) {
    const auto low = static_cast<double>(k);
    const double length =
        std::min(span.end, low + 1.0) - std::max(span.begin, low);
    if (length > kLeastLength) part(k, length);
  }
}

void AddRectangle(const Span& x, const Span& y, Areas& areas) {
  ForEachPart(y, [&](std::int64_t j, double height) {
    ForEachPart(x, [&](std::int64_t i, double width) {
      areas[{j, i}] += width * height;
    });
  });
}

// The evaluable parts of a run.
template <class Use>
void ForEachGoodPart(const BlockRun& run, const cv::Mat1b& classes,
                     const Use& use) {
  const uchar* row = classes[run.row];
  const auto good = [&](int x) {
    return CountsAsEvaluable(static_cast<Evaluability>(row[x]));
  };
  int begin = run.begin;
  while (begin < run.end) {
    int end = begin;
    while (end < run.end && good(end)) ++end;
    if (end > begin) use(begin, end);
    begin = end + 1;
  }
}

// The edge of an outline is rounded to blocks of 2 um. What that has added is
// taken off in proportion; what it has cut off is where a square of the lattice
// is not full, so that none holds more than its area; if all are, as in a
// rectangle along the lattice, it is in a square beside them.
void AddUpTo(double total, Areas& areas) {
  double sum = 0.0;
  for (const auto& [place, area] : areas) sum += area;
  const double room = static_cast<double>(areas.size()) - sum;
  for (auto& [place, area] : areas) {
    if (total <= sum) {
      area *= total / sum;
    } else if (room > 0.0) {
      area += (1.0 - area) * std::min(1.0, (total - sum) / room);
    }
  }
  const double left = total - sum - room;
  if (areas.empty() || left <= 0.0) return;
  const auto [row, column] = areas.rbegin()->first;
  areas[{row, column + 1}] = left;
}

}  // namespace

std::vector<CountBlock> EvaluableBlocks(const EvaluableTissue& tissue,
                                        SquareMillimeters total,
                                        Micrometers side) {
  const auto at = [&](std::int64_t block, double mpp) {
    return static_cast<double>(block * kBlockPx) * mpp / side.value();
  };
  const MicronsPerPixel mpp = tissue.grid.mpp();
  const BlockRect& bounds = tissue.bounds;
  Areas areas;
  for (const BlockRun& run : tissue.runs) {
    const std::int64_t row = bounds.y + run.row;
    const Span y{at(row, mpp.y), at(row + 1, mpp.y)};
    ForEachGoodPart(run, tissue.classes, [&](int begin, int end) {
      AddRectangle({at(bounds.x + begin, mpp.x), at(bounds.x + end, mpp.x)}, y,
                   areas);
    });
  }
  const double square =
      ToSquareMillimeters(SquareMicrometers(side.value() * side.value()))
          .value();
  AddUpTo(total.value() / square, areas);
  std::vector<CountBlock> blocks;
  for (const auto& [place, area] : areas) {
    blocks.push_back(
        {place.second, place.first, 0, SquareMillimeters(area * square)});
  }
  return blocks;
}

}  // namespace cellquant::core
