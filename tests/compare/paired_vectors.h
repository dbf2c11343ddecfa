// Test vectors of the tests over patients, as their scripts write them.
#ifndef CELLQUANT_TESTS_COMPARE_PAIRED_VECTORS_H_
#define CELLQUANT_TESTS_COMPARE_PAIRED_VECTORS_H_

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace cellquant::core {

// The rows of a table in vectors/, without its header; the fields hold neither
// commas nor quotes.
inline std::vector<std::vector<std::string>> VectorRows(
    const std::string& name) {
  std::ifstream file(std::string(CELLQUANT_TEST_VECTORS) + "/" + name);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    rows.emplace_back();
    for (std::string field; std::getline(fields, field, ',');) {
      rows.back().push_back(field);
    }
  }
  return rows;
}

// The numbers of one field.
inline std::vector<double> Numbers(const std::string& field) {
  std::istringstream in(field);
  std::vector<double> numbers;
  for (std::string word; in >> word;) numbers.push_back(std::stod(word));
  return numbers;
}

struct PairedVector {
  std::string by;
  std::vector<double> differences;
  double positive_rank_sum = 0.0;
  double p_value = 0.0;
  std::vector<double> interval;  // estimate, low, high; may be empty
};

// Of paired_r.csv and paired_counted.csv.
inline std::vector<PairedVector> PairedVectors() {
  std::vector<PairedVector> vectors;
  for (const char* name : {"paired_r.csv", "paired_counted.csv"}) {
    for (const auto& row : VectorRows(name)) {
      PairedVector v{
          row[0], Numbers(row[1]), std::stod(row[2]), std::stod(row[3]), {}};
      if (row[4] != "NA") {
        v.interval = Numbers(row[4] + " " + row[5] + " " + row[6]);
      }
      vectors.push_back(std::move(v));
    }
  }
  return vectors;
}

}  // namespace cellquant::core

#endif  // CELLQUANT_TESTS_COMPARE_PAIRED_VECTORS_H_
