#include <dcmtk/dcmdata/dcdeftag.h>
#include <dcmtk/dcmdata/dcfilefo.h>
#include <dcmtk/dcmdata/dcostrmb.h>
#include <dcmtk/dcmdata/dcuid.h>
#include <dcmtk/dcmdata/dcwcache.h>

#include <algorithm>

#include "core/dicom/annotation_object.h"
#include "core/dicom/date_time.h"
#include "core/dicom/dcmtk_dataset.h"
#include "core/dicom/dcmtk_filler.h"

namespace cellquant::core {
namespace {

using Filler = DcmtkFiller;

constexpr const char* kProduct = "cellquant";
constexpr const char* kOwnScheme = "99CELLQUANT";

// Patient and study, which every object must name even if it does not know
// them (PS3.3, sections C.7.1.1 and C.7.2.1: type 2).
void FillPatientAndStudy(const DicomImage* image, Filler& dataset) {
  const std::pair<DcmTagKey, DcmEVR> rows[] = {
      {DCM_PatientName, EVR_PN},
      {DCM_PatientID, EVR_LO},
      {DCM_PatientBirthDate, EVR_DA},
      {DCM_PatientSex, EVR_CS},
      {DCM_StudyDate, EVR_DA},
      {DCM_StudyTime, EVR_TM},
      {DCM_StudyID, EVR_SH},
      {DCM_AccessionNumber, EVR_SH},
      {DCM_ReferringPhysicianName, EVR_PN}};
  for (const auto& [tag, vr] : rows) {
    if (image != nullptr) dataset.CopyIfThere(tag, image->dataset());
    if (!dataset.Has(tag)) dataset.Text(tag, vr, "");
  }
}

// What else an image says of its patient, its specimen and where it lies on
// the glass.
void FillSpecimen(const DicomImage& image, Filler& dataset) {
  for (const DcmTagKey& tag :
       {DCM_IssuerOfPatientID, DCM_IssuerOfPatientIDQualifiersSequence,
        DCM_IssuerOfAccessionNumberSequence, DCM_FrameOfReferenceUID,
        DCM_PositionReferenceIndicator, DCM_ContainerIdentifier,
        DCM_IssuerOfTheContainerIdentifierSequence,
        DCM_ContainerTypeCodeSequence, DCM_SpecimenDescriptionSequence}) {
    dataset.CopyIfThere(tag, image.dataset());
  }
}

void FillSeriesAndEquipment(const DicomAnnotationObject& object,
                            Filler& dataset) {
  dataset.Text(DCM_Modality, EVR_CS, "ANN");
  dataset.Text(DCM_StudyInstanceUID, EVR_UI, object.image.study_uid);
  dataset.Text(DCM_SeriesInstanceUID, EVR_UI, object.series_uid);
  dataset.Text(DCM_SeriesNumber, EVR_IS, "1");
  dataset.Text(DCM_Manufacturer, EVR_LO, kProduct);
  dataset.Text(DCM_ManufacturerModelName, EVR_LO, kProduct);
  // Type 1, but software has none.
  dataset.Text(DCM_DeviceSerialNumber, EVR_LO, "none");
  dataset.Text(DCM_SoftwareVersions, EVR_LO, CELLQUANT_VERSION);
}

// The offset from UTC holds for every time of an object, also for those taken
// from an image. Where that has another or none, nothing is said of ours.
void FillTime(const std::string& created_at, const DicomImage* image,
              Filler& dataset) {
  const DicomDateTime when = DicomDateTimeFromRfc3339(created_at);
  if (image != nullptr &&
      TextOf(image->dataset(), DCM_TimezoneOffsetFromUTC) != when.utc_offset) {
    return;
  }
  dataset.TextIfAny(DCM_ContentDate, EVR_DA, when.date);
  dataset.TextIfAny(DCM_ContentTime, EVR_TM, when.time);
  dataset.TextIfAny(DCM_TimezoneOffsetFromUTC, EVR_SH, when.utc_offset);
}

void FillContent(const DicomAnnotationObject& object, Filler& dataset) {
  dataset.Text(DCM_InstanceNumber, EVR_IS, "1");
  dataset.Text(DCM_ContentLabel, EVR_CS, object.content_label);
  dataset.Text(DCM_ContentDescription, EVR_LO, object.content_description);
  dataset.Text(DCM_ContentCreatorName, EVR_PN, object.creator);
  dataset.Text(DCM_AnnotationCoordinateType, EVR_CS, "2D");
  dataset.Text(DCM_PixelOriginInterpretation, EVR_CS, "VOLUME");
}

void FillReferences(const DicomImageReference& image, Filler& dataset) {
  const auto instance = [&](Filler& item) {
    item.Text(DCM_ReferencedSOPClassUID, EVR_UI, image.sop_class_uid);
    item.Text(DCM_ReferencedSOPInstanceUID, EVR_UI, image.instance_uid);
  };
  dataset.Item(DCM_ReferencedImageSequence, instance);
  dataset.Item(DCM_ReferencedSeriesSequence, [&](Filler& series) {
    series.Text(DCM_SeriesInstanceUID, EVR_UI, image.series_uid);
    series.Item(DCM_ReferencedInstanceSequence, instance);
  });
}

void FillCommon(const DicomAnnotationObject& object, Filler& dataset) {
  dataset.Text(DCM_SpecificCharacterSet, EVR_CS, "ISO_IR 192");  // UTF-8
  dataset.Text(DCM_SOPClassUID, EVR_UI,
               UID_MicroscopyBulkSimpleAnnotationsStorage);
  dataset.Text(DCM_SOPInstanceUID, EVR_UI, object.instance_uid);
  dataset.Item(DCM_CodingSchemeIdentificationSequence, [](Filler& item) {
    item.Text(DCM_CodingSchemeDesignator, EVR_SH, kOwnScheme);
    item.Text(DCM_CodingSchemeName, EVR_ST, "Codes of cellquant");
  });
}

void FillAlgorithm(const DicomAlgorithm& algorithm, Filler& group) {
  group.Item(
      DCM_AnnotationGroupAlgorithmIdentificationSequence, [&](Filler& item) {
        item.Code(DCM_AlgorithmFamilyCodeSequence, algorithm.family);
        item.Text(DCM_AlgorithmName, EVR_LO, algorithm.name);
        item.Text(DCM_AlgorithmVersion, EVR_LO, CELLQUANT_VERSION);
        item.TextIfAny(DCM_AlgorithmParameters, EVR_LT, algorithm.parameters);
      });
}

void FillMeasurement(DicomMeasurement measurement, Filler& item) {
  item.Code(DCM_ConceptNameCodeSequence, measurement.name);
  item.Code(DCM_MeasurementUnitsCodeSequence, measurement.unit);
  item.Item(DCM_MeasurementValuesSequence, [&](Filler& values) {
    values.Column(DCM_FloatingPointValues, std::move(measurement.values));
    if (measurement.annotations.empty()) return;
    values.Column(DCM_AnnotationIndexList, std::move(measurement.annotations));
  });
}

void FillFigures(DicomAnnotationGroup& group, Filler& item) {
  item.Long(DCM_NumberOfAnnotations, group.count);
  item.Text(DCM_AnnotationAppliesToAllOpticalPaths, EVR_CS, "YES");
  item.Text(DCM_GraphicType, EVR_CS, group.graphic);
  if (group.coordinates.empty()) {
    item.Column(DCM_PointCoordinatesData, std::move(group.float_coordinates));
  } else {
    item.Column(DCM_DoublePointCoordinatesData, std::move(group.coordinates));
  }
  if (!group.starts.empty()) {
    item.Column(DCM_LongPrimitivePointIndexList, std::move(group.starts));
  }
  for (DicomMeasurement& measurement : group.measurements) {
    item.Item(DCM_MeasurementsSequence, [&](Filler& into) {
      FillMeasurement(std::move(measurement), into);
    });
  }
}

void FillGroup(DicomAnnotationGroup& group, Uint16 number, Filler& item) {
  item.Short(DCM_AnnotationGroupNumber, number);
  item.Text(DCM_AnnotationGroupUID, EVR_UI, group.uid);
  item.Text(DCM_AnnotationGroupLabel, EVR_LO, group.label);
  item.TextIfAny(DCM_AnnotationGroupDescription, EVR_UT, group.description);
  item.Text(DCM_AnnotationGroupGenerationType, EVR_CS, group.generation);
  if (group.algorithm) FillAlgorithm(*group.algorithm, item);
  item.Code(DCM_AnnotationPropertyCategoryCodeSequence, group.category);
  item.Code(DCM_AnnotationPropertyTypeCodeSequence, group.type);
  FillFigures(group, item);
}

tl::unexpected<Error> Unwritable(const std::string& why) {
  return Fail(ErrorReason::kOutputUnwritable,
              "the DICOM file cannot be written: " + why);
}

// The file goes through a small buffer, so that it is never held as a whole.
Result<void> Stream(DcmFileFormat& file, std::ostream& out) {
  std::vector<char> buffer(std::size_t{1} << 16);
  DcmOutputBufferStream stream(buffer.data(),
                               static_cast<offile_off_t>(buffer.size()));
  DcmWriteCache cache;
  file.transferInit();
  OFCondition state = EC_StreamNotifyClient;
  while (state == EC_StreamNotifyClient && out.good()) {
    state = file.write(stream, EXS_LittleEndianExplicit, EET_ExplicitLength,
                       &cache, EGL_withoutGL);
    void* filled = nullptr;
    offile_off_t bytes = 0;
    stream.flushBuffer(filled, bytes);
    out.write(static_cast<const char*>(filled), bytes);
  }
  file.transferEnd();
  if (!out.flush()) return Unwritable("the output does not take it");
  if (state.bad()) return Unwritable(state.text());
  return {};
}

}  // namespace

bool IsDicomLabel(std::string_view text) {
  const auto is_control = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  };
  const auto characters = std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
  });
  return !text.empty() && characters <= 64 && text.front() != ' ' &&
         text.back() != ' ' && text.find('\\') == std::string_view::npos &&
         std::none_of(text.begin(), text.end(), is_control);
}

Result<void> WriteAnnotationObject(DicomAnnotationObject object,
                                   const DicomImage* image, std::ostream& out) {
  SilenceDcmtk();
  if (object.groups.size() > 0xFFFF) {
    return Unwritable("it would have more than 65,535 groups");
  }
  DcmFileFormat file;
  Filler dataset(*file.getDataset());
  FillCommon(object, dataset);
  FillPatientAndStudy(image, dataset);
  if (image != nullptr) FillSpecimen(*image, dataset);
  FillSeriesAndEquipment(object, dataset);
  FillTime(object.created_at, image, dataset);
  FillContent(object, dataset);
  FillReferences(object.image, dataset);
  Uint16 number = 0;
  for (DicomAnnotationGroup& group : object.groups) {
    dataset.Item(DCM_AnnotationGroupSequence,
                 [&](Filler& item) { FillGroup(group, ++number, item); });
  }
  if (dataset.state().bad()) return Unwritable(dataset.state().text());
  return Stream(file, out);
}

}  // namespace cellquant::core
