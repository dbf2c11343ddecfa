#include "core/dicom/date_time.h"

#include <gtest/gtest.h>

namespace cellquant::core {
namespace {

TEST(DicomDateTime, ComesBackAsItWas) {
  for (const char* text :
       {"2025-03-01", "2025-03-01T10:30:00Z", "2025-03-01T10:30:00+01:00",
        "2025-03-01T10:30:00.123456-08:30"}) {
    EXPECT_EQ(Rfc3339FromDicom(DicomDateTimeFromRfc3339(text)), text);
  }
}

TEST(DicomDateTime, HasItsPartsInElementsOfTheirOwn) {
  const auto when = DicomDateTimeFromRfc3339("2025-03-01T10:30:00.25+01:00");
  EXPECT_EQ(when.date, "20250301");
  EXPECT_EQ(when.time, "103000.25");
  EXPECT_EQ(when.utc_offset, "+0100");
}

TEST(DicomDateTime, AFractionIsCutToWhatDicomHolds) {
  EXPECT_EQ(DicomDateTimeFromRfc3339("2025-03-01T10:30:00.123456789Z").time,
            "103000.123456");
}

TEST(DicomDateTime, WithoutAnOffsetOnlyTheDateIsKnown) {
  EXPECT_EQ(Rfc3339FromDicom({"20250301", "103000", ""}), "2025-03-01");
  EXPECT_EQ(Rfc3339FromDicom({"20250301", "10", "+0100"}), "2025-03-01");
  EXPECT_EQ(Rfc3339FromDicom({"20250301", "10300x", "+0100"}), "2025-03-01");
}

TEST(DicomDateTime, WhatIsNoDateIsNothing) {
  for (const char* date : {"", "2025", "20251301", "2025.3.1", "2025-3-1"}) {
    EXPECT_EQ(Rfc3339FromDicom({date, "103000", "+0000"}), "") << date;
  }
  EXPECT_EQ(DicomDateTimeFromRfc3339("yesterday").date, "");
}

}  // namespace
}  // namespace cellquant::core
