// What a reader of annotations hands over: areas as they were drawn, not yet
// checked.
//
// A reader knows one format and nothing else: it turns the file's elements
// into drawings in level-0 pixels. Whether a ring is an area, what a negative
// drawing is taken off, and what is counted is the same for all formats and is
// decided after it (core/annotations/check.h, core/annotations/roles.h).
#ifndef CELLQUANT_CORE_ANNOTATIONS_DRAWING_H_
#define CELLQUANT_CORE_ANNOTATIONS_DRAWING_H_

#include <optional>
#include <string>
#include <vector>

#include "core/annotations/format.h"
#include "core/base/error.h"
#include "core/geometry/polygon.h"
#include "core/regions/region.h"

namespace cellquant::core {

// One area as drawn.
struct Drawing {
  // Where it stands in the file, for messages: "feature 3 (\"F1\")", "layer 2
  // (\"Tumor\"), region 5".
  std::string place;
  std::string id = {};              // a UUID in lowercase, or empty
  std::string name = {};            // of this drawing; may be empty
  std::string classification = {};  // class, layer or group; may be empty
  std::optional<Color> color = {};
  // A negative drawing is no region: it is taken off the other drawings of its
  // layer that hold it.
  bool negative = false;
  int layer = 0;
  // Level-0 pixels. Rings are not closed and not checked in any way; they may
  // have any number of points, none of which is NaN or infinite.
  MultiPolygon shape = {};
  std::string annotated_by = {};  // as the file says; may be empty
  std::string annotated_at = {};  // RFC 3339, as the file says; may be empty
  friend bool operator==(const Drawing&, const Drawing&) = default;
};

// A file as drawn, in its order.
struct Drawings {
  std::vector<Drawing> areas = {};
  // What has no area and was skipped: "2 ruler(s) skipped: no annotated area".
  std::vector<std::string> warnings = {};
  // Areas that are no rings: kRegionInvalid, the message begins with the place.
  std::vector<Error> problems = {};
  friend bool operator==(const Drawings&, const Drawings&) = default;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_DRAWING_H_
