#include "core/formats/measurement_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/base/printable_text.h"
#include "core/base/sha256.h"
#include "core/formats/canonical_json.h"
#include "core/formats/class_measurement_json.h"
#include "core/formats/json_fields.h"
#include "core/formats/report_json.h"
#include "core/formats/scores_json.h"
#include "core/formats/specimen_json.h"
#include "core/regions/region_class.h"
#include "core/tissue/stain_estimate.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

// Deeper than any report: nothing that is read goes round in circles on it.
constexpr int kMostDepth = 32;

// Generous: a mistake of units, or no number of a report at all, is beyond.
constexpr double kMostUm = 100.0;
constexpr double kMostDensity = 1e9;

Result<json> Parsed(const std::string& text) {
  bool too_deep = false;
  const auto watch_depth = [&](int depth, json::parse_event_t, json&) {
    too_deep = too_deep || depth > kMostDepth;
    return !too_deep;
  };
  json object = json::parse(text, watch_depth, /*allow_exceptions=*/false);
  if (too_deep || !object.is_object()) {
    return Fail(ErrorReason::kReportInvalid,
                "it is not the JSON object of a report, or broken off");
  }
  return object;
}

// The digest leaves members of these out, so they must be what they should.
Result<void> CheckDigest(const json& report, const JsonFields& top) {
  for (const char* part : {"slide", "detector", "software"}) {
    CQ_CHECK(top.Object(part));
  }
  CQ_CHECK(top.Objects("regions"));
  CQ_ASSIGN(const std::string digest, top.Text("digest"));
  if (ReportDigest(report) == digest) return {};
  return top.Wrong("digest",
                   "does not belong to the report: it was altered after it "
                   "was written");
}

// The scanner's name on the slide gives way to what the specimen says.
Result<void> ReadSlide(const JsonFields& top, SlideMeasurement& into) {
  CQ_ASSIGN(const JsonFields slide, top.Object("slide"));
  CQ_ASSIGN(into.slide_name, slide.Text("name"));
  CQ_ASSIGN(into.slide_sha256, slide.Text("sha256"));
  CQ_ASSIGN(into.slide_format, slide.Text("format"));
  CQ_ASSIGN(into.mpp.x, slide.Number("microns_per_pixel_x", 1e-3, kMostUm));
  CQ_ASSIGN(into.mpp.y, slide.Number("microns_per_pixel_y", 1e-3, kMostUm));
  if (slide.Has("scanner")) {
    CQ_ASSIGN(into.scanner, slide.Text("scanner"));
  }
  CQ_ASSIGN(const JsonFields working, top.Object("working_image"));
  CQ_ASSIGN(into.working_mpp.x,
            working.Number("microns_per_pixel_x", 1e-3, kMostUm));
  CQ_ASSIGN(into.working_mpp.y,
            working.Number("microns_per_pixel_y", 1e-3, kMostUm));
  return {};
}

Result<void> ReadProtocol(const JsonFields& top, SlideMeasurement& into) {
  CQ_ASSIGN(const JsonFields protocol, top.Object("protocol"));
  CQ_ASSIGN(into.protocol_id, protocol.Text("id"));
  CQ_ASSIGN(into.protocol_version, protocol.Text("version"));
  CQ_ASSIGN(into.marker, protocol.Text("marker"));
  CQ_ASSIGN(const JsonFields parameters, protocol.Object("parameters"));
  CQ_ASSIGN(const json* all, protocol.Value("parameters"));
  into.protocol_sha256 = Sha256(CanonicalJson(*all));
  if (parameters.Has("cleared_below_per_mm2")) {
    CQ_ASSIGN(const double limit,
              parameters.Number("cleared_below_per_mm2", 0.0, kMostDensity));
    into.cleared_below = CellsPerSquareMillimeter(limit);
  }
  CQ_ASSIGN(into.recall, parameters.Number("recall", 1e-3, 1.0));
  CQ_ASSIGN(into.recall_validated, parameters.Flag("recall_validated"));
  return {};
}

