#include "clients/cli/remote/output.h"

#include <fmt/format.h>
#include <google/protobuf/util/time_util.h>

#include <nlohmann/json.hpp>

#include "clients/cli/report_table.h"
#include "proto/message_json.h"

namespace cellquant::cli {
namespace {

using google::protobuf::util::TimeUtil;
using nlohmann::json;

json ToObject(const google::protobuf::Message& message) {
  return json::parse(wire::ToJson(message));
}

void PrintLine(std::ostream& out, std::string_view what,
               std::string_view value) {
  out << fmt::format("{:<10}{}\n", what, value);
}

}  // namespace

void PrintJson(std::ostream& out, const google::protobuf::Message& message) {
  out << ToObject(message).dump(2) << '\n';
}

void PrintJson(std::ostream& out, const std::vector<v1::Analysis>& analyses) {
  json array = json::array();
  for (const v1::Analysis& analysis : analyses) {
    array.push_back(ToObject(analysis));
  }
  out << array.dump(2) << '\n';
}

void PrintAnalysis(std::ostream& out, const v1::Analysis& analysis) {
  PrintLine(out, "analysis", analysis.name());
  PrintLine(out, "slide", analysis.slide());
  PrintLine(out, "protocol",
            fmt::format("{}, version {}", analysis.protocol(),
                        analysis.protocol_version()));
  PrintLine(out, "created", TimeUtil::ToString(analysis.create_time()));
  PrintLine(out, "state",
            analysis.state() == v1::Analysis::STATE_RUNNING
                ? fmt::format("RUNNING, {} %", analysis.progress_percent())
                : StateName(analysis.state()));
  if (analysis.has_error()) {
    PrintLine(out, "error",
              analysis.error().reason() + ": " + analysis.error().message());
  }
  if (analysis.has_report()) {
    out << '\n';
    PrintReportTable(out, ToObject(analysis.report()));
  }
}

void PrintList(std::ostream& out, const std::vector<v1::Analysis>& analyses) {
  out << fmt::format("{:<46}{:<11}{:<11}{:<22}{}\n", "ANALYSIS", "STATE",
                     "PROTOCOL", "CREATED", "SLIDE");
  for (const v1::Analysis& analysis : analyses) {
    google::protobuf::Timestamp second = analysis.create_time();
    second.set_nanos(0);
    out << fmt::format(
        "{:<46}{:<11}{:<11}{:<22}{}\n", analysis.name(),
        StateName(analysis.state()),
        analysis.protocol().substr(analysis.protocol().find('/') + 1),
        TimeUtil::ToString(second), analysis.slide());
  }
}

std::string StateName(v1::Analysis::State state) {
  constexpr std::string_view kPrefix = "STATE_";
  std::string name = v1::Analysis::State_Name(state);
  if (name.starts_with(kPrefix)) name.erase(0, kPrefix.size());
  return name;
}

}  // namespace cellquant::cli
