"""`cellquant protocols`, and counting by a file of a user's own."""
import json
import os
import re
import sys
import unittest

from program import ProgramTest

USAGE, NOINPUT, CONFIG = 64, 66, 78


class Protocols(ProgramTest):
    """Files of a user's own; those that came with the program are in cli_test.py."""

    def write(self, name, **values):
        """Writes CD20's protocol with other values; returns its path."""
        text = self.succeed("protocols", "show", "cd20")
        for key, value in values.items():
            text, found = re.subn(rf"(?m)^( *{key}:) [^|\n]+$",
                                  rf"\g<1> {value}", text)
            self.assertEqual(found, 1, key)
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def lab(self, name, **values):
        """A laboratory's protocol: with an id of its own."""
        return self.write(name, id="lab-cd20", version="7", **values)

    def shipped(self):
        return json.loads(self.succeed("protocols", "show", "cd20", "--json"))

    def test_a_file_is_shown_like_one_that_came_with_the_program(self):
        mine = self.lab("shown.yaml", threshold_od=1.5)
        self.assertEqual(self.succeed("protocols", "show", mine),
                         mine.read_text(encoding="utf-8"))
        shown = json.loads(self.succeed("protocols", "show", "shown.yaml",
                                        "--json", cwd=self.folder))
        self.assertEqual(shown["id"], "lab-cd20")
        self.assertEqual(shown["parameters"]["positive_threshold_od"], 1.5)

    def test_quantify_counts_by_a_file(self):
        slide, regions, _ = self.phantom("rings", "700x600", "before", "cd20")
        positive = {}
        for threshold in (0.2, 2.0):
            mine = self.lab(f"at{threshold}.yml", threshold_od=threshold)
            report = json.loads(self.succeed(
                "quantify", slide, "--regions", regions, "--protocol", mine,
                "--out", self.folder / str(threshold), "--json", "--detector",
                "classical"))
            self.assertEqual(report["protocol"]["id"], "lab-cd20")
            self.assertEqual(
                report["protocol"]["parameters"]["positive_threshold_od"],
                threshold)
            positive[threshold] = report["regions"][0]["positive_cell_count"]
        self.assertGreater(positive[0.2], 10)
        self.assertEqual(positive[2.0], 0)

    def test_a_mistake_is_named_with_file_line_and_column(self):
        wrong = self.lab("wrong.yaml", white_point="white")
        for command in (("protocols", "show", wrong),
                        ("quantify", wrong, "--protocol", wrong, "--out",
                         self.folder / "none")):
            error = self.fail_with(CONFIG, "PROTOCOL_INVALID", *command)
            self.assertRegex(error, rf"{wrong}:\d+:14: white_point must be a ")

    def test_check_reports_on_every_file(self):
        good = self.lab("good.yaml")
        wrong = self.lab("wrong.yml", threshold_od=9)
        none = self.folder / "none.yaml"
        arguments = ("protocols", "check", wrong, good, none)
        done = self.run_program(*arguments)
        self.assertEqual(done.returncode, CONFIG)
        self.assertEqual(done.stdout, f"{good}: lab-cd20 7\n")
        errors = done.stderr.splitlines()
        self.assertEqual(len(errors), 2)
        self.assertRegex(errors[0], rf"\Acellquant: PROTOCOL_INVALID: {wrong}:"
                                    r"\d+:17: threshold_od must be a number")
        self.assertIn("FILE_NOT_FOUND: no such file: none.yaml", errors[1])

        done = self.run_program(*arguments, "--json")
        self.assertEqual(done.returncode, CONFIG)
        verdicts = json.loads(done.stdout)
        self.assertEqual([v["valid"] for v in verdicts], [False, True, False])
        self.assertEqual(verdicts[0]["reason"], "PROTOCOL_INVALID")
        self.assertIn(":17: threshold_od", verdicts[0]["message"])
        self.assertEqual(verdicts[1]["id"], "lab-cd20")
        self.assertRegex(verdicts[1]["parameters_sha256"],
                         r"\A[0-9a-f]{64}\Z")
        self.assertEqual(self.run_program("protocols", "check", none,
                                          wrong).returncode, NOINPUT)
        self.fail_with(USAGE, "INVALID_ARGUMENT", "protocols", "check")

    def test_other_numbers_under_a_version_of_ours_are_refused(self):
        copy = self.write("copy.yaml", marker="OTHER")
        self.succeed("protocols", "check", copy)
        changed = self.write("changed.yaml", threshold_od=1.5)
        for command in (("protocols", "check", changed),
                        ("quantify", copy, "--protocol", changed, "--out",
                         self.folder / "refused")):
            error = self.fail_with(CONFIG, "PROTOCOL_INVALID", *command)
            self.assertIn("changed.yaml: not the numbers of cd20 "
                          f"{self.shipped()['version']},", error)
        done = self.run_program("protocols", "diff", "cd20", changed)
        self.assertEqual(done.returncode, 1)
        self.succeed("protocols", "check",
                     self.write("new.yaml", threshold_od=1.5, version="7"))

    def test_diff_prints_each_parameter_that_differs(self):
        mine = self.lab("differs.yaml", threshold_od=1.5)
        ours = self.shipped()
        threshold = ours["parameters"]["positive_threshold_od"]
        radius = ours["network_detection"]["seed_radius_um"]
        mine.write_text(mine.read_text(encoding="utf-8") +
                        "network_detection:\n  seed_radius_um: 2.25\n",
                        encoding="utf-8")
        done = self.run_program("protocols", "diff", "cd20", mine)
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        self.assertEqual(
            [line.split() for line in done.stdout.splitlines()[1:]],
            [["network_detection.seed_radius_um", str(radius), "2.25"],
             ["positive_threshold_od", str(threshold), "1.5"]])
        done = self.run_program("protocols", "diff", mine, "cd20", "--json")
        self.assertEqual(done.returncode, 1)
        answer = json.loads(done.stdout)
        self.assertEqual(answer["a"]["id"], "lab-cd20")
        self.assertEqual(answer["b"]["name"], "cd20")
        self.assertEqual(answer["differences"][1],
                         {"parameter": "positive_threshold_od", "a": 1.5,
                          "b": threshold})

    def test_what_changes_no_number_is_no_difference(self):
        threshold = self.shipped()["parameters"]["positive_threshold_od"]
        mine = self.lab("same.yaml", marker="OTHER",
                        threshold_od=f"{threshold * 10}e-1  # as before")
        self.assertIn("no parameter differs",
                      self.succeed("protocols", "diff", "cd20", mine))
        same = self.succeed("protocols", "diff", "cd20", mine, "--json")
        self.assertEqual(json.loads(same)["differences"], [])
        self.assertIn("1: at least one", self.succeed("protocols", "diff",
                                                      "--help"))

    def test_what_cannot_be_read_cannot_be_compared(self):
        self.fail_with(NOINPUT, "FILE_NOT_FOUND", "protocols", "diff", "cd20",
                       self.folder / "none.yaml")
        self.fail_with(NOINPUT, "PROTOCOL_NOT_FOUND", "protocols", "diff",
                       "cd999", "cd20")

    def test_a_name_with_a_folder_or_an_ending_is_never_an_id(self):
        for name in ("cd20.yaml", "cd20.yml", "./cd20", "none/cd20"):
            self.fail_with(NOINPUT, "FILE_NOT_FOUND", "protocols", "show", name)
        self.fail_with(NOINPUT, "PROTOCOL_NOT_FOUND", "protocols", "show",
                       "lab-cd20")


if __name__ == "__main__":
    ProgramTest.program = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
