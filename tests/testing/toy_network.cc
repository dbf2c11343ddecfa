#include "tests/testing/toy_network.h"

#include <cmath>
#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <vector>

#include "core/tissue/stain_strength.h"

namespace cellquant::testing {
namespace {

// The Protobuf wire format, as far as ONNX needs it.
std::string Varint(std::uint64_t value) {
  std::string bytes;
  while (value >= 0x80U) {
    bytes += static_cast<char>((value & 0x7FU) | 0x80U);
    value >>= 7U;
  }
  return bytes + static_cast<char>(value);
}

std::string Number(int field, std::int64_t value) {
  return Varint(static_cast<unsigned>(field) << 3U) +
         Varint(static_cast<std::uint64_t>(value));
}

std::string Bytes(int field, const std::string& bytes) {
  return Varint((static_cast<unsigned>(field) << 3U) | 2U) +
         Varint(bytes.size()) + bytes;
}

template <class Sizes>
std::string Tensor(const std::string& name, const Sizes& sizes,
                   const std::vector<float>& values) {
  std::string tensor;
  for (const std::int64_t size : sizes) tensor += Number(1, size);
  std::string raw(values.size() * sizeof(float), '\0');
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::memcpy(&raw[i * sizeof(float)], &values[i], sizeof(float));
  }
  return tensor + Number(2, 1) + Bytes(8, name) + Bytes(9, raw);
}

template <class Sizes>
std::string ValueInfo(const std::string& name, const Sizes& sizes) {
  std::string shape;
  for (const std::int64_t size : sizes) shape += Bytes(1, Number(1, size));
  return Bytes(1, name) + Bytes(2, Bytes(1, Number(1, 1) + Bytes(2, shape)));
}

std::string Attribute(const std::string& name,
                      std::initializer_list<std::int64_t> values) {
  std::string attribute = Bytes(1, name);
  for (const std::int64_t value : values) attribute += Number(8, value);
  return attribute + Number(20, 7);
}

// The convolution: stride 2, so the four channels of a map look from the four
// pixels of a 2 x 2 block.
constexpr int kReach = 8;
constexpr int kKernel = 2 * kReach + 2;

// What a map looks for: light absorbed in a disc or ring round the pixel.
struct Filter {
  int color;       // of the optical density: 0 red, 2 blue
  double radius;   // px, where the weight is largest
  double width;    // px, of its Gaussian edge
  double density;  // mean optical density at which the logit is 0
};

constexpr std::array<Filter, 5> kFilters = {{
    {0, 0.0, 2.5, 0.25},  // cell: dark in the middle
    {2, 0.0, 2.5, 0.45},  // nucleus_positive: brown in the middle
    {2, 7.5, 0.7, 0.30},  // membrane_positive: brown round it
    {0, 0.0, 1.0, 0.25},  // nucleus
    {2, 0.0, 1.0, 0.45},  // stained
}};
constexpr double kLogitPerDensity = 40.0;

std::vector<float> KernelOf(const Filter& filter, int part) {
  std::vector<double> weights(3 * kKernel * kKernel, 0.0);
  double sum = 0.0;
  for (int y = 0; y < kKernel; ++y) {
    for (int x = 0; x < kKernel; ++x) {
      const double r = std::hypot(x - kReach - part % 2, y - kReach - part / 2);
      if (r > kReach) continue;
      const double off = (r - filter.radius) / filter.width;
      const double weight = std::exp(-0.5 * off * off);
      const int at = (filter.color * kKernel + y) * kKernel + x;
      weights[static_cast<std::size_t>(at)] = weight;
      sum += weight;
    }
  }
  std::vector<float> kernel;
  for (const double weight : weights) {
    kernel.push_back(static_cast<float>(kLogitPerDensity * weight / sum));
  }
  return kernel;
}

}  // namespace

std::string ToyNetworkOnnx(const ToyNetwork& toy) {
  std::vector<float> weights;
  std::vector<float> biases;
  for (int channel = 0; channel < toy.channels; ++channel) {
    const auto map = static_cast<std::size_t>(channel / 4) % kFilters.size();
    const Filter& filter = kFilters[map];
    const std::vector<float> kernel = KernelOf(filter, channel % 4);
    weights.insert(weights.end(), kernel.begin(), kernel.end());
    biases.push_back(toy.bias -
                     static_cast<float>(kLogitPerDensity * filter.density));
  }
  const std::array<std::int64_t, 4> kernels = {toy.channels, 3, kKernel,
                                               kKernel};
  const std::array<std::int64_t, 1> ones = {toy.channels};
  const std::array<std::int64_t, 4> output = {1, toy.channels, toy.input[2] / 2,
                                              toy.input[3] / 2};
  const std::string convolution =
      Bytes(1, "optical_density") + Bytes(1, "weights") + Bytes(1, "biases") +
      Bytes(2, "maps") + Bytes(3, "convolution") + Bytes(4, "Conv") +
      Bytes(5, Attribute("kernel_shape", {kKernel, kKernel})) +
      Bytes(5, Attribute("strides", {2, 2})) +
      Bytes(5, Attribute("pads", {kReach, kReach, kReach, kReach}));
  const std::string graph = Bytes(1, convolution) + Bytes(2, "toy") +
                            Bytes(5, Tensor("weights", kernels, weights)) +
                            Bytes(5, Tensor("biases", ones, biases)) +
                            Bytes(11, ValueInfo("optical_density", toy.input)) +
                            Bytes(12, ValueInfo("maps", output));
  return Number(1, 6) + Bytes(8, Number(2, 11)) + Bytes(7, graph);
}

core::StainProfile AsDrawn(const core::StainVectors& stains) {
  core::StainProfile profile;
  profile.name = "as drawn";
  profile.version = "1";
  profile.stains = stains;
  profile.hematoxylin_strength =
      core::OpticalDensity(core::kReferenceHematoxylin);
  return profile;
}

}  // namespace cellquant::testing
