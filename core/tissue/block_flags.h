// What is unusual about a block of 4 x 4 working pixels (block_map.h), one bit
// each in one byte. Flags are candidates, by color and by what lies within
// kQualityMarginPx; how large a patch must be to count is decided on the whole
// slide's map (artifacts.h).
#ifndef CELLQUANT_CORE_TISSUE_BLOCK_FLAGS_H_
#define CELLQUANT_CORE_TISSUE_BLOCK_FLAGS_H_

#include <cstdint>

namespace cellquant::core {

using BlockFlags = std::uint8_t;

inline constexpr BlockFlags kGlassFlag = 1;         // hardly any stain
inline constexpr BlockFlags kFoldFlag = 2;          // dense, without a gap
inline constexpr BlockFlags kBlurredFlag = 4;       // coarse structure only
inline constexpr BlockFlags kInkFlag = 8;           // no stain's color, even
inline constexpr BlockFlags kGoldenFlag = 16;       // yellower than DAB
inline constexpr BlockFlags kBlackFlag = 32;        // neutral and dark
inline constexpr BlockFlags kErythrocyteFlag = 64;  // pale orange
inline constexpr BlockFlags kBrownFlag = 128;       // DAB's color; no artifact

// How far round a block its flags look, in working pixels; whole blocks.
inline constexpr std::int64_t kQualityMarginPx = 48;

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_TISSUE_BLOCK_FLAGS_H_
