"""`cellquant power`: how much tissue a claim needs."""
import json
import os
import sys
import unittest

from program import ProgramTest

USAGE = 64


class Power(ProgramTest):

    def power(self, *arguments):
        return json.loads(self.succeed("power", "--json", *arguments))

    def test_the_area_needed_and_the_claim_are_inverse(self):
        needed = self.power("--below", 1.0, "--recall", 0.9)
        self.assertAlmostEqual(needed["area_needed_mm2"], 3.328591, places=6)
        claim = self.power("--area", needed["area_needed_mm2"], "--recall", 0.9)
        self.assertAlmostEqual(claim["zero_found_below_per_mm2"], 1.0)
        self.assertNotIn("decision_limit_count", claim)

    def test_a_control_gives_the_decision_and_the_detection_limit(self):
        limits = self.power("--area", 5, "--control-area", 10,
                            "--control-count", 3)
        self.assertEqual(limits["decision_limit_count"], 6)
        self.assertEqual(limits["decision_limit_per_mm2"], 1.2)
        self.assertAlmostEqual(limits["detection_limit_per_mm2"], 2.020838,
                               places=6)

    def test_people_read_figures_that_are_rounded_up(self):
        self.assertIn("3.00 mm2", self.succeed("power", "--below", 1))
        self.assertIn("< 0.500 /mm2", self.succeed("power", "--area", 6))
        text = self.succeed("power", "--area", 100, "--control-area", 1000,
                            "--control-count", 24)
        self.assertIn("7 found, 0.0700 /mm2", text)
        self.assertIn("detection limit", text)

    def test_help_says_what_its_examples_print(self):
        text = self.succeed("power", "--help")
        for example in ("--below 1.0", "--below 1.0 --recall 0.9",
                        "--below 1.0 --found 2"):
            needed = self.succeed("power", *example.split()).split()[-2]
            self.assertRegex(text, rf"power {example} +{needed} mm2")

    def test_wrong_questions_are_refused(self):
        control = ("--control-area", 1, "--control-count", 1)
        for question in ((), ("--below", 1, "--area", 1), ("--below", 0),
                         ("--below", "nan"), ("--below", 1, *control),
                         ("--below", 1, "--found", -1),
                         ("--below", 1, "--found", 1 - 2 ** 64),
                         ("--area", 0), ("--area", 1, "--recall", 90),
                         ("--area", 1, "--found", 1),
                         ("--area", 1, "--control-area", 1),
                         ("--area", 1e6, "--control-area", 1e-6,
                          "--control-count", 0)):
            with self.subTest(question=question):
                self.fail_with(USAGE, "INVALID_ARGUMENT", "power", *question)


if __name__ == "__main__":
    ProgramTest.program = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
