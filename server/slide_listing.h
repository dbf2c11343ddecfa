// Which slides lie below the roots.
#ifndef CELLQUANT_SERVER_SLIDE_LISTING_H_
#define CELLQUANT_SERVER_SLIDE_LISTING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "server/slide_roots.h"

namespace cellquant::server {

struct ListedSlide {
  SlideName name;
  std::uint64_t size_bytes = 0;
};

// Returns the slide files below `root` (all roots when empty), by name. A
// slide file is a regular file with an extension of a slide or image format;
// links, hidden files and names that cannot be said on the wire are left out.
// Fails with kNotFound for an unknown root.
core::Result<std::vector<ListedSlide>> ListSlideFiles(const SlideRoots& roots,
                                                      const std::string& root);

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_SLIDE_LISTING_H_
