// The report of a drawn slide, number by number. A change that moves one is
// seen in the diff of tests/golden/report.json, which tools/update-golden
// rewrites.
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "core/formats/protocol_yaml.h"
#include "core/formats/report_json.h"
#include "core/pipeline/analyze_slide.h"
#include "tests/testing/ascii_slide.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::AsciiRectangle;
using ::cellquant::testing::AsciiSlide;

const std::vector<std::string> kNode = {
    "                          ", "  ......................  ",
    "  .h.h.h.h..r..r..h.h.h.  ", "  ......................  ",
    "  .r.r...d...h..h..h..r.  ", "  ......................  ",
    "  .h..h..h.r.r.r..h...h.  ", "  ......................  ",
    "                          "};

TEST(Golden, TheReportOfADrawnNodeIsWhatItWas) {
  const RegionSet regions{
      {{"region-1", "Node", "", Normalized(AsciiRectangle(0, 0, 26, 9))},
       {"region-2", "Left", "Follicle",
        Normalized(AsciiRectangle(2, 1, 10, 7))}},
      {}};
  AnalysisOptions options;
  options.slide_sha256 = std::string(64, '0');
  const auto report =
      AnalyzeSlide(AsciiSlide(kNode), regions,
                   *ProtocolCatalog::LoadInstalled()->Find("cd20"), options);
  ASSERT_TRUE(report) << report.error().message;
  nlohmann::json json = ReportToJson(*report);
  // Of this machine, and not part of the digest.
  for (const char* key : {"openslide", "opencv", "geos", "instruction_set"}) {
    json["software"].erase(key);
  }
  const std::string text = json.dump(2) + "\n";
  if (std::getenv("CELLQUANT_UPDATE_GOLDEN") != nullptr) {
    ASSERT_TRUE(WriteFileAtomically(CELLQUANT_GOLDEN_REPORT, text));
  }
  EXPECT_EQ(text, ReadFile(CELLQUANT_GOLDEN_REPORT, 1U << 20).value());
}

}  // namespace
}  // namespace cellquant::core
