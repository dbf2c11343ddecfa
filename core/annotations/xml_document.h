// XML files, read and written. The only user of pugixml.
//
// Names, attributes and texts are UTF-8 on both sides, escaped and unescaped
// here. Entities that a file defines itself are never expanded: a file with a
// document type is refused, since no program writes one.
#ifndef CELLQUANT_CORE_ANNOTATIONS_XML_DOCUMENT_H_
#define CELLQUANT_CORE_ANNOTATIONS_XML_DOCUMENT_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/geometry/frames.h"

namespace pugi {
class xml_document;
struct xml_node_struct;
}  // namespace pugi

namespace cellquant::core {

// One element, or none. A copy is the same element. What it returns lives as
// long as its document and does not change.
class XmlElement {
 public:
  // All are empty where there is none.
  std::string_view Text() const;
  std::string_view Attribute(const char* name) const;
  XmlElement Child(const char* name) const;  // the first of that name
  std::vector<XmlElement> Children(const char* name) const;
  // The children of that name of all children named `parent`.
  std::vector<XmlElement> Grandchildren(const char* parent,
                                        const char* name) const;

  // How many elements of that name there are below it, at any depth.
  std::size_t CountBelow(std::string_view name) const;

  XmlElement Append(const char* name);
  // Control characters, which XML cannot hold, are left out.
  void SetAttribute(const char* name, const std::string& value);
  void SetText(const std::string& text);

 private:
  friend class XmlDocument;
  explicit XmlElement(pugi::xml_node_struct* node) : node_(node) {}

  pugi::xml_node_struct* node_ = nullptr;
};

class XmlDocument {
 public:
  // Parses a file whose root is named `root`. Fails with kRegionsUnreadable: it
  // is no XML, with the byte; not UTF-8; it has a document type; it is nested
  // deeper than kMaxAnnotationDepth, has more tags than the vertices that are
  // allowed can need, or another root.
  static Result<XmlDocument> Parse(std::string_view bytes, const char* root);

  // A new document of nothing but its root.
  static XmlDocument WithRoot(const char* root);

  XmlDocument(XmlDocument&&) noexcept;
  XmlDocument& operator=(XmlDocument&&) noexcept;
  ~XmlDocument();

  XmlElement Root() const;

  // The file: indented, the same for the same content.
  std::string Bytes() const;

 private:
  explicit XmlDocument(std::unique_ptr<pugi::xml_document> document);

  std::unique_ptr<pugi::xml_document> document_;
};

// Whether XML cannot hold this character (XML 1.0, section 2.2).
constexpr bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' &&
         c != '\r';
}

// What may stand between the whole and the decimals.
enum class DecimalMark { kPoint, kPointOrComma };

// The finite number that `text` is as a whole, blanks round it aside; nothing
// if it is none.
std::optional<double> NumberFrom(std::string_view text,
                                 DecimalMark mark = DecimalMark::kPoint);

// The point of two numbers as they stand in a file. Fails with kRegionInvalid,
// naming `place` and the vertex, counted from 1.
Result<Level0Point> VertexFrom(std::string_view x, std::string_view y,
                               const std::string& place, std::size_t number,
                               DecimalMark mark = DecimalMark::kPoint);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_ANNOTATIONS_XML_DOCUMENT_H_
