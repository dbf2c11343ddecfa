#include "server/analysis_message.h"

#include "core/formats/scores_json.h"
#include "server/report_message.h"
#include "server/resource_names.h"
#include "server/status.h"
#include "server/timestamp.h"

namespace cellquant::server {
namespace {

void SetTimes(const AnalysisRecord& record, v1::Analysis& message) {
  *message.mutable_create_time() = Timestamp(record.create_time);
  if (record.start_time) {
    *message.mutable_start_time() = Timestamp(*record.start_time);
  }
  if (record.end_time)
    *message.mutable_end_time() = Timestamp(*record.end_time);
}

void SetError(const core::Error& error, v1::Analysis& message) {
  message.mutable_error()->set_reason(
      std::string(core::ReasonName(error.reason)));
  message.mutable_error()->set_message(
      core::PrintableText(error.message, 4096));
}

core::Result<void> AddScores(const std::string& scores_json,
                             v1::Analysis& message) {
  if (scores_json.empty()) return {};
  CQ_ASSIGN(const auto scores, core::ScoresFromJson(scores_json));
  for (const core::PathologistScore& score : scores) {
    v1::PathologistScore* added = message.add_pathologist_scores();
    added->set_kind(score.kind);
    added->set_score(static_cast<std::uint32_t>(score.score));
    added->set_by(score.by);
    added->set_at(score.at);
  }
  return {};
}

}  // namespace

core::Result<v1::Analysis> AnalysisMessage(const AnalysisRecord& record) {
  const AnalysisRequest& request = record.request;
  v1::Analysis message;
  message.set_name(AnalysisName(record.uuid));
  message.set_slide(request.slide);
  message.set_protocol(ProtocolName(request.protocol_id));
  message.set_protocol_version(request.protocol_version);
  message.set_request_id(request.request_id);
  message.set_state(record.state);
  message.set_progress_percent(record.progress_percent);
  SetTimes(record, message);
  if (record.state == v1::Analysis::STATE_FAILED) {
    SetError(record.error, message);
  }
  if (!request.specimen_json.empty()) {
    CQ_ASSIGN(*message.mutable_specimen(),
              SpecimenMessage(request.specimen_json));
  }
  message.set_negative_control(request.negative_control);
  CQ_CHECK(AddScores(request.scores_json, message));
  if (!record.report_json.empty()) {
    CQ_ASSIGN(*message.mutable_report(), ReportMessage(record.report_json));
  }
  return message;
}

}  // namespace cellquant::server
