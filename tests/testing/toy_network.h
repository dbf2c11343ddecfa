// A network made by hand that finds what ascii_slide.h draws, as an ONNX file:
// one convolution, so that a test knows what must come out.
#ifndef CELLQUANT_TESTS_TESTING_TOY_NETWORK_H_
#define CELLQUANT_TESTS_TESTING_TOY_NETWORK_H_

#include <array>
#include <cstdint>
#include <string>

namespace cellquant::testing {

struct ToyNetwork {
  std::array<std::int64_t, 4> input = {1, 3, 320, 320};  // as declared
  int channels = 20;                                     // of the output
  float bias = 0.0F;                                     // added to each logit
};

// Returns the file's bytes. The network looks 8 px far.
std::string ToyNetworkOnnx(const ToyNetwork& toy = {});

}  // namespace cellquant::testing

#endif  // CELLQUANT_TESTS_TESTING_TOY_NETWORK_H_
