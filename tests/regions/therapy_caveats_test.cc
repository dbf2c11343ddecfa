#include "core/regions/therapy_caveats.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

TEST(TherapyCaveats, ATargetIsKnownHoweverItIsWritten) {
  for (const char* target : {"CD20", "cd20", "anti-CD20", "Anti CD20", "CD-20",
                             "CD19/CD20 CAR T", "antiCD20", "CD20, 2 doses"}) {
    EXPECT_TRUE(IsDirectedAgainst(target, "CD20")) << target;
  }
  EXPECT_TRUE(IsDirectedAgainst("anti-PD1", "PD-1"));
}

TEST(TherapyCaveats, OtherTargetsAreOthers) {
  for (const char* target : {"", "CD2", "CD200", "CD19", "BCMA", "CD 2 01"}) {
    EXPECT_FALSE(IsDirectedAgainst(target, "CD20")) << target;
  }
  EXPECT_FALSE(IsDirectedAgainst("CD20", "CD2"));
  EXPECT_FALSE(IsDirectedAgainst("PD-L1", "PD-1"));
  EXPECT_FALSE(IsDirectedAgainst("anything", "-"));
}

}  // namespace
}  // namespace cellquant::core
