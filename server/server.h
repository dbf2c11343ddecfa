// The whole server: folders, store, runner and services behind one address.
#ifndef CELLQUANT_SERVER_SERVER_H_
#define CELLQUANT_SERVER_SERVER_H_

#include <filesystem>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "server/slide_roots.h"

namespace cellquant::server {

struct ServerOptions {
  SlideRoots::Folders slides;
  std::filesystem::path store;
  // The network's file; empty: the one that came with the program, or none if
  // there is none.
  std::filesystem::path model;
  std::string listen = "127.0.0.1:50551";  // port 0: one that is free
  int threads = 0;                         // of an analysis; 0: all cores
};

class Server {
 public:
  // Opens everything, takes up what an earlier server left unfinished, and
  // answers. Fails with kInvalidArgument for an address beyond this machine:
  // without TLS, slides and reports would cross the network in the clear;
  // with kUnavailable when the address cannot be listened on; and as
  // SlideRoots, Store, ProtocolCatalog and NetworkModel do.
  static core::Result<std::unique_ptr<Server>> Start(
      const ServerOptions& options);

  // Stops at once what it can: see Stop.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Where it listens, with the port that was chosen.
  const std::string& address() const;

  // Health says NOT_SERVING, nothing new is begun, the running analysis goes
  // back into the queue, open calls end within seconds. Idempotent.
  void Stop();

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

// Succeeds for an address of this machine only: 127.x.x.x, [::1], localhost,
// or a Unix socket ("unix:/path"). Else kInvalidArgument.
core::Result<void> CheckListenAddress(const std::string& address);

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_SERVER_H_
