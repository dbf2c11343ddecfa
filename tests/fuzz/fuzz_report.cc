// Reports: what was read belongs to its digest, and a changed digest is seen.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/formats/measurement_json.h"
#include "core/formats/report_json.h"
#include "tests/fuzz/require.h"

namespace {

using cellquant::core::MeasurementFromReport;
using cellquant::fuzz::Require;
using nlohmann::json;

// With the digest that belongs to it, so that the fields are read, too.
std::string Sealed(const std::string& text) {
  json object = json::parse(text, nullptr, /*allow_exceptions=*/false);
  const bool report = object.is_object() && object["slide"].is_object() &&
                      object["detector"].is_object() &&
                      object["software"].is_object() &&
                      object["regions"].is_array();
  if (!report) return text;
  for (const json& region : object["regions"]) {
    if (!region.is_object()) return text;
  }
  object["digest"] = cellquant::core::ReportDigest(object);
  return object.dump();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  const std::string text(cellquant::fuzz::TextOf(data, size));
  // Else the seal itself is lost in what is nested deeper than any report.
  if (std::count(text.begin(), text.end(), '[') +
          std::count(text.begin(), text.end(), '{') >
      2000) {
    return 0;
  }
  const std::string sealed = Sealed(text);
  const auto read = MeasurementFromReport(sealed, "report");
  if (!read) return 0;
  for (const auto& one : read->classes) {
    Require(one.positive_cell_count <= one.cell_count, "a part of all");
    Require(one.area.value() > 0.0 || !one.is_evaluable,
            "no density without an area");
  }
  json other = json::parse(sealed);
  other["working_image"]["method"] = "another";
  Require(!MeasurementFromReport(other.dump(), "report") ||
              other == json::parse(sealed),
          "what was altered is refused");
  return 0;
}
