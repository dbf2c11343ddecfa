// The shape of the input that an ONNX file declares.
//
// OpenCV computes a network at whatever size it is given and does not tell the
// declared one, but the declared one is the block that a model was made for.
#ifndef CELLQUANT_CORE_CELLS_ONNX_INPUT_H_
#define CELLQUANT_CORE_CELLS_ONNX_INPUT_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace cellquant::core {

// Returns the dimensions of the only input of the ONNX model in `bytes`; a
// dimension without a fixed size is 0. Nothing when `bytes` are not an ONNX
// model with one input that is a tensor. Thread-safe.
std::optional<std::vector<std::int64_t>> OnnxInputShape(std::string_view bytes);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_CELLS_ONNX_INPUT_H_
