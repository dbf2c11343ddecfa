#include "core/pages/template.h"

#include <ctemplate/template.h>

#include "core/base/base64.h"
#include "core/base/printable_text.h"

namespace cellquant::core {
namespace {

constexpr const char* kKey = "page";

void Fill(const PageData& data, ctemplate::TemplateDictionary& dictionary) {
  for (const auto& [name, text] : data.texts) {
    dictionary.SetValue(name, PrintableText(text));
  }
  for (const auto& [name, bytes] : data.images) {
    dictionary.SetValue(name, Base64(bytes));
  }
  for (const auto& [name, parts] : data.sections) {
    for (const PageData& part : parts) {
      Fill(part, *dictionary.AddSectionDictionary(name));
    }
  }
}

}  // namespace

PageData& PageData::Add(const std::string& section) {
  return sections[section].emplace_back();
}

Result<std::string> FillTemplate(std::string_view page, const PageData& data) {
  ctemplate::TemplateDictionary dictionary(kKey);
  Fill(data, dictionary);
  ctemplate::TemplateCache cache;  // its own: the global one is not thread-safe
  const ctemplate::TemplateString text(page.data(), page.size());
  std::string filled;
  const bool parsed =
      cache.StringToTemplateCache(kKey, text, ctemplate::STRIP_BLANK_LINES);
  cache.Freeze();
  if (!parsed || !cache.ExpandNoLoad(kKey, ctemplate::STRIP_BLANK_LINES,
                                     &dictionary, nullptr, &filled)) {
    return Fail(ErrorReason::kInternal, "a page's template is broken");
  }
  return filled;
}

}  // namespace cellquant::core
