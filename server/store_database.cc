#include "server/store_database.h"

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <sys/file.h>
#include <unistd.h>

#include <string>

#include "core/base/file.h"

namespace cellquant::server {
namespace {

using core::ErrorReason;
using core::Result;

constexpr int kSchemaVersion = 5;

// `seq` orders analyses by creation and is never used again; `state` holds the
// numbers of Analysis.State; times are microseconds since 1970 UTC. What
// describes the run (protocol's text, regions, specimen) is kept as it was
// given, so that an analysis can be repeated after files have changed.
constexpr const char* kSchema = R"sql(
CREATE TABLE analyses (
  seq              INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid             TEXT NOT NULL UNIQUE,
  request_id       TEXT UNIQUE,
  request_sha256   TEXT NOT NULL,
  slide            TEXT NOT NULL,
  mpp_x            REAL,
  mpp_y            REAL,
  protocol_id      TEXT NOT NULL,
  protocol_version TEXT NOT NULL,
  protocol_yaml    TEXT NOT NULL,
  regions          BLOB NOT NULL,
  annotations_json TEXT NOT NULL DEFAULT '',
  specimen_json    TEXT NOT NULL,
  negative_control TEXT NOT NULL DEFAULT '',
  scores_json      TEXT NOT NULL DEFAULT '',
  detector         TEXT NOT NULL,
  model_sha256     TEXT NOT NULL DEFAULT '',
  state            INTEGER NOT NULL,
  progress_percent INTEGER NOT NULL DEFAULT 0,
  attempts         INTEGER NOT NULL DEFAULT 0,
  create_time_us   INTEGER NOT NULL,
  start_time_us    INTEGER,
  end_time_us      INTEGER,
  error_reason     TEXT NOT NULL DEFAULT '',
  error_message    TEXT NOT NULL DEFAULT '',
  report_json      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX analyses_by_state ON analyses (state, seq);
CREATE TABLE cell_pages (
  analysis INTEGER NOT NULL REFERENCES analyses (seq) ON DELETE CASCADE,
  page     INTEGER NOT NULL,
  cells    BLOB NOT NULL,
  PRIMARY KEY (analysis, page)
) STRICT;
)sql";

// Results keep what was compared: they outlive their analyses.
constexpr const char* kComparisons = R"sql(
CREATE TABLE comparisons (
  seq            INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid           TEXT NOT NULL UNIQUE,
  request_id     TEXT UNIQUE,
  request_sha256 TEXT NOT NULL,
  analyses_json  TEXT NOT NULL,
  create_time_us INTEGER NOT NULL,
  result_json    TEXT NOT NULL
) STRICT;
)sql";

void CreateSchema(SQLite::Database& database) {
  SQLite::Transaction transaction(database);
  database.exec(kSchema);
  database.exec(kComparisons);
  database.exec("PRAGMA user_version = " + std::to_string(kSchemaVersion));
  transaction.commit();
}

// Version 1 knew no network.
void UpgradeFromVersion1(SQLite::Database& database) {
  SQLite::Transaction transaction(database);
  database.exec(
      "ALTER TABLE analyses ADD COLUMN model_sha256 TEXT NOT NULL DEFAULT ''");
  database.exec("PRAGMA user_version = 2");
  transaction.commit();
}

// Version 2 knew no negative control and no scores.
void UpgradeFromVersion2(SQLite::Database& database) {
  SQLite::Transaction transaction(database);
  for (const char* column : {"negative_control", "scores_json"}) {
    database.exec(std::string("ALTER TABLE analyses ADD COLUMN ") + column +
                  " TEXT NOT NULL DEFAULT ''");
  }
  database.exec("PRAGMA user_version = 3");
  transaction.commit();
}

// Version 3 knew GeoJSON alone.
void UpgradeFromVersion3(SQLite::Database& database) {
  SQLite::Transaction transaction(database);
  database.exec(
      "ALTER TABLE analyses RENAME COLUMN regions_geojson TO regions");
  database.exec(
      "ALTER TABLE analyses ADD COLUMN annotations_json TEXT NOT NULL DEFAULT "
      "''");
  database.exec("PRAGMA user_version = 4");
  transaction.commit();
}

// Version 4 knew no comparisons.
void UpgradeFromVersion4(SQLite::Database& database) {
  SQLite::Transaction transaction(database);
  database.exec(kComparisons);
  database.exec("PRAGMA user_version = 5");
  transaction.commit();
}

// Takes the lock; it goes with the process, however that ends.
Result<int> LockFolder(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "lock";
  const int fd = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  if (fd >= 0) close(fd);
  return core::Fail(ErrorReason::kStoreFailed,
                    "the store is in use by another server, or cannot be "
                    "written");
}

}  // namespace

Result<std::unique_ptr<StoreDatabase>> StoreDatabase::Open(
    const std::filesystem::path& folder) {
  CQ_CHECK(core::MakeFolder(folder));
  CQ_ASSIGN(const int lock, LockFolder(folder));
  std::unique_ptr<StoreDatabase> database(new StoreDatabase(lock));
  CQ_CHECK(database->Connect(folder / "cellquant.sqlite"));
  return database;
}

StoreDatabase::~StoreDatabase() {
  connection_.reset();  // before the lock, or another server could be early
  close(lock_);
}

Result<void> StoreDatabase::Connect(const std::filesystem::path& file) {
  try {
    connection_ = std::make_unique<SQLite::Database>(
        file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    connection_->setBusyTimeout(5000);
    connection_->exec("PRAGMA journal_mode = WAL");
    connection_->exec("PRAGMA synchronous = FULL");
    connection_->exec("PRAGMA foreign_keys = ON");
    const int version = connection_->execAndGet("PRAGMA user_version").getInt();
    if (version == 0) CreateSchema(*connection_);
    if (version == 1) UpgradeFromVersion1(*connection_);
    if (version == 1 || version == 2) UpgradeFromVersion2(*connection_);
    if (version >= 1 && version <= 3) UpgradeFromVersion3(*connection_);
    if (version >= 1 && version <= 4) UpgradeFromVersion4(*connection_);
    if (version > kSchemaVersion) {
      return core::Fail(ErrorReason::kStoreFailed,
                        "the store was made by a newer version");
    }
    return {};
  } catch (const SQLite::Exception& exception) {
    return StoreFailed(exception);
  }
}

tl::unexpected<core::Error> StoreDatabase::StoreFailed(
    const SQLite::Exception& exception) {
  spdlog::error("the store failed: {}", exception.what());
  return core::Fail(ErrorReason::kStoreFailed,
                    std::string("the database refused: ") + exception.what());
}

}  // namespace cellquant::server
