#include "core/formats/protocol_json.h"

#include <nlohmann/json.hpp>

#include "core/cells/detection_fields.h"
#include "core/formats/areas_json.h"

namespace cellquant::core {

nlohmann::json ProtocolToJson(const Protocol& protocol) {
  const PositivityRule& positivity = protocol.positivity;
  nlohmann::json object = {
      {"id", protocol.id},
      {"version", protocol.version},
      {"marker", protocol.marker},
      {"parameters",
       {{"hematoxylin_vector", protocol.stains.hematoxylin},
        {"dab_vector", protocol.stains.dab},
        {"default_white_point", protocol.default_white_point},
        {"compartment", CompartmentName(positivity.compartment)},
        {"decided_by", DecidedByName(positivity.decided_by)},
        {"positive_threshold_od", positivity.threshold.value()},
        {"positive_class_share", positivity.class_share},
        {"equivocal_from_od", positivity.equivocal_from.value()},
        {"compartments", ParametersByName(protocol.compartments)},
        {"recall", protocol.Recall()},
        {"recall_validated", protocol.validated_recall.has_value()}}}};
  if (protocol.cleared_below) {
    object["parameters"]["cleared_below_per_mm2"] =
        protocol.cleared_below->value();
  }
  const RegionRoles& roles = protocol.regions;
  if (!roles.include.empty() || !roles.exclude.empty()) {
    object["parameters"]["regions"] = {{"include", roles.include},
                                       {"exclude", roles.exclude}};
  }
  object["parameters"].update(AreaRulesToJson(protocol));
  return object;
}

nlohmann::json DetectionToJson(const Protocol& protocol) {
  return {
      {"classical_detection", ParametersByName(protocol.classical_detection)},
      {"network_detection", ParametersByName(protocol.network_detection)}};
}

}  // namespace cellquant::core
