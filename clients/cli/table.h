// Rows of text in aligned columns.
#ifndef CELLQUANT_CLIENTS_CLI_TABLE_H_
#define CELLQUANT_CLIENTS_CLI_TABLE_H_

#include <ostream>
#include <string>
#include <vector>

namespace cellquant::cli {

// Prints `rows`, all of the same length, the first of them the header. The
// first `text_columns` columns are aligned to the left, the numbers after them
// to the right.
void PrintTable(std::ostream& out,
                const std::vector<std::vector<std::string>>& rows,
                std::size_t text_columns);

}  // namespace cellquant::cli

#endif  // CELLQUANT_CLIENTS_CLI_TABLE_H_
