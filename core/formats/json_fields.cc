#include "core/formats/json_fields.h"

#include <fmt/format.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

namespace cellquant::core {

using nlohmann::json;

Result<JsonFields> JsonFields::Of(const json& value, std::string path,
                                  ErrorReason reason) {
  if (value.is_object()) return JsonFields(value, std::move(path), reason);
  return Fail(reason, path.empty() ? "it is not a JSON object"
                                   : path + " must be an object");
}

bool JsonFields::Has(const char* key) const {
  const auto it = object_->find(key);
  return it != object_->end() && !it->is_null();
}

Result<const json*> JsonFields::Value(const char* key) const {
  if (!Has(key)) return Wrong(key, "is missing");
  return &*object_->find(key);
}

Result<std::string> JsonFields::Text(const char* key) const {
  CQ_ASSIGN(const json* value, Value(key));
  if (!value->is_string()) return Wrong(key, "must be a text");
  return value->get<std::string>();
}

Result<double> JsonFields::Number(const char* key, double low,
                                  double high) const {
  CQ_ASSIGN(const json* value, Value(key));
  if (value->is_number()) {
    const auto number = value->get<double>();
    if (number >= low && number <= high) return number;
  }
  return Wrong(key,
               fmt::format("must be a number from {:g} to {:g}", low, high));
}

Result<std::uint32_t> JsonFields::Count(const char* key) const {
  CQ_ASSIGN(const json* value, Value(key));
  constexpr auto kMost = std::numeric_limits<std::uint32_t>::max();
  if (value->is_number_unsigned() && value->get<std::uint64_t>() <= kMost) {
    return value->get<std::uint32_t>();
  }
  return Wrong(key, "must be a whole number, 0 or more");
}

Result<std::int64_t> JsonFields::Integer(const char* key) const {
  CQ_ASSIGN(const json* value, Value(key));
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  const bool fits = !value->is_number_unsigned() ||
                    value->get<std::uint64_t>() <= std::uint64_t{kMost};
  if (value->is_number_integer() && fits) return value->get<std::int64_t>();
  return Wrong(key, "must be a whole number");
}

Result<bool> JsonFields::Flag(const char* key) const {
  CQ_ASSIGN(const json* value, Value(key));
  if (!value->is_boolean()) return Wrong(key, "must be true or false");
  return value->get<bool>();
}

Result<std::array<double, 3>> JsonFields::Channels(const char* key, double low,
                                                   double high) const {
  CQ_ASSIGN(const json* list, List(key));
  std::array<double, 3> channels{};
  bool good = list->size() == channels.size();
  for (std::size_t i = 0; good && i < channels.size(); ++i) {
    good = (*list)[i].is_number();
    if (good) channels.at(i) = (*list)[i].get<double>();
    good = good && channels.at(i) >= low && channels.at(i) <= high;
  }
  if (good) return channels;
  return Wrong(
      key, fmt::format("must be three numbers from {:g} to {:g}", low, high));
}

Result<std::vector<std::string>> JsonFields::Texts(const char* key) const {
  CQ_ASSIGN(const json* list, List(key));
  std::vector<std::string> texts;
  for (const json& value : *list) {
    if (!value.is_string()) return Wrong(key, "must be a list of texts");
    texts.push_back(value.get<std::string>());
  }
  return texts;
}

Result<JsonFields> JsonFields::Object(const char* key) const {
  CQ_ASSIGN(const json* value, Value(key));
  return Of(*value, PathOf(key), reason_);
}

Result<std::vector<JsonFields>> JsonFields::Objects(const char* key) const {
  CQ_ASSIGN(const json* list, List(key));
  std::vector<JsonFields> objects;
  for (std::size_t i = 0; i < list->size(); ++i) {
    CQ_ASSIGN(JsonFields one,
              Of((*list)[i], fmt::format("{}[{}]", PathOf(key), i), reason_));
    objects.push_back(std::move(one));
  }
  return objects;
}

tl::unexpected<Error> JsonFields::Wrong(const char* key,
                                        const std::string& what) const {
  return Fail(reason_, fmt::format("{} {}", PathOf(key), what));
}

std::string JsonFields::PathOf(const char* key) const {
  return path_.empty() ? key : path_ + "." + key;
}

Result<const json*> JsonFields::List(const char* key) const {
  CQ_ASSIGN(const json* value, Value(key));
  if (!value->is_array()) return Wrong(key, "must be a list");
  return value;
}

}  // namespace cellquant::core
