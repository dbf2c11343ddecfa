#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/compare/cohort.h"

namespace cellquant::core {
namespace {

tl::unexpected<Error> Wrong(std::string message) {
  return Fail(ErrorReason::kInvalidArgument, std::move(message));
}

// The first day of each label.
using Calendar = std::map<std::string, int>;

void AddDay(const CohortEntry& entry, Calendar& calendar) {
  if (!entry.day) return;
  int& day = calendar.try_emplace(entry.timepoint, *entry.day).first->second;
  day = std::min(day, *entry.day);
}

// Of each patient and marker, and, under the marker "", of each patient:
// markers may be of different days.
std::map<std::pair<std::string, std::string>, Calendar> CalendarsOf(
    const std::vector<CohortEntry>& entries) {
  std::map<std::pair<std::string, std::string>, Calendar> calendars;
  for (const CohortEntry& entry : entries) {
    AddDay(entry, calendars[{entry.patient, ""}]);
    AddDay(entry, calendars[{entry.patient, entry.marker}]);
  }
  return calendars;
}

Result<void> CheckOrder(const std::vector<std::string>& order,
                        const std::string& patient, const Calendar& calendar) {
  std::vector<std::pair<int, std::string>> days;
  for (const std::string& label : order) {
    const auto found = calendar.find(label);
    if (found != calendar.end()) days.emplace_back(found->second, label);
  }
  for (std::size_t i = 1; i < days.size(); ++i) {
    if (days[i - 1].first < days[i].first) continue;
    return Wrong(fmt::format(
        "the days of {} disagree with the order {}: {} is day {} and {} is "
        "day {}",
        patient, fmt::join(order, ", "), days[i - 1].second, days[i - 1].first,
        days[i].second, days[i].first));
  }
  return {};
}

Result<void> CheckDays(const std::vector<CohortEntry>& entries,
                       const std::vector<std::string>& order) {
  for (const auto& [whose, calendar] : CalendarsOf(entries)) {
    CQ_CHECK(CheckOrder(order, whose.first, calendar));
  }
  return {};
}

}  // namespace

Result<void> CheckTimepoints(const std::vector<CohortEntry>& entries,
                             const std::vector<std::string>& timepoints) {
  std::set<std::string> seen;
  for (const std::string& label : timepoints) {
    if (!seen.insert(label).second) {
      return Wrong(fmt::format("the timepoint {} is given twice", label));
    }
    if (std::none_of(entries.begin(), entries.end(),
                     [&](const CohortEntry& entry) {
                       return entry.timepoint == label;
                     })) {
      return Wrong(fmt::format("no slide is of the timepoint {}", label));
    }
  }
  if (timepoints.size() >= 2) return CheckDays(entries, timepoints);
  return Wrong("nothing to compare: there is only one timepoint");
}

Result<std::vector<std::string>> TimepointsByDay(
    const std::vector<CohortEntry>& entries) {
  Calendar earliest;
  for (const CohortEntry& entry : entries) {
    if (!entry.day) {
      return Wrong(fmt::format(
          "the order of the timepoints is not known: {} of {} has no day",
          entry.timepoint, entry.patient));
    }
    AddDay(entry, earliest);
  }
  std::vector<std::string> order;
  order.reserve(earliest.size());
  for (const auto& [label, day] : earliest) order.push_back(label);
  std::stable_sort(order.begin(), order.end(),
                   [&](const std::string& a, const std::string& b) {
                     return earliest[a] < earliest[b];
                   });
  CQ_CHECK(CheckDays(entries, order));
  return order;
}

}  // namespace cellquant::core
