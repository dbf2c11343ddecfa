#include "clients/cli/cohort_pages.h"

#include <fmt/format.h>

#include <fstream>
#include <set>
#include <string>
#include <system_error>

#include "core/base/file.h"
#include "core/pages/comparison_page.h"

namespace cellquant::cli {
namespace {

using core::Result;
using std::filesystem::path;

// By its title: somebody else's page is not ours to remove.
bool IsOurPage(const path& file) {
  constexpr std::size_t kHeadBytes = 1024;
  std::string head(kHeadBytes, '\0');
  std::ifstream(file, std::ios::binary)
      .read(head.data(), static_cast<std::streamsize>(head.size()));
  return head.find(": cells before and after</title>") != std::string::npos;
}

Result<std::string> PageOf(const core::Cohort& cohort,
                           const core::CohortPatient& patient) {
  core::PageOptions options;
  for (const core::CohortPatient& other : cohort.patients) {
    if (&other != &patient && other.comparison) {
      options.others.push_back(&*other.comparison);
    }
  }
  return core::ComparisonPage(*patient.comparison, {}, options);
}

// Of patients that are no longer in the cohort: they would be taken for its.
Result<void> RemoveOthers(const path& folder, const std::set<path>& written) {
  std::error_code code;
  std::set<path> stale;
  for (std::filesystem::directory_iterator it(folder, code), end;
       !code && it != end; it.increment(code)) {
    if (it->path().extension() == ".html" && !written.contains(it->path()) &&
        IsOurPage(it->path())) {
      stale.insert(it->path());
    }
  }
  for (const path& page : stale) {
    std::filesystem::remove(page, code);
    if (!code) continue;
    return core::Fail(core::ErrorReason::kOutputUnwritable,
                      fmt::format("{}: a page of an earlier run cannot be "
                                  "removed: {}",
                                  page.string(), code.message()));
  }
  return {};
}

}  // namespace

Result<std::size_t> WritePages(const core::Cohort& cohort, const path& folder) {
  std::set<path> written;
  for (const core::CohortPatient& patient : cohort.patients) {
    if (!patient.comparison) continue;
    CQ_ASSIGN(const std::string page, PageOf(cohort, patient));
    const path file = folder / (patient.patient + ".html");
    CQ_CHECK(core::WriteFileAtomically(file, page));
    written.insert(file);
  }
  CQ_CHECK(RemoveOthers(folder, written));
  return written.size();
}

}  // namespace cellquant::cli
