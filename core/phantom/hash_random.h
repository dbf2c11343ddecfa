// Random numbers that are a function of where they are used, not of what was
// drawn before.
//
// A phantom's cell must be the same one whether its tile is rendered alone,
// last, or on another thread. So there is no generator with a state that runs
// through the slide: each number comes from a hash of (seed, stream, i, j),
// where the stream names the purpose and (i, j) the place. The mixing function
// is a 64-bit finalizer of two multiplications (D. Stafford's variant 13, as in
// SplitMix64). The distributions are our own because those of <random> differ
// between standard libraries.
#ifndef CELLQUANT_CORE_PHANTOM_HASH_RANDOM_H_
#define CELLQUANT_CORE_PHANTOM_HASH_RANDOM_H_

#include <cstdint>

namespace cellquant::core {

// What a number is for; two purposes never share their numbers.
enum class RandomStream : std::uint64_t {
  kOutline = 1,
  kMedulla,
  kFollicle,
  kAdipose,
  kVacuole,
  kVessel,
  kErythrocyte,
  kCell,
  kStain,
  kTexture,
  kField,
  kDebris,
  kNoise,
  kIdentifier,
  kArtifact,
  kPigment,
  kCrystal,
  kSpilt,
};

// Returns 64 bits that each depend on every bit of `x`. A bijection.
constexpr std::uint64_t Mix64(std::uint64_t x) {
  x ^= x >> 30;
  x *= 0xBF58476D1CE4E5B9ULL;
  x ^= x >> 27;
  x *= 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

// Returns the hash of a place in a stream.
constexpr std::uint64_t HashAt(std::uint64_t seed, RandomStream stream,
                               std::int64_t i, std::int64_t j) {
  constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;
  std::uint64_t h = Mix64(seed + kGolden * static_cast<std::uint64_t>(stream));
  h = Mix64(h + kGolden * static_cast<std::uint64_t>(i));
  return Mix64(h + kGolden * static_cast<std::uint64_t>(j));
}

// A short sequence of numbers that belongs to one place.
class HashRandom {
 public:
  constexpr HashRandom(std::uint64_t seed, RandomStream stream, std::int64_t i,
                       std::int64_t j = 0)
      : state_(HashAt(seed, stream, i, j)) {}

  constexpr std::uint64_t Bits() {
    state_ += 0x9E3779B97F4A7C15ULL;
    return Mix64(state_);
  }

  // In [0, 1), a multiple of 2^-53.
  constexpr double Uniform() {
    return static_cast<double>(Bits() >> 11) * 0x1.0p-53;
  }
  constexpr double Range(double low, double high) {
    return low + (high - low) * Uniform();
  }
  constexpr bool Chance(double probability) { return Uniform() < probability; }

 private:
  std::uint64_t state_;
};

// Returns smooth noise in [0, 1] with features about one unit wide: random
// values at the whole numbers, joined by smoothsteps.
constexpr double ValueNoise(std::uint64_t seed, std::int64_t layer, double x,
                            double y) {
  const auto floor_of = [](double v) {
    const auto i = static_cast<std::int64_t>(v);
    return static_cast<double>(i) > v ? i - 1 : i;
  };
  const std::int64_t i = floor_of(x);
  const std::int64_t j = floor_of(y);
  const auto smooth = [](double t) { return t * t * (3.0 - 2.0 * t); };
  const auto value = [&](std::int64_t a, std::int64_t b) {
    const std::uint64_t key = seed + static_cast<std::uint64_t>(layer) * 77;
    return static_cast<double>(HashAt(key, RandomStream::kField, a, b) >> 11) *
           0x1.0p-53;
  };
  const double u = smooth(x - static_cast<double>(i));
  const double v = smooth(y - static_cast<double>(j));
  const double top = value(i, j) * (1.0 - u) + value(i + 1, j) * u;
  const double bottom = value(i, j + 1) * (1.0 - u) + value(i + 1, j + 1) * u;
  return top * (1.0 - v) + bottom * v;
}

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PHANTOM_HASH_RANDOM_H_
