#include "server/slide_listing.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "server/status.h"

namespace cellquant::server {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 13> kExtensions = {
    ".svs", ".tif",     ".tiff", ".ndpi", ".mrxs", ".scn", ".vms",
    ".vmu", ".svslide", ".bif",  ".png",  ".jpg",  ".jpeg"};

bool HasSlideExtension(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(
      extension.begin(), extension.end(), extension.begin(),
      [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::find(kExtensions.begin(), kExtensions.end(), extension) !=
         kExtensions.end();
}

bool IsHidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

// A file name may be any bytes; a message on the wire is UTF-8.
bool CanBeNamed(const SlideName& name) {
  const std::string text = Format(name);
  return ParseSlideName(text) && core::PrintableText(text, text.size()) == text;
}

void AddFilesBelow(const std::string& root, const fs::path& folder,
                   std::vector<ListedSlide>& slides) {
  std::error_code code;
  fs::recursive_directory_iterator entry(
      folder, fs::directory_options::skip_permission_denied, code);
  for (; !code && entry != fs::recursive_directory_iterator();
       entry.increment(code)) {
    std::error_code ignored;  // the entry has just gone: it is not listed
    const fs::file_status status = entry->symlink_status(ignored);
    if (IsHidden(entry->path())) {
      entry.disable_recursion_pending();
    } else if (fs::is_regular_file(status) &&
               HasSlideExtension(entry->path())) {
      SlideName name{root, entry->path().lexically_relative(folder).string()};
      const std::uintmax_t size = entry->file_size(ignored);
      if (!ignored && CanBeNamed(name)) slides.push_back({name, size});
    }
  }
}

}  // namespace

core::Result<std::vector<ListedSlide>> ListSlideFiles(const SlideRoots& roots,
                                                      const std::string& root) {
  if (!root.empty() && !roots.folders().contains(root)) {
    return core::Fail(core::ErrorReason::kNotFound,
                      "no such root: slides/" + root);
  }
  std::vector<ListedSlide> slides;
  for (const auto& [name, folder] : roots.folders()) {
    if (root.empty() || root == name) AddFilesBelow(name, folder, slides);
  }
  std::sort(slides.begin(), slides.end(),
            [](const ListedSlide& a, const ListedSlide& b) {
              return Format(a.name) < Format(b.name);
            });
  return slides;
}

}  // namespace cellquant::server
