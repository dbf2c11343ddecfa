#include "core/formats/stain_profile.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "core/base/printable_text.h"
#include "core/base/sha256.h"

namespace cellquant::core {
namespace {

using nlohmann::json;

constexpr double kSmallestAngleDegrees = 5.0;  // between the two stains
constexpr double kLengthTolerance = 1e-12;
constexpr std::size_t kMaxTextBytes = 500;

tl::unexpected<Error> Wrong(std::string_view path, std::string_view what) {
  return Fail(ErrorReason::kStainProfileInvalid,
              fmt::format("stain profile: {} {}", path, what));
}

// What stands in a message may come from anywhere.
std::string Shown(const std::string& key) { return PrintableText(key, 100); }

// Notes the first key that stands twice in one object; the parser itself would
// keep the last silently.
class RepeatedKeys {
 public:
  bool operator()(int /*depth*/, json::parse_event_t event, json& value) {
    if (event == json::parse_event_t::object_start) open_.emplace_back();
    if (event == json::parse_event_t::object_end) open_.pop_back();
    if (event == json::parse_event_t::key && !open_.empty() &&
        !open_.back().insert(value.get<std::string>()).second && !first_) {
      first_ = value.get<std::string>();
    }
    return true;
  }
  const std::optional<std::string>& first() const { return first_; }

 private:
  std::vector<std::set<std::string>> open_;
  std::optional<std::string> first_;
};

// Reads the members of one object; each that nobody asked for is an error.
class Members {
 public:
  static Result<Members> Of(const json& value, const std::string& path) {
    if (!value.is_object()) return Wrong(path, "must be an object");
    return Members(value, path);
  }

  // The member, or nullptr.
  const json* Find(const std::string& key) {
    known_.insert(key);
    const auto it = object_->find(key);
    return it == object_->end() ? nullptr : &*it;
  }

  Result<const json*> Required(const std::string& key) {
    const json* value = Find(key);
    if (value == nullptr) return Wrong(PathOf(key), "is missing");
    return value;
  }

  Result<std::string> Text(const std::string& key) {
    CQ_ASSIGN(const json* value, Required(key));
    if (!value->is_string() || value->get<std::string>().empty()) {
      return Wrong(PathOf(key), "must be a text that is not empty");
    }
    auto text = value->get<std::string>();
    if (PrintableText(text, kMaxTextBytes) != text) {
      return Wrong(PathOf(key),
                   fmt::format("must be printable UTF-8 of at most {} bytes",
                               kMaxTextBytes));
    }
    return text;
  }

  Result<std::optional<double>> Number(const std::string& key, double low,
                                       double high) {
    const json* value = Find(key);
    if (value == nullptr) return std::nullopt;
    CQ_ASSIGN(const double number, InRange(*value, PathOf(key), low, high));
    return number;
  }

  // Three numbers, red, green and blue; nothing when there is no such member.
  Result<std::optional<std::array<double, 3>>> Channels(const std::string& key,
                                                        double low,
                                                        double high) {
    const json* value = Find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_array() || value->size() != 3) {
      return Wrong(PathOf(key), "must be three numbers: red, green, blue");
    }
    std::array<double, 3> channels{};
    for (std::size_t i = 0; i < 3; ++i) {
      CQ_ASSIGN(channels[i],
                InRange((*value)[i], fmt::format("{}[{}]", PathOf(key), i), low,
                        high));
    }
    return channels;
  }

  std::string PathOf(const std::string& key) const {
    return path_.empty() ? Shown(key) : path_ + "." + Shown(key);
  }

  Result<void> NoOthers() const {
    for (const auto& [key, value] : object_->items()) {
      if (known_.count(key) == 0) return Wrong(PathOf(key), "is not known");
    }
    return {};
  }

 private:
  Members(const json& object, std::string path)
      : object_(&object), path_(std::move(path)) {}

  static Result<double> InRange(const json& value, const std::string& path,
                                double low, double high) {
    if (value.is_number()) {
      const auto number = value.get<double>();
      if (number >= low && number <= high) return number;
    }
    return Wrong(path,
                 fmt::format("must be a number from {:g} to {:g}", low, high));
  }

