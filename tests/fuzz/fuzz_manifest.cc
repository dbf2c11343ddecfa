// Manifests of cohorts: rows that were read could have been written, and are
// read back the same.
#include "core/formats/cohort_manifest.h"
#include "core/formats/csv.h"
#include "tests/fuzz/require.h"

namespace {

using cellquant::core::ManifestRow;

// Empty fields stay empty: NA would be a name.
std::string Field(const std::string& text) {
  return text.empty() ? "" : cellquant::core::CsvText(text);
}

std::string Written(const std::vector<ManifestRow>& rows) {
  std::string text =
      "patient,timepoint,marker,day,report,slide,regions,specimen,protocol,"
      "mpp\n";
  for (const ManifestRow& row : rows) {
    text += Field(row.patient) + ',' + Field(row.timepoint) + ',' +
            Field(row.marker) + ',' + (row.day ? std::to_string(*row.day) : "");
    for (const std::string* field : {&row.report, &row.slide, &row.regions,
                                     &row.specimen, &row.protocol, &row.mpp}) {
      text += ',' + Field(*field);
    }
    text += '\n';
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using cellquant::core::ManifestFromCsv;
  using cellquant::fuzz::Require;
  const auto rows = ManifestFromCsv(cellquant::fuzz::TextOf(data, size));
  if (!rows) return 0;
  for (const ManifestRow& row : *rows) {
    Require(row.report.empty() != row.slide.empty(), "one of the two");
    Require(row.patient.find('/') == std::string::npos &&
                !row.patient.starts_with("."),
            "a patient is no path: " + row.patient);
  }
  const std::string written = Written(*rows);
  const auto again = ManifestFromCsv(written);
  Require(again && Written(*again) == written,
          "what is written is read back: " + written);
  return 0;
}
