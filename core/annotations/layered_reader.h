// What ImageScope's XML and HALO's have in common: layers of regions.
//
//   Annotations / Annotation[@Name @LineColor]      a layer
//     / Regions / Region[@Type @NegativeROA]        an area of it, or a hole
//       / Vertices / vertex[@X @Y]                  level-0 pixels
//
// A layer's name is the class of its regions. NegativeROA is 1 for what is
// taken off the layer. LineColor is 65536 B + 256 G + R: HALO shows 5634047
// (0x55F7FF) as yellow and 411799 (0x064897) as brown.
#ifndef CELLQUANT_CORE_ANNOTATIONS_LAYERED_READER_H_
#define CELLQUANT_CORE_ANNOTATIONS_LAYERED_READER_H_

#include <string_view>
#include <vector>

#include "core/annotations/drawing.h"
#include "core/annotations/xml_document.h"
#include "core/base/result.h"

namespace cellquant::core {

enum class OutlineKind {
  kPolygon,
  kRectangle,  // its four corners, or two opposite ones
  kEllipse,    // two opposite corners of its box
  kNoArea,
};

struct RegionType {
  std::string_view written;  // the attribute Type
  OutlineKind kind;
  const char* name;  // for messages
};

// Where the two programs differ.
struct LayerDialect {
  const char* vertex;  // the name of a vertex' element
  std::vector<RegionType> types;
  // Closed outlines end where they began; if this one does not, that is said.
  bool repeats_first_vertex;
  // Fills in what the program says of a region besides its outline.
  void (*describe)(const XmlElement& region, Drawing& drawing);
};

// Reads a whole file. A region that cannot be an area is a problem of its own.
// Fails as all readers do.
Result<Drawings> ReadLayers(std::string_view bytes,
                            const LayerDialect& dialect);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_LAYERED_READER_H_
