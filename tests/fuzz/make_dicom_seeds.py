"""Writes the seeds of the DICOM reader: corpus/dicom.

    python3 tests/fuzz/make_dicom_seeds.py

Microscopy Bulk Simple Annotations (PS3.3 A.87), as small as they can be.
"""
import pathlib
import struct

from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import (DeflatedExplicitVRLittleEndian,
                         ExplicitVRLittleEndian, ImplicitVRLittleEndian)

SOP_CLASS = "1.2.840.10008.5.1.4.1.1.91.1"
SQUARE = [0, 0, 100, 0, 100, 100, 0, 100]
BOW_TIE = [0, 0, 10, 10, 10, 0, 0, 10]


def uid(last):
    return f"2.25.{last}"


def code(value, scheme, meaning):
    item = Dataset()
    item.CodeValue = value
    item.CodingSchemeDesignator = scheme
    item.CodeMeaning = meaning
    return item


def group(number, label, kind, shapes, double=False):
    """One annotation group; `shapes` are lists of x, y, x, y, ..."""
    item = Dataset()
    item.AnnotationGroupNumber = number
    item.AnnotationGroupUID = uid(100 + number)
    item.AnnotationGroupLabel = label
    item.AnnotationGroupGenerationType = "MANUAL"
    item.AnnotationPropertyCategoryCodeSequence = Sequence(
        [code("91723000", "SCT", "Anatomical Structure")])
    item.AnnotationPropertyTypeCodeSequence = Sequence(
        [code("4421005", "SCT", "Cell")])
    item.NumberOfAnnotations = len(shapes)
    item.AnnotationAppliesToAllOpticalPaths = "YES"
    item.GraphicType = kind
    numbers = [number for shape in shapes for number in shape]
    if double:
        item.DoublePointCoordinatesData = struct.pack(
            f"<{len(numbers)}d", *numbers)
    else:
        item.PointCoordinatesData = struct.pack(f"<{len(numbers)}f", *numbers)
    if kind in ("POLYGON", "POLYLINE"):
        starts, at = [], 1
        for shape in shapes:
            starts.append(at)
            at += len(shape)
        item.LongPrimitivePointIndexList = struct.pack(
            f"<{len(starts)}I", *starts)
    return item


def save(path, groups, syntax=ExplicitVRLittleEndian):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = SOP_CLASS
    meta.MediaStorageSOPInstanceUID = uid(1)
    meta.TransferSyntaxUID = syntax
    file = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    file.is_little_endian = True
    file.is_implicit_VR = syntax == ImplicitVRLittleEndian
    file.SOPClassUID = SOP_CLASS
    file.SOPInstanceUID = uid(1)
    file.Modality = "ANN"
    file.AnnotationCoordinateType = "2D"
    file.PixelOriginInterpretation = "VOLUME"
    image = Dataset()
    image.ReferencedSOPClassUID = "1.2.840.10008.5.1.4.1.1.77.1.6"
    image.ReferencedSOPInstanceUID = uid(2)
    file.ReferencedImageSequence = Sequence([image])
    file.AnnotationGroupSequence = Sequence(groups)
    file.save_as(path, write_like_original=False)


def main():
    folder = pathlib.Path(__file__).parent / "corpus" / "dicom"
    folder.mkdir(parents=True, exist_ok=True)
    save(folder / "polygons.dcm",
         [group(1, "Tumor", "POLYGON", [SQUARE, [200, 0, 250, 0, 250, 50]]),
          group(2, "Exclude", "RECTANGLE", [SQUARE], double=True)])
    save(folder / "ellipse_point.dcm",
         [group(1, "Tumor", "ELLIPSE", [[0, 5, 10, 5, 5, 2, 5, 8]]),
          group(2, "Cells", "POINT", [[1, 2], [3, 4]])],
         ImplicitVRLittleEndian)
    bow_tie = [group(1, "Tumor", "POLYGON", [BOW_TIE])]
    save(folder / "bow_tie.dcm", bow_tie)
    save(folder / "deflated.dcm", bow_tie, DeflatedExplicitVRLittleEndian)


if __name__ == "__main__":
    main()
