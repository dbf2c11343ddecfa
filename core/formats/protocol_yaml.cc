#include "core/formats/protocol_yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "core/base/printable_text.h"
#include "core/cells/detection_fields.h"
#include "core/formats/areas_json.h"

namespace cellquant::core {
namespace {

constexpr double kSmallestAngleDegrees = 5.0;  // between the two stains

tl::unexpected<Error> Invalid(std::string_view source, const YAML::Mark& mark,
                              const std::string& what) {
  return Fail(ErrorReason::kProtocolInvalid,
              fmt::format("{}:{}:{}: {}", source, mark.line + 1,
                          mark.column + 1, what));
}

// True for UTF-8 without control characters but for white space: reports are
// JSON, and tables go to terminals.
bool IsPlain(std::string text) {
  const auto white = [](char c) { return c == '\n' || c == '\t'; };
  std::replace_if(text.begin(), text.end(), white, ' ');
  return PrintableText(text, text.size()) == text;
}

// Reads the members of one YAML map, and knows which nobody asked for.
class Section {
 public:
  Section(const YAML::Node& map, std::string_view source)
      : map_(map), source_(source) {}

  Result<std::string> Text(const std::string& key) {
    CQ_ASSIGN(const YAML::Node node, Required(key));
    if (!node.IsScalar() || node.Scalar().empty()) {
      return Invalid(source_, node.Mark(), key + " must be a text");
    }
    if (!IsPlain(node.Scalar())) {
      return Invalid(source_, node.Mark(), key + " must be printable UTF-8");
    }
    return node.Scalar();
  }

  // Values are whole multiples of `step`, a dyadic number; 0: any.
  Result<double> Number(const std::string& key, double low, double high,
                        double step = 0.0) {
    CQ_ASSIGN(const YAML::Node node, Required(key));
    CQ_ASSIGN(const double value, NumberOf(node, key, low, high));
    if (step == 0.0 || std::fmod(value, step) == 0.0) return value;
    return Invalid(source_, node.Mark(),
                   fmt::format("{} must be a multiple of {}", key, step));
  }

  Result<StainVector> Vector(const std::string& key) {
    CQ_ASSIGN(const YAML::Node node, Required(key));
    if (!node.IsSequence() || node.size() != 3) {
      return Invalid(source_, node.Mark(),
                     key + " must be three numbers: red, green, blue");
    }
    StainVector v{};
    for (std::size_t i = 0; i < 3; ++i) {
      CQ_ASSIGN(v[i], NumberOf(node[i], key, 0.0, 1.0));
    }
    if (v[0] + v[1] + v[2] == 0.0) {
      return Invalid(source_, node.Mark(), key + " must not be zero");
    }
    return Unit(v);
  }

  // Three numbers from 0 to `high`, ascending.
  Result<std::array<double, 3>> Ascending(const std::string& key, double high) {
    CQ_ASSIGN(const YAML::Node node, Required(key));
    if (!node.IsSequence() || node.size() != 3) {
      return Invalid(source_, node.Mark(), key + " must be three numbers");
    }
    std::array<double, 3> numbers{};
    double low = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
      CQ_ASSIGN(low, NumberOf(node[i], key, low, high));
      numbers[i] = low;
    }
    return numbers;
  }

  Result<Section> Map(const std::string& key) {
    CQ_ASSIGN(const YAML::Node node, Required(key));
    if (!node.IsMap()) {
      return Invalid(source_, node.Mark(), key + " must be a map");
    }
    return Section(node, source_);
  }

  // A list of texts; none where the key is missing.
  Result<std::vector<std::string>> Texts(const std::string& key) {
    std::vector<std::string> texts;
    if (!Has(key)) return texts;
    CQ_ASSIGN(const YAML::Node node, Required(key));
    if (!node.IsSequence()) {
      return Invalid(source_, node.Mark(), key + " must be a list");
    }
    for (const auto& entry : node) {
      if (!entry.IsScalar() || entry.Scalar().empty() ||
          !IsPlain(entry.Scalar())) {
        return Invalid(source_, entry.Mark(), key + " must hold texts");
      }
      texts.push_back(entry.Scalar());
    }
    return texts;
  }

