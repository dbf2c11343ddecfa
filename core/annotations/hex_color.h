// Colors as ASAP and NDPA write them: "#F4FA58", red first.
#ifndef CELLQUANT_CORE_ANNOTATIONS_HEX_COLOR_H_
#define CELLQUANT_CORE_ANNOTATIONS_HEX_COLOR_H_

#include <optional>
#include <string>
#include <string_view>

#include "core/regions/region.h"

namespace cellquant::core {

// Nothing when `text` is not "#" and six hexadecimal digits.
std::optional<Color> FromHexColor(std::string_view text);

std::string ToHexColor(const Color& color);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_HEX_COLOR_H_
