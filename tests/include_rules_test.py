"""Holds the #include lines against the arrows between the rooms.

Debian puts all headers into /usr/include, so the compiler does not stop a
wrong include; this does. The table is that of docs/architecture.md.
"""
import pathlib
import re
import sys

# Room: the rooms whose headers it may include besides its own.
CORE = {
    "base": set(),
    "dicom": {"base"},
    "geometry": {"base"},
    "stain": {"base"},
    "slide": {"base", "geometry"},
    "tissue": {"base", "geometry", "slide", "stain"},
    "cells": {"base", "geometry", "stain"},
    "protocol": {"base", "cells", "stain", "tissue"},
    "regions": {"base", "cells", "geometry", "protocol", "slide", "tissue"},
    "compare": {"base", "protocol", "regions", "stain"},
    "formats": {"base", "cells", "compare", "dicom", "geometry", "protocol",
                "regions", "tissue"},
    "annotations": {"base", "dicom", "formats", "geometry", "protocol",
                    "regions", "slide"},
    "render": {"base", "cells", "geometry", "regions", "slide"},
    "pages": {"base", "cells", "compare", "formats", "geometry", "regions",
              "render", "slide"},
    "pipeline": {"annotations", "base", "cells", "formats", "geometry", "protocol", "regions",
                 "render", "slide", "stain", "tissue"},
    "phantom": {"base", "cells", "geometry", "stain"},
}

# Header prefix: the only files that may include it.
ONE_USER = {
    "opencv2/dnn": {"core/cells/network_model.cc"},
    "openslide/": {"core/slide/openslide_slide.cc"},
    "geos_c": {"core/geometry/validity.cc"},
    "tbb/": {"core/pipeline/parallel.cc"},
    "jpeglib": {"core/slide/jpeg_decoder.cc"},
    "tiffio": {"core/phantom/pyramid_writer.cc"},
    "yaml-cpp/": {"core/formats/protocol_yaml.cc"},
    "openssl/": {"core/base/sha256.cc"},
    "pugixml": {"core/annotations/xml_document.cc"},
    "ctemplate/": {"core/pages/template.cc"},
    # Its types are only seen in their own room.
    "dcmtk/": {"core/dicom/dcmtk_dataset.cc", "core/dicom/dcmtk_dataset.h",
               "core/dicom/dcmtk_filler.h", "core/dicom/image.cc",
               "core/dicom/read_annotation_object.cc",
               "core/dicom/write_annotation_object.cc"},
    "core/dicom/dcmtk_": {"core/dicom/dcmtk_dataset.cc",
                          "core/dicom/image.cc",
                          "core/dicom/read_annotation_object.cc",
                          "core/dicom/write_annotation_object.cc"},
    "zlib.h": {"core/base/gzip.cc"},
}

NOT_IN_CORE = ("grpc", "google/protobuf", "cellquant/v1/", "CLI/", "spdlog/",
               "SQLiteCpp/", "server/", "clients/")

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)


def core_problem(room, header):
    if header.startswith(NOT_IN_CORE):
        return "core knows no wire, no log and no command line"
    match = re.match(r"core/(\w+)/", header)
    if match and match[1] != room and match[1] not in CORE[room]:
        return f"{room} may not enter {match[1]}"
    return None


def problem(path, header):
    for prefix, users in ONE_USER.items():
        if header.startswith(prefix) and path not in users:
            return f"only {', '.join(sorted(users))} may include it"
    parts = path.split("/")
    if parts[0] == "core":
        return core_problem(parts[1], header)
    if parts[0] == "server" and header.startswith("clients/"):
        return "the server knows no client"
    if parts[0] == "clients" and header.startswith("server/"):
        return "clients know the server by its protocol only"
    return None


def main(root):
    problems = 0
    files = 0
    for room in ("core", "server", "clients"):
        for file in sorted((root / room).rglob("*")):
            if file.suffix not in (".h", ".cc"):
                continue
            files += 1
            path = file.relative_to(root).as_posix()
            for header in INCLUDE.findall(file.read_text(encoding="utf-8")):
                why = problem(path, header)
                if why:
                    problems += 1
                    print(f"{path}: {header}: {why}")
    print(f"{files} files, {problems} wrong includes")
    return 1 if problems or not files else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
