#include "server/store.h"

#include "core/base/uuid.h"
#include "server/store_database.h"
#include "server/store_rows.h"

namespace cellquant::server {
namespace {

using core::ErrorReason;
using core::Result;
using v1::Analysis;

Result<std::optional<AnalysisRecord>> ByRequest(SQLite::Database& db,
                                                const std::string& request_id,
                                                const std::string& sha256) {
  if (request_id.empty()) return std::nullopt;
  SQLite::Statement row(db, SelectFull("WHERE request_id = :id"));
  row.bind(":id", request_id);
  if (!row.executeStep()) return std::nullopt;
  AnalysisRecord record = FullRecord(row);
  if (record.request.request_sha256 != sha256) {
    return core::Fail(
        ErrorReason::kAlreadyExists,
        "request id " + request_id + " was used before for another request");
  }
  return record;
}

Result<void> CheckQueueHasRoom(SQLite::Database& db) {
  SQLite::Statement count(db,
                          "SELECT COUNT(*) FROM analyses WHERE state = :state");
  count.bind(":state", static_cast<int>(Analysis::STATE_QUEUED));
  count.executeStep();
  if (count.getColumn(0).getInt64() < kMaxQueued) return {};
  return core::Fail(ErrorReason::kUnavailable,
                    "the queue is full; try again later");
}

}  // namespace

Result<std::unique_ptr<Store>> Store::Open(
    const std::filesystem::path& folder) {
  CQ_ASSIGN(auto database, StoreDatabase::Open(folder));
  return std::unique_ptr<Store>(new Store(std::move(database)));
}

Store::Store(std::unique_ptr<StoreDatabase> database)
    : database_(std::move(database)) {}
Store::~Store() = default;

Result<AnalysisRecord> Store::Create(const AnalysisRequest& request) {
  return database_->Change([&](SQLite::Database& db) -> Result<AnalysisRecord> {
    CQ_ASSIGN(auto existing,
              ByRequest(db, request.request_id, request.request_sha256));
    if (existing) return *std::move(existing);
    CQ_CHECK(CheckQueueHasRoom(db));
    AnalysisRecord record;
    record.uuid = core::NewUuid();
    record.request = request;
    record.create_time = Now();
    InsertRow(db, record);
    return record;
  });
}

Result<std::optional<AnalysisRecord>> Store::FindRequest(
    const std::string& request_id, const std::string& request_sha256) const {
  return database_->Read([&](SQLite::Database& db) {
    return ByRequest(db, request_id, request_sha256);
  });
}

Result<AnalysisRecord> Store::Get(const std::string& uuid) const {
  return database_->Read(
      [&](SQLite::Database& db) { return FullByUuid(db, uuid); });
}

Result<AnalysisRecord> Store::Peek(const std::string& uuid) const {
  return database_->Read(
      [&](SQLite::Database& db) { return LightByUuid(db, uuid); });
}

Result<AnalysisPage> Store::List(const AnalysisQuery& query) const {
  return database_->Read([&](SQLite::Database& db) -> Result<AnalysisPage> {
    const bool all = query.state == Analysis::STATE_UNSPECIFIED;
    SQLite::Statement rows(
        db, SelectLight(std::string("WHERE (:before = 0 OR seq < :before)") +
                        (all ? "" : " AND state = :state") +
                        " ORDER BY seq DESC LIMIT :limit"));
    rows.bind(":before", query.before);
    if (!all) rows.bind(":state", static_cast<int>(query.state));
    rows.bind(":limit", query.limit + 1);  // one more: is there a next page?
    AnalysisPage page;
    std::int64_t last = 0;
    while (rows.executeStep()) {
      if (std::ssize(page.analyses) == query.limit) {
        page.next = last;
        break;
      }
      page.analyses.push_back(LightRecord(rows));
      last = rows.getColumn("seq").getInt64();
    }
    return page;
  });
}

Result<std::optional<std::string>> Store::Cells(const std::string& uuid,
                                                std::int64_t page) const {
  using Page = Result<std::optional<std::string>>;
  return database_->Read([&](SQLite::Database& db) -> Page {
    SQLite::Statement row =
        About(db, uuid,
              "SELECT cells FROM cell_pages WHERE page = :page AND analysis ="
              " (SELECT seq FROM analyses WHERE uuid = :uuid)");
    row.bind(":page", page);
    if (!row.executeStep()) return std::nullopt;
    return row.getColumn(0).getString();
  });
}

}  // namespace cellquant::server
