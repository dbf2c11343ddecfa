#include "core/cells/measure.h"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>

namespace cellquant::core {
namespace {

// The offsets within a radius, nearest first; equally near ones in an order
// that does not matter, because equal distances to two nuclei are decided by
// their number.
struct Offset {
  int dx = 0;
  int dy = 0;
  int squared = 0;
};

std::vector<Offset> DiscOffsets(double radius_px) {
  const int reach = static_cast<int>(std::floor(radius_px));
  std::vector<Offset> offsets;
  for (int dy = -reach; dy <= reach; ++dy) {
    for (int dx = -reach; dx <= reach; ++dx) {
      const int squared = dx * dx + dy * dy;
      if (squared > 0 && squared <= radius_px * radius_px) {
        offsets.push_back({dx, dy, squared});
      }
    }
  }
  std::stable_sort(
      offsets.begin(), offsets.end(),
      [](const Offset& a, const Offset& b) { return a.squared < b.squared; });
  return offsets;
}

// What a cell's pixels absorb. The sums are exact: optical densities are
// multiples of 2^-10.
struct Pixels {
  double dab_nucleus = 0.0;          // sum
  double hematoxylin_nucleus = 0.0;  // sum
  std::vector<float> dab_cytoplasm;  // each pixel of the band
};

// The upper median. Never of nothing: every nucleus has an edge, and the inner
// band at least the pixels on it.
double Median(std::vector<float>& values) {
  const auto middle =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return double{*middle};
}

// The nucleus whose edge is nearest to a pixel outside all nuclei; the first
// in the map's order among equals; 0 if none is within reach.
int NearestNucleus(const cv::Mat1i& labels, int x, int y,
                   const std::vector<Offset>& offsets) {
  int nearest = 0;
  int squared = 0;
  for (const Offset& offset : offsets) {
    if (nearest != 0 && offset.squared > squared) break;
    const int i = x + offset.dx;
    const int j = y + offset.dy;
    if (i < 0 || j < 0 || i >= labels.cols || j >= labels.rows) continue;
    const int label = labels(j, i);
    if (label == 0 || (nearest != 0 && label > nearest)) continue;
    nearest = label;
    squared = offset.squared;
  }
  return nearest;
}

// Marks the pixels within `reach` of a nucleus's bounding rows and columns, so
// that empty background is not searched.
cv::Mat1b NearNuclei(const cv::Mat1i& labels, int reach) {
  cv::Mat1b near(labels.size(), static_cast<unsigned char>(0));
  for (int y = 0; y < labels.rows; ++y) {
    const int* row = labels[y];
    unsigned char* out = near[y];
    for (int x = 0; x < labels.cols; ++x) {
      if (row[x] == 0) continue;
      const bool edge =
          x == 0 || x + 1 == labels.cols || row[x - 1] == 0 || row[x + 1] == 0;
      if (!edge) continue;
      const int end = std::min(labels.cols - 1, x + reach);
      for (int i = std::max(0, x - reach); i <= end; ++i) out[i] = 1;
    }
  }
  return near;
}

// Whether any row within `reach` is marked at x.
bool AnyRow(const cv::Mat1b& near, int x, int y, int reach) {
  const int end = std::min(near.rows - 1, y + reach);
  for (int j = std::max(0, y - reach); j <= end; ++j) {
    if (near(j, x) != 0) return true;
  }
  return false;
}

void AddCytoplasmPixel(const StainPlanes& planes, int x, int y, int label,
                       std::vector<Pixels>& cells) {
  cells[static_cast<std::size_t>(label - 1)].dab_cytoplasm.push_back(
      planes.dab(y, x));
}

// Pixels of a nucleus that are near to a pixel which is not of it.
void AddInnerBand(const StainPlanes& planes, const NucleusMap& map,
                  double radius_px, std::vector<Pixels>& cells) {
  const std::vector<Offset> offsets = DiscOffsets(radius_px);
  const cv::Mat1i& labels = map.labels;
  const cv::Rect image(cv::Point(), labels.size());
  for (int y = 0; y < labels.rows; ++y) {
    for (int x = 0; x < labels.cols; ++x) {
      const int label = labels(y, x);
      if (label == 0) continue;
      const auto is_foreign = [&](const Offset& offset) {
        const cv::Point p(x + offset.dx, y + offset.dy);
        return image.contains(p) && labels(p) != label;
      };
      if (std::any_of(offsets.begin(), offsets.end(), is_foreign)) {
        AddCytoplasmPixel(planes, x, y, label, cells);
      }
    }
  }
}

void AddOuterBand(const StainPlanes& planes, const NucleusMap& map,
                  double radius_px, std::vector<Pixels>& cells) {
  const std::vector<Offset> offsets = DiscOffsets(radius_px);
  const int reach = static_cast<int>(std::floor(radius_px));
  const cv::Mat1b near = NearNuclei(map.labels, reach);
  for (int y = 0; y < map.labels.rows; ++y) {
    for (int x = 0; x < map.labels.cols; ++x) {
      if (map.labels(y, x) != 0 || !AnyRow(near, x, y, reach)) continue;
      const int label = NearestNucleus(map.labels, x, y, offsets);
      if (label != 0) AddCytoplasmPixel(planes, x, y, label, cells);
    }
  }
}

}  // namespace

std::vector<Measurement> MeasureCells(const StainPlanes& planes,
                                      const NucleusMap& map, double mpp,
                                      const CytoplasmBand& band) {
  std::vector<Pixels> cells(map.nuclei.size());
  for (int y = 0; y < map.labels.rows; ++y) {
    for (int x = 0; x < map.labels.cols; ++x) {
      const int label = map.labels(y, x);
      if (label == 0) continue;
      Pixels& cell = cells[static_cast<std::size_t>(label - 1)];
      cell.dab_nucleus += double{planes.dab(y, x)};
      cell.hematoxylin_nucleus += double{planes.hematoxylin(y, x)};
    }
  }
  AddInnerBand(planes, map, std::max(1.0, band.inner.value() / mpp), cells);
  AddOuterBand(planes, map, band.outer.value() / mpp, cells);

  std::vector<Measurement> measurements;
  measurements.reserve(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto area = static_cast<double>(map.nuclei[i].area_px);
    measurements.push_back(
        {OpticalDensity(cells[i].dab_nucleus / area),
         OpticalDensity(Median(cells[i].dab_cytoplasm)),
         OpticalDensity(cells[i].hematoxylin_nucleus / area)});
  }
  return measurements;
}

int MeasureMarginPx(double mpp, const CytoplasmBand& band) {
  // The farthest pixel of the band, and the farthest nucleus that could claim
  // it.
  return 2 * static_cast<int>(std::ceil(band.outer.value() / mpp));
}

}  // namespace cellquant::core
