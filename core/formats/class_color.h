// The color in which other programs show a class.
#ifndef CELLQUANT_CORE_FORMATS_CLASS_COLOR_H_
#define CELLQUANT_CORE_FORMATS_CLASS_COLOR_H_

#include <string_view>

#include "core/regions/region.h"

namespace cellquant::core {

// Returns a color for a class of regions that has none of its own: always the
// same for the same name, from a few that color-blind readers can tell apart
// (Okabe & Ito 2008).
Color ClassColor(std::string_view classification);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_CLASS_COLOR_H_
