// Against R and mpmath: tests/compare/vectors/ has the numbers and the
// scripts that made them.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "core/compare/clustering.h"
#include "core/compare/rates.h"

namespace cellquant::core {
namespace {

constexpr double kNoBound = std::numeric_limits<double>::infinity();

using Row = std::vector<double>;

// Of a table with one line of comment and one of names. An empty field is an
// absent bound.
std::vector<Row> Table(const std::string& name) {
  std::ifstream file(std::string(CELLQUANT_TEST_VECTORS) + "/" + name);
  std::vector<Row> rows;
  std::string line;
  for (int number = 0; std::getline(file, line); ++number) {
    if (number < 2) continue;
    std::istringstream fields(line);
    std::string field;
    Row row;
    while (std::getline(fields, field, ',')) {
      row.push_back(field.empty() ? kNoBound : std::stod(field));
    }
    rows.push_back(row);
  }
  return rows;
}

void ExpectAgrees(const std::optional<double>& ours, double theirs) {
  ASSERT_EQ(ours.has_value(), std::isfinite(theirs));
  if (!ours) return;
  EXPECT_NEAR(*ours, theirs, 1e-9 * std::abs(theirs));
}

Rate Before(const Row& row) { return {row[0], row[1]}; }
Rate After(const Row& row) { return {row[2], row[3]}; }
// What the case is, in a failure's message.
std::string CaseOf(const Row& row) {
  std::ostringstream text;
  text << row[0] << " in " << row[1] << ", " << row[2] << " in " << row[3];
  return text.str();
}

TEST(Vectors, TheRatiosIntervalsAndTheUpperBoundAreThoseOfR) {
  const std::vector<Row> rows = Table("ratio.csv");
  ASSERT_EQ(rows.size(), 144U);
  for (const Row& row : rows) {
    SCOPED_TRACE(CaseOf(row));
    const bool one_sided = row[0] == 0.0 || row[2] == 0.0;
    const auto ratio = RatioBounds(Before(row), After(row),
                                   one_sided ? kOneSidedTail : kTwoSidedTail);
    ExpectAgrees(ratio.low, row[4]);
    ExpectAgrees(ratio.high, row[5]);
    EXPECT_EQ(ratio.one_sided, one_sided);
    const auto margin = RatioBounds(Before(row), After(row), kOneSidedTail);
    ExpectAgrees(margin.low, row[6]);
    ExpectAgrees(margin.high, row[7]);
    ExpectAgrees(UpperRate(After(row), kOneSidedTail), row[8]);
  }
}

TEST(Vectors, TheDifferencesIntervalIsTheScoreTestsByBruteForce) {
  const std::vector<Row> rows = Table("score.csv");
  ASSERT_EQ(rows.size(), 147U);
  for (const Row& row : rows) {
    SCOPED_TRACE(CaseOf(row));
    const auto bounds =
        DifferenceBounds(Before(row), After(row), kTwoSidedTail);
    ExpectAgrees(bounds.low, row[4]);
    ExpectAgrees(bounds.high, row[5]);
  }
}

TEST(Vectors, CountsThatAreNotWholeHaveTheirIntervalsToo) {
  const std::vector<Row> rows = Table("effective.csv");
  ASSERT_EQ(rows.size(), 75U);
  for (const Row& row : rows) {
    SCOPED_TRACE(CaseOf(row));
    const auto ratio = RatioBounds(Before(row), After(row), kTwoSidedTail);
    ExpectAgrees(ratio.low, row[4]);
    ExpectAgrees(ratio.high, row[5]);
    ExpectAgrees(UpperRate(After(row), kOneSidedTail), row[6]);
  }
}

// Through what is left of a count: blocks and tail say by how much more than
// the design effect it is divided.
TEST(Vectors, FewBlocksCostWhatStudentsTSays) {
  const std::vector<Row> rows = Table("t_z.csv");
  ASSERT_EQ(rows.size(), 12U);
  for (const Row& row : rows) {
    const Sample sample{
        .rate = {1e6, 1.0}, .design_effect = 3.0, .effective_blocks = row[0]};
    ExpectAgrees(EffectiveRate(sample, row[1]).count, 1e6 / (3.0 * row[2]));
  }
}

}  // namespace
}  // namespace cellquant::core