Result<void> ReadProgram(const JsonFields& top, SlideMeasurement& into) {
  CQ_ASSIGN(const JsonFields detector, top.Object("detector"));
  CQ_ASSIGN(into.detector, detector.Text("name"));
  CQ_ASSIGN(const std::string model, detector.Text("model_sha256"));
  if (!model.empty()) into.detector += " " + model;
  CQ_ASSIGN(const JsonFields software, top.Object("software"));
  CQ_ASSIGN(into.software, software.Text("cellquant"));
  return {};
}

// What the slide's pixels say of one stain, if that is what they show: without
// DAB on the slide, the estimate's arm is the edge of hematoxylin, far from the
// start, and no color of DAB.
Result<std::optional<StainVector>> ReadArm(const JsonFields& estimate,
                                           const char* stain) {
  CQ_ASSIGN(const JsonFields arm, estimate.Object(stain));
  CQ_ASSIGN(const double share, arm.Number("tissue_share", 0.0, 1.0));
  CQ_ASSIGN(const double degrees, arm.Number("degrees_from_start", 0.0, 180.0));
  CQ_ASSIGN(const json* vector, arm.Value("vector"));
  if (*vector == json::array() || share < kLeastArmShare ||
      degrees > kMostDegreesFromStart) {
    return std::nullopt;
  }
  CQ_ASSIGN(const StainVector found, arm.Channels("vector", -1.0, 1.0));
  return found;
}

Result<std::optional<OpticalDensity>> ReadStrength(
    const JsonFields& calibration, const char* key) {
  CQ_ASSIGN(const JsonFields strength, calibration.Object(key));
  return OpticalDensityFrom(strength, "od");
}

// Name, version and the beginning of its hash.
Result<std::string> ReadProfile(const JsonFields& top) {
  CQ_ASSIGN(const JsonFields calibration, top.Object("calibration"));
  if (!calibration.Has("stain_profile")) return std::string();
  CQ_ASSIGN(const JsonFields profile, calibration.Object("stain_profile"));
  CQ_ASSIGN(const std::string name, profile.Text("name"));
  CQ_ASSIGN(const std::string version, profile.Text("version"));
  CQ_ASSIGN(const std::string sha256, profile.Text("sha256"));
  return fmt::format("{} {}, {:.8}", name, version, sha256);
}

Result<void> ReadStains(const JsonFields& top, StainMeasurement& into) {
  CQ_ASSIGN(const JsonFields calibration, top.Object("calibration"));
  CQ_ASSIGN(into.white_point, calibration.Channels("white_point", 1.0, 255.0));
  CQ_ASSIGN(into.in_force.hematoxylin,
            calibration.Channels("hematoxylin_vector", -1.0, 1.0));
  CQ_ASSIGN(into.in_force.dab, calibration.Channels("dab_vector", -1.0, 1.0));
  CQ_ASSIGN(const JsonFields estimate, calibration.Object("stain_estimate"));
  CQ_ASSIGN(into.hematoxylin, ReadArm(estimate, "hematoxylin"));
  CQ_ASSIGN(into.dab, ReadArm(estimate, "dab"));
  CQ_ASSIGN(into.hematoxylin_strength,
            ReadStrength(calibration, "hematoxylin_strength"));
  CQ_ASSIGN(into.dab_strength, ReadStrength(calibration, "dab_strength"));
  return {};
}

Result<void> ReadSharpness(const JsonFields& top, SlideMeasurement& into) {
  if (!top.Has("focus")) return {};
  CQ_ASSIGN(const JsonFields focus, top.Object("focus"));
  if (!focus.Has("sharpness")) return {};
  CQ_ASSIGN(into.sharpness, focus.Number("sharpness", 0.0, 1e6));
  return {};
}

