// Which annotations are counted in, and which are taken off.
#ifndef CELLQUANT_CORE_PROTOCOL_REGION_ROLES_H_
#define CELLQUANT_CORE_PROTOCOL_REGION_ROLES_H_

#include <string>
#include <vector>

namespace cellquant::core {

// Classifications or names of areas, as the annotator wrote them.
struct RegionRoles {
  std::vector<std::string> include;  // empty: all that are not excluded
  std::vector<std::string> exclude;  // also decides where both name an area
};

// Returns the roles in force: each list is the request's where that has one,
// else the protocol's.
inline RegionRoles RolesInForce(RegionRoles request,
                                const RegionRoles& protocol) {
  if (request.include.empty()) request.include = protocol.include;
  if (request.exclude.empty()) request.exclude = protocol.exclude;
  return request;
}

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PROTOCOL_REGION_ROLES_H_
