#include "core/regions/region.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/regions/region_index.h"

namespace cellquant::core {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Region Square(const std::string& id, double x, double y, double side) {
  return {id,
          "",
          "",
          {{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}, {}}}};
}

TEST(CheckWithinSlide, AVertexOnTheSlidesEdgeIsFine) {
  EXPECT_TRUE(CheckWithinSlide({Square("a", 0, 0, 100)}, {100, 100}));
}

TEST(CheckWithinSlide, AVertexBeyondTheEdgeIsRefusedByNameAndPlace) {
  for (const Region& region :
       {Square("a", 0, 0, 100.01), Square("a", -0.5, 5, 10)}) {
    const auto checked = CheckWithinSlide({region}, {100, 100});
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().reason, ErrorReason::kRegionOutsideSlide);
    EXPECT_THAT(checked.error().message, HasSubstr("region a"));
  }
}

TEST(RegionIndex, NestedAndOverlappingRegionsEachCountTheirOwn) {
  const RegionIndex index({Square("outer", 0, 0, 100), Square("in", 10, 10, 20),
                           Square("over", 25, 25, 50)});
  EXPECT_THAT(index.RegionsAt({5, 5}), ElementsAre(0U));
  EXPECT_THAT(index.RegionsAt({15, 15}), ElementsAre(0U, 1U));
  EXPECT_THAT(index.RegionsAt({27, 27}), ElementsAre(0U, 1U, 2U));
  EXPECT_THAT(index.RegionsAt({100, 5}), IsEmpty());
}

}  // namespace
}  // namespace cellquant::core
