#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/compare/cohort.h"

namespace cellquant::core {
namespace {

// Each patient's days, by label.
using Calendar = std::map<std::string, int>;

Result<std::map<std::string, Calendar>> CalendarsOf(
    const std::vector<CohortEntry>& entries) {
  std::map<std::string, Calendar> calendars;
  for (const CohortEntry& entry : entries) {
    if (!entry.day) {
      return Fail(ErrorReason::kInvalidArgument,
                  fmt::format("the order of the timepoints is not known: {} of "
                              "{} has no day",
                              entry.timepoint, entry.patient));
    }
    // A label's first day; markers may be of different days.
    auto& day = calendars[entry.patient]
                    .try_emplace(entry.timepoint, *entry.day)
                    .first->second;
    day = std::min(day, *entry.day);
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
    return Fail(ErrorReason::kInvalidArgument,
                fmt::format("the days of {} disagree with other patients: {} "
                            "is day {} and {} is day {}",
                            patient, days[i - 1].second, days[i - 1].first,
                            days[i].second, days[i].first));
  }
  return {};
}

}  // namespace

Result<std::vector<std::string>> TimepointsByDay(
    const std::vector<CohortEntry>& entries) {
  CQ_ASSIGN(const auto calendars, CalendarsOf(entries));
  Calendar earliest;
  for (const auto& [patient, calendar] : calendars) {
    for (const auto& [label, day] : calendar) {
      int& first = earliest.try_emplace(label, day).first->second;
      first = std::min(first, day);
    }
  }
  std::vector<std::string> order;
  order.reserve(earliest.size());
  for (const auto& [label, day] : earliest) order.push_back(label);
  std::stable_sort(order.begin(), order.end(),
                   [&](const std::string& a, const std::string& b) {
                     return earliest[a] < earliest[b];
                   });
  for (const auto& [patient, calendar] : calendars) {
    CQ_CHECK(CheckOrder(order, patient, calendar));
  }
  return order;
}

}  // namespace cellquant::core
