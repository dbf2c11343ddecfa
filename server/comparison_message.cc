#include "server/comparison_message.h"

#include "server/report_message.h"
#include "server/resource_names.h"
#include "server/timestamp.h"

namespace cellquant::server {

core::Result<v1::Comparison> ComparisonMessage(const ComparisonRecord& record) {
  v1::Comparison message;
  message.set_name(ComparisonName(record.uuid));
  for (const std::string& uuid : record.analyses) {
    message.add_analyses(AnalysisName(uuid));
  }
  *message.mutable_create_time() = Timestamp(record.create_time);
  message.set_request_id(record.request_id);
  if (!record.result_json.empty()) {
    CQ_ASSIGN(*message.mutable_result(),
              ComparisonResultMessage(record.result_json));
  }
  return message;
}

}  // namespace cellquant::server
