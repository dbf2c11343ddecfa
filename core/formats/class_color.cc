#include "core/formats/class_color.h"

#include <array>
#include <cstdint>

namespace cellquant::core {

Color ClassColor(std::string_view classification) {
  constexpr std::array<Color, 7> kPalette = {{{0, 114, 178},
                                              {213, 94, 0},
                                              {0, 158, 115},
                                              {204, 121, 167},
                                              {86, 180, 233},
                                              {230, 159, 0},
                                              {240, 228, 66}}};
  // FNV-1a: any hash will do that is the same on every machine.
  std::uint32_t hash = 2166136261U;
  for (const char c : classification) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  return kPalette.at(hash % kPalette.size());
}

}  // namespace cellquant::core
