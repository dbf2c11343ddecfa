"""`cellquant calibrate`, and the profiles that `quantify --stains` takes."""
import json
import os
import sys
import unittest

from program import ProgramTest, read_json

USAGE, DATAERR, NOINPUT = 64, 65, 66


class Profiles(ProgramTest):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.slide, cls.regions, _ = cls().phantom("node", marker="cd20")

    def quantify(self, out, *more):
        self.succeed("quantify", self.slide, "--regions", self.regions,
                     "--protocol", "cd20", "--out", out, *more)
        return read_json(out / "report.json")

    def control(self, *classes):
        """Squares beside each other, one of each class."""
        features = [
            {"type": "Feature",
             "properties": {"classification": {"name": name}},
             "geometry": {"type": "Polygon", "coordinates": [[
                 [left, 300], [left + 400, 300], [left + 400, 900],
                 [left, 900], [left, 300]]]}}
            for left, name in zip((300, 750), classes)]
        path = self.folder / "control.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection",
                                    "features": features}))
        return path

    def test_a_profile_is_written_and_applied(self):
        profile = self.folder / "lab.json"
        printed = self.succeed("calibrate", self.slide, "--protocol", "cd20",
                               "--name", "lab", "--profile-version", "7",
                               "--white-point", "--out", profile)
        self.assertIn("hematoxylin, protocol", printed)
        self.assertIn("degrees away", printed)
        written = read_json(profile)
        self.assertEqual((written["name"], written["version"]), ("lab", "7"))
        self.assertNotIn("positivity_thresholds", written)
        report = self.quantify(self.folder / "with", "--stains", profile)
        calibration = report["calibration"]
        self.assertEqual(calibration["stain_profile"]["name"], "lab")
        self.assertEqual(calibration["stain_vectors_source"], "profile")
        self.assertEqual(calibration["dab_vector"], written["dab_vector"])
        self.assertEqual(calibration["white_point"], written["white_point"])
        self.assertEqual(calibration["white_point_source"], "profile")
        self.assertEqual(calibration["dab_strength"]["od"],
                         written["dab_strength_od"])
        self.assertNotIn("hematoxylin_strength_od", written)
        self.assertEqual(calibration["hematoxylin_factor_source"], "slide")
        plain = self.quantify(self.folder / "without")
        self.assertNotIn("stain_profile", plain["calibration"])
        self.assertNotEqual(plain["digest"], report["digest"])

    def test_the_slides_name_is_the_profiles_when_nobody_says(self):
        profile = self.folder / "named.json"
        self.succeed("calibrate", self.slide, "--protocol", "cd20", "--out",
                     profile)
        written = read_json(profile)
        self.assertEqual(written["name"], self.slide.stem)
        self.assertNotIn("white_point", written)

    def test_a_control_gives_a_threshold_that_quantify_uses(self):
        slide, regions, _ = self.phantom("few", "1500x1200", "after", "ki67", 1)
        profile, out = self.folder / "control.json", self.folder / "control"
        printed = self.succeed(
            "calibrate", slide, "--protocol", "ki67", "--regions",
            self.control("Negative"), "--negative-control", "Negative",
            "--out", profile)
        self.assertIn("threshold, controls", printed)
        entry = read_json(profile)["positivity_thresholds"]["ki67"]
        self.assertTrue(0.12 <= entry["threshold_od"] <= 0.35, entry)
        self.assertIn("mean + 3 SD", entry["method"])
        self.succeed("quantify", slide, "--protocol", "ki67", "--regions",
                     regions, "--stains", profile, "--out", out)
        report = read_json(out / "report.json")
        self.assertEqual(
            report["protocol"]["parameters"]["positive_threshold_od"],
            entry["threshold_od"])
        self.assertEqual(report["calibration"]["positive_threshold_source"],
                         "profile")

    def test_a_stained_control_gives_none_and_the_reason(self):
        profile = self.folder / "stained.json"
        message = self.fail_with(
            DATAERR, "STAIN_PROFILE_INVALID", "calibrate", self.slide,
            "--protocol", "cd20", "--regions", self.control("Negative"),
            "--negative-control", "Negative", "--out", profile)
        self.assertRegex(message, r"mean \+ 3 SD is .* not within 0\.12 to 0")
        self.assertFalse(profile.exists())

    def test_a_class_that_no_region_has_is_refused(self):
        out = self.folder / "none.json"
        self.fail_with(DATAERR, "NO_REGIONS", "calibrate", self.slide,
                       "--protocol", "cd20", "--regions",
                       self.control("Negative"), "--negative-control", "Other",
                       "--out", out)
        self.assertFalse(out.exists())

    def test_regions_without_a_class_are_a_usage_error(self):
        self.fail_with(USAGE, "INVALID_ARGUMENT", "calibrate", self.slide,
                       "--protocol", "cd20", "--regions", self.regions,
                       "--out", self.folder / "x.json")

    def test_a_wrong_profile_is_refused_before_anything_is_written(self):
        wrong = self.folder / "wrong.json"
        wrong.write_text('{"name": "lab"}')
        out = self.folder / "refused"
        message = self.fail_with(
            DATAERR, "STAIN_PROFILE_INVALID", "quantify", self.slide,
            "--protocol", "cd20", "--out", out, "--stains", wrong)
        self.assertIn("version is missing", message)
        self.assertFalse(out.exists())
        self.fail_with(NOINPUT, "FILE_NOT_FOUND", "quantify", self.slide,
                       "--protocol", "cd20", "--out", out, "--stains",
                       self.folder / "none.json")


if __name__ == "__main__":
    ProgramTest.program = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
