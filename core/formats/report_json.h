// report.json (docs/report.md).
#ifndef CELLQUANT_CORE_FORMATS_REPORT_JSON_H_
#define CELLQUANT_CORE_FORMATS_REPORT_JSON_H_

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/regions/report.h"

namespace cellquant::core {

// Returns the report as the object that report.json holds, without its cells.
nlohmann::json ReportToJson(const SlideReport& report);

// Returns the digest of a report's object: "sha256:" and the hash of its
// canonical JSON without slide.name, detector.model, specimen, caveats,
// pathologist_scores, warnings, digest, and software other than cellquant
// itself. A `digest` already in it is ignored, so a report can be checked
// against its own.
std::string ReportDigest(nlohmann::json report);

// Returns report.json's text: indented, with a final newline.
std::string ReportText(const SlideReport& report);

// Returns a region's density of positive cells as it is to be printed: "12.3",
// "< 3.00" or "not evaluable".
std::string PositiveDensityText(const RegionReport& region);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_REPORT_JSON_H_
