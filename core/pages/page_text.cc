#include "core/pages/page_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cellquant::core {
namespace {

constexpr std::string_view kMinus = "\u2212";

std::string DayText(int day) {
  return fmt::format("day {}{}", day < 0 ? kMinus : "", std::abs(day));
}

}  // namespace

std::string NumberText(double value) {
  if (value == 0.0) return "0";
  const double size = std::abs(value);
  const int decimals =
      std::max(0, 2 - static_cast<int>(std::floor(std::log10(size))));
  return fmt::format("{}{:.{}f}", value < 0.0 ? kMinus : "", size,
                     std::min(decimals, 12));
}

std::string NumberText(const std::optional<double>& value) {
  return value ? NumberText(*value) : std::string(kNothing);
}

std::string BoundsText(const ConfidenceBounds& bounds) {
  if (bounds.low && bounds.high) {
    return fmt::format("[{}, {}]", NumberText(*bounds.low),
                       NumberText(*bounds.high));
  }
  if (bounds.high) return "at most " + NumberText(*bounds.high);
  if (bounds.low) return "at least " + NumberText(*bounds.low);
  return "unbounded";
}

std::string BoundsText(const std::optional<ConfidenceBounds>& bounds) {
  return bounds ? BoundsText(*bounds) : std::string(kNothing);
}

std::string IntervalText(const DensityInterval& interval) {
  if (interval.one_sided) return "one-sided bound";
  return fmt::format("[{}, {}]", NumberText(interval.low),
                     NumberText(interval.high));
}

std::string UpperBoundText(double bound, bool none_found) {
  return (none_found ? "< " : "upper bound ") + RoundedUp(bound);
}

std::string Log2Text(const std::optional<double>& ratio) {
  if (!ratio) return std::string(kNothing);
  if (*ratio <= 0.0) return fmt::format("{}\u221e", kMinus);
  return NumberText(std::log2(*ratio));
}

std::string VerdictWord(Verdict verdict) {
  std::string word(VerdictName(verdict));
  std::replace(word.begin(), word.end(), '_', ' ');
  return word;
}

std::string_view VerdictSign(Verdict verdict) {
  switch (verdict) {
    case Verdict::kCleared:
      return "\u2205";  // empty set
    case Verdict::kReduced:
      return "\u25bc";
    case Verdict::kUnchanged:
      return "=";
    case Verdict::kIncreased:
      return "\u25b2";
    case Verdict::kNotDecidable:
      break;
  }
  return "?";
}

std::string_view GateWord(GateStatus status) {
  switch (status) {
    case GateStatus::kPass:
      return "PASS";
    case GateStatus::kPassWithCaveats:
      return "PASS WITH CAVEATS";
    case GateStatus::kRefuse:
      break;
  }
  return "REFUSE";
}

std::string_view GateSign(GateStatus status) {
  switch (status) {
    case GateStatus::kPass:
      return "\u2713";
    case GateStatus::kPassWithCaveats:
      return "!";
    case GateStatus::kRefuse:
      break;
  }
  return "\u2717";
}

std::string ScoreName(const std::string& kind) {
  if (kind == "fdc_network") return "FDC network";
  if (kind == "tfh") return "TFH cells";
  if (kind == "germinal_center_proliferation") return "GC proliferation";
  return kind;
}

std::string TimepointText(const SlideMeasurement& measurement) {
  const auto& specimen = measurement.specimen;
  if (!specimen ||
      (specimen->timepoint_label.empty() && !specimen->timepoint_day)) {
    return measurement.slide_name;
  }
  if (!specimen->timepoint_day) return specimen->timepoint_label;
  std::string day = DayText(*specimen->timepoint_day);
  if (specimen->timepoint_label.empty() || specimen->timepoint_label == day) {
    return day;
  }
  return fmt::format("{} ({})", specimen->timepoint_label, day);
}

}  // namespace cellquant::core
