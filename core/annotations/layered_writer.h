// Writes regions as layers, the form that ImageScope's XML and HALO's have in
// common (core/annotations/layered_reader.h).
//
// A hole is a negative region, and that is taken off all regions of its layer.
// So each part of a region that has holes gets a layer of its own, and nothing
// is taken off an island in the hole or off a region that overlaps it. Other
// parts share a layer with their neighbor if class and color are the same.
#ifndef CELLQUANT_CORE_ANNOTATIONS_LAYERED_WRITER_H_
#define CELLQUANT_CORE_ANNOTATIONS_LAYERED_WRITER_H_

#include <cstddef>

#include "core/annotations/writer.h"
#include "core/annotations/xml_document.h"

namespace cellquant::core {

// Where the two programs differ.
struct LayerStyle {
  const char* vertex;         // the name of a vertex' element
  const char* polygon;        // the Type of a region that is one
  const char* visible;        // a layer's Visible, so that it is shown
  bool repeats_first_vertex;  // at the end of an outline
  // Adds what the program wants to know of a layer (numbered from 1) and of a
  // region, besides what all have in common.
  void (*describe_layer)(XmlElement& layer, std::size_t number);
  void (*describe_region)(XmlElement& element, const Region& region,
                          std::size_t number);
};

// Adds the layers to `annotations`, the root. What has no color is green, as
// ImageScope draws it.
void WriteLayers(const Regions& regions, const LayerStyle& style,
                 XmlElement annotations);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_LAYERED_WRITER_H_
