// How an analysis moves from state to state (store.h draws it).
#include "server/store.h"
#include "server/store_database.h"
#include "server/store_rows.h"

namespace cellquant::server {
namespace {

using core::ErrorReason;
using core::Result;
using v1::Analysis;

// Moves an analysis to `state` if it is RUNNING; returns whether it was.
bool EndRun(SQLite::Database& db, const AnalysisRecord& end) {
  SQLite::Statement update = About(
      db, end.uuid,
      "UPDATE analyses SET state = :state, progress_percent = :progress,"
      " end_time_us = :now, error_reason = :reason, error_message = :message,"
      " report_json = :report WHERE uuid = :uuid AND state = :running");
  const bool failed = end.state == Analysis::STATE_FAILED;
  update.bind(":state", static_cast<int>(end.state));
  update.bind(":progress", end.progress_percent);
  update.bind(":now", Microseconds(Now()));
  update.bind(":reason",
              failed ? std::string(core::ReasonName(end.error.reason)) : "");
  update.bind(":message", end.error.message);
  update.bind(":report", end.report_json);
  update.bind(":running", static_cast<int>(Analysis::STATE_RUNNING));
  return update.exec() > 0;
}

void InsertCells(SQLite::Database& db, const std::string& uuid,
                 const CellPages& pages) {
  SQLite::Statement insert =
      About(db, uuid,
            "INSERT INTO cell_pages (analysis, page, cells)"
            " SELECT seq, :page, :cells FROM analyses WHERE uuid = :uuid");
  for (std::size_t page = 0; page < pages.size(); ++page) {
    insert.bind(":page", static_cast<std::int64_t>(page));
    BindBlob(insert, ":cells", pages[page]);
    insert.exec();
    insert.reset();
  }
}

}  // namespace

bool HasEnded(State state) {
  return state == Analysis::STATE_SUCCEEDED ||
         state == Analysis::STATE_FAILED || state == Analysis::STATE_CANCELLED;
}

Result<std::optional<AnalysisRecord>> Store::TakeNext() {
  using Next = Result<std::optional<AnalysisRecord>>;
  return database_->Change([&](SQLite::Database& db) -> Next {
    SQLite::Statement next(
        db, SelectFull("WHERE state = :queued ORDER BY seq LIMIT 1"));
    next.bind(":queued", static_cast<int>(Analysis::STATE_QUEUED));
    if (!next.executeStep()) return std::nullopt;
    AnalysisRecord record = FullRecord(next);
    record.state = Analysis::STATE_RUNNING;
    record.start_time = Now();
    SQLite::Statement update =
        About(db, record.uuid,
              "UPDATE analyses SET state = :running, start_time_us = :now,"
              " attempts = attempts + 1 WHERE uuid = :uuid");
    update.bind(":running", static_cast<int>(record.state));
    update.bind(":now", Microseconds(*record.start_time));
    update.exec();
    return record;
  });
}

Result<void> Store::Succeed(const std::string& uuid,
                            const std::string& report_json,
                            const CellPages& cells) {
  AnalysisRecord end;
  end.uuid = uuid;
  end.state = Analysis::STATE_SUCCEEDED;
  end.progress_percent = 100;
  end.report_json = report_json;
  return database_->Change([&](SQLite::Database& db) -> Result<void> {
    if (EndRun(db, end)) InsertCells(db, uuid, cells);
    return {};
  });
}

Result<void> Store::Fail(const std::string& uuid, const core::Error& error,
                         std::uint32_t progress_percent) {
  AnalysisRecord end;
  end.uuid = uuid;
  end.state = Analysis::STATE_FAILED;
  end.progress_percent = progress_percent;
  end.error = error;
  return database_->Change([&](SQLite::Database& db) -> Result<void> {
    EndRun(db, end);
    return {};
  });
}

Result<void> Store::PutBack(const std::string& uuid) {
  return database_->Change([&](SQLite::Database& db) -> Result<void> {
    // An orderly stop is not the analysis's doing: the attempt does not count.
    SQLite::Statement update =
        About(db, uuid,
              "UPDATE analyses SET state = :queued, start_time_us = NULL,"
              " attempts = attempts - 1 WHERE uuid = :uuid AND state = "
              ":running");
    update.bind(":queued", static_cast<int>(Analysis::STATE_QUEUED));
    update.bind(":running", static_cast<int>(Analysis::STATE_RUNNING));
    update.exec();
    return {};
  });
}

Result<int> Store::PutBackAll() {
  return database_->Change([&](SQLite::Database& db) -> Result<int> {
    SQLite::Statement give_up(
        db,
        "UPDATE analyses SET state = :failed, end_time_us = :now,"
        " error_reason = :reason, error_message = :message"
        " WHERE state = :running AND attempts >= :max");
    give_up.bind(":failed", static_cast<int>(Analysis::STATE_FAILED));
    give_up.bind(":now", Microseconds(Now()));
    give_up.bind(":reason",
                 std::string(core::ReasonName(ErrorReason::kInternal)));
    give_up.bind(":message",
                 "the server ended in the middle of it, time after time");
    give_up.bind(":running", static_cast<int>(Analysis::STATE_RUNNING));
    give_up.bind(":max", kMaxAttempts);
    give_up.exec();
    SQLite::Statement put_back(
        db,
        "UPDATE analyses SET state = :queued, start_time_us = NULL"
        " WHERE state = :running");
    put_back.bind(":queued", static_cast<int>(Analysis::STATE_QUEUED));
    put_back.bind(":running", static_cast<int>(Analysis::STATE_RUNNING));
    return put_back.exec();
  });
}

Result<AnalysisRecord> Store::Cancel(const std::string& uuid) {
  return database_->Change([&](SQLite::Database& db) -> Result<AnalysisRecord> {
    SQLite::Statement update =
        About(db, uuid,
              "UPDATE analyses SET state = :cancelled, end_time_us = :now"
              " WHERE uuid = :uuid AND state IN (:queued, :running)");
    update.bind(":cancelled", static_cast<int>(Analysis::STATE_CANCELLED));
    update.bind(":now", Microseconds(Now()));
    update.bind(":queued", static_cast<int>(Analysis::STATE_QUEUED));
    update.bind(":running", static_cast<int>(Analysis::STATE_RUNNING));
    update.exec();
    return FullByUuid(db, uuid);
  });
}

Result<void> Store::Delete(const std::string& uuid) {
  return database_->Change([&](SQLite::Database& db) -> Result<void> {
    CQ_ASSIGN(const AnalysisRecord record, FullByUuid(db, uuid));
    if (!HasEnded(record.state)) {
      return core::Fail(
          ErrorReason::kFailedPrecondition,
          "analysis " + uuid + " has not ended; cancel it before deleting it");
    }
    About(db, uuid, "DELETE FROM analyses WHERE uuid = :uuid").exec();
    return {};
  });
}

}  // namespace cellquant::server
