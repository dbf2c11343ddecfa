// Whether the intervals hold the truth, and how often a verdict is wrong where
// it is hardest: 2,000 drawn pairs of tissues of each kind.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/compare/change.h"
#include "tests/compare/simulated_tissue.h"

namespace cellquant::core {
namespace {

using ::cellquant::testing::Dice;
using ::cellquant::testing::Node;
using ::cellquant::testing::Pattern;

constexpr int kPairs = 2000;

double StandardError(double share) {
  return std::sqrt(share * (1.0 - share) / kPairs);
}

// Shares of the pairs.
struct Shares {
  double poisson = 0.0;    // the ratio's interval holds the true ratio
  double wider = 0.0;      // and that which verdicts rest on
  double bootstrap = 0.0;  // and that by bootstrap
  double difference_poisson = 0.0;
  double difference_wider = 0.0;
  double difference_bootstrap = 0.0;
  double verdict[5] = {};

  double Of(Verdict one) const { return verdict[static_cast<int>(one)]; }
};

bool Holds(const std::optional<ConfidenceBounds>& bounds, double truth) {
  return bounds && (!bounds->low || *bounds->low <= truth) &&
         (!bounds->high || truth <= *bounds->high);
}

struct Scenario {
  double mm2 = 0.0;  // at each timepoint
  Pattern before;
  Pattern after;
  ChangeRules rules = {};
};

void Tally(const Change& change, const Scenario& scenario, Shares& shares) {
  constexpr double kOne = 1.0 / kPairs;
  const double ratio = scenario.after.per_mm2 / scenario.before.per_mm2;
  const double difference = scenario.after.per_mm2 - scenario.before.per_mm2;
  const bool poisson = Holds(change.ratio.poisson, ratio);
  const bool difference_poisson = Holds(change.difference.poisson, difference);
  if (poisson) shares.poisson += kOne;
  if (poisson || Holds(change.ratio.clustered, ratio)) shares.wider += kOne;
  if (Holds(change.ratio.bootstrap, ratio)) shares.bootstrap += kOne;
  if (difference_poisson) shares.difference_poisson += kOne;
  if (difference_poisson || Holds(change.difference.clustered, difference)) {
    shares.difference_wider += kOne;
  }
  if (Holds(change.difference.bootstrap, difference)) {
    shares.difference_bootstrap += kOne;
  }
  shares.verdict[static_cast<int>(change.verdict)] += kOne;
}

Shares Simulate(const Scenario& scenario) {
  const SquareMillimeters area(scenario.mm2);
  Dice dice(20'251);
  Shares shares;
  for (int pair = 0; pair < kPairs; ++pair) {
    const TimepointCount before = Node(area, dice).Draw(scenario.before, dice);
    const TimepointCount after = Node(area, dice).Draw(scenario.after, dice);
    Tally(*MeasureChange(before, after, scenario.rules), scenario, shares);
  }
  return shares;
}

// In the test's output with --gtest_output=json; docs/algorithm.md has a table.
void Record(const std::string& what, double mm2, double share) {
  ::testing::Test::RecordProperty(fmt::format("{}, {:g} mm2", what, mm2),
                                  fmt::format("{:.4f}", share));
}

Pattern Independent(double per_mm2) { return {.per_mm2 = per_mm2}; }

// Follicles of 0.6 mm with a Poisson number of cells.
Pattern Follicles(double per_mm2, double cells) {
  return {.per_mm2 = per_mm2, .group = cells, .equal_groups = false};
}

// Small groups, all of as many cells.
Pattern Groups(double per_mm2, double cells) {
  return {.per_mm2 = per_mm2, .group = cells, .radius_mm = 0.05};
}

// The bootstrap in as few replicates as it may have, where it is not asked for.
ChangeRules Fast() {
  ChangeRules rules;
  rules.bootstrap.replicates = 100;
  return rules;
}

ChangeRules Below(double limit) {
  ChangeRules rules = Fast();
  rules.cleared_below = CellsPerSquareMillimeter(limit);
  return rules;
}

constexpr double kAreas[] = {3.0, 12.0, 40.0, 100.0};

TEST(SimulatedPairs, IndependentCellsHaveTheRatioInTheExactInterval) {
  struct Densities {
    double before;
    double after;
  };
  for (const double mm2 : kAreas) {
    for (const auto& [before, after] :
         {Densities{80.0, 80.0}, {80.0, 8.0}, {10.0, 1.0}, {3.0, 3.0}}) {
      SCOPED_TRACE(fmt::format("{:g} mm2, {:g} to {:g}", mm2, before, after));
      const Shares shares =
          Simulate({mm2, Independent(before), Independent(after), Fast()});
      EXPECT_GE(shares.poisson, 0.95 - 2.0 * StandardError(0.95));
      EXPECT_GE(shares.wider, 0.95);
      // A score interval is not exact: it holds about 95 %, not at least.
      EXPECT_GE(shares.difference_poisson, 0.93);
      EXPECT_GE(shares.difference_wider, 0.95 - 2.0 * StandardError(0.95));
      const std::string what = fmt::format("{:g} to {:g} ", before, after);
      Record(what + "poisson", mm2, shares.poisson);
      Record(what + "wider", mm2, shares.wider);
      Record(what + "difference", mm2, shares.difference_poisson);
    }
  }
}

// Three ways to lose nine of ten cells, and none lost.
void ExpectRatioHeld(const std::string& what, const Pattern& after) {
  for (const double mm2 : kAreas) {
    SCOPED_TRACE(fmt::format("{:g} mm2", mm2));
    ChangeRules rules;
    rules.bootstrap.replicates = 400;
    const Shares shares = Simulate({mm2, Follicles(80.0, 40.0), after, rules});
    EXPECT_LE(shares.poisson, 0.75);
    EXPECT_GE(shares.wider, 0.93);
    EXPECT_GE(shares.difference_wider, 0.92);
    Record(what + " poisson", mm2, shares.poisson);
    Record(what + " wider", mm2, shares.wider);
    Record(what + " difference", mm2, shares.difference_wider);
    if (mm2 < 30.0) continue;
    EXPECT_GE(shares.bootstrap, 0.90);
    EXPECT_GE(shares.difference_bootstrap, 0.90);
    Record(what + " bootstrap", mm2, shares.bootstrap);
    Record(what + " difference bootstrap", mm2, shares.difference_bootstrap);
  }
}

TEST(SimulatedPairs, FolliclesThatStayHaveTheRatioInTheWiderInterval) {
  ExpectRatioHeld("stay", Follicles(80.0, 40.0));
}

TEST(SimulatedPairs, FolliclesThatGetFewerHaveTheRatioInTheWiderInterval) {
  ExpectRatioHeld("fewer", Follicles(8.0, 40.0));
}

TEST(SimulatedPairs, FolliclesThatEmptyHaveTheRatioInTheWiderInterval) {
  ExpectRatioHeld("empty", Follicles(8.0, 4.0));
}

TEST(SimulatedPairs, FolliclesThatDissolveHaveTheRatioInTheWiderInterval) {
  ExpectRatioHeld("dissolve", Independent(8.0));
}

void ExpectRarelyUnchanged(const std::string& what, const Pattern& before,
                           Pattern after) {
  for (const double mm2 : kAreas) {
    for (const double ratio : {0.8, 1.25}) {
      SCOPED_TRACE(fmt::format("{:g} mm2, {:g}", mm2, ratio));
      after.per_mm2 = before.per_mm2 * ratio;
      const double wrong =
          Simulate({mm2, before, after, Fast()}).Of(Verdict::kUnchanged);
      EXPECT_LE(wrong, 0.05 + 2.0 * StandardError(0.05));
      Record(fmt::format("{} at {:g}", what, ratio), mm2, wrong);
    }
  }
}

TEST(SimulatedPairs, UnchangedIsRarelySaidOfIndependentCellsAtTheMargin) {
  ExpectRarelyUnchanged("unchanged independent", Independent(100.0),
                        Independent(0.0));
}

TEST(SimulatedPairs, UnchangedIsRarelySaidOfFolliclesAtTheMargin) {
  ExpectRarelyUnchanged("unchanged clustered", Follicles(60.0, 3.0),
                        Follicles(0.0, 3.0));
}

// And it is said where it is true, or the rule above would be easily kept.
TEST(SimulatedPairs, UnchangedIsSaidWhereTissueSuffices) {
  const Shares independent =
      Simulate({12.0, Independent(100.0), Independent(100.0), Fast()});
  EXPECT_GE(independent.Of(Verdict::kUnchanged), 0.95);
  const Shares clustered =
      Simulate({100.0, Follicles(60.0, 3.0), Follicles(60.0, 3.0), Fast()});
  EXPECT_GE(clustered.Of(Verdict::kUnchanged), 0.95);
  const Shares wrong =
      Simulate({12.0, Follicles(80.0, 40.0), Follicles(80.0, 40.0), Fast()});
  EXPECT_LE(wrong.Of(Verdict::kReduced) + wrong.Of(Verdict::kIncreased),
            0.05 + 2.0 * StandardError(0.05));
}

// Up to which mean size of groups none found says enough.
double HoldsForGroupsOf(double mm2, double limit) {
  return mm2 * limit / 2.995732273553991;
}

double WronglyCleared(double mm2, const Pattern& after) {
  const Scenario scenario{mm2, Independent(10.0), after, Below(after.per_mm2)};
  return Simulate(scenario).Of(Verdict::kCleared);
}

// Cells left over in the follicles, a few in each, and independent ones.
TEST(SimulatedPairs, ClearedIsRarelySaidAtTheLimit) {
  constexpr double most = 0.05;
  for (const double mm2 : kAreas) {
    for (const double limit : {1.0, 5.0}) {
      SCOPED_TRACE(fmt::format("{:g} mm2, {:g}", mm2, limit));
      const double independent = WronglyCleared(mm2, Independent(limit));
      EXPECT_LE(independent, most + 2.0 * StandardError(most));
      Record(fmt::format("cleared independent at {:g}", limit), mm2,
             independent);
      const double cells = limit / 2.0;
      const double clustered = WronglyCleared(mm2, Follicles(limit, cells));
      Record(fmt::format("cleared clustered at {:g}", limit), mm2, clustered);
      // The mean number in follicles that are not empty.
      const double size = cells / (1.0 - std::exp(-cells));
      if (size > HoldsForGroupsOf(mm2, limit)) continue;
      EXPECT_LE(clustered, most + 2.0 * StandardError(most));
    }
  }
}

// None found says nothing of groups: the reason for `holds_for_groups_of`.
TEST(SimulatedPairs, ClearedHoldsForGroupsAsLargeAsItSays) {
  for (const double mm2 : kAreas) {
    const double holds_for = HoldsForGroupsOf(mm2, 1.0);
    for (const double cells : {1.0, 2.0, 5.0, 10.0, 20.0}) {
      SCOPED_TRACE(fmt::format("{:g} mm2, groups of {:g}", mm2, cells));
      const double wrong = WronglyCleared(mm2, Groups(1.0, cells));
      Record(fmt::format("cleared groups of {:g}", cells), mm2, wrong);
      if (cells <= holds_for) {
        EXPECT_LE(wrong, 0.05 + 2.0 * StandardError(0.05));
      } else if (cells >= 5.0 * holds_for) {
        EXPECT_GE(wrong, 0.20);  // what the number warns of
      }
    }
  }
}

}  // namespace
}  // namespace cellquant::core