// A part of the report with a reader of its own.
template <class T>
Result<T> Within(const char* part, Result<T> read) {
  if (read) return read;
  return Fail(ErrorReason::kReportInvalid,
              fmt::format("{}: {}", part, read.error().message));
}

// What was given with the slide, and what follows from it.
Result<void> ReadGiven(const JsonFields& top, SlideMeasurement& into) {
  if (top.Has("specimen")) {
    CQ_ASSIGN(const json* specimen, top.Value("specimen"));
    CQ_ASSIGN(into.specimen,
              Within("specimen", SpecimenFromJson(specimen->dump())));
    if (!into.specimen->scanner.empty()) {
      into.scanner = into.specimen->scanner;
    }
  }
  if (top.Has("pathologist_scores")) {
    CQ_ASSIGN(const json* scores, top.Value("pathologist_scores"));
    CQ_ASSIGN(into.scores,
              Within("pathologist_scores", ScoresFromJson(scores->dump())));
  }
  if (top.Has("caveats")) {
    CQ_ASSIGN(into.caveats, top.Texts("caveats"));
  }
  return {};
}

// Every region is in a class - older versions left out those that have a name
// only -, and a class that no region is classified as goes by their name.
Result<void> CheckRegions(const JsonFields& top, SlideMeasurement& into) {
  std::map<std::string, bool> by_name;
  CQ_ASSIGN(const auto regions, top.Objects("regions"));
  for (const JsonFields& region : regions) {
    CQ_ASSIGN(const std::string name, region.Text("name"));
    CQ_ASSIGN(const std::string classification, region.Text("classification"));
    const auto [entry, is_new] =
        by_name.try_emplace(ClassNameOf(classification, name), true);
    if (!classification.empty()) entry->second = false;
  }
  for (ClassMeasurement& one : into.classes) {
    const auto found = by_name.find(one.region_class);
    if (found == by_name.end()) {
      return top.Wrong("classes", "has one that no region is of");
    }
    one.by_name = found->second;
  }
  for (const auto& entry : by_name) {
    const std::string& name = entry.first;
    const bool known = std::any_of(
        into.classes.begin(), into.classes.end(),
        [&](const ClassMeasurement& one) { return one.region_class == name; });
    if (known) continue;
    return top.Wrong("classes",
                     "does not have all regions: the report is of an older "
                     "version; analyse the slide again");
  }
  return {};
}

Result<SlideMeasurement> Read(const std::string& text) {
  CQ_ASSIGN(const json report, Parsed(text));
  CQ_ASSIGN(const JsonFields top,
            JsonFields::Of(report, "", ErrorReason::kReportInvalid));
  CQ_CHECK(CheckDigest(report, top));
  SlideMeasurement into;
  CQ_ASSIGN(into.digest, top.Text("digest"));
  CQ_CHECK(ReadSlide(top, into));
  CQ_CHECK(ReadProtocol(top, into));
  CQ_CHECK(ReadProgram(top, into));
  CQ_CHECK(ReadStains(top, into.stains));
  CQ_ASSIGN(into.stain_profile, ReadProfile(top));
  CQ_CHECK(ReadSharpness(top, into));
  CQ_CHECK(ReadGiven(top, into));
  CQ_ASSIGN(const auto classes, top.Objects("classes"));
  for (const JsonFields& one : classes) {
    CQ_ASSIGN(ClassMeasurement read, ClassMeasurementFrom(one));
    into.classes.push_back(std::move(read));
  }
  CQ_CHECK(CheckRegions(top, into));
  return into;
}

}  // namespace

Result<SlideMeasurement> MeasurementFromReport(const std::string& json,
                                               std::string name) {
  Result<SlideMeasurement> measurement = Read(json);
  if (!measurement) {
    return Fail(ErrorReason::kReportInvalid,
                fmt::format("report {}: {}", PrintableText(name, 200),
                            measurement.error().message));
  }
  measurement->name = std::move(name);
  return measurement;
}

}  // namespace cellquant::core