  // A list of maps.
  Result<std::vector<Section>> Maps(const std::string& key) {
    CQ_ASSIGN(const YAML::Node node, Required(key));
    if (!node.IsSequence()) {
      return Invalid(source_, node.Mark(), key + " must be a list");
    }
    std::vector<Section> maps;
    for (const auto& entry : node) {
      if (!entry.IsMap()) {
        return Invalid(source_, entry.Mark(), key + " must hold maps");
      }
      maps.emplace_back(entry, source_);
    }
    return maps;
  }

  bool Has(const std::string& key) const { return map_[key].IsDefined(); }
  YAML::Mark mark() const { return map_.Mark(); }

  // Fails at the first member that was not read, or stands twice.
  Result<void> NoOthers() const {
    std::set<std::string> seen;
    for (const auto& member : map_) {
      const std::string key = member.first.Scalar();
      if (known_.count(key) == 0) {
        return Invalid(source_, member.first.Mark(), "unknown key " + key);
      }
      if (!seen.insert(key).second) {
        return Invalid(source_, member.first.Mark(), key + " stands twice");
      }
    }
    return {};
  }

 private:
  Result<YAML::Node> Required(const std::string& key) {
    known_.insert(key);
    YAML::Node node = map_[key];
    if (node.IsDefined()) return node;
    return Invalid(source_, map_.Mark(), key + " is missing");
  }

  Result<double> NumberOf(const YAML::Node& node, const std::string& key,
                          double low, double high) const {
    double value = NAN;
    if (!YAML::convert<double>::decode(node, value) ||
        !(value >= low && value <= high)) {
      return Invalid(
          source_, node.Mark(),
          fmt::format("{} must be a number from {} to {}", key, low, high));
    }
    return value;
  }

