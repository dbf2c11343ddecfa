#include "server/store_rows.h"

#include <chrono>

namespace cellquant::server {
namespace {

constexpr const char* kLightColumns =
    "seq, uuid, request_id, request_sha256, slide, mpp_x, mpp_y, protocol_id, "
    "protocol_version, annotations_json, specimen_json, negative_control, "
    "scores_json, "
    "detector, model_sha256, state, "
    "progress_percent, "
    "create_time_us, start_time_us, end_time_us, error_reason, error_message";
constexpr const char* kHeavyColumns = ", protocol_yaml, regions, report_json";

std::optional<Time> TimeOf(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return Time(std::chrono::microseconds(column.getInt64()));
}

void BindRequest(SQLite::Statement& insert, const AnalysisRequest& request) {
  if (request.request_id.empty()) {
    insert.bind(":request_id");  // NULL: many analyses may have none
  } else {
    insert.bind(":request_id", request.request_id);
  }
  insert.bind(":request_sha256", request.request_sha256);
  insert.bind(":slide", request.slide);
  if (request.mpp) {
    insert.bind(":mpp_x", request.mpp->x);
    insert.bind(":mpp_y", request.mpp->y);
  }
  insert.bind(":protocol_id", request.protocol_id);
  insert.bind(":protocol_version", request.protocol_version);
  insert.bind(":protocol_yaml", request.protocol_yaml);
  BindBlob(insert, ":regions", request.regions);
  insert.bind(":annotations_json", request.annotations_json);
  insert.bind(":specimen_json", request.specimen_json);
  insert.bind(":negative_control", request.negative_control);
  insert.bind(":scores_json", request.scores_json);
  insert.bind(":detector", request.detector);
  insert.bind(":model_sha256", request.model_sha256);
}

tl::unexpected<core::Error> NoSuchAnalysis(const std::string& uuid) {
  return core::Fail(core::ErrorReason::kNotFound,
                    "no such analysis: analyses/" + uuid);
}

}  // namespace

std::string SelectLight(std::string_view where) {
  return std::string("SELECT ")
      .append(kLightColumns)
      .append(" FROM analyses ")
      .append(where);
}

std::string SelectFull(std::string_view where) {
  return std::string("SELECT ")
      .append(kLightColumns)
      .append(kHeavyColumns)
      .append(" FROM analyses ")
      .append(where);
}

AnalysisRecord LightRecord(SQLite::Statement& row) {
  AnalysisRecord record;
  const auto text = [&](const char* name) {
    return row.getColumn(name).getString();
  };
  record.uuid = text("uuid");
  record.request.request_id = text("request_id");
  record.request.request_sha256 = text("request_sha256");
  record.request.slide = text("slide");
  record.request.protocol_id = text("protocol_id");
  record.request.protocol_version = text("protocol_version");
  record.request.annotations_json = text("annotations_json");
  record.request.specimen_json = text("specimen_json");
  record.request.negative_control = text("negative_control");
  record.request.scores_json = text("scores_json");
  record.request.detector = text("detector");
  record.request.model_sha256 = text("model_sha256");
  if (!row.getColumn("mpp_x").isNull()) {
    record.request.mpp = {row.getColumn("mpp_x").getDouble(),
                          row.getColumn("mpp_y").getDouble()};
  }
  record.state = static_cast<State>(row.getColumn("state").getInt());
  record.progress_percent = row.getColumn("progress_percent").getUInt();
  record.create_time = *TimeOf(row.getColumn("create_time_us"));
  record.start_time = TimeOf(row.getColumn("start_time_us"));
  record.end_time = TimeOf(row.getColumn("end_time_us"));
  record.error = {core::ReasonFromName(text("error_reason")),
                  text("error_message")};
  return record;
}

AnalysisRecord FullRecord(SQLite::Statement& row) {
  AnalysisRecord record = LightRecord(row);
  record.request.protocol_yaml = row.getColumn("protocol_yaml").getString();
  record.request.regions = row.getColumn("regions").getString();
  record.report_json = row.getColumn("report_json").getString();
  return record;
}

SQLite::Statement About(SQLite::Database& db, const std::string& uuid,
                        const std::string& sql) {
  SQLite::Statement statement(db, sql);
  statement.bind(":uuid", uuid);
  return statement;
}

core::Result<AnalysisRecord> FullByUuid(SQLite::Database& db,
                                        const std::string& uuid) {
  SQLite::Statement row = About(db, uuid, SelectFull("WHERE uuid = :uuid"));
  if (!row.executeStep()) return NoSuchAnalysis(uuid);
  return FullRecord(row);
}

core::Result<AnalysisRecord> LightByUuid(SQLite::Database& db,
                                         const std::string& uuid) {
  SQLite::Statement row = About(db, uuid, SelectLight("WHERE uuid = :uuid"));
  if (!row.executeStep()) return NoSuchAnalysis(uuid);
  return LightRecord(row);
}

void InsertRow(SQLite::Database& database, const AnalysisRecord& record) {
  SQLite::Statement insert(
      database,
      "INSERT INTO analyses (uuid, request_id, request_sha256, slide, mpp_x,"
      " mpp_y, protocol_id, protocol_version, protocol_yaml, regions,"
      " annotations_json, specimen_json, negative_control, scores_json, "
      "detector, model_sha256, "
      "state, create_time_us) VALUES "
      "(:uuid,"
      " :request_id, :request_sha256, :slide, :mpp_x, :mpp_y, :protocol_id,"
      " :protocol_version, :protocol_yaml, :regions, :annotations_json,"
      " :specimen_json,"
      " :negative_control, :scores_json, :detector, :model_sha256, :state, "
      ":create_time_us)");
  insert.bind(":uuid", record.uuid);
  BindRequest(insert, record.request);
  insert.bind(":state", static_cast<int>(v1::Analysis::STATE_QUEUED));
  insert.bind(":create_time_us", Microseconds(record.create_time));
  insert.exec();
}

void BindBlob(SQLite::Statement& statement, const char* name,
              const std::string& bytes) {
  statement.bind(name, bytes.data(), static_cast<int>(bytes.size()));
}

Time Now() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(
      std::chrono::system_clock::now());
}

std::int64_t Microseconds(Time time) { return time.time_since_epoch().count(); }

}  // namespace cellquant::server
