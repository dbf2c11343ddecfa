#include "core/formats/specimen_json.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace cellquant::core {
namespace {

using nlohmann::json;

constexpr double kThickestSectionUm = 100.0;

tl::unexpected<Error> Wrong(std::string_view field, std::string_view what) {
  return Fail(ErrorReason::kSpecimenInvalid,
              fmt::format("specimen field \"{}\" {}", field, what));
}

// Reads the members of one object; each that nobody asked for is an error.
class Members {
 public:
  Members(const json& object, std::string path)
      : object_(object), path_(std::move(path)) {}

  Result<void> Text(const char* key, std::string& into) {
    const json* value = Find(key);
    if (value == nullptr) return {};
    if (!value->is_string()) return Wrong(path_ + key, "must be a text");
    into = value->get<std::string>();
    return {};
  }

  Result<void> Day(std::optional<int>& into) {
    const json* value = Find("day");
    if (value == nullptr) return {};
    if (!value->is_number_integer() || value->get<double>() < -1e6 ||
        value->get<double>() > 1e6) {
      return Wrong(path_ + "day", "must be a whole number of days");
    }
    into = value->get<int>();
    return {};
  }

  // The member, or nullptr when it is absent or null.
  const json* Find(const char* key) {
    known_.insert(key);
    const auto it = object_.find(key);
    return it == object_.end() || it->is_null() ? nullptr : &*it;
  }

  Result<void> NoOthers() const {
    for (const auto& [key, value] : object_.items()) {
      if (known_.count(key) == 0) return Wrong(path_ + key, "is not known");
    }
    return {};
  }

 private:
  const json& object_;
  std::string path_;
  std::set<std::string> known_;
};

Result<void> ReadTimepoint(const json& value, Specimen& specimen) {
  if (!value.is_object()) return Wrong("timepoint", "must be an object");
  Members members(value, "timepoint.");
  CQ_CHECK(members.Text("label", specimen.timepoint_label));
  CQ_CHECK(members.Day(specimen.timepoint_day));
  return members.NoOthers();
}

Result<void> ReadTherapies(const json& value, Specimen& specimen) {
  if (!value.is_array()) return Wrong("therapies", "must be a list");
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string path = fmt::format("therapies[{}]", i);
    if (!value[i].is_object()) return Wrong(path, "must be an object");
    Therapy therapy;
    Members members(value[i], path + ".");
    CQ_CHECK(members.Text("target", therapy.target));
    CQ_CHECK(members.Day(therapy.day));
    CQ_CHECK(members.NoOthers());
    specimen.therapies.push_back(therapy);
  }
  return {};
}

Result<void> ReadThickness(const json& value, Specimen& specimen) {
  if (!value.is_number() || value.get<double>() < 0.0 ||
      value.get<double>() > kThickestSectionUm) {
    return Wrong("section_thickness_um", "must be a number from 0 to 100");
  }
  specimen.section_thickness_um = value.get<double>();
  return {};
}

}  // namespace

Result<Specimen> SpecimenFromJson(std::string_view text) {
  const json object = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) {
    return Fail(ErrorReason::kSpecimenInvalid,
                "the specimen is not a JSON object");
  }
  Specimen specimen;
  Members members(object, "");
  const std::map<const char*, std::string*> texts = {
      {"patient", &specimen.patient},
      {"accession", &specimen.accession},
      {"block", &specimen.block},
      {"slide_barcode", &specimen.slide_barcode},
      {"stain_clone", &specimen.stain_clone},
      {"scanner", &specimen.scanner}};
  for (const auto& [key, into] : texts) CQ_CHECK(members.Text(key, *into));
  if (const json* value = members.Find("section_thickness_um")) {
    CQ_CHECK(ReadThickness(*value, specimen));
  }
  if (const json* value = members.Find("timepoint")) {
    CQ_CHECK(ReadTimepoint(*value, specimen));
  }
  if (const json* value = members.Find("therapies")) {
    CQ_CHECK(ReadTherapies(*value, specimen));
  }
  CQ_CHECK(members.NoOthers());
  return specimen;
}

json SpecimenToJson(const Specimen& specimen) {
  json timepoint = {{"label", specimen.timepoint_label}};
  if (specimen.timepoint_day) timepoint["day"] = *specimen.timepoint_day;
  json therapies = json::array();
  for (const Therapy& therapy : specimen.therapies) {
    json entry = {{"target", therapy.target}};
    if (therapy.day) entry["day"] = *therapy.day;
    therapies.push_back(entry);
  }
  return {{"patient", specimen.patient},
          {"accession", specimen.accession},
          {"block", specimen.block},
          {"slide_barcode", specimen.slide_barcode},
          {"stain_clone", specimen.stain_clone},
          {"section_thickness_um", specimen.section_thickness_um},
          {"scanner", specimen.scanner},
          {"timepoint", timepoint},
          {"therapies", therapies}};
}

}  // namespace cellquant::core
