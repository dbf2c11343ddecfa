#include "core/compare/gate_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace cellquant::core {
namespace {

constexpr const char* kNotKnown = "not known";

std::string OrNotKnown(const std::string& text) {
  return text.empty() ? kNotKnown : text;
}

// Of the specimen; empty where there is none.
std::string Of(const SlideMeasurement& measurement,
               std::string Specimen::*field) {
  return measurement.specimen ? (*measurement.specimen).*field : "";
}

// A check of two texts that must be the same. `unknown` is what it is when
// either is empty, `different` when they differ.
GateCheck SameText(std::string name, const std::string& before,
                   const std::string& after, GateStatus unknown,
                   GateStatus different, const std::string& reason) {
  GateCheck check{.name = std::move(name),
                  .before = OrNotKnown(before),
                  .after = OrNotKnown(after),
                  .limit = "the same",
                  .reason = ""};
  if (before.empty() || after.empty()) {
    check.status = unknown;
    if (unknown != GateStatus::kPass) check.reason = "not known of both slides";
  } else if (before != after) {
    check.status = different;
    check.reason = reason;
  }
  return check;
}

std::string TimepointText(const SlideMeasurement& measurement) {
  if (!measurement.specimen) return kNotKnown;
  const Specimen& specimen = *measurement.specimen;
  if (!specimen.timepoint_day) return OrNotKnown(specimen.timepoint_label);
  std::string day = fmt::format("day {}", *specimen.timepoint_day);
  if (specimen.timepoint_label.empty() || specimen.timepoint_label == day) {
    return day;
  }
  return specimen.timepoint_label + ", " + day;
}

std::optional<int> DayOf(const SlideMeasurement& measurement) {
  if (!measurement.specimen) return std::nullopt;
  return measurement.specimen->timepoint_day;
}

double ThicknessOf(const SlideMeasurement& measurement) {
  return measurement.specimen ? measurement.specimen->section_thickness_um
                              : 0.0;
}

std::string ThicknessText(double um) {
  return um > 0.0 ? fmt::format("{:g} um", um) : kNotKnown;
}

// How many more profiles of nuclei the thicker section shows: it catches every
// nucleus of height h whose middle lies within T + h (Abercrombie, Anat Rec
// 94:239, 1946).
double ProfileFactor(double before_um, double after_um) {
  constexpr double kNucleusUm = 6.0;  // of a lymphocyte
  return (std::max(before_um, after_um) + kNucleusUm) /
         (std::min(before_um, after_um) + kNucleusUm);
}

bool SameProfile(const SlideMeasurement& a, const SlideMeasurement& b) {
  return a.stain_profile == b.stain_profile;
}

std::string ProtocolText(const SlideMeasurement& measurement) {
  return fmt::format("{} {}, parameters {:.8}", measurement.protocol_id,
                     measurement.protocol_version, measurement.protocol_sha256);
}

}  // namespace

GateCheck CheckPatient(const MeasurementPair& pair) {
  return SameText("patient", Of(pair.before, &Specimen::patient),
                  Of(pair.after, &Specimen::patient),
                  GateStatus::kPassWithCaveats, GateStatus::kRefuse,
                  "these are two patients");
}

GateCheck CheckSlides(const MeasurementPair& pair) {
  GateCheck check{.name = "slides",
                  .before = pair.before.slide_sha256.substr(0, 12),
                  .after = pair.after.slide_sha256.substr(0, 12),
                  .limit = "two files",
                  .reason = ""};
  if (pair.before.slide_sha256 == pair.after.slide_sha256) {
    check.status = GateStatus::kRefuse;
    check.reason = "both reports are of one and the same slide";
  }
  return check;
}

GateCheck CheckTimepoints(const MeasurementPair& pair) {
  GateCheck check{.name = "timepoints",
                  .before = TimepointText(pair.before),
                  .after = TimepointText(pair.after),
                  .limit = "first the earlier",
                  .reason = ""};
  const std::optional<int> before = DayOf(pair.before);
  const std::optional<int> after = DayOf(pair.after);
  if (before && after) {
    if (*before >= *after) {
      check.status = GateStatus::kRefuse;
      check.reason = "what is given as before is not earlier";
    }
  } else if (check.before == check.after && check.before != kNotKnown) {
    check.status = GateStatus::kRefuse;
    check.reason = "both slides are of one timepoint";
  } else {
    check.status = GateStatus::kPassWithCaveats;
    check.reason =
        "the days are not known of both; the order given is believed";
  }
  return check;
}

