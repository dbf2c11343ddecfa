// Rows of the store's table of analyses as values.
#ifndef CELLQUANT_SERVER_STORE_ROWS_H_
#define CELLQUANT_SERVER_STORE_ROWS_H_

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>
#include <string_view>

#include "server/store.h"

namespace cellquant::server {

// "SELECT ... FROM analyses " and `where`, for LightRecord and FullRecord.
std::string SelectLight(std::string_view where);
std::string SelectFull(std::string_view where);

// The current row without regions, protocol text and report, which can be
// large.
AnalysisRecord LightRecord(SQLite::Statement& row);

// The current row with everything.
AnalysisRecord FullRecord(SQLite::Statement& row);

// A statement with its parameter :uuid bound.
SQLite::Statement About(SQLite::Database& db, const std::string& uuid,
                        const std::string& sql);

// The analysis of that name, or kNotFound.
core::Result<AnalysisRecord> FullByUuid(SQLite::Database& db,
                                        const std::string& uuid);
core::Result<AnalysisRecord> LightByUuid(SQLite::Database& db,
                                         const std::string& uuid);

// Adds a QUEUED analysis.
void InsertRow(SQLite::Database& database, const AnalysisRecord& record);

// Binds bytes of any length, also none, and no NULL.
void BindBlob(SQLite::Statement& statement, const char* name,
              const std::string& bytes);

// Now, and a time as it is stored.
Time Now();
std::int64_t Microseconds(Time time);

}  // namespace cellquant::server

#endif  // CELLQUANT_SERVER_STORE_ROWS_H_
