// Comma-separated values (RFC 4180), read strictly and written so that R's
// read.csv and pandas' read_csv take them without arguments.
//
// Debian's libraries do not fit: libfccp takes `"a"b` and a zero byte for text
// and knows no line break in a field, libcsv does not say on which line it
// failed.
#ifndef CELLQUANT_CORE_FORMATS_CSV_H_
#define CELLQUANT_CORE_FORMATS_CSV_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace cellquant::core {

struct CsvRecord {
  std::size_t line = 0;  // on which it begins, from 1
  std::vector<std::string> fields;
};

// Returns the records of `text`, which are separated by LF or CRLF; the last
// may end with one. A field may be in quotes, and then hold commas, line breaks
// and doubled quotes. A byte order mark is skipped. Fails with `reason`, naming
// the line, for text that is not UTF-8 or holds a control character, a quote
// within or after a field, one that is not closed, and a record with more or
// fewer fields than the first. Thread-safe.
Result<std::vector<CsvRecord>> RecordsFromCsv(std::string_view text,
                                              ErrorReason reason);

// Returns a field as it is to be written: in quotes where it must be, or is the
// word NA, and NA where it is empty. (read.csv and pandas take both for NA.)
std::string CsvText(std::string_view text);

// Returns the shortest digits that read back as the same number; NA for none.
std::string CsvNumber(std::optional<double> number);

std::string CsvFlag(bool flag);  // TRUE or FALSE

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_CSV_H_
