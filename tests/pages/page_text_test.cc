#include "core/pages/page_text.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

TEST(PageText, NumbersHaveThreeDigitsAndNoExponent) {
  EXPECT_EQ(NumberText(0.0), "0");
  EXPECT_EQ(NumberText(12.345), "12.3");
  EXPECT_EQ(NumberText(1234.5), "1234");
  EXPECT_EQ(NumberText(0.012345), "0.0123");
  EXPECT_EQ(NumberText(-2.0), "\u22122.00");
}

TEST(PageText, AnOpenIntervalIsSaidInWords) {
  EXPECT_EQ(BoundsText(ConfidenceBounds{0.1, 0.25, false, ""}),
            "[0.100, 0.250]");
  EXPECT_EQ(BoundsText(ConfidenceBounds{{}, 0.25, true, ""}), "at most 0.250");
  EXPECT_EQ(BoundsText(ConfidenceBounds{0.1, {}, true, ""}), "at least 0.100");
  EXPECT_EQ(BoundsText(ConfidenceBounds{}), "unbounded");
}

TEST(PageText, TheLogarithmOfARatioOfNoneIsMinusInfinity) {
  EXPECT_EQ(Log2Text(0.25), "\u22122.00");
  EXPECT_EQ(Log2Text(0.0), "\u2212\u221e");
  EXPECT_EQ(Log2Text(std::nullopt), "\u2013");
}

TEST(PageText, LessThanIsSaidOnlyWhereNoneWasFound) {
  EXPECT_EQ(UpperBoundText(2.996, true), "< 3.00");
  EXPECT_EQ(UpperBoundText(2.996, false), "upper bound 3.00");
}

TEST(PageText, EveryVerdictHasItsOwnSign) {
  std::set<std::string_view> signs;
  for (const Verdict v :
       {Verdict::kCleared, Verdict::kReduced, Verdict::kUnchanged,
        Verdict::kIncreased, Verdict::kNotDecidable}) {
    signs.insert(VerdictSign(v));
  }
  EXPECT_EQ(signs.size(), 5U);
}

TEST(PageText, ATimepointIsSaidByLabelAndDay) {
  SlideMeasurement m;
  m.slide_name = "a.ndpi";
  EXPECT_EQ(TimepointText(m), "a.ndpi");
  m.specimen = Specimen{};
  m.specimen->timepoint_day = -7;
  EXPECT_EQ(TimepointText(m), "day \u22127");
  m.specimen->timepoint_label = "pre";
  EXPECT_EQ(TimepointText(m), "pre (day \u22127)");
}

}  // namespace
}  // namespace cellquant::core
