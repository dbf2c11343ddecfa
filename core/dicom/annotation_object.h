// A DICOM object of Microscopy Bulk Simple Annotations (SOP class
// 1.2.840.10008.5.1.4.1.1.91.1; DICOM PS3.3, sections A.87 and C.37) as a
// value.
//
// Only what is two-dimensional and relative to a whole image is known here:
// x and y in pixels of the referenced image's total pixel matrix, y down, the
// origin at the corner of its first pixel.
#ifndef CELLQUANT_CORE_DICOM_ANNOTATION_OBJECT_H_
#define CELLQUANT_CORE_DICOM_ANNOTATION_OBJECT_H_

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/dicom/image.h"

namespace cellquant::core {

struct DicomCode {
  std::string_view value;
  std::string_view scheme;  // "SCT", "DCM", "UCUM", "99CELLQUANT"
  std::string_view meaning;
};

// A part of this software, whose version is the algorithm's.
struct DicomAlgorithm {
  DicomCode family;        // of context group 7162
  std::string name;        // at most 64 characters
  std::string parameters;  // at most 10240 characters
};

// One figure for each annotation of a group, or for some.
struct DicomMeasurement {
  DicomCode name;
  DicomCode unit;
  std::vector<float> values;
  // The numbers, from 1, of the annotations that have a value; empty when all
  // have one.
  std::vector<std::uint32_t> annotations = {};
};

// Annotations that share their kind of figure and what they show.
struct DicomAnnotationGroup {
  std::string uid;
  std::string label;             // at most 64 characters, never empty
  std::string description = {};  // may be empty
  // "MANUAL", "SEMIAUTOMATIC" or "AUTOMATIC"; what is not manual has an
  // algorithm.
  std::string generation = "MANUAL";
  std::optional<DicomAlgorithm> algorithm = {};  // written only
  DicomCode category = {};                       // written only
  DicomCode type = {};                           // written only
  // "POINT", "POLYLINE", "POLYGON", "ELLIPSE" or "RECTANGLE".
  std::string graphic = {};
  std::uint32_t count = 0;  // of annotations
  // x, y, x, y, ...: one of the two is empty.
  std::vector<double> coordinates = {};
  std::vector<float> float_coordinates = {};
  // For polygons and polylines: where the first x of each stands among the
  // coordinates, from 1. In single coordinates, not in points, as highdicom
  // (ann/content.py) and wsidicom (graphical_annotations.py) have it.
  std::vector<std::uint32_t> starts = {};
  std::vector<DicomMeasurement> measurements = {};  // written only
};

struct DicomAnnotationObject {
  DicomImageReference image;  // that is annotated
  std::string series_uid = {};
  std::string instance_uid = {};
  std::string content_label = {};        // capitals, digits and "_", at most 16
  std::string content_description = {};  // at most 64 characters
  std::string creator = {};              // a person's name, or empty
  std::string created_at = {};           // RFC 3339, or empty
  std::vector<DicomAnnotationGroup> groups = {};
};

// Reads such an object. What the file claims of its lengths has been checked;
// what the groups claim of their counts has not. Fails with kRegionsUnreadable,
// for an object of another class by its name. Thread-safe.
Result<DicomAnnotationObject> ReadAnnotationObject(std::string_view bytes);

// Writes `object`, explicit little endian, text in UTF-8, and lets go of its
// columns as it goes. With `image`, patient, study and specimen are taken from
// there; without one they stand empty. Fails with kOutputUnwritable.
Result<void> WriteAnnotationObject(DicomAnnotationObject object,
                                   const DicomImage* image, std::ostream& out);

// Whether `text` can be a label: 1 to 64 characters (of UTF-8) without a
// backslash, a control character, or a space at either end.
bool IsDicomLabel(std::string_view text);

// Sets series_uid and instance_uid by the image and all that the groups hold,
// and the uid of each group that has none: equal objects have equal UIDs.
void Identify(DicomAnnotationObject& object);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_DICOM_ANNOTATION_OBJECT_H_
