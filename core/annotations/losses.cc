#include "core/annotations/losses.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/annotations/xml_document.h"

namespace cellquant::core {

void AddLoss(const Regions& regions,
             const std::function<bool(const Region&)>& lost,
             const std::string& what, std::vector<std::string>& losses) {
  const auto count = std::count_if(regions.begin(), regions.end(), lost);
  if (count > 0) losses.push_back(fmt::format("{} region(s) {}", count, what));
}

void AddLossOfParts(const Regions& regions, std::vector<std::string>& losses) {
  AddLoss(
      regions, [](const Region& r) { return r.shape.size() > 1; },
      "have several parts, each of which becomes a region", losses);
}

std::vector<std::string> LossesOfXml(const Regions& regions) {
  std::vector<std::string> losses;
  AddLossOfParts(regions, losses);
  // "region-3" is a place in a file, which the next file has, too.
  AddLoss(
      regions,
      [](const Region& r) {
        return !r.id.empty() && !r.id.starts_with("region-");
      },
      "lose their id", losses);
  const auto has_control = [](const std::string& text) {
    return std::any_of(text.begin(), text.end(), IsControl);
  };
  AddLoss(
      regions,
      [&](const Region& r) {
        return has_control(r.name) || has_control(r.classification) ||
               has_control(r.annotated_by);
      },
      "lose control characters in their texts", losses);
  return losses;
}

void AddLossOfAnnotators(const Regions& regions,
                         std::vector<std::string>& losses) {
  AddLoss(
      regions, [](const Region& r) { return !r.annotated_by.empty(); },
      "lose who annotated them", losses);
}

void AddLossOfDates(const Regions& regions, std::vector<std::string>& losses) {
  AddLoss(
      regions, [](const Region& r) { return !r.annotated_at.empty(); },
      "lose when they were annotated", losses);
}

}  // namespace cellquant::core
