// Regions as areas without holes, for formats that have none (ASAP, NDPA).
//
// A hole becomes an area of its own, of the class kHoleClass. Excluded when the
// file is read back, it is taken off every region that it overlaps. So it must
// overlap its own part only.
#ifndef CELLQUANT_CORE_ANNOTATIONS_FLAT_AREAS_H_
#define CELLQUANT_CORE_ANNOTATIONS_FLAT_AREAS_H_

#include <string>
#include <vector>

#include "core/annotations/writer.h"
#include "core/base/result.h"

namespace cellquant::core {

// Points into the regions, which must outlive it.
struct FlatArea {
  const Region* region;
  const Ring* outline;
  bool hole;

  // The class and the name under which it is written.
  std::string Class() const;
  std::string Name() const;
};

// Returns the outline of each part, followed by those of its holes. Fails with
// kInvalidArgument, naming the region of which a hole would take something off
// that is no hole in it.
Result<std::vector<FlatArea>> FlatAreas(const Regions& regions);

// Says how many holes are areas of their own; `kind` is what their class is
// called. Adds nothing if there are none.
void AddLossOfHoles(const std::vector<FlatArea>& areas, const std::string& kind,
                    std::vector<std::string>& losses);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_FLAT_AREAS_H_
