"""What we write as DICOM, read by pydicom, and what it writes, read by us.

Usage: pydicom_test.py DICOM_FILES
The formulas of the cells stand in dicom_files.cc, too.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

try:
    import numpy as np
    import pydicom
    from pydicom.uid import UID
except ImportError as missing:
    print(missing)
    sys.exit(77)

ANNOTATIONS = "1.2.840.10008.5.1.4.1.1.91.1"
CELLS = 1000
CLASSES = ["positive", "equivocal", "negative"]

# DICOM PS3.3: attributes that must have a value (type 1), and those that must
# be there (type 2), of the modules of section A.87 that are mandatory.
TYPE_1 = """SOPClassUID SOPInstanceUID StudyInstanceUID Modality
    SeriesInstanceUID SeriesNumber Manufacturer ManufacturerModelName
    DeviceSerialNumber SoftwareVersions InstanceNumber ContentLabel
    AnnotationCoordinateType PixelOriginInterpretation
    ReferencedImageSequence ReferencedSeriesSequence
    AnnotationGroupSequence""".split()
TYPE_2 = """PatientName PatientID PatientBirthDate PatientSex StudyDate
    StudyTime ReferringPhysicianName StudyID AccessionNumber
    ContentDescription ContentCreatorName""".split()
GROUP_TYPE_1 = """AnnotationGroupNumber AnnotationGroupUID
    AnnotationGroupLabel AnnotationGroupGenerationType
    AnnotationPropertyCategoryCodeSequence AnnotationPropertyTypeCodeSequence
    NumberOfAnnotations AnnotationAppliesToAllOpticalPaths
    GraphicType""".split()


def write(folder, image=()):
    subprocess.run([sys.argv[1], "write", folder, str(CELLS), *image],
                   check=True)
    return [pydicom.dcmread(pathlib.Path(folder) / name)
            for name in ("cells.dcm", "regions.dcm")]


def code(sequence):
    assert len(sequence) == 1
    item = sequence[0]
    assert item.CodeMeaning
    return item.CodeValue, item.CodingSchemeDesignator


def uids(dataset):
    return [element.value for element in dataset.iterall()
            if element.VR == "UI" and element.value]


class Pydicom(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            cls.cells, cls.regions = write(folder)

    def test_every_required_attribute_is_there(self):
        for dataset in (self.cells, self.regions):
            for name in TYPE_1:
                self.assertTrue(dataset[name].value, name)
            for name in TYPE_2:
                self.assertIn(name, dataset)
            for group in dataset.AnnotationGroupSequence:
                for name in GROUP_TYPE_1:
                    self.assertTrue(group[name].value, name)

    def test_it_is_what_it_says(self):
        for dataset, label in ((self.cells, "CELLS"),
                               (self.regions, "REGIONS")):
            self.assertEqual(dataset.SOPClassUID, ANNOTATIONS)
            meta = dataset.file_meta
            self.assertEqual(meta.MediaStorageSOPClassUID, ANNOTATIONS)
            self.assertEqual(meta.MediaStorageSOPInstanceUID,
                             dataset.SOPInstanceUID)
            self.assertEqual(dataset.Modality, "ANN")
            self.assertEqual(dataset.ContentLabel, label)
            self.assertEqual(dataset.AnnotationCoordinateType, "2D")
            self.assertEqual(dataset.PixelOriginInterpretation, "VOLUME")

    def test_uids_are_valid_and_no_group_shares_one(self):
        for dataset in (self.cells, self.regions):
            for uid in uids(dataset):
                self.assertTrue(UID(uid).is_valid, uid)
                self.assertLessEqual(len(uid), 64)
            groups = [g.AnnotationGroupUID
                      for g in dataset.AnnotationGroupSequence]
            self.assertEqual(len(groups), len(set(groups)))

    def test_the_image_is_referred_to_once_and_the_same(self):
        for dataset in (self.cells, self.regions):
            image, = dataset.ReferencedImageSequence
            series, = dataset.ReferencedSeriesSequence
            instance, = series.ReferencedInstanceSequence
            self.assertEqual(image.ReferencedSOPInstanceUID,
                             instance.ReferencedSOPInstanceUID)
            self.assertEqual(image.ReferencedSOPClassUID,
                             "1.2.840.10008.5.1.4.1.1.77.1.6")

    def test_groups_are_numbered_from_1(self):
        for dataset in (self.cells, self.regions):
            groups = dataset.AnnotationGroupSequence
            self.assertEqual([g.AnnotationGroupNumber for g in groups],
                             list(range(1, len(groups) + 1)))

    def test_cells_are_points_of_nuclei_by_class(self):
        for k, group in enumerate(self.cells.AnnotationGroupSequence):
            i = np.arange(k, CELLS, 3)
            self.assertEqual(group.AnnotationGroupLabel, CLASSES[k])
            self.assertEqual(group.NumberOfAnnotations, len(i))
            self.assertEqual(group.GraphicType, "POINT")
            points = np.frombuffer(group.PointCoordinatesData, "<f4")
            np.testing.assert_array_equal(points[0::2], i % 1000 + 0.25)
            np.testing.assert_array_equal(points[1::2], i // 1000 + 0.5)
            self.assertEqual(
                code(group.AnnotationPropertyCategoryCodeSequence),
                ("91723000", "SCT"))
            self.assertEqual(code(group.AnnotationPropertyTypeCodeSequence),
                             ("84640000", "SCT"))

    def test_the_algorithm_is_named(self):
        for group in self.cells.AnnotationGroupSequence:
            self.assertEqual(group.AnnotationGroupGenerationType, "AUTOMATIC")
            item, = group.AnnotationGroupAlgorithmIdentificationSequence
            self.assertEqual(code(item.AlgorithmFamilyCodeSequence),
                             ("123110", "DCM"))
            self.assertEqual(item.AlgorithmName, "cellquant")
            self.assertTrue(item.AlgorithmVersion)
            self.assertIn("cd138 1.0.0", item.AlgorithmParameters)
            self.assertIn("2025-03-01T10:30:00Z", item.AlgorithmParameters)

    def measurements(self, group):
        return {code(m.ConceptNameCodeSequence)[0]: m
                for m in group.MeasurementsSequence}

    def test_every_cell_has_its_figures(self):
        for k, group in enumerate(self.cells.AnnotationGroupSequence):
            i = np.arange(k, CELLS, 3)
            expected = {"42798000": 20 + i % 50,
                        "DAB_NUCLEUS": i % 100 / 128,
                        "DAB_MEMBRANE": i % 99 / 128,
                        "DAB_CYTOPLASM": i % 98 / 128,
                        "HEMATOX_NUCLEUS": i % 97 / 128}
            found = self.measurements(group)
            self.assertEqual(set(found), set(expected) | {"CELL_PROBABILITY"})
            for name, values in expected.items():
                item, = found[name].MeasurementValuesSequence
                self.assertNotIn("AnnotationIndexList", item)
                np.testing.assert_array_equal(
                    np.frombuffer(item.FloatingPointValues, "<f4"), values)
                unit = "um2" if name == "42798000" else "1"
                self.assertEqual(
                    code(found[name].MeasurementUnitsCodeSequence),
                    (unit, "UCUM"))

    def test_a_figure_that_some_cells_lack_says_which_have_it(self):
        for k, group in enumerate(self.cells.AnnotationGroupSequence):
            i = np.arange(k, CELLS, 3)
            known = i % 4 != 0
            m = self.measurements(group)["CELL_PROBABILITY"]
            item, = m.MeasurementValuesSequence
            np.testing.assert_array_equal(
                np.frombuffer(item.AnnotationIndexList, "<i4"),
                np.flatnonzero(known) + 1)
            np.testing.assert_array_equal(
                np.frombuffer(item.FloatingPointValues, "<f4"),
                i[known] % 16 / 16)

    def test_private_codes_name_their_scheme(self):
        item, = self.cells.CodingSchemeIdentificationSequence
        self.assertEqual(item.CodingSchemeDesignator, "99CELLQUANT")

    def test_the_time_of_the_analysis_is_that_given(self):
        self.assertEqual(self.cells.ContentDate, "20250301")
        self.assertEqual(self.cells.ContentTime, "103000")
        self.assertEqual(self.cells.TimezoneOffsetFromUTC, "+0000")

    def test_regions_are_polygons_of_double_precision(self):
        region, holes = self.regions.AnnotationGroupSequence
        self.assertEqual(region.AnnotationGroupLabel, "Follicle")
        self.assertEqual(region.AnnotationGroupDescription, "F1")
        self.assertEqual(region.AnnotationGroupGenerationType, "MANUAL")
        self.assertEqual(region.AnnotationGroupUID,
                         "2.25.%d" % 0x0123456789abcdef0123456789abcdef)
        self.assertEqual(region.NumberOfAnnotations, 2)
        self.assertEqual(region.GraphicType, "POLYGON")
        np.testing.assert_array_equal(
            np.frombuffer(region.DoublePointCoordinatesData, "<f8"),
            [0.1, 0.2, 100.3, 0.4, 50.5, 90.6,
             200, 200, 300, 200, 300, 300, 200, 300])
        np.testing.assert_array_equal(
            np.frombuffer(region.LongPrimitivePointIndexList, "<i4"), [1, 7])
        self.assertNotIn("PointCoordinatesData", region)
        self.assertEqual(holes.AnnotationGroupLabel, "Exclude")
        self.assertEqual(holes.NumberOfAnnotations, 1)

    def test_no_patient_is_made_up(self):
        for dataset in (self.cells, self.regions):
            for name in ("PatientName", "PatientID", "PatientBirthDate",
                         "PatientSex", "AccessionNumber"):
                self.assertFalse(dataset[name].value, name)
            self.assertNotIn("SpecimenDescriptionSequence", dataset)


class OfAnImage(unittest.TestCase):
    def setUp(self):
        shared = os.environ.get("CELLQUANT_SHARED_DATA", "")
        self.path = pathlib.Path(shared) / "highdicom/sm_image.dcm"
        if not shared or not self.path.exists():
            self.skipTest("sm_image.dcm is not here")
        self.image = pydicom.dcmread(self.path)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def changed(self):
        path = pathlib.Path(self.folder) / "image.dcm"
        self.image.save_as(path)
        return write(self.folder, [str(path)])[0]

    def test_patient_study_and_specimen_are_the_images(self):
        cells, _ = write(self.folder, [str(self.path)])
        for name in ("PatientName", "PatientID", "StudyInstanceUID",
                     "StudyDate", "AccessionNumber", "FrameOfReferenceUID",
                     "ContainerIdentifier", "SpecimenDescriptionSequence"):
            self.assertEqual(cells[name].value, self.image[name].value, name)
        self.assertNotEqual(cells.SeriesInstanceUID,
                            self.image.SeriesInstanceUID)
        reference, = cells.ReferencedImageSequence
        self.assertEqual(reference.ReferencedSOPInstanceUID,
                         self.image.SOPInstanceUID)
        self.assertEqual(
            cells.ReferencedSeriesSequence[0].SeriesInstanceUID,
            self.image.SeriesInstanceUID)

    def test_its_text_is_converted(self):
        self.image.SpecificCharacterSet = "ISO_IR 100"  # Latin-1
        self.image.AccessionNumber = "\u00c4-1"
        cells = self.changed()
        self.assertEqual(cells.SpecificCharacterSet, "ISO_IR 192")
        self.assertEqual(cells.AccessionNumber, "\u00c4-1")

    def test_its_times_keep_their_meaning(self):
        self.image.TimezoneOffsetFromUTC = "+0900"
        self.assertNotIn("ContentTime", self.changed())
        self.assertNotIn("TimezoneOffsetFromUTC", self.changed())
        self.image.TimezoneOffsetFromUTC = "+0000"
        self.assertEqual(self.changed().ContentTime, "103000")


class ReadByUs(unittest.TestCase):
    """The regions, saved by pydicom in other ways that DICOM allows."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name) / "other.dcm"
        _, self.regions = write(folder.name)

    def read(self):
        self.regions.save_as(self.path)
        return subprocess.run([sys.argv[1], "read", self.path],
                              capture_output=True, encoding="utf-8",
                              check=False).stdout.splitlines()

    def use(self, syntax):
        self.regions.file_meta.TransferSyntaxUID = syntax
        self.regions.is_implicit_VR = syntax.is_implicit_VR
        self.regions.is_little_endian = syntax.is_little_endian

    def test_as_it_was(self):
        lines = self.read()
        self.assertEqual(lines[1], "Follicle F1 10000")
        self.assertEqual(lines[2], "Exclude  200")
        self.assertEqual(len(lines), 3)

    def test_without_value_representations(self):
        lines = self.read()
        self.use(pydicom.uid.ImplicitVRLittleEndian)
        self.assertEqual(self.read(), lines)

    def test_with_sequences_and_items_of_undefined_length(self):
        lines = self.read()
        for element in self.regions.iterall():
            if element.VR == "SQ":
                element.is_undefined_length = True
                for item in element.value:
                    item.is_undefined_length_sequence_item = True
        self.assertEqual(self.read(), lines)
        self.use(pydicom.uid.ImplicitVRLittleEndian)
        self.assertEqual(self.read(), lines)

    def test_in_another_character_set(self):
        self.regions.SpecificCharacterSet = "ISO_IR 100"  # Latin-1
        group = self.regions.AnnotationGroupSequence[0]
        group.AnnotationGroupLabel = "\u00c4u\u00dferes"
        self.assertEqual(self.read()[1], "\u00c4u\u00dferes F1 10000")

    def test_other_transfer_syntaxes_are_refused(self):
        for syntax in (pydicom.uid.DeflatedExplicitVRLittleEndian,
                       pydicom.uid.ExplicitVRBigEndian):
            self.use(syntax)
            line, = self.read()
            self.assertIn("transfer syntax", line)

    def test_coordinates_that_are_no_numbers_of_8_bytes_are_refused(self):
        group = self.regions.AnnotationGroupSequence[0]
        group.DoublePointCoordinatesData = bytes(108)
        line, = self.read()
        self.assertIn("group 1: DoublePointCoordinatesData", line)

    def test_both_kinds_of_coordinates_are_refused(self):
        group = self.regions.AnnotationGroupSequence[0]
        group.PointCoordinatesData = bytes(8)
        line, = self.read()
        self.assertIn("twice", line)

    def test_no_groups_are_refused(self):
        del self.regions.AnnotationGroupSequence
        line, = self.read()
        self.assertIn("no annotation groups", line)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
