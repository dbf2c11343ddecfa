// A look at a DICOM file before a parser gets it: what it is, and whether its
// elements fit into each other.
//
// The parser reads nested sequences by recursion without a limit, and trusts
// lengths more than a file from outside deserves. So files are walked here
// first, element by element (DICOM PS3.5, section 7; PS3.10, section 7.1).
#ifndef CELLQUANT_CORE_DICOM_ELEMENT_SCAN_H_
#define CELLQUANT_CORE_DICOM_ELEMENT_SCAN_H_

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace cellquant::core {

// The deepest nesting of sequences that is read.
inline constexpr int kMaxDicomDepth = 64;

struct DicomFileHead {
  std::string sop_class_uid;
  std::string transfer_syntax_uid;
  std::size_t dataset_begin = 0;  // byte after the file's meta information
};

// Reads the preamble and the meta information. Fails with kRegionsUnreadable.
Result<DicomFileHead> ScanDicomHead(std::string_view bytes);

// Returns the byte where the pixels begin, or the end of a file without: what
// is before it may be parsed. Every element there lies within the file and
// within what it is part of, is nested no deeper than kMaxDicomDepth, and has a
// known value representation. Only little-endian syntaxes whose elements are
// not compressed are taken. Fails with kRegionsUnreadable, naming the byte.
Result<std::size_t> ScanDicomDataset(std::string_view bytes,
                                     const DicomFileHead& head);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_DICOM_ELEMENT_SCAN_H_
