// One reader of annotations, named by READER, and the check after it.
#include "core/annotations/check.h"
#include "core/annotations/reader.h"
#include "tests/fuzz/regions.h"

namespace cellquant::fuzz {
namespace {

core::CheckedDrawings Checked(const core::Drawings& drawn, bool repair) {
  auto checked = core::CheckDrawings(drawn.areas, repair);
  if (!checked) RequireAReason(checked.error());
  for (const core::Error& problem : checked->problems) RequireAReason(problem);
  for (const core::Drawing& area : checked->areas) {
    RequireAnArea(area.shape, area.place);
  }
  return *std::move(checked);
}

void ReadOne(std::string_view bytes) {
  const core::SlideInfo slide = SlideOf100000x80000();
  const auto drawn = core::READER(bytes, &slide);
  Require(drawn == core::READER(bytes, &slide), "reading twice is the same");
  if (!drawn) return RequireAReason(drawn.error());
  for (const core::Error& problem : drawn->problems) RequireAReason(problem);

  const core::CheckedDrawings strict = Checked(*drawn, /*repair=*/false);
  const core::CheckedDrawings repaired = Checked(*drawn, /*repair=*/true);
  Require(strict.repairs.empty(), "nothing is repaired unasked");
  Require(repaired.problems.size() <= strict.problems.size(),
          "a repair adds no problem");
}

}  // namespace
}  // namespace cellquant::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  cellquant::fuzz::ReadOne(cellquant::fuzz::TextOf(data, size));
  return 0;
}