  YAML::Node map_;
  std::string_view source_;
  std::set<std::string> known_;
};

Result<void> ReadStains(Section& top, std::string_view source, Protocol& p) {
  CQ_ASSIGN(Section stains, top.Map("stains"));
  CQ_ASSIGN(p.stains.hematoxylin, stains.Vector("hematoxylin"));
  CQ_ASSIGN(p.stains.dab, stains.Vector("dab"));
  CQ_CHECK(stains.NoOthers());
  const double angle = AngleDegrees(p.stains.hematoxylin, p.stains.dab);
  if (angle >= kSmallestAngleDegrees) return {};
  return Invalid(source, stains.mark(),
                 fmt::format("the stains are {:.1f} degrees apart; they cannot "
                             "be separated below {}",
                             angle, kSmallestAngleDegrees));
}

// Returns the one of `choices` that has the name `text`.
template <class Choice, std::size_t kCount, class NameOf>
Result<Choice> OneOf(const std::string& text, const std::string& key,
                     const std::array<Choice, kCount>& choices, NameOf name_of,
                     const Section& section, std::string_view source) {
  std::string known;
  for (std::size_t i = 0; i < kCount; ++i) {
    if (text == name_of(choices[i])) return choices[i];
    known += i == 0 ? "" : i + 1 == kCount ? " or " : ", ";
    known += name_of(choices[i]);
  }
  return Invalid(source, section.mark(), key + " must be " + known);
}

// How a cell's class is decided; what a protocol does not say keeps the rule's
// default, which is that of protocols written before there was a network.
Result<void> ReadDecision(Section& positivity, std::string_view source,
                          PositivityRule& rule) {
  if (positivity.Has("decided_by")) {
    CQ_ASSIGN(const std::string by, positivity.Text("decided_by"));
    CQ_ASSIGN(rule.decided_by,
              OneOf(by, "decided_by",
                    std::array{DecidedBy::kNetworkClass,
                               DecidedBy::kOpticalDensity, DecidedBy::kBoth},
                    DecidedByName, positivity, source));
  }
  if (positivity.Has("class_share")) {
    CQ_ASSIGN(rule.class_share, positivity.Number("class_share", 0.01, 1.0));
  }
  return {};
}

Result<void> ReadPositivity(Section& top, std::string_view source,
                            Protocol& p) {
  CQ_ASSIGN(Section positivity, top.Map("positivity"));
  CQ_ASSIGN(const std::string where, positivity.Text("compartment"));
  CQ_ASSIGN(p.positivity.compartment,
            OneOf(where, "compartment",
                  std::array{Compartment::kNucleus, Compartment::kMembrane,
                             Compartment::kCytoplasm},
                  CompartmentName, positivity, source));
  CQ_CHECK(ReadDecision(positivity, source, p.positivity));
  CQ_ASSIGN(const double threshold,
            positivity.Number("threshold_od", 0.01, 2.0));
  p.positivity.threshold = OpticalDensity(threshold);
  CQ_ASSIGN(const double equivocal,
            positivity.Number("equivocal_from_od", 0.01, threshold));
  p.positivity.equivocal_from = OpticalDensity(equivocal);
  return positivity.NoOthers();
}

// Optional: what a protocol does not say keeps its default.
template <class Parameters>
Result<void> ReadFields(Section& top, const std::string& section,
                        Parameters& parameters) {
  if (!top.Has(section)) return {};
  CQ_ASSIGN(Section detection, top.Map(section));
  for (const auto& field : DetectionFields<Parameters>()) {
    const std::string key(field.name);
    if (!detection.Has(key)) continue;
    CQ_ASSIGN(parameters.*field.member,
              detection.Number(key, field.low, field.high, field.step));
  }
  return detection.NoOthers();
}

// Optional: without it no meshwork is measured.
Result<void> ReadMeshwork(Section& top, std::string_view source, Protocol& p) {
  if (!top.Has("meshwork")) return {};
  CQ_ASSIGN(Section section, top.Map("meshwork"));
  CQ_ASSIGN(const double low, section.Number("low_od", 0.01, 2.0));
  CQ_ASSIGN(const double high, section.Number("high_od", 0.01, 2.0));
  CQ_ASSIGN(const double window, section.Number("window_um", 2.0, 60.0));
  CQ_ASSIGN(const double cell, section.Number("cell_um", 1.0, 20.0));
  CQ_ASSIGN(const double usable,
            section.Number("least_usable_percent", 1.0, 100.0));
  CQ_ASSIGN(const double closing, section.Number("closing_um", 0.0, 40.0));
  CQ_ASSIGN(const double smallest, section.Number("smallest_um2", 10.0, 1e6));
  CQ_ASSIGN(const auto limits, section.Ascending("score_limits_percent", 100));
  if (low > high) {
    return Invalid(source, section.mark(), "low_od must not exceed high_od");
  }
  p.meshwork = MeshworkRule{OpticalDensity(low),
                            OpticalDensity(high),
                            Micrometers(window),
                            Micrometers(cell),
                            usable,
                            Micrometers(closing),
                            SquareMicrometers(smallest),
                            limits};
  return section.NoOthers();
}

// Optional: without it no profiles are measured.
Result<void> ReadProfiles(Section& top, Protocol& p) {
  if (!top.Has("profiles")) return {};
  CQ_ASSIGN(Section section, top.Map("profiles"));
  CQ_ASSIGN(const double smallest, section.Number("smallest_um2", 1.0, 1e4));
  CQ_ASSIGN(const double within,
            section.Number("nucleus_within_um", 0.0, 20.0));
  CQ_ASSIGN(const double hematoxylin,
            section.Number("least_hematoxylin_od", 0.0, 1.0));
  p.profiles = ProfileRule{SquareMicrometers(smallest), Micrometers(within),
                           OpticalDensity(hematoxylin)};
  return section.NoOthers();
}

Result<void> ReadNotCounted(Section& top, Protocol& p) {
  if (!top.Has("not_counted")) return {};
  CQ_ASSIGN(std::vector<Section> items, top.Maps("not_counted"));
  for (Section& item : items) {
    NotCounted refused;
    CQ_ASSIGN(refused.name, item.Text("name"));
    CQ_ASSIGN(refused.reason, item.Text("reason"));
    CQ_CHECK(item.NoOthers());
    p.not_counted.push_back(std::move(refused));
  }
  return {};
}

// Optional: a protocol without a limit calls nothing cleared, and without a
// recall counts as if it found every cell, which its reports say.
Result<void> ReadClaims(Section& top, Protocol& p) {
  if (top.Has("cleared_below_per_mm2")) {
    CQ_ASSIGN(const double limit,
              top.Number("cleared_below_per_mm2", 0.001, 100'000.0));
    p.cleared_below = CellsPerSquareMillimeter(limit);
  }
  if (top.Has("recall")) {
    CQ_ASSIGN(p.validated_recall, top.Number("recall", 0.001, 1.0));
  }
  return {};
}

Result<void> ReadCaveats(Section& top, Protocol& p) {
  if (!top.Has("caveats")) return {};
  CQ_ASSIGN(std::vector<Section> caveats, top.Maps("caveats"));
  for (Section& caveat : caveats) {
    TherapyCaveat read;
    CQ_ASSIGN(read.therapy, caveat.Text("therapy"));
    CQ_ASSIGN(read.text, caveat.Text("text"));
    CQ_CHECK(caveat.NoOthers());
    while (read.text.back() == '\n') read.text.pop_back();
    p.caveats.push_back(std::move(read));
  }
  return {};
}

Result<void> ReadRegionRoles(Section& top, Protocol& p) {
  if (!top.Has("regions")) return {};
  CQ_ASSIGN(Section section, top.Map("regions"));
  CQ_ASSIGN(p.regions.include, section.Texts("include"));
  CQ_ASSIGN(p.regions.exclude, section.Texts("exclude"));
  return section.NoOthers();
}

Result<Protocol> ReadProtocol(const YAML::Node& root, std::string_view source) {
  if (!root.IsMap()) {
    return Invalid(source, root.Mark(), "a protocol is a map of keys");
  }
  Section top(root, source);
  Protocol p;
  CQ_ASSIGN(p.id, top.Text("id"));
  CQ_ASSIGN(p.version, top.Text("version"));
  CQ_ASSIGN(p.marker, top.Text("marker"));
  CQ_ASSIGN(p.description, top.Text("description"));
  CQ_CHECK(ReadStains(top, source, p));
  CQ_ASSIGN(p.default_white_point, top.Number("white_point", 128.0, 255.0));
  CQ_CHECK(ReadPositivity(top, source, p));
  CQ_CHECK(ReadFields(top, "compartments", p.compartments));
  CQ_CHECK(ReadFields(top, "classical_detection", p.classical_detection));
  CQ_CHECK(ReadFields(top, "network_detection", p.network_detection));
  CQ_CHECK(ReadMeshwork(top, source, p));
  CQ_CHECK(ReadProfiles(top, p));
  CQ_CHECK(ReadNotCounted(top, p));
  CQ_CHECK(ReadClaims(top, p));
  CQ_CHECK(ReadCaveats(top, p));
  CQ_CHECK(ReadRegionRoles(top, p));
  CQ_CHECK(top.NoOthers());
  while (!p.description.empty() && p.description.back() == '\n') {
    p.description.pop_back();
  }
  return p;
}

}  // namespace

Result<Protocol> ProtocolFromYaml(std::string_view text,
                                  std::string_view source) {
  try {
    return ReadProtocol(YAML::Load(std::string(text)), source);
  } catch (const YAML::Exception& error) {
    return Invalid(source, error.mark, error.msg);
  }
}

}  // namespace cellquant::core
