// The SQLite database beneath the store: its tables, its lock, and how its
// errors become values.
#ifndef CELLQUANT_SERVER_STORE_DATABASE_H_
#define CELLQUANT_SERVER_STORE_DATABASE_H_

#include <SQLiteCpp/SQLiteCpp.h>

#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>

#include "core/base/result.h"

namespace cellquant::server {

// One connection, used by one thread at a time: SQLite has one writer anyway,
// and the store's reads take microseconds. Thread-safe.
class StoreDatabase {
 public:
  // Opens the database in `folder`, makes it if it does not exist, and brings
  // its schema up to date. Every commit is on disk when it returns (WAL with
  // synchronous=FULL). Fails with kOutputUnwritable when the folder cannot be
  // made, and with kStoreFailed, also when another process has the store open
  // or a newer version made it.
  static core::Result<std::unique_ptr<StoreDatabase>> Open(
      const std::filesystem::path& folder);
  ~StoreDatabase();
  StoreDatabase(const StoreDatabase&) = delete;
  StoreDatabase& operator=(const StoreDatabase&) = delete;

  // Runs `body`, which returns a Result; what SQLite throws is kStoreFailed.
  template <class Body>
  auto Read(Body body) -> decltype(body(std::declval<SQLite::Database&>())) {
    const std::lock_guard guard(mutex_);
    try {
      return body(*connection_);
    } catch (const SQLite::Exception& exception) {
      return StoreFailed(exception);
    } catch (const std::exception& exception) {  // out of memory
      return core::Fail(core::ErrorReason::kInternal, exception.what());
    }
  }

  // The same within one transaction, which an error rolls back.
  template <class Body>
  auto Change(Body body) -> decltype(body(std::declval<SQLite::Database&>())) {
    return Read([&](SQLite::Database& database) {
      SQLite::Transaction transaction(database,
                                      SQLite::TransactionBehavior::IMMEDIATE);
      auto result = body(database);
      if (result) transaction.commit();
      return result;
    });
  }

 private:
  explicit StoreDatabase(int lock) : lock_(lock) {}
  core::Result<void> Connect(const std::filesystem::path& file);
  static tl::unexpected<core::Error> StoreFailed(
      const SQLite::Exception& exception);

  std::mutex mutex_;
  std::unique_ptr<SQLite::Database> connection_;
  int lock_;  // an open file whose lock keeps a second server off
};

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_STORE_DATABASE_H_
