#include "core/phantom/texture.h"

#include <algorithm>
#include <cmath>

#include "core/phantom/hash_random.h"

namespace cellquant::core {
namespace {

constexpr int kSide = Texture::kSide;

std::size_t Wrapped(int row, int column) {
  return static_cast<std::size_t>(row & (kSide - 1)) * kSide +
         static_cast<std::size_t>(column & (kSide - 1));
}

// A running mean of `width` values along the rows, seamless.
std::vector<float> BlurredRows(const std::vector<float>& in, int width) {
  std::vector<float> out(in.size());
  for (int row = 0; row < kSide; ++row) {
    for (int column = 0; column < kSide; ++column) {
      float sum = 0.0F;
      for (int k = 0; k < width; ++k) {
        sum += in[Wrapped(row, column + k - width / 2)];
      }
      out[Wrapped(row, column)] = sum / static_cast<float>(width);
    }
  }
  return out;
}

std::vector<float> Transposed(const std::vector<float>& in) {
  std::vector<float> out(in.size());
  for (int row = 0; row < kSide; ++row) {
    for (int column = 0; column < kSide; ++column) {
      out[Wrapped(column, row)] = in[Wrapped(row, column)];
    }
  }
  return out;
}

}  // namespace

Texture::Texture(std::uint64_t seed, std::int64_t key, int grain)
    : values_(static_cast<std::size_t>(kSide) * kSide) {
  HashRandom random(seed, RandomStream::kTexture, key);
  for (float& value : values_) {
    value = static_cast<float>(random.Range(-1.0, 1.0));
  }
  // Two passes of a running mean in each direction are nearly Gaussian.
  for (int pass = 0; pass < 4; ++pass) {
    values_ = Transposed(BlurredRows(values_, grain));
  }
  double squares = 0.0;
  for (const float value : values_) squares += double{value} * value;
  const auto deviation = static_cast<float>(
      std::sqrt(squares / static_cast<double>(values_.size())));
  for (float& value : values_) {
    value = std::clamp(value / (2.2F * deviation), -1.0F, 1.0F);
  }
}

}  // namespace cellquant::core
