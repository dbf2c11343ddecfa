// Fills data sets of DCMTK. For this folder only.
#ifndef CELLQUANT_CORE_DICOM_DCMTK_FILLER_H_
#define CELLQUANT_CORE_DICOM_DCMTK_FILLER_H_

#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcitem.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/dicom/annotation_object.h"

namespace cellquant::core {

// Fills one data set or item. Value representations are given, not looked up,
// so that no dictionary is needed. The first failure is kept.
class DcmtkFiller {
 public:
  explicit DcmtkFiller(DcmItem& item) : item_(&item) {}

  void Text(const DcmTagKey& tag, DcmEVR vr, std::string_view text) {
    Keep(item_->putAndInsertOFStringArray(DcmTag(tag, vr),
                                          OFString(text.data(), text.size())));
  }
  void TextIfAny(const DcmTagKey& tag, DcmEVR vr, std::string_view text) {
    if (!text.empty()) Text(tag, vr, text);
  }
  void Short(const DcmTagKey& tag, Uint16 number) {
    Keep(item_->putAndInsertUint16(DcmTag(tag, EVR_US), number));
  }
  void Long(const DcmTagKey& tag, Uint32 number) {
    Keep(item_->putAndInsertUint32(DcmTag(tag, EVR_UL), number));
  }
  // Columns are let go of once they are here.
  void Column(const DcmTagKey& tag, std::vector<float> column) {
    Keep(item_->putAndInsertFloat32Array(DcmTag(tag, EVR_OF), column.data(),
                                         column.size()));
  }
  void Column(const DcmTagKey& tag, std::vector<double> column) {
    Keep(item_->putAndInsertFloat64Array(DcmTag(tag, EVR_OD), column.data(),
                                         column.size()));
  }
  void Column(const DcmTagKey& tag, std::vector<std::uint32_t> column) {
    Keep(item_->putAndInsertUint32Array(DcmTag(tag, EVR_OL), column.data(),
                                        column.size()));
  }

  // Adds an item at the end of a sequence and lets `fill` fill it.
  template <class Fill>
  void Item(const DcmTagKey& sequence, Fill fill) {
    DcmItem* item = nullptr;
    const OFCondition made =
        item_->findOrCreateSequenceItem(DcmTag(sequence, EVR_SQ), item, -2);
    Keep(made);
    if (made.bad()) return;
    DcmtkFiller filler(*item);
    fill(filler);
    Keep(filler.state_);
  }

  void Code(const DcmTagKey& sequence, const DicomCode& code) {
    Item(sequence, [&](DcmtkFiller& item) {
      item.Text(DCM_CodeValue, EVR_SH, code.value);
      item.Text(DCM_CodingSchemeDesignator, EVR_SH, code.scheme);
      item.Text(DCM_CodeMeaning, EVR_LO, code.meaning);
    });
  }

  void CopyIfThere(const DcmTagKey& tag, DcmItem& from) {
    if (from.tagExists(tag)) {
      Keep(from.findAndInsertCopyOfElement(tag, item_));
    }
  }
  bool Has(const DcmTagKey& tag) const { return item_->tagExists(tag); }

  const OFCondition& state() const { return state_; }

 private:
  void Keep(const OFCondition& condition) {
    if (state_.good()) state_ = condition;
  }

  DcmItem* item_;
  OFCondition state_ = EC_Normal;
};

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_DICOM_DCMTK_FILLER_H_
