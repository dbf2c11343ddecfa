// Numbers and names as a page has them.
#ifndef CELLQUANT_CORE_PAGES_PAGE_TEXT_H_
#define CELLQUANT_CORE_PAGES_PAGE_TEXT_H_

#include <optional>
#include <string>
#include <string_view>

#include "core/compare/change.h"
#include "core/compare/gate.h"
#include "core/compare/measurement.h"
#include "core/regions/density.h"

namespace cellquant::core {

// Shown where there is nothing to show.
inline constexpr std::string_view kNothing = "\u2013";

// Three significant digits without an exponent; a true minus sign.
std::string NumberText(double value);
std::string NumberText(const std::optional<double>& value);

// "[0.12, 0.45]"; "at most 0.45", "at least 0.12" where a side is absent.
std::string BoundsText(const ConfidenceBounds& bounds);
std::string BoundsText(const std::optional<ConfidenceBounds>& bounds);

// "[10.1, 15.2]"; "one-sided bound" when nothing was found: the density's own
// text is that bound.
std::string IntervalText(const DensityInterval& interval);

// A density's upper bound: "< 3.00" where no cell was found, else "upper bound
// 3.00".
std::string UpperBoundText(double bound, bool none_found);

// Of the ratio: the base-2 logarithm.
std::string Log2Text(const std::optional<double>& ratio);

// "cleared", "not decidable": words, and a sign that needs no color.
std::string VerdictWord(Verdict verdict);
std::string_view VerdictSign(Verdict verdict);

// "PASS WITH CAVEATS", and its sign.
std::string_view GateWord(GateStatus status);
std::string_view GateSign(GateStatus status);

// "fdc_network" as people say it; other kinds as they are.
std::string ScoreName(const std::string& kind);

// "d90 (day 90)", "day 90", "d90"; the slide's name if nobody said.
std::string TimepointText(const SlideMeasurement& measurement);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PAGES_PAGE_TEXT_H_
