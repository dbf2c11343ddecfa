// Fills a template: a page with named places, and sections that come any number
// of times. The only user of ctemplate.
#ifndef CELLQUANT_CORE_PAGES_TEMPLATE_H_
#define CELLQUANT_CORE_PAGES_TEMPLATE_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace cellquant::core {

// What goes into a page or one of its sections. A name that a section does not
// have is looked for in the one round it.
struct PageData {
  std::map<std::string, std::string> texts;  // UTF-8; escaped where they go
  // Bytes of pictures, for {{NAME:none}} after "base64," only: written in
  // base64, which needs no escaping.
  std::map<std::string, std::string> images;
  std::map<std::string, std::vector<PageData>> sections;

  // Adds one more of a section. The reference is good until the next Add of
  // the same section.
  PageData& Add(const std::string& section);
};

// Returns the template with `data` in it. The template begins with ctemplate's
// {{%AUTOESCAPE context="HTML"}} or "XML": each text is escaped for the place
// where it stands, and what PrintableText does not let pass becomes '?'. The
// same input gives the same bytes. Fails with kInternal when the template is
// broken. Thread-safe.
Result<std::string> FillTemplate(std::string_view page, const PageData& data);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_PAGES_TEMPLATE_H_
