#include "server/comparison_store.h"

#include <nlohmann/json.hpp>

#include "core/base/uuid.h"
#include "server/store_database.h"
#include "server/store_rows.h"

namespace cellquant::server {
namespace {

using core::ErrorReason;
using core::Result;

constexpr const char* kSelect =
    "SELECT seq, uuid, IFNULL(request_id, '') AS request_id, request_sha256,"
    " analyses_json, create_time_us, result_json FROM comparisons ";
constexpr const char* kSelectLight =
    "SELECT seq, uuid, IFNULL(request_id, '') AS request_id, request_sha256,"
    " analyses_json, create_time_us, '' AS result_json FROM comparisons ";

ComparisonRecord RecordOf(SQLite::Statement& row) {
  const std::string analyses = row.getColumn("analyses_json").getString();
  return {.uuid = row.getColumn("uuid").getString(),
          .request_id = row.getColumn("request_id").getString(),
          .request_sha256 = row.getColumn("request_sha256").getString(),
          .analyses = nlohmann::json::parse(analyses),
          .create_time = Time(std::chrono::microseconds(
              row.getColumn("create_time_us").getInt64())),
          .result_json = row.getColumn("result_json").getString()};
}

tl::unexpected<core::Error> NoSuchComparison(const std::string& uuid) {
  return core::Fail(ErrorReason::kNotFound, "no comparison " + uuid);
}

Result<std::optional<ComparisonRecord>> ByRequest(SQLite::Database& db,
                                                  const std::string& request_id,
                                                  const std::string& sha256) {
  if (request_id.empty()) return std::nullopt;
  SQLite::Statement row(db,
                        std::string(kSelect).append("WHERE request_id = :id"));
  row.bind(":id", request_id);
  if (!row.executeStep()) return std::nullopt;
  ComparisonRecord record = RecordOf(row);
  if (record.request_sha256 == sha256) return record;
  return core::Fail(
      ErrorReason::kAlreadyExists,
      "request id " + request_id + " was used before for another request");
}

void Insert(SQLite::Database& db, const ComparisonRecord& record) {
  SQLite::Statement insert(
      db,
      "INSERT INTO comparisons (uuid, request_id, request_sha256,"
      " analyses_json, create_time_us, result_json) VALUES (:uuid,"
      " NULLIF(:request_id, ''), :request_sha256, :analyses_json,"
      " :create_time_us, :result_json)");
  insert.bind(":uuid", record.uuid);
  insert.bind(":request_id", record.request_id);
  insert.bind(":request_sha256", record.request_sha256);
  insert.bind(":analyses_json", nlohmann::json(record.analyses).dump());
  insert.bind(":create_time_us", Microseconds(record.create_time));
  insert.bind(":result_json", record.result_json);
  insert.exec();
}

}  // namespace

Result<ComparisonRecord> ComparisonStore::Create(ComparisonRecord record) {
  using Created = Result<ComparisonRecord>;
  return database_.Change([&](SQLite::Database& db) -> Created {
    CQ_ASSIGN(auto existing,
              ByRequest(db, record.request_id, record.request_sha256));
    if (existing) return *std::move(existing);
    record.uuid = core::NewUuid();
    record.create_time = Now();
    Insert(db, record);
    return record;
  });
}

Result<std::optional<ComparisonRecord>> ComparisonStore::FindRequest(
    const std::string& request_id, const std::string& request_sha256) const {
  return database_.Read([&](SQLite::Database& db) {
    return ByRequest(db, request_id, request_sha256);
  });
}

Result<ComparisonRecord> ComparisonStore::Get(const std::string& uuid) const {
  using Got = Result<ComparisonRecord>;
  return database_.Read([&](SQLite::Database& db) -> Got {
    SQLite::Statement row =
        About(db, uuid, std::string(kSelect).append("WHERE uuid = :uuid"));
    if (!row.executeStep()) return NoSuchComparison(uuid);
    return RecordOf(row);
  });
}

Result<ComparisonList> ComparisonStore::List(std::int64_t limit,
                                             std::int64_t before) const {
  return database_.Read([&](SQLite::Database& db) -> Result<ComparisonList> {
    SQLite::Statement rows(db,
                           std::string(kSelectLight)
                               .append("WHERE (:before = 0 OR seq < :before)"
                                       " ORDER BY seq DESC LIMIT :limit"));
    rows.bind(":before", before);
    rows.bind(":limit", limit + 1);  // one more: is there a next page?
    ComparisonList list;
    std::int64_t last = 0;
    while (rows.executeStep()) {
      if (std::ssize(list.comparisons) == limit) {
        list.next = last;
        break;
      }
      list.comparisons.push_back(RecordOf(rows));
      last = rows.getColumn("seq").getInt64();
    }
    return list;
  });
}

Result<void> ComparisonStore::Delete(const std::string& uuid) {
  return database_.Change([&](SQLite::Database& db) -> Result<void> {
    SQLite::Statement statement =
        About(db, uuid, "DELETE FROM comparisons WHERE uuid = :uuid");
    if (statement.exec() == 0) return NoSuchComparison(uuid);
    return {};
  });
}

}  // namespace cellquant::server
