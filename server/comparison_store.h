// The comparisons that the server keeps, in the store's database.
//
// A comparison is made once and never changed; what was compared is part of it,
// so that it stays readable when its analyses are deleted. When a function that
// changes something returns success, the change is on disk. All failures of
// the database are kStoreFailed. Thread-safe.
#ifndef CELLQUANT_SERVER_COMPARISON_STORE_H_
#define CELLQUANT_SERVER_COMPARISON_STORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "server/store.h"

namespace cellquant::server {

struct ComparisonRecord {
  std::string uuid;
  std::string request_id;  // a lowercase UUID, or empty
  std::string request_sha256;
  std::vector<std::string> analyses;  // UUIDs, as given
  Time create_time;
  std::string result_json;  // comparison.json; empty in lists
};

struct ComparisonList {
  std::vector<ComparisonRecord> comparisons;  // newest first
  std::int64_t next = 0;                      // 0: this is the last page
};

class ComparisonStore {
 public:
  // `database` must outlive it.
  explicit ComparisonStore(StoreDatabase& database) : database_(database) {}

  // Keeps a comparison, whose uuid and time are set here. A request id that is
  // known already returns the comparison that exists if its request had the
  // same hash, else fails with kAlreadyExists.
  core::Result<ComparisonRecord> Create(ComparisonRecord record);

  // Returns the comparison of that request, nothing when the id is empty or
  // not known; fails as Create.
  core::Result<std::optional<ComparisonRecord>> FindRequest(
      const std::string& request_id, const std::string& request_sha256) const;

  // Returns one comparison, or kNotFound.
  core::Result<ComparisonRecord> Get(const std::string& uuid) const;

  // Returns at most `limit` comparisons without their results, those made
  // before place `before` of the page before; 0: the newest.
  core::Result<ComparisonList> List(std::int64_t limit,
                                    std::int64_t before) const;

  // Deletes a comparison, or fails with kNotFound.
  core::Result<void> Delete(const std::string& uuid);

 private:
  StoreDatabase& database_;
};

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_COMPARISON_STORE_H_
