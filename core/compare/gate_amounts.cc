#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

#include "core/compare/gate_checks.h"

namespace cellquant::core {
namespace {

constexpr const char* kNotKnown = "not known";

GateStatus StatusOf(double amount, GateLimit limit) {
  if (amount > limit.refuse) return GateStatus::kRefuse;
  return amount > limit.caveat ? GateStatus::kPassWithCaveats
                               : GateStatus::kPass;
}

std::string LimitText(GateLimit limit, std::string_view unit) {
  return fmt::format("{:g}{}, refused beyond {:g}{}", limit.caveat, unit,
                     limit.refuse, unit);
}

// Both are positive: by how many percent the larger exceeds the smaller. So
// 0.7 of a strength is 43 %, whichever came first.
double DifferencePercent(double a, double b) {
  return 100.0 * (std::max(a, b) / std::min(a, b) - 1.0);
}

GateCheck Caveat(GateCheck check, std::string reason) {
  check.status = GateStatus::kPassWithCaveats;
  check.reason = std::move(reason);
  return check;
}

// A check of two positive amounts, of which either may be unknown.
GateCheck SameAmount(std::string name, std::optional<double> before,
                     std::optional<double> after, GateLimit percent,
                     const std::string& unknown) {
  const auto text = [](std::optional<double> value) {
    return value ? fmt::format("{:.3g}", *value) : kNotKnown;
  };
  GateCheck check{.name = std::move(name),
                  .before = text(before),
                  .after = text(after),
                  .limit = LimitText(percent, " %"),
                  .reason = ""};
  if (!before || !after || *before <= 0.0 || *after <= 0.0) {
    return Caveat(std::move(check), unknown);
  }
  const double difference = DifferencePercent(*before, *after);
  check.status = StatusOf(difference, percent);
  if (check.status != GateStatus::kPass) {
    check.reason = fmt::format("they differ by {:.0f} %", difference);
  }
  return check;
}

std::optional<double> Number(const std::optional<OpticalDensity>& density) {
  return density ? std::optional(density->value()) : std::nullopt;
}

// Of a share over all classes of regions, evaluable or not.
struct Range {
  double least = 0.0;
  double most = 0.0;
};

Range RangeOf(const SlideMeasurement& measurement,
              double ClassMeasurement::*share) {
  std::vector<double> shares;
  for (const ClassMeasurement& one : measurement.classes) {
    if (!one.negative_control) shares.push_back(one.*share);
  }
  if (shares.empty()) return {};
  const auto [least, most] = std::minmax_element(shares.begin(), shares.end());
  return {*least, *most};
}

// A check of a share that should be small at both times. One class that is lost
// has no verdict, and leaves the others theirs: only where all are lost is
// there nothing to compare.
GateCheck SmallShare(std::string name, const MeasurementPair& pair,
                     double ClassMeasurement::*share, GateLimit percent,
                     std::string_view what) {
  const Range before = RangeOf(pair.before, share);
  const Range after = RangeOf(pair.after, share);
  const double most = std::max(before.most, after.most);
  GateCheck check{.name = std::move(name),
                  .before = fmt::format("{:.1f} %", before.most),
                  .after = fmt::format("{:.1f} %", after.most),
                  .limit = LimitText(percent, " %") + " of every class",
                  .reason = ""};
  if (most > percent.caveat) {
    const double least = std::max(before.least, after.least);
    check.status = least > percent.refuse ? GateStatus::kRefuse
                                          : GateStatus::kPassWithCaveats;
    check.reason = fmt::format(
        "{:.0f} % of the tissue of a class of regions {}", most, what);
  }
  return check;
}

// What a few specks of dirt could pretend is no control.
constexpr std::uint32_t kLeastControlCells = 20;

constexpr double kMostControlChange = 100.0;  // of its share of stained cells

double ShareStained(const ClassMeasurement& one) {
  return static_cast<double>(one.positive_cell_count) / one.cell_count;
}

std::string ControlText(const ClassMeasurement* control) {
  if (control == nullptr) return "no such region";
  if (!control->positive_dab) return "no stained cell";
  return fmt::format("{:.3f} OD, {} of {} cells",
                     control->positive_dab->value(),
                     control->positive_cell_count, control->cell_count);
}

std::string VectorText(const std::optional<StainVector>& vector) {
  if (!vector) return kNotKnown;
  return fmt::format("({:.3f}, {:.3f}, {:.3f})", (*vector)[0], (*vector)[1],
                     (*vector)[2]);
}

std::string WhiteText(const WhitePoint& white) {
  return fmt::format("({:.0f}, {:.0f}, {:.0f})", white[0], white[1], white[2]);
}

}  // namespace

GateCheck CheckPixelSize(const MeasurementPair& pair, GateLimit percent) {
  const auto text = [](MicronsPerPixel mpp) {
    return mpp.x == mpp.y ? fmt::format("{:.4g} um", mpp.x)
                          : fmt::format("{:.4g} x {:.4g} um", mpp.x, mpp.y);
  };
  const MicronsPerPixel a = pair.before.mpp;
  const MicronsPerPixel b = pair.after.mpp;
  GateCheck check{.name = "pixel_size",
                  .before = text(a),
                  .after = text(b),
                  .limit = LimitText(percent, " %"),
                  .reason = ""};
  const double difference =
      std::max(DifferencePercent(a.x, b.x), DifferencePercent(a.y, b.y));
  check.status = StatusOf(difference, percent);
  if (check.status != GateStatus::kPass) {
    check.reason = fmt::format(
        "they differ by {:.1f} %; other pixels show other cells", difference);
  }
  return check;
}

GateCheck CheckStainVectors(const MeasurementPair& pair, GateLimit degrees) {
  const StainMeasurement& a = pair.before.stains;
  const StainMeasurement& b = pair.after.stains;
  const auto text = [](const StainMeasurement& stains) {
    return "hematoxylin " + VectorText(stains.hematoxylin) + ", DAB " +
           VectorText(stains.dab);
  };
  GateCheck check{.name = "stain_vectors",
                  .before = text(a),
                  .after = text(b),
                  .limit = LimitText(degrees, " degrees"),
                  .reason = ""};
  std::optional<double> angle;
  for (const auto stain :
       {&StainMeasurement::hematoxylin, &StainMeasurement::dab}) {
    if (!(a.*stain) || !(b.*stain)) continue;
    angle =
        std::max(angle.value_or(0.0), AngleDegrees(*(a.*stain), *(b.*stain)));
  }
  if (!angle) {
    return Caveat(std::move(check),
                  "the slides do not show enough of a stain to tell");
  }
  check.status = StatusOf(*angle, degrees);
  if (check.status != GateStatus::kPass) {
    check.reason = fmt::format(
        "a stain's color differs by {:.1f} degrees: other reagents, or another "
        "scanner",
        *angle);
  }
  return check;
}

GateCheck CheckWhitePoint(const MeasurementPair& pair, GateLimit percent) {
  const WhitePoint& a = pair.before.stains.white_point;
  const WhitePoint& b = pair.after.stains.white_point;
  GateCheck check{.name = "white_point",
                  .before = WhiteText(a),
                  .after = WhiteText(b),
                  .limit = LimitText(percent, " %"),
                  .reason = ""};
  double difference = 0.0;
  for (std::size_t channel = 0; channel < a.size(); ++channel) {
    difference =
        std::max(difference, DifferencePercent(a.at(channel), b.at(channel)));
  }
  check.status = StatusOf(difference, percent);
  if (check.status != GateStatus::kPass) {
    check.reason = fmt::format("a channel differs by {:.0f} %", difference);
  }
  return check;
}

GateCheck CheckHematoxylinStrength(const MeasurementPair& pair,
                                   GateLimit percent) {
  return SameAmount("hematoxylin_strength",
                    Number(pair.before.stains.hematoxylin_strength),
                    Number(pair.after.stains.hematoxylin_strength), percent,
                    "too few nuclei to tell");
}

GateCheck CheckDabStrength(const MeasurementPair& pair, GateLimit percent) {
  return SameAmount("dab_strength", Number(pair.before.stains.dab_strength),
                    Number(pair.after.stains.dab_strength), percent,
                    "too little is stained to tell whether the staining "
                    "worked: look at an internal control");
}

GateCheck CheckInternalControl(const MeasurementPair& pair,
                               const std::string& region_class,
                               GateLimit percent) {
  if (region_class.empty()) {
    return {"internal_control",
            GateStatus::kPassWithCaveats,
            kNotKnown,
            kNotKnown,
            LimitText(percent, " %"),
            "no region was named that holds cells known to be stained"};
  }
  const ClassMeasurement* before = FindClass(pair.before, region_class);
  const ClassMeasurement* after = FindClass(pair.after, region_class);
  const auto density = [](const ClassMeasurement* control) {
    return control == nullptr ? std::nullopt : Number(control->positive_dab);
  };
  GateCheck check = SameAmount("internal_control", density(before),
                               density(after), percent, "");
  check.before = ControlText(before);
  check.after = ControlText(after);
  const std::string named = "the control \"" + region_class + "\" ";
  if (before == nullptr || after == nullptr) {
    check.status = GateStatus::kRefuse;
    check.reason = named + "is missing on one of the slides";
  } else if (std::min(before->positive_cell_count, after->positive_cell_count) <
             kLeastControlCells) {
    check.status = GateStatus::kRefuse;
    check.reason = fmt::format(
        "{}has fewer than {} stained cells at one of the times: the staining "
        "may have failed",
        named, kLeastControlCells);
  } else if (check.status == GateStatus::kPass &&
             DifferencePercent(ShareStained(*before), ShareStained(*after)) >
                 kMostControlChange) {
    check = Caveat(std::move(check),
                   named +
                       "has more than twice the share of stained cells at "
                       "one of the times");
  }
  return check;
}

GateCheck CheckSharpness(const MeasurementPair& pair, GateLimit percent) {
  return SameAmount("sharpness", pair.before.sharpness, pair.after.sharpness,
                    percent, "not known of both slides");
}

GateCheck CheckFocus(const MeasurementPair& pair, GateLimit percent) {
  return SmallShare("out_of_focus", pair,
                    &ClassMeasurement::out_of_focus_percent, percent,
                    "is out of focus");
}

GateCheck CheckEvaluable(const MeasurementPair& pair, GateLimit percent) {
  return SmallShare("not_evaluable", pair, &ClassMeasurement::lost_percent,
                    percent, "cannot be evaluated");
}

}  // namespace cellquant::core