GateCheck CheckProtocol(const MeasurementPair& pair) {
  GateCheck check{.name = "protocol",
                  .before = ProtocolText(pair.before),
                  .after = ProtocolText(pair.after),
                  .limit = "the same id, version and parameters",
                  .reason = ""};
  const SlideMeasurement& a = pair.before;
  const SlideMeasurement& b = pair.after;
  if (a.protocol_id != b.protocol_id ||
      a.protocol_version != b.protocol_version) {
    check.status = GateStatus::kRefuse;
    check.reason =
        "another protocol or version counts other cells: analyse both slides "
        "with one";
  } else if (a.protocol_sha256 != b.protocol_sha256) {
    // Only a stain profile changes parameters without changing the version.
    check.status =
        SameProfile(a, b) ? GateStatus::kRefuse : GateStatus::kPassWithCaveats;
    check.reason = SameProfile(a, b)
                       ? "one version, but other parameters: analyse both "
                         "slides with one protocol"
                       : "a stain profile changed parameters";
  }
  return check;
}

GateCheck CheckProfile(const MeasurementPair& pair) {
  const auto text = [](const SlideMeasurement& one) {
    return one.stain_profile.empty() ? std::string("none") : one.stain_profile;
  };
  GateCheck check{.name = "stain_profile",
                  .before = text(pair.before),
                  .after = text(pair.after),
                  .limit = "the same, or none",
                  .reason = ""};
  if (!SameProfile(pair.before, pair.after)) {
    check.status = GateStatus::kPassWithCaveats;
    check.reason =
        "stains are separated and thresholds set by profiles that differ";
  }
  return check;
}

GateCheck CheckDetector(const MeasurementPair& pair) {
  return SameText("detector", pair.before.detector, pair.after.detector,
                  GateStatus::kRefuse, GateStatus::kRefuse,
                  "another detector finds other cells: analyse both slides "
                  "with one");
}

GateCheck CheckSoftware(const MeasurementPair& pair) {
  return SameText("software", pair.before.software, pair.after.software,
                  GateStatus::kPassWithCaveats, GateStatus::kPassWithCaveats,
                  "analysed by two versions of cellquant");
}

GateCheck CheckScanner(const MeasurementPair& pair) {
  GateCheck check =
      SameText("scanner", pair.before.scanner, pair.after.scanner,
               GateStatus::kPassWithCaveats, GateStatus::kPassWithCaveats,
               "scanners differ in color and sharpness: scan both slides on "
               "one");
  if (check.status == GateStatus::kPass &&
      pair.before.slide_format != pair.after.slide_format) {
    check.before += ", " + pair.before.slide_format;
    check.after += ", " + pair.after.slide_format;
    check.status = GateStatus::kPassWithCaveats;
    check.reason = "one scanner, but two file formats";
  }
  return check;
}

GateCheck CheckThickness(const MeasurementPair& pair) {
  const double before = ThicknessOf(pair.before);
  const double after = ThicknessOf(pair.after);
  GateCheck check{.name = "section_thickness",
                  .before = ThicknessText(before),
                  .after = ThicknessText(after),
                  .limit = "the same",
                  .reason = ""};
  if (before <= 0.0 || after <= 0.0) {
    check.status = GateStatus::kPassWithCaveats;
    check.reason = "not known of both slides";
  } else if (before != after) {
    check.status = GateStatus::kPassWithCaveats;
    check.reason = fmt::format(
        "the thicker section shows about {:.2f} times as many nuclei of 6 um "
        "(Abercrombie); counts are not corrected for it",
        ProfileFactor(before, after));
  }
  return check;
}

GateCheck CheckClone(const MeasurementPair& pair) {
  return SameText("stain_clone", Of(pair.before, &Specimen::stain_clone),
                  Of(pair.after, &Specimen::stain_clone), GateStatus::kPass,
                  GateStatus::kPassWithCaveats,
                  "two antibody clones may stain different cells");
}

}  // namespace cellquant::core
