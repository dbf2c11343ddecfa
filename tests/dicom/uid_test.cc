#include "core/dicom/uid.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

using ::testing::HasSubstr;

TEST(DicomUid, IsAUuidAsANumber) {
  // The example of DICOM PS3.5, annex B.2.
  const std::string uuid = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
  const std::string uid = "2.25.329800735698586629295641978511506172918";
  EXPECT_EQ(UidFromUuid(uuid), uid);
  EXPECT_EQ(UuidFromUid(uid), uuid);
  EXPECT_EQ(UidFromUuid("00000000-0000-0000-0000-000000000000"), "2.25.0");
  EXPECT_EQ(UuidFromUid("2.25.340282366920938463463374607431768211455"),
            "ffffffff-ffff-ffff-ffff-ffffffffffff");
}

TEST(DicomUid, NothingElseIsOne) {
  for (const char* uid : {"", "2.25.", "2.25.01", "2.25.1.1", "2.25.x", "1.2.3",
                          "2.25.340282366920938463463374607431768211456"}) {
    EXPECT_EQ(UuidFromUid(uid), "") << uid;
  }
  for (const char* uuid :
       {"", "region-1", "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
        "f81d4fae7dec-11d0-a765-00a0c91e6bf6--"}) {
    EXPECT_EQ(UidFromUuid(uuid), "") << uuid;
  }
}

TEST(DicomUid, DerivedOnesAreStableAndOfVersion8) {
  const std::string uuid = UuidFromUid(DerivedUid("a name"));
  EXPECT_EQ(DerivedUid("a name"), DerivedUid("a name"));
  EXPECT_NE(DerivedUid("a name"), DerivedUid("b name"));
  ASSERT_EQ(uuid.size(), 36U);
  EXPECT_EQ(uuid[14], '8');
  EXPECT_THAT(std::string("89ab"), HasSubstr(uuid.substr(19, 1)));
}

}  // namespace
}  // namespace cellquant::core
