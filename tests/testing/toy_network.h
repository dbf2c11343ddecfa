// A network made by hand that finds what ascii_slide.h draws, as an ONNX file:
// one convolution, so that a test knows what must come out.
#ifndef CELLQUANT_TESTS_TESTING_TOY_NETWORK_H_
#define CELLQUANT_TESTS_TESTING_TOY_NETWORK_H_

#include <array>
#include <cstdint>
#include <string>

#include "core/protocol/stain_profile.h"
#include "core/stain/stain_vectors.h"

namespace cellquant::testing {

struct ToyNetwork {
  std::array<std::int64_t, 4> input = {1, 3, 320, 320};  // as declared
  int channels = 20;                                     // of the output
  float bias = 0.0F;                                     // added to each logit
};

// Returns the file's bytes. The network looks 8 px far.
std::string ToyNetworkOnnx(const ToyNetwork& toy = {});

// The toy network knows what ascii_slide.h draws, so it is to be shown just
// that: returns a profile that says that hematoxylin has the reference's
// strength, and so is left as it is.
core::StainProfile AsDrawn(const core::StainVectors& stains);

}  // namespace cellquant::testing

#endif  // CELLQUANT_TESTS_TESTING_TOY_NETWORK_H_
