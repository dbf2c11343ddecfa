// What is lost when regions are written in a format that cannot hold it, as
// sentences for WrittenAnnotations::losses.
#ifndef CELLQUANT_CORE_ANNOTATIONS_LOSSES_H_
#define CELLQUANT_CORE_ANNOTATIONS_LOSSES_H_

#include <functional>
#include <string>
#include <vector>

#include "core/annotations/writer.h"
#include "core/regions/region.h"

namespace cellquant::core {

// Adds "<number> region(s) <what>" if `lost` holds for any region.
void AddLoss(const Regions& regions,
             const std::function<bool(const Region&)>& lost,
             const std::string& what, std::vector<std::string>& losses);

// Several parts of one region are each written as a region.
void AddLossOfParts(const Regions& regions, std::vector<std::string>& losses);

// What no XML format holds: ids, several parts, control characters.
std::vector<std::string> LossesOfXml(const Regions& regions);

void AddLossOfAnnotators(const Regions& regions,
                         std::vector<std::string>& losses);
void AddLossOfDates(const Regions& regions, std::vector<std::string>& losses);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_LOSSES_H_
