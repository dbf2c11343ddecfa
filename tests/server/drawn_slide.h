// Small images that look enough like stained tissue to be counted.
#ifndef CELLQUANT_TESTS_SERVER_DRAWN_SLIDE_H_
#define CELLQUANT_TESTS_SERVER_DRAWN_SLIDE_H_

#include <filesystem>
#include <string>

namespace cellquant::server {

// Writes a field of nuclei 20 um apart on pale tissue, every second one with
// brown cytoplasm, for a pixel size of 0.5 um. The format is the extension's.
void WriteDrawnSlide(const std::filesystem::path& file, int width, int height);

// QuPath GeoJSON with one rectangle, in level-0 pixels.
std::string RectangleGeoJson(int x, int y, int width, int height,
                             const std::string& name = "box");

}  // namespace cellquant::server

#endif  // CELLQUANT_TESTS_SERVER_DRAWN_SLIDE_H_
