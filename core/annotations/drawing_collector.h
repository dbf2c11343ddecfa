// Collects what a reader finds: drawings, what is no area, and what should be
// one and is not.
#ifndef CELLQUANT_CORE_ANNOTATIONS_DRAWING_COLLECTOR_H_
#define CELLQUANT_CORE_ANNOTATIONS_DRAWING_COLLECTOR_H_

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "core/annotations/drawing.h"
#include "core/base/result.h"

namespace cellquant::core {

class DrawingCollector {
 public:
  // Adds `drawing` with this shape, or the problem that it has none.
  void Add(Drawing drawing, Result<MultiPolygon> shape);

  // The same for the area inside one outline.
  void AddOutline(Drawing drawing, Result<Ring> outline);

  // Counts things that have no area, by their kind: "ruler".
  void Skip(const std::string& kind, std::size_t count = 1) {
    skipped_[kind] += count;
  }

  void Warn(std::string warning);

  // Of the elements of that name that a file has, how many were read: others
  // stand where none belong, and what they are meant to be is not known. That
  // is a problem.
  void CheckAllRead(const std::string& element, std::size_t there,
                    std::size_t read);

  // Everything, in the order in which it came; the skipped at the end. Fails
  // with kRegionsUnreadable when there were more than kMaxAnnotationVertices,
  // of which no more were kept.
  Result<Drawings> Finish();

 private:
  Drawings drawings_;
  std::size_t vertices_ = 0;
  std::map<std::string, std::size_t> skipped_;
};

// The place of the `number`th (from 1) `what` in a file: layer 2 ("Tumor").
std::string PlaceOf(const std::string& what, std::size_t number,
                    std::string_view name);

// Why what is drawn at `place` is no area: kRegionInvalid.
tl::unexpected<Error> InvalidAt(const std::string& place,
                                const std::string& why);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_DRAWING_COLLECTOR_H_
