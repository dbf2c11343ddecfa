#include "server/resource_names.h"

#include <gtest/gtest.h>

#include <string>

#include "core/base/uuid.h"

namespace cellquant::server {
namespace {

TEST(ResourceNames, SlideNameIsRootAndPath) {
  const auto name = ParseSlideName("slides/archive/2024/case 1.svs");
  ASSERT_TRUE(name);
  EXPECT_EQ(*name, (SlideName{"archive", "2024/case 1.svs"}));
  EXPECT_EQ(Format(*name), "slides/archive/2024/case 1.svs");
}

TEST(ResourceNames, PathsThatCouldLeaveTheRootAreRefused) {
  using namespace std::string_literals;
  for (const std::string& name :
       {""s,
        "slides"s,
        "slides/"s,
        "slides/archive"s,
        "slides/archive/"s,
        "slides//a.svs"s,
        "slides/archive//a.svs"s,
        "slides/archive/a/"s,
        "slides/archive/../a.svs"s,
        "slides/archive/a/../../b"s,
        "slides/archive/./a.svs"s,
        "slides/archive/.."s,
        "slides/../a"s,
        "slides/./a"s,
        "/slides/archive/a"s,
        "slide/archive/a"s,
        "slides/archive//etc/passwd"s,
        "slides/archive/a\0b"s,
        "slides/archive/a\nb"s,
        "slides/archive/..\\a"s,
        "slides/Archive/a"s,
        "analyses/archive/a"s,
        "slides/archive/"s + std::string(300, 'x'),
        "slides/archive/"s + std::string(2000, '/')}) {
    const auto parsed = ParseSlideName(name);
    ASSERT_FALSE(parsed) << name;
    EXPECT_EQ(parsed.error().reason, core::ErrorReason::kInvalidArgument);
  }
}

TEST(ResourceNames, DotsWithinASegmentAreOrdinary) {
  EXPECT_TRUE(ParseSlideName("slides/archive/..a/b..svs"));
  EXPECT_TRUE(ParseSlideName("slides/archive/..."));
}

TEST(ResourceNames, AnalysisNameIsALowercaseUuid) {
  const std::string uuid = core::NewUuid();
  EXPECT_EQ(ParseAnalysisName(AnalysisName(uuid)), uuid);
  EXPECT_EQ(ParseAnalysisName("analyses/0F9619FF-8B86-D011-B42D-00C04FC964FF"),
            "0f9619ff-8b86-d011-b42d-00c04fc964ff");
  EXPECT_FALSE(ParseAnalysisName("analyses/1"));
  EXPECT_FALSE(ParseAnalysisName("analyses/" + uuid + "/"));
  EXPECT_FALSE(ParseAnalysisName(uuid));
}

TEST(ResourceNames, ProtocolNameIsAnId) {
  EXPECT_EQ(ParseProtocolName("protocols/cd138"), "cd138");
  EXPECT_FALSE(ParseProtocolName("protocols/../cd138"));
  EXPECT_FALSE(ParseProtocolName("protocols/"));
  EXPECT_FALSE(ParseProtocolName("cd138"));
}

TEST(ResourceNames, RootIsNeverCalledSlides) {
  EXPECT_TRUE(CheckRootName("archive-2"));
  EXPECT_FALSE(CheckRootName("slides"));
  EXPECT_FALSE(CheckRootName("a/b"));
  EXPECT_FALSE(CheckRootName(".."));
  EXPECT_FALSE(CheckRootName(""));
}

TEST(Uuid, IsVersionFourAndNew) {
  const std::string a = core::NewUuid();
  EXPECT_EQ(a.size(), 36U);
  EXPECT_EQ(a[14], '4');
  EXPECT_NE(std::string("89ab").find(a[19]), std::string::npos);
  EXPECT_NE(a, core::NewUuid());
  EXPECT_EQ(core::ParseUuid(a), a);
}

}  // namespace
}  // namespace cellquant::server
