// What the patient's therapies mean for a marker.
#ifndef CELLQUANT_CORE_REGIONS_THERAPY_CAVEATS_H_
#define CELLQUANT_CORE_REGIONS_THERAPY_CAVEATS_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/protocol/protocol.h"
#include "core/regions/specimen.h"

namespace cellquant::core {

// True when a therapy said to be directed against `target` is one against
// `antigen`: only letters and digits count, whether upper or lower case, and
// the antigen may stand anywhere, but not before another digit. So CD20 is in
// "anti-CD20", "CD-20" and "CD19/CD20 CAR T", and CD2 is not.
bool IsDirectedAgainst(std::string_view target, std::string_view antigen);

// Returns the texts of the protocol's caveats that apply to any of the
// specimen's therapies, in the protocol's order. Thread-safe.
std::vector<std::string> CaveatsFor(const Protocol& protocol,
                                    const Specimen& specimen);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_REGIONS_THERAPY_CAVEATS_H_
