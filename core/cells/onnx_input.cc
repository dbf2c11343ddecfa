#include "core/cells/onnx_input.h"

namespace cellquant::core {
namespace {

// Field numbers of onnx.proto, on the way from the model to a dimension.
constexpr std::uint64_t kModelGraph = 7;
constexpr std::uint64_t kGraphInput = 11;
constexpr std::uint64_t kValueInfoType = 2;
constexpr std::uint64_t kTypeTensor = 1;
constexpr std::uint64_t kTensorShape = 2;
constexpr std::uint64_t kShapeDimension = 1;
constexpr std::uint64_t kDimensionValue = 1;

struct Field {
  std::uint64_t number = 0;
  std::uint64_t value = 0;  // of a varint
  std::string_view bytes;   // of a message or text
};

// Reads a message of the Protobuf wire format field by field.
class Message {
 public:
  explicit Message(std::string_view bytes) : rest_(bytes) {}

  bool AtEnd() const { return rest_.empty(); }

  // Nothing when the bytes are no message.
  std::optional<Field> Next() {
    const auto tag = Varint();
    if (!tag) return std::nullopt;
    Field field{*tag >> 3U, 0, {}};
    switch (*tag & 7U) {
      case 0: {
        const auto value = Varint();
        if (!value) return std::nullopt;
        field.value = *value;
        return field;
      }
      case 1:
        return Take(8, field);
      case 2: {
        const auto length = Varint();
        return length ? Take(*length, field) : std::nullopt;
      }
      case 5:
        return Take(4, field);
      default:
        return std::nullopt;
    }
  }

 private:
  std::optional<std::uint64_t> Varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80U) return value;
    }
    return std::nullopt;
  }

  std::optional<Field> Take(std::uint64_t length, Field field) {
    if (length > rest_.size()) return std::nullopt;
    field.bytes = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return field;
  }

  std::string_view rest_;
};

using Fields = std::vector<Field>;

// Every field of that number in `bytes`.
std::optional<Fields> All(std::string_view bytes, std::uint64_t number) {
  Fields fields;
  Message message(bytes);
  while (!message.AtEnd()) {
    const auto field = message.Next();
    if (!field) return std::nullopt;
    if (field->number == number) fields.push_back(*field);
  }
  return fields;
}

// The bytes of the only field of that number in `bytes`.
std::optional<std::string_view> Only(std::optional<std::string_view> bytes,
                                     std::uint64_t number) {
  if (!bytes) return std::nullopt;
  const auto fields = All(*bytes, number);
  if (!fields || fields->size() != 1) return std::nullopt;
  return fields->front().bytes;
}

}  // namespace

std::optional<std::vector<std::int64_t>> OnnxInputShape(
    std::string_view bytes) {
  const auto input = Only(Only(bytes, kModelGraph), kGraphInput);
  const auto tensor = Only(Only(input, kValueInfoType), kTypeTensor);
  const auto shape = Only(tensor, kTensorShape);
  if (!shape) return std::nullopt;
  const auto dimensions = All(*shape, kShapeDimension);
  if (!dimensions) return std::nullopt;
  std::vector<std::int64_t> sizes;
  for (const Field& dimension : *dimensions) {
    const auto values = All(dimension.bytes, kDimensionValue);
    if (!values) return std::nullopt;
    sizes.push_back(
        values->empty() ? 0 : static_cast<std::int64_t>(values->back().value));
  }
  return sizes;
}

}  // namespace cellquant::core
