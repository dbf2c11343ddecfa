// A comparison as one HTML file that a pathologist can sign.
#ifndef CELLQUANT_CORE_PAGES_COMPARISON_PAGE_H_
#define CELLQUANT_CORE_PAGES_COMPARISON_PAGE_H_

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/compare/comparison.h"
#include "core/pages/pictures.h"
#include "core/regions/representative_field.h"

namespace cellquant::core {

struct PageOptions {
  SquareMillimeters field_area = kHighPowerField;
  std::string gnuplot = "gnuplot";  // the program, looked for in PATH
  // Patients of the same cohort, drawn as faint lines behind this one.
  std::vector<const Comparison*> others = {};
};

// Returns the page: XHTML in UTF-8, complete in itself - pictures are in it,
// and its own policy forbids scripts and the network -, for a screen of 1280 px
// and for A4. What cannot be drawn, without a slide's material for example, is
// missing with the reason in its place. Texts from outside are shown, never
// obeyed. The same input gives the same bytes with one version of gnuplot and
// OpenCV. Fails with kInvalidArgument when an index of the comparison leads
// nowhere, and with kInternal. Thread-safe.
Result<std::string> ComparisonPage(const Comparison& comparison,
                                   const std::vector<SlideMaterial>& materials,
                                   const PageOptions& options = {});

// Succeeds when all indices of the comparison exist.
Result<void> CheckIndices(const Comparison& comparison);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PAGES_COMPARISON_PAGE_H_
