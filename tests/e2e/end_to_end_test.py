"""Server and client against the engine run directly: the same counts, also
when the server is killed in the middle."""

import gzip
import json
import uuid

import harness


class EndToEnd(harness.EndToEndTest):

    def quantify(self, slide, regions, *more):
        out = self.folder / f"out-{uuid.uuid4()}"
        result = harness.cellquant(
            "quantify", slide, "--regions", regions, "--protocol", "cd138",
            "--out", out, *more)
        self.assertEqual(result.returncode, 0, result.stderr)
        return (json.loads((out / "report.json").read_text()),
                (out / "cells.csv").read_text())

    def quantify_as_lines(self, slide, regions):
        """The cells that quantify writes as GeoJSON, without the regions."""
        out = self.folder / f"out-{uuid.uuid4()}"
        result = harness.cellquant(
            "quantify", slide, "--regions", regions, "--protocol", "cd138",
            "--out", out, "--cells-as", "geojsonl")
        self.assertEqual(result.returncode, 0, result.stderr)
        return [line for line in
                (out / "cells.geojsonl").read_text().splitlines()
                if json.loads(line)["properties"]["objectType"] == "detection"]

    def submit(self, slide, regions, *more):
        return self.server.call(
            "submit", "--slide", f"archive/{slide.name}", "--regions", regions,
            "--protocol", "cd138", *more)

    def specimen(self):
        file = self.folder / "specimen.json"
        file.write_text(json.dumps({
            "patient": "patient-01", "block": "A1",
            "section_thickness_um": 4,
            "timepoint": {"label": "before", "day": 0},
            "therapies": [{"target": "BCMA"}, {"target": "CD19", "day": -9}],
        }))
        return file

    def scores(self):
        file = self.folder / "scores.json"
        file.write_text(json.dumps([
            {"kind": "fdc_network", "score": 1, "by": "pathologist-01",
             "at": "2025-03-01T10:30:00Z"}]))
        return file

    def test_the_service_gives_the_engines_report_and_cells(self):
        slide, regions = self.phantom("node")
        told = ("--specimen", self.specimen(), "--scores", self.scores(),
                "--negative-control", "Follicle", "--exclude", "Medulla",
                "--repair", "--annotated-by", "AB",
                "--annotated-at", "2025-03-01")
        report, cells = self.quantify(slide, regions, *told)
        self.server.start()
        served = self.ok_json(self.submit(
            slide, regions, *told, "--wait", "--json"))
        self.assertEqual(served, report)
        self.assertGreater(served["regions"][0]["cell_count"], 0)

        [analysis] = self.ok_json(self.server.call("list", "--json"))
        self.assertEqual(analysis["state"], "STATE_SUCCEEDED")
        name = analysis["name"]
        self.assertEqual(
            self.ok_json(self.server.call("get", name, "--json"))["report"],
            report)
        self.assertEqual(
            self.ok_json(self.server.call("watch", name, "--json")), report)
        self.assertEqual(self.server.call("cells", name).stdout, cells)
        lines = self.server.call("cells", name, "--json").stdout.splitlines()
        self.assertEqual(len(lines), len(cells.splitlines()) - 1)
        self.assertIn("x_px", json.loads(lines[0]))

        # Without --json there is something to read, and the short name works.
        short = name.split("/")[1]
        self.assertIn("SUCCEEDED", self.server.call("get", short).stdout)
        self.assertIn(name, self.server.call("list").stdout)
        self.assertEqual(self.server.terminate(), 0)

    def test_cells_come_in_every_format_as_quantify_writes_them(self):
        slide, regions = self.phantom("node")
        features = self.quantify_as_lines(slide, regions)
        self.assertGreater(len(features), 100)
        self.server.start()
        self.ok_json(self.submit(slide, regions, "--wait", "--json"))
        [analysis] = self.ok_json(self.server.call("list", "--json"))
        name = analysis["name"]

        lines = self.server.call("cells", name, "--to", "geojsonl")
        self.assertEqual(lines.stdout.splitlines(), features)
        file = self.folder / "cells.geojson.gz"
        written = self.server.call(
            "cells", name, "--to", "geojson.gz", "--out", file)
        self.assertEqual((written.returncode, written.stdout), (0, ""))
        collection = json.loads(gzip.decompress(file.read_bytes()))
        self.assertEqual(collection["features"],
                         [json.loads(line) for line in features])

        self.assertNotEqual(self.server.call(
            "cells", name, "--json", "--to", "csv").returncode, 0)
        self.assertNotEqual(self.server.call(
            "cells", name, "--to", "xml").returncode, 0)

    def test_whole_tissue_and_a_given_pixel_size_travel_too(self):
        slide, _ = self.phantom("node", size="1500x1200")
        out = self.folder / "out"
        arguments = ["--protocol", "cd138", "--mpp", "0.5,0.49"]
        self.assertEqual(harness.cellquant(
            "quantify", slide, *arguments, "--out", out).returncode, 0)
        self.server.start()
        served = self.ok_json(self.server.call(
            "submit", "--slide", f"archive/{slide.name}", *arguments,
            "--wait", "--json"))
        self.assertEqual(served, json.loads((out / "report.json").read_text()))

    def test_the_classical_detector_can_be_asked_for(self):
        slide, regions = self.phantom("node", size="1500x1200")
        report, _ = self.quantify(slide, regions, "--detector", "classical")
        self.server.start()
        served = self.ok_json(self.submit(
            slide, regions, "--detector", "classical", "--wait", "--json"))
        self.assertEqual(served, report)
        self.assertEqual(served["detector"]["name"], "classical")

    def test_a_killed_server_takes_its_analyses_up_again(self):
        slide, regions = self.phantom("node")
        report, _ = self.quantify(slide, regions)
        self.server.start()
        ids = [str(uuid.uuid4()) for _ in range(3)]
        names = [self.ok_json(self.submit(
            slide, regions, "--request-id", i, "--json"))["name"] for i in ids]
        self.wait_until(lambda: self.ok_json(self.server.call(
            "list", "--state", "running", "--json")), "a running analysis")
        self.server.kill()

        self.assert_error(
            self.server.call("get", names[0]), "UNAVAILABLE", 69)

        self.server.start()
        for request_id, name in zip(ids, names):
            served = self.ok_json(
                self.server.call("watch", name, "--json"))
            self.assertEqual(served["digest"], report["digest"])
            again = self.ok_json(self.submit(
                slide, regions, "--request-id", request_id, "--json"))
            self.assertEqual(again["name"], name)
        self.assertEqual(len(self.ok_json(
            self.server.call("list", "--json"))), 3)

    def test_an_orderly_stop_loses_nothing(self):
        slide, regions = self.phantom("node")
        self.server.start()
        name = self.ok_json(self.submit(slide, regions, "--json"))["name"]
        self.assertEqual(self.server.terminate(), 0)
        self.server.start()
        watched = self.server.call("watch", name, "--json")
        self.assertIn("digest", self.ok_json(watched))

    def test_cancel_and_delete(self):
        slide, regions = self.phantom("node")
        self.server.start()
        first, second = (self.ok_json(self.submit(
            slide, regions, "--json"))["name"] for _ in range(2))
        self.assert_error(self.server.call("cells", second),
                          "FAILED_PRECONDITION")
        cancelled = self.ok_json(self.server.call("cancel", second, "--json"))
        self.assertEqual(cancelled["state"], "STATE_CANCELLED")
        self.assert_error(self.server.call("watch", second), "CANCELLED")
        self.assertEqual(self.server.call("delete", second).returncode, 0)
        self.assert_error(self.server.call("get", second), "NOT_FOUND", 66)
        self.assertEqual(self.server.call("watch", first).returncode, 0)

    def test_errors_are_one_line_with_their_reason(self):
        slide, regions = self.phantom("node", size="600x500")
        self.server.start()
        self.assert_error(self.server.call(
            "submit", "--slide", "archive/none.tif", "--protocol", "cd138"),
            "FILE_NOT_FOUND", 66)
        self.assert_error(self.server.call(
            "submit", "--slide", "other/none.tif", "--protocol", "cd138"),
            "NOT_FOUND", 66)
        self.assert_error(self.server.call(
            "submit", "--slide", f"archive/{slide.name}", "--protocol", "x"),
            "PROTOCOL_NOT_FOUND", 66)
        self.assert_error(self.server.call(
            "submit", "--slide", "archive/../node.geojson", "--protocol",
            "cd138"), "INVALID_ARGUMENT", 64)
        outside = self.folder / "outside.geojson"
        outside.write_text(json.dumps({
            "type": "Feature", "properties": {}, "geometry": {
                "type": "Polygon",
                "coordinates": [[[0, 0], [9e4, 0], [0, 9e4], [0, 0]]]}}))
        self.assert_error(self.submit(slide, outside), "REGION_OUTSIDE_SLIDE",
                          65)
        self.assert_error(self.server.call("list", "--state", "x"),
                          "INVALID_ARGUMENT", 64)
        self.assert_error(
            harness.cellquant("list", "--server", "127.0.0.1:1"),
            "UNAVAILABLE", 69)
        self.assertEqual(self.server.terminate(), 0)

    def test_the_server_refuses_to_listen_beyond_this_machine(self):
        self.server.arguments[-1] = "0.0.0.0:0"
        with self.assertRaises(AssertionError):
            self.server.start()
        self.server.process.stdout.close()
        self.assertEqual(self.server.process.wait(timeout=10), 64)


if __name__ == "__main__":
    harness.main()
