#include "core/formats/cells_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "core/base/sha256.h"

namespace cellquant::core {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

std::string RowOf(const Cell& cell, const std::vector<std::string_view>& ids) {
  std::ostringstream out;
  CsvCellWriter writer(out);
  EXPECT_TRUE(writer.Write(cell, ids));
  EXPECT_TRUE(writer.Finish());
  return out.str().substr(kCellsCsvHeader.size() + 1);
}

Cell Example() {
  return {{10.126, 20.0},
          CellClass::kPositive,
          SquareMicrometers(31.5),
          {OpticalDensity(0.51), OpticalDensity(0.25), OpticalDensity(0.125),
           OpticalDensity(0.3)}};
}

TEST(CellsCsv, ARowHasEveryColumnOfTheHeader) {
  EXPECT_EQ(RowOf(Example(), {"region-1", "region-3"}),
            "10.13,20.00,region-1;region-3,positive,31.50,0.5100,0.2500,0.1250,"
            "0.3000,,,,\n");
}

TEST(CellsCsv, AVetoStandsLast) {
  Cell cell = Example();
  cell.veto = CellVeto::kMeshwork;
  EXPECT_THAT(RowOf(cell, {"a"}), EndsWith(",0.3000,,,meshwork,\n"));
}

TEST(CellsCsv, WhatTheNetworkSaysStandsBeforeTheVeto) {
  Cell cell = Example();
  cell.cell_probability = 0.75;
  cell.class_share = 1.0;
  EXPECT_THAT(RowOf(cell, {"a"}), EndsWith(",0.3000,0.7500,1.0000,,\n"));
}

TEST(CellsCsv, ReadsBackPlaceAndClass) {
  std::ostringstream out;
  CsvCellWriter writer(out);
  ASSERT_TRUE(writer.Write(Example(), {"a"}));
  const auto cells = CellsFromCsv(out.str());
  ASSERT_TRUE(cells) << cells.error().message;
  ASSERT_EQ(cells->size(), 1U);
  EXPECT_EQ((*cells)[0].centroid, (Level0Point{10.13, 20.0}));
  EXPECT_EQ((*cells)[0].classification, CellClass::kPositive);
}

TEST(CellsCsv, TheHashIsThatOfTheFile) {
  SlideReport report;
  report.regions.resize(2);
  report.regions[0].region_id = "a";
  report.regions[1].region_id = "b";
  report.cells = {{Example(), {0, 1}}, {Example(), {1}}};
  std::ostringstream out;
  CsvCellWriter writer(out);
  ASSERT_TRUE(WriteCells(report, writer));
  EXPECT_THAT(out.str(), HasSubstr(",a;b,"));
  EXPECT_EQ(CellsCsvSha256(report).value(), Sha256(out.str()));
}

TEST(CellsCsv, FindsColumnsByNameAndNamesTheWrongLine) {
  EXPECT_EQ(
      (*CellsFromCsv("classification,y_px,x_px\nnegative,2,1\n"))[0].centroid,
      (Level0Point{1, 2}));
  EXPECT_FALSE(CellsFromCsv("x,y\n1,2\n"));
  const auto wrong =
      CellsFromCsv("x_px,y_px,classification\n1,2,positive\n1,z,positive\n");
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().message.find("line 3"), std::string::npos);
  const auto none =
      CellsFromCsv("x_px,y_px,classification\n1,2,equivocal\n1,2,none\n");
  ASSERT_TRUE(none) << none.error().message;
  ASSERT_EQ(none->size(), 1U);
  EXPECT_EQ((*none)[0].classification, CellClass::kEquivocal);
  const auto unknown =
      CellsFromCsv("x_px,y_px,classification\n1,2,equivocal\n1,2,perhaps\n");
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.error().message.find("line 3"), std::string::npos);
}

TEST(CellsCsv, APlaceThatIsNotFiniteIsRefused) {
  for (const char* x : {"nan", "inf", "-inf", "1e999"}) {
    const auto cells = CellsFromCsv("x_px,y_px,classification\n" +
                                    std::string(x) + ",2,positive\n");
    ASSERT_FALSE(cells) << x;
    EXPECT_EQ(cells.error().message, "line 2 of the cells is not a cell");
  }
}

}  // namespace
}  // namespace cellquant::core
