#include "core/dicom/element_scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace cellquant::core {
namespace {

constexpr std::size_t kPreambleBytes = 132;  // with "DICM"
constexpr std::uint32_t kUndefinedLength = 0xFFFFFFFF;
constexpr std::uint32_t kItem = 0xFFFEE000;
constexpr std::uint32_t kItemEnd = 0xFFFEE00D;
constexpr std::uint32_t kSequenceEnd = 0xFFFEE0DD;
constexpr std::uint32_t kMediaStorageSopClassUid = 0x00020002;
constexpr std::uint32_t kTransferSyntaxUid = 0x00020010;
constexpr std::uint32_t kPixelData = 0x7FE00010;
constexpr std::string_view kImplicitLittleEndian = "1.2.840.10008.1.2";
constexpr std::string_view kExplicitBigEndian = "1.2.840.10008.1.2.2";
constexpr std::string_view kDeflated = "1.2.840.10008.1.2.1.99";

// Value representations whose length has two bytes, and four (PS3.5, tables
// 7.1-1 and 7.1-2).
constexpr std::array<std::string_view, 21> kShort = {
    "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO",
    "LT", "PN", "SH", "SL", "SS", "ST", "TM", "UI", "UL", "US"};
constexpr std::array<std::string_view, 13> kLong = {
    "OB", "OD", "OF", "OL", "OV", "OW", "SQ",
    "SV", "UC", "UN", "UR", "UT", "UV"};

template <std::size_t N>
bool IsOneOf(std::string_view vr, const std::array<std::string_view, N>& all) {
  return std::find(all.begin(), all.end(), vr) != all.end();
}

tl::unexpected<Error> Broken(std::size_t at, std::string_view what) {
  return Fail(ErrorReason::kRegionsUnreadable,
              fmt::format("the DICOM file is broken at byte {}: {}", at, what));
}

struct ElementHead {
  std::uint32_t tag = 0;
  std::string_view vr = {};  // empty where the syntax has none
  std::uint32_t length = 0;
};

// Walks the elements of a file; stands at the next byte to read.
class Scanner {
 public:
  Scanner(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(at) {}

  std::size_t at() const { return at_; }

  Result<ElementHead> ReadHead(std::size_t end, bool explicit_vr) {
    if (end - at_ < 8) return Broken(at_, "an element is cut off");
    ElementHead head{Number16() << 16};
    head.tag |= Number16();
    if (!explicit_vr || head.tag >> 16 == 0xFFFE) {
      head.length = Number32();
      return head;
    }
    head.vr = bytes_.substr(at_, 2);
    at_ += 2;
    if (IsOneOf(head.vr, kShort)) {
      head.length = Number16();
      return head;
    }
    if (!IsOneOf(head.vr, kLong)) {
      return Broken(at_ - 2, "an unknown value representation");
    }
    if (end - at_ < 6) return Broken(at_, "an element is cut off");
    at_ += 2;
    head.length = Number32();
    return head;
  }

  Result<std::string_view> ReadValue(const ElementHead& head, std::size_t end) {
    if (head.length > end - at_) {
      return Broken(at_, fmt::format("a value of {} bytes, {} are left",
                                     head.length, end - at_));
    }
    const std::string_view value = bytes_.substr(at_, head.length);
    at_ += head.length;
    return value;
  }

  // The elements up to `end`, or up to the end mark of an item of undefined
  // length; of the whole data set, up to the pixels.
  Result<void> WalkElements(std::size_t end, bool explicit_vr, bool until_mark,
                            int depth) {
    while (at_ < end) {
      const std::size_t begin = at_;
      CQ_ASSIGN(const ElementHead head, ReadHead(end, explicit_vr));
      if (head.tag == kPixelData && depth == 0) {
        at_ = begin;
        return {};
      }
      if (head.tag == kItemEnd && until_mark) return {};
      if (head.tag >> 16 == 0xFFFE) {
        return Broken(at_, "an item outside of a sequence");
      }
      if (!HoldsItems(head, end)) {
        CQ_CHECK(ReadValue(head, end));
        continue;
      }
      // What is UN inside is written without value representations.
      CQ_CHECK(WalkItems(head, end, explicit_vr && head.vr != "UN", depth + 1));
    }
    if (until_mark) return Broken(at_, "an item without its end");
    return {};
  }

 private:
  // A parser may take any value that begins like a sequence for one where it
  // is not told otherwise.
  bool HoldsItems(const ElementHead& head, std::size_t end) const {
    if (head.vr == "SQ" || head.length == kUndefinedLength) return true;
    return (head.vr.empty() || head.vr == "UN") && head.length >= 8 &&
           end - at_ >= 8 &&
           bytes_.substr(at_, 4) == std::string_view("\xFE\xFF\x00\xE0", 4);
  }

  Result<void> WalkItems(const ElementHead& sequence, std::size_t end,
                         bool explicit_vr, int depth) {
    if (depth > kMaxDicomDepth) {
      return Broken(
          at_, fmt::format("sequences nested deeper than {}", kMaxDicomDepth));
    }
    const bool undefined = sequence.length == kUndefinedLength;
    if (undefined && !sequence.vr.empty() && sequence.vr != "SQ" &&
        sequence.vr != "UN") {
      return Broken(at_, "a value without a length");
    }
    if (!undefined && sequence.length > end - at_) {
      return Broken(at_, "a sequence is cut off");
    }
    const std::size_t items_end = undefined ? end : at_ + sequence.length;
    while (at_ < items_end) {
      CQ_ASSIGN(const ElementHead item, ReadHead(items_end, explicit_vr));
      if (item.tag == kSequenceEnd && undefined) return {};
      if (item.tag != kItem) return Broken(at_, "a sequence without an item");
      CQ_CHECK(WalkItem(item, items_end, explicit_vr, depth));
    }
    if (undefined) return Broken(at_, "a sequence without its end");
    return {};
  }

  Result<void> WalkItem(const ElementHead& item, std::size_t end,
                        bool explicit_vr, int depth) {
    if (item.length == kUndefinedLength) {
      return WalkElements(end, explicit_vr, true, depth);
    }
    if (item.length > end - at_) return Broken(at_, "an item is cut off");
    return WalkElements(at_ + item.length, explicit_vr, false, depth);
  }

  std::uint32_t Byte() { return static_cast<unsigned char>(bytes_[at_++]); }
  std::uint32_t Number16() {
    const std::uint32_t low = Byte();
    return low | Byte() << 8;
  }
  std::uint32_t Number32() {
    const std::uint32_t low = Number16();
    return low | Number16() << 16;
  }

  std::string_view bytes_;
  std::size_t at_;
};

// UIDs are padded to an even length by a zero byte.
std::string Trimmed(std::string_view uid) {
  return std::string(uid.substr(0, uid.find_last_not_of('\0') + 1));
}

}  // namespace

Result<DicomFileHead> ScanDicomHead(std::string_view bytes) {
  if (bytes.size() < kPreambleBytes || bytes.substr(128, 4) != "DICM") {
    return Broken(0, "it does not begin as a DICOM file");
  }
  DicomFileHead head;
  Scanner scanner(bytes, kPreambleBytes);
  while (scanner.at() < bytes.size()) {
    head.dataset_begin = scanner.at();
    // The meta information is group 2, and ends with it.
    if (bytes.substr(scanner.at(), 2) != std::string_view("\x02\x00", 2)) break;
    CQ_ASSIGN(const ElementHead element, scanner.ReadHead(bytes.size(), true));
    CQ_ASSIGN(const std::string_view value,
              scanner.ReadValue(element, bytes.size()));
    if (element.tag == kMediaStorageSopClassUid) {
      head.sop_class_uid = Trimmed(value);
    }
    if (element.tag == kTransferSyntaxUid) {
      head.transfer_syntax_uid = Trimmed(value);
    }
  }
  if (head.sop_class_uid.empty() || head.transfer_syntax_uid.empty()) {
    return Broken(head.dataset_begin,
                  "it does not say what it is and how it is written");
  }
  return head;
}

Result<std::size_t> ScanDicomDataset(std::string_view bytes,
                                     const DicomFileHead& head) {
  const std::string& syntax = head.transfer_syntax_uid;
  if (syntax == kExplicitBigEndian || syntax == kDeflated) {
    return Fail(ErrorReason::kRegionsUnreadable,
                fmt::format("the DICOM file has the transfer syntax {}, which "
                            "is not read: neither big endian nor deflated",
                            syntax));
  }
  // Wherever pixels are compressed, all else is written explicitly.
  Scanner scanner(bytes, head.dataset_begin);
  CQ_CHECK(scanner.WalkElements(bytes.size(), syntax != kImplicitLittleEndian,
                                false, 0));
  return scanner.at();
}

}  // namespace cellquant::core
