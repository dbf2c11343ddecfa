// cellquant watch, get, list, cancel, delete: the analyses of a server.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iostream>
#include <vector>

#include "clients/cli/remote/connection.h"
#include "clients/cli/remote/output.h"
#include "clients/cli/remote/remote_commands.h"
#include "clients/cli/remote/watch.h"

namespace cellquant::cli {
namespace {

using core::Result;
using v1::Analysis;

constexpr int kPageSize = 1000;

struct ListArguments : RemoteArguments {
  std::string state;
};

void Print(const Analysis& analysis, bool json) {
  if (json) {
    PrintJson(std::cout, analysis);
  } else {
    PrintAnalysis(std::cout, analysis);
  }
}

Result<void> Watch(const RemoteArguments& arguments) {
  Connection connection(arguments.server);
  CQ_ASSIGN(const Analysis analysis,
            WaitForEnd(connection, AnalysisName(arguments.name)));
  if (arguments.json) {
    PrintJson(std::cout, analysis.report());
  } else {
    PrintAnalysis(std::cout, analysis);
  }
  return {};
}

Result<void> Get(const RemoteArguments& arguments) {
  Connection connection(arguments.server);
  grpc::ClientContext context;
  SetDeadline(context);
  v1::GetAnalysisRequest request;
  request.set_name(AnalysisName(arguments.name));
  Analysis analysis;
  const grpc::Status status =
      connection.analyses().GetAnalysis(&context, request, &analysis);
  if (!status.ok()) return tl::unexpected(connection.ErrorOf(status));
  Print(analysis, arguments.json);
  return {};
}

Result<void> Cancel(const RemoteArguments& arguments) {
  Connection connection(arguments.server);
  grpc::ClientContext context;
  SetDeadline(context);
  v1::CancelAnalysisRequest request;
  request.set_name(AnalysisName(arguments.name));
  Analysis analysis;
  const grpc::Status status =
      connection.analyses().CancelAnalysis(&context, request, &analysis);
  if (!status.ok()) return tl::unexpected(connection.ErrorOf(status));
  Print(analysis, arguments.json);
  return {};
}

Result<void> Delete(const RemoteArguments& arguments) {
  Connection connection(arguments.server);
  grpc::ClientContext context;
  SetDeadline(context);
  v1::DeleteAnalysisRequest request;
  request.set_name(AnalysisName(arguments.name));
  google::protobuf::Empty empty;
  const grpc::Status status =
      connection.analyses().DeleteAnalysis(&context, request, &empty);
  if (!status.ok()) return tl::unexpected(connection.ErrorOf(status));
  if (arguments.json) {
    PrintJson(std::cout, empty);
  } else {
    std::cout << "deleted " << request.name() << '\n';
  }
  return {};
}

// Takes "succeeded", "SUCCEEDED" and "STATE_SUCCEEDED".
Result<Analysis::State> ParseState(std::string name) {
  if (name.empty()) return Analysis::STATE_UNSPECIFIED;
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
    return static_cast<char>(std::toupper(c));
  });
  if (!name.starts_with("STATE_")) name.insert(0, "STATE_");
  Analysis::State state = Analysis::STATE_UNSPECIFIED;
  if (Analysis::State_Parse(name, &state)) return state;
  return core::Fail(core::ErrorReason::kInvalidArgument,
                    "--state takes queued, running, succeeded, failed or "
                    "cancelled");
}

Result<void> List(const ListArguments& arguments) {
  v1::ListAnalysesRequest request;
  CQ_ASSIGN(const Analysis::State state, ParseState(arguments.state));
  request.set_state(state);
  request.set_page_size(kPageSize);
  Connection connection(arguments.server);
  std::vector<Analysis> analyses;
  do {
    grpc::ClientContext context;
    SetDeadline(context);
    v1::ListAnalysesResponse page;
    const grpc::Status status =
        connection.analyses().ListAnalyses(&context, request, &page);
    if (!status.ok()) return tl::unexpected(connection.ErrorOf(status));
    analyses.insert(analyses.end(), page.analyses().begin(),
                    page.analyses().end());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  if (arguments.json) {
    PrintJson(std::cout, analyses);
  } else {
    PrintList(std::cout, analyses);
  }
  return {};
}

void AddList(CLI::App& app, Action& action) {
  auto arguments = std::make_shared<ListArguments>();
  CLI::App* command =
      app.add_subcommand("list", "List the analyses of a server, newest first");
  AddServerOptions(*command, *arguments, "Print a JSON array of analyses");
  command->add_option("--state", arguments->state,
                      "Only queued, running, succeeded, failed or cancelled "
                      "ones");
  command->callback([arguments, &action] {
    action = [arguments] { return Report(List(*arguments)); };
  });
}

}  // namespace

void AddAnalyses(CLI::App& app, Action& action) {
  AddNamedCommand(app, action, "watch",
                  "Follow an analysis of a server to its end",
                  "Print the finished report: the same object as quantify's "
                  "report.json",
                  Watch);
  AddNamedCommand(app, action, "get", "Show an analysis of a server",
                  "Print the analysis as JSON", Get);
  AddList(app, action);
  AddNamedCommand(app, action, "cancel",
                  "Stop a queued or running analysis of a server",
                  "Print the analysis as JSON", Cancel);
  AddNamedCommand(app, action, "delete",
                  "Delete an analysis that has ended, with its cells",
                  "Print {} when it is done", Delete);
}

}  // namespace cellquant::cli
