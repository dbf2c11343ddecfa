// A table as the list of its columns: a name, and what stands there of a row.
#ifndef CELLQUANT_CORE_FORMATS_CSV_TABLE_H_
#define CELLQUANT_CORE_FORMATS_CSV_TABLE_H_

#include <string>

namespace cellquant::core {

template <class Row>
struct CsvColumn {
  const char* name;
  std::string (*text)(const Row& row);  // as CsvText and the like make it
};

// Appends the header, without a row.
template <class Row, std::size_t n>
void AppendHeader(const CsvColumn<Row> (&columns)[n], std::string& table) {
  for (const CsvColumn<Row>& column : columns) {
    if (&column != &columns[0]) table += ',';
    table += column.name;
  }
  table += '\n';
}

template <class Row, std::size_t n>
void AppendRow(const CsvColumn<Row> (&columns)[n], const Row& row,
               std::string& table) {
  for (const CsvColumn<Row>& column : columns) {
    if (&column != &columns[0]) table += ',';
    table += column.text(row);
  }
  table += '\n';
}

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_FORMATS_CSV_TABLE_H_
