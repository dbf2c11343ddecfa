// The members of a JSON object that must be as its reader wants them: what is
// missing or of another type is an error with its path, "classes[2].area_mm2".
// Members that nobody asks for are left alone.
#ifndef CELLQUANT_CORE_FORMATS_JSON_FIELDS_H_
#define CELLQUANT_CORE_FORMATS_JSON_FIELDS_H_

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace cellquant::core {

// Refers to the object, which must outlive it. All functions fail with the
// reason given to Of. Thread-safe.
class JsonFields {
 public:
  // Takes `value`, which stands at `path` (empty: the document itself). Fails
  // if it is no object.
  static Result<JsonFields> Of(const nlohmann::json& value, std::string path,
                               ErrorReason reason);

  // Whether there is such a member, and it is not null.
  bool Has(const char* key) const;

  Result<std::string> Text(const char* key) const;
  // A finite number from `low` to `high`.
  Result<double> Number(const char* key, double low, double high) const;
  // A whole number from 0 to 2^32 - 1.
  Result<std::uint32_t> Count(const char* key) const;
  // Any whole number.
  Result<std::int64_t> Integer(const char* key) const;
  Result<bool> Flag(const char* key) const;
  // Three numbers: of red, green and blue.
  Result<std::array<double, 3>> Channels(const char* key, double low,
                                         double high) const;
  Result<std::vector<std::string>> Texts(const char* key) const;
  Result<JsonFields> Object(const char* key) const;
  Result<std::vector<JsonFields>> Objects(const char* key) const;
  Result<const nlohmann::json*> Value(const char* key) const;

  // The error that a member, or the object itself, is not right: what, as in
  // "must be a number".
  tl::unexpected<Error> Wrong(const char* key, const std::string& what) const;

 private:
  JsonFields(const nlohmann::json& object, std::string path, ErrorReason reason)
      : object_(&object), path_(std::move(path)), reason_(reason) {}

  std::string PathOf(const char* key) const;
  Result<const nlohmann::json*> List(const char* key) const;

  const nlohmann::json* object_;
  std::string path_;
  ErrorReason reason_;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_JSON_FIELDS_H_
