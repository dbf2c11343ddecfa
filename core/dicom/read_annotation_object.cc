#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcfilefo.h>
#include <dcmtk/dcmdata/dcsequen.h>
#include <dcmtk/dcmdata/dcspchrs.h>
#include <dcmtk/dcmdata/dcuid.h>
#include <fmt/format.h>

#include "core/base/printable_text.h"
#include "core/dicom/annotation_object.h"
#include "core/dicom/date_time.h"
#include "core/dicom/dcmtk_dataset.h"
#include "core/dicom/element_scan.h"

namespace cellquant::core {
namespace {

tl::unexpected<Error> Unreadable(std::string what) {
  return Fail(ErrorReason::kRegionsUnreadable, std::move(what));
}

Result<void> CheckClass(const std::string& sop_class_uid) {
  if (sop_class_uid == UID_MicroscopyBulkSimpleAnnotationsStorage) return {};
  return Unreadable(fmt::format(
      "the DICOM file is no Microscopy Bulk Simple Annotations, but {} ({})",
      dcmFindNameOfUID(sop_class_uid.c_str(), "of an unknown class"),
      PrintableText(sop_class_uid, 64)));
}

// Text in UTF-8 whatever the file's character set is.
class TextReader {
 public:
  explicit TextReader(DcmItem& dataset) {
    known_ = converter_.selectCharacterSet(dataset).good();
  }

  std::string Text(DcmItem& item, const DcmTagKey& tag) {
    const std::string raw = TextOf(item, tag);
    OFString utf8;
    const bool converted =
        known_ &&
        converter_.convertString(OFString(raw.data(), raw.size()), utf8).good();
    return PrintableText(converted ? std::string(utf8.data(), utf8.size())
                                   : raw);
  }

 private:
  DcmSpecificCharacterSet converter_;
  bool known_ = false;
};

// The numbers of one element; none where it is absent.
template <class T, class Get>
Result<std::vector<T>> ColumnOf(DcmItem& item, const DcmTagKey& tag, Get get) {
  DcmElement* element = nullptr;
  if (item.findAndGetElement(tag, element).bad()) return std::vector<T>();
  const std::size_t bytes = element->getLength();
  T* values = nullptr;
  if (bytes % sizeof(T) != 0 || (element->*get)(values).bad() ||
      (bytes > 0 && values == nullptr)) {
    return Unreadable(fmt::format("{} is no list of numbers of {} bytes",
                                  DcmTag(tag).getTagName(), sizeof(T)));
  }
  if (bytes == 0) return std::vector<T>();
  return std::vector<T>(values, values + bytes / sizeof(T));
}

Result<DicomAnnotationGroup> GroupOf(DcmItem& item, TextReader& text) {
  DicomAnnotationGroup group;
  group.uid = TextOf(item, DCM_AnnotationGroupUID);
  group.label = text.Text(item, DCM_AnnotationGroupLabel);
  group.description = text.Text(item, DCM_AnnotationGroupDescription);
  group.generation = TextOf(item, DCM_AnnotationGroupGenerationType);
  group.graphic = TextOf(item, DCM_GraphicType);
  Uint32 count = 0;
  if (item.findAndGetUint32(DCM_NumberOfAnnotations, count).bad()) {
    return Unreadable("it does not say how many annotations it has");
  }
  group.count = count;
  CQ_ASSIGN(group.coordinates,
            ColumnOf<Float64>(item, DCM_DoublePointCoordinatesData,
                              &DcmElement::getFloat64Array));
  CQ_ASSIGN(group.float_coordinates,
            ColumnOf<Float32>(item, DCM_PointCoordinatesData,
                              &DcmElement::getFloat32Array));
  CQ_ASSIGN(group.starts,
            ColumnOf<Uint32>(item, DCM_LongPrimitivePointIndexList,
                             &DcmElement::getUint32Array));
  return group;
}

// 2D and relative to the whole image, or why it is not.
Result<void> CheckFrame(DcmItem& dataset) {
  const std::string dimensions = TextOf(dataset, DCM_AnnotationCoordinateType);
  if (dimensions != "2D") {
    return Unreadable(fmt::format(
        "the annotations have {} coordinates, in millimeters on the slide; "
        "only 2D, in pixels of an image, is read",
        dimensions.empty() ? "no kind of" : PrintableText(dimensions, 16)));
  }
  const std::string origin = TextOf(dataset, DCM_PixelOriginInterpretation);
  if (origin != "VOLUME") {
    return Unreadable(fmt::format(
        "the annotations are relative to {}, not to the whole image",
        origin == "FRAME" ? "one frame" : "nothing that the file says"));
  }
  return {};
}

Result<std::vector<DicomAnnotationGroup>> GroupsOf(DcmItem& dataset,
                                                   TextReader& text) {
  DcmSequenceOfItems* sequence = nullptr;
  if (dataset.findAndGetSequence(DCM_AnnotationGroupSequence, sequence).bad()) {
    return Unreadable("the DICOM file has no annotation groups");
  }
  std::vector<DicomAnnotationGroup> groups;
  for (unsigned long i = 0; i < sequence->card(); ++i) {
    auto group = GroupOf(*sequence->getItem(i), text);
    if (!group) {
      return Unreadable(
          fmt::format("group {}: {}", i + 1, group.error().message));
    }
    groups.push_back(*std::move(group));
  }
  return groups;
}

DicomImageReference ReferenceOf(DcmItem& dataset) {
  DicomImageReference reference;
  reference.study_uid = TextOf(dataset, DCM_StudyInstanceUID);
  DcmItem* item = nullptr;
  if (dataset.findAndGetSequenceItem(DCM_ReferencedImageSequence, item)
          .good()) {
    reference.sop_class_uid = TextOf(*item, DCM_ReferencedSOPClassUID);
    reference.instance_uid = TextOf(*item, DCM_ReferencedSOPInstanceUID);
  }
  return reference;
}

}  // namespace

Result<DicomAnnotationObject> ReadAnnotationObject(std::string_view bytes) {
  CQ_ASSIGN(const DicomFileHead head, ScanDicomHead(bytes));
  CQ_CHECK(CheckClass(head.sop_class_uid));
  CQ_ASSIGN(const std::size_t end, ScanDicomDataset(bytes, head));
  DcmFileFormat file;
  CQ_CHECK(ParseDicom(bytes.substr(0, end), file));
  DcmItem& dataset = *file.getDataset();
  CQ_CHECK(CheckFrame(dataset));

  TextReader text(dataset);
  DicomAnnotationObject object{ReferenceOf(dataset)};
  object.instance_uid = TextOf(dataset, DCM_SOPInstanceUID);
  object.series_uid = TextOf(dataset, DCM_SeriesInstanceUID);
  object.content_label = TextOf(dataset, DCM_ContentLabel);
  object.content_description = text.Text(dataset, DCM_ContentDescription);
  object.creator = text.Text(dataset, DCM_ContentCreatorName);
  object.created_at = Rfc3339FromDicom(
      {TextOf(dataset, DCM_ContentDate), TextOf(dataset, DCM_ContentTime),
       TextOf(dataset, DCM_TimezoneOffsetFromUTC)});
  CQ_ASSIGN(object.groups, GroupsOf(dataset, text));
  return object;
}

}  // namespace cellquant::core