  const json* object_;
  std::string path_;
  std::set<std::string> known_;
};

Result<StainVector> ReadVector(Members& top, const std::string& key) {
  CQ_ASSIGN(const auto channels, top.Channels(key, 0.0, 1.0));
  if (!channels) return Wrong(key, "is missing");
  const StainVector& v = *channels;
  const double squares = v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
  if (squares == 0.0) return Wrong(key, "must not be zero");
  // Already of length 1: left alone, so that what was written is read.
  return std::abs(squares - 1.0) < kLengthTolerance ? v : Unit(v);
}

Result<void> ReadStains(Members& top, StainProfile& profile) {
  CQ_ASSIGN(profile.stains.hematoxylin, ReadVector(top, "hematoxylin_vector"));
  CQ_ASSIGN(profile.stains.dab, ReadVector(top, "dab_vector"));
  const double angle =
      AngleDegrees(profile.stains.hematoxylin, profile.stains.dab);
  if (angle >= kSmallestAngleDegrees) return {};
  return Wrong("dab_vector",
               fmt::format("is {:.1f} degrees from hematoxylin_vector; stains "
                           "cannot be separated below {:g}",
                           angle, kSmallestAngleDegrees));
}

Result<std::optional<OpticalDensity>> ReadStrength(Members& top,
                                                   const std::string& key) {
  CQ_ASSIGN(const auto number, top.Number(key, 0.01, 4.0));
  if (!number) return std::nullopt;
  return OpticalDensity(*number);
}

Result<void> ReadThresholds(const json& value, StainProfile& profile) {
  const std::string path = "positivity_thresholds";
  if (!value.is_object()) return Wrong(path, "must be an object");
  for (const auto& [protocol, entry] : value.items()) {
    const std::string place = path + "." + Shown(protocol);
    CQ_ASSIGN(Members members, Members::Of(entry, place));
    CQ_ASSIGN(const auto od, members.Number("threshold_od", 0.01, 2.0));
    if (!od) return Wrong(place + ".threshold_od", "is missing");
    CQ_ASSIGN(std::string method, members.Text("method"));
    CQ_CHECK(members.NoOthers());
    profile.thresholds[protocol] = {OpticalDensity(*od), std::move(method)};
  }
  return {};
}

Result<StainProfile> ReadProfile(const json& object) {
  CQ_ASSIGN(Members top, Members::Of(object, ""));
  StainProfile profile;
  CQ_ASSIGN(profile.name, top.Text("name"));
  CQ_ASSIGN(profile.version, top.Text("version"));
  CQ_CHECK(ReadStains(top, profile));
  CQ_ASSIGN(profile.white_point, top.Channels("white_point", 128.0, 255.0));
  CQ_ASSIGN(profile.hematoxylin_strength,
            ReadStrength(top, "hematoxylin_strength_od"));
  CQ_ASSIGN(profile.dab_strength, ReadStrength(top, "dab_strength_od"));
  if (const json* thresholds = top.Find("positivity_thresholds")) {
    CQ_CHECK(ReadThresholds(*thresholds, profile));
  }
  CQ_CHECK(top.NoOthers());
  return profile;
}

}  // namespace

Result<StainProfile> StainProfileFromJson(std::string_view text) {
  RepeatedKeys repeated;
  const json object = json::parse(text, std::ref(repeated),
                                  /*allow_exceptions=*/false);
  if (object.is_discarded() || !object.is_object()) {
    return Fail(ErrorReason::kStainProfileInvalid,
                "the stain profile is not a JSON object");
  }
  if (repeated.first()) return Wrong(Shown(*repeated.first()), "stands twice");
  CQ_ASSIGN(StainProfile profile, ReadProfile(object));
  profile.sha256 = Sha256(text);
  return profile;
}

std::string StainProfileText(const StainProfile& profile) {
  nlohmann::ordered_json object = {
      {"name", profile.name},
      {"version", profile.version},
      {"hematoxylin_vector", profile.stains.hematoxylin},
      {"dab_vector", profile.stains.dab}};
  if (profile.white_point) object["white_point"] = *profile.white_point;
  if (profile.hematoxylin_strength) {
    object["hematoxylin_strength_od"] = profile.hematoxylin_strength->value();
  }
  if (profile.dab_strength) {
    object["dab_strength_od"] = profile.dab_strength->value();
  }
  for (const auto& [protocol, entry] : profile.thresholds) {
    object["positivity_thresholds"][protocol] = {
        {"threshold_od", entry.threshold.value()}, {"method", entry.method}};
  }
  return object.dump(2) + "\n";
}

}  // namespace cellquant::core
