// cellquantd: serves analyses of the slides of some folders over gRPC.
#include <fmt/format.h>
#include <pthread.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <sysexits.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>

#include "server/server.h"

namespace {

namespace core = cellquant::core;
using cellquant::server::Server;
using cellquant::server::ServerOptions;

constexpr const char* kDescription =
    "Serves cell counts on whole-slide images over gRPC (cellquant.v1).\n"
    "\n"
    "Example: cellquantd --slides archive=/srv/slides --store /var/lib/cq\n"
    "then:    cellquant submit --server 127.0.0.1:50551 --slide "
    "archive/case1.svs --protocol cd138 --wait\n"
    "\n"
    "Clients name a slide by its folder's NAME and its path below it. All\n"
    "analyses are kept in the store; those that had not ended when the\n"
    "server stopped go on when it is started again. SIGTERM and SIGINT stop\n"
    "it in good order. For research use; not a medical device.";

// The signals that end the server are taken by sigwait in main, so they must
// be blocked before the first thread is made.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a reader of our output may go away
  return signals;
}

void LogToStandardError() {
  auto logger = spdlog::stderr_logger_mt("cellquantd");
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  spdlog::set_default_logger(std::move(logger));
}

void AddOptions(CLI::App& app, ServerOptions& options,
                std::vector<std::string>& slides) {
  app.add_option("--slides", slides,
                 "A folder of slides and the name clients give it; repeat "
                 "for more")
      ->type_name("NAME=DIR")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->required();
  app.add_option("--store", options.store,
                 "Folder of the database of analyses; made if need be")
      ->type_name("DIR")
      ->required();
  app.add_option("--model", options.model,
                 "ONNX file of the network that finds nuclei; without it, the "
                 "one that came with the program")
      ->type_name("FILE");
  app.add_option("--listen", options.listen,
                 "Address of this machine to listen on; port 0 takes a free "
                 "one, which is printed; unix:PATH is a socket")
      ->type_name("ADDR")
      ->capture_default_str();
  app.add_option("--threads", options.threads,
                 "Threads of an analysis; 0: all cores")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
}

core::Result<void> ReadFolders(const std::vector<std::string>& arguments,
                               ServerOptions& options) {
  for (const std::string& argument : arguments) {
    const std::size_t equals = argument.find('=');
    if (equals == std::string::npos) {
      return core::Fail(core::ErrorReason::kInvalidArgument,
                        "--slides " + argument + " is not NAME=DIR");
    }
    const std::string name = argument.substr(0, equals);
    if (!options.slides.emplace(name, argument.substr(equals + 1)).second) {
      return core::Fail(core::ErrorReason::kInvalidArgument,
                        "--slides " + name + " is given twice");
    }
  }
  return {};
}

int Complain(const core::Error& error) {
  fmt::print(stderr, "cellquantd: {}: {}\n", core::ReasonName(error.reason),
             error.message);
  return error.reason == core::ErrorReason::kInvalidArgument ? EX_USAGE
                                                             : EX_UNAVAILABLE;
}

int Serve(const ServerOptions& options, const sigset_t& signals) {
  auto server = Server::Start(options);
  if (!server) return Complain(server.error());
  fmt::print("cellquantd listens on {}\n", (*server)->address());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  // A second signal ends the process as it always does.
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  spdlog::info("stopping");
  (*server)->Stop();
  spdlog::info("stopped");
  return EX_OK;
}

}  // namespace

int main(int argc, char** argv) {
  const sigset_t signals = BlockStopSignals();
  umask(0077);  // what the store holds is about patients
  CLI::App app(kDescription, "cellquantd");
  app.set_version_flag("--version", CELLQUANT_VERSION);
  ServerOptions options;
  std::vector<std::string> slides;
  AddOptions(app, options, slides);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help
    return Complain({core::ErrorReason::kInvalidArgument,
                     fmt::format("{} (see cellquantd --help)", error.what())});
  }
  LogToStandardError();
  if (auto read = ReadFolders(slides, options); !read) {
    return Complain(read.error());
  }
  return Serve(options, signals);
}
