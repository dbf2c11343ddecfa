#include "core/annotations/xml_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <pugixml.hpp>
#include <utility>

#include "core/annotations/reader.h"
#include "core/base/printable_text.h"

namespace cellquant::core {
namespace {

// Of all formats NDPA needs most for a vertex: three elements, each opened and
// closed. Eight leave room for the rest, and keep what a hostile file can make
// of its 64 MiB below 1 GiB.
constexpr std::size_t kMaxTags = 8 * kMaxAnnotationVertices;

tl::unexpected<Error> Unreadable(std::string what) {
  return Fail(ErrorReason::kRegionsUnreadable, std::move(what));
}

bool IsUtf8(std::string_view text) {
  return ValidUtf8Length(text) == text.size();
}

// A number for a character (&#55296;) may stand for none, so this is asked of
// the texts after they were unescaped.
bool TextsAreUtf8(const pugi::xml_node& node) {
  const auto attributes = node.attributes();
  return IsUtf8(node.name()) && IsUtf8(node.value()) &&
         std::all_of(attributes.begin(), attributes.end(), [](const auto& a) {
           return IsUtf8(a.name()) && IsUtf8(a.value());
         });
}

// The node after `node` in the order of the file, and how deep it lies; without
// recursion, so that no depth can exhaust the stack.
pugi::xml_node Next(pugi::xml_node node, int& depth) {
  if (const pugi::xml_node child = node.first_child()) {
    ++depth;
    return child;
  }
  while (node && !node.next_sibling()) {
    node = node.parent();
    --depth;
  }
  return node.next_sibling();
}

Result<void> CheckNodes(const pugi::xml_document& document) {
  int depth = 0;
  for (pugi::xml_node node = document; node; node = Next(node, depth)) {
    if (depth > kMaxAnnotationDepth) {
      return Unreadable(fmt::format("the annotations are nested deeper than {}",
                                    kMaxAnnotationDepth));
    }
    if (node.type() == pugi::node_doctype) {
      return Unreadable("the annotations have a document type (<!DOCTYPE>)");
    }
    if (!TextsAreUtf8(node)) {
      return Unreadable(
          fmt::format("the annotations hold text that is not "
                      "UTF-8, after byte {}",
                      std::max<std::ptrdiff_t>(0, node.offset_debug())));
    }
  }
  return {};
}

Result<void> CheckRoot(const pugi::xml_document& document,
                       std::string_view name) {
  const pugi::xml_node root = document.document_element();
  if (root.name() != name) {
    return Unreadable(fmt::format("the annotations' root is <{}>, not <{}>",
                                  PrintableText(root.name(), 64), name));
  }
  for (pugi::xml_node node = root.next_sibling(); node;
       node = node.next_sibling()) {
    if (node.type() == pugi::node_element) {
      return Unreadable("the annotations have more than one root");
    }
  }
  return {};
}

class StringWriter final : public pugi::xml_writer {
 public:
  void write(const void* data, std::size_t size) override {
    bytes.append(static_cast<const char*>(data), size);
  }

  std::string bytes;
};

std::string WithoutControls(std::string text) {
  std::erase_if(text, IsControl);
  return text;
}

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace

std::string_view XmlElement::Text() const {
  return pugi::xml_node(node_).child_value();
}

std::string_view XmlElement::Attribute(const char* name) const {
  return pugi::xml_node(node_).attribute(name).value();
}

XmlElement XmlElement::Child(const char* name) const {
  return XmlElement(pugi::xml_node(node_).child(name).internal_object());
}

std::vector<XmlElement> XmlElement::Children(const char* name) const {
  std::vector<XmlElement> children;
  for (const pugi::xml_node child : pugi::xml_node(node_).children(name)) {
    children.push_back(XmlElement(child.internal_object()));
  }
  return children;
}

std::vector<XmlElement> XmlElement::Grandchildren(const char* parent,
                                                  const char* name) const {
  std::vector<XmlElement> all;
  for (const XmlElement& list : Children(parent)) {
    for (const XmlElement& element : list.Children(name)) {
      all.push_back(element);
    }
  }
  return all;
}

std::size_t XmlElement::CountBelow(std::string_view name) const {
  const pugi::xml_node top(node_);
  std::size_t count = 0;
  int depth = 0;
  for (pugi::xml_node node = top.first_child(); node && depth >= 0;
       node = Next(node, depth)) {
    if (node.name() == name) ++count;
  }
  return count;
}

XmlElement XmlElement::Append(const char* name) {
  return XmlElement(pugi::xml_node(node_).append_child(name).internal_object());
}

void XmlElement::SetAttribute(const char* name, const std::string& value) {
  pugi::xml_node(node_).append_attribute(name).set_value(
      WithoutControls(value).c_str());
}

void XmlElement::SetText(const std::string& text) {
  pugi::xml_node(node_).text().set(WithoutControls(text).c_str());
}

XmlDocument::XmlDocument(std::unique_ptr<pugi::xml_document> document)
    : document_(std::move(document)) {}
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;
XmlDocument::~XmlDocument() = default;

Result<XmlDocument> XmlDocument::Parse(std::string_view bytes,
                                       const char* root) {
  if (const std::size_t at = bytes.find('\0'); at != std::string_view::npos) {
    return Unreadable(fmt::format("the annotations are not XML: byte {}", at));
  }
  const auto tags = std::count(bytes.begin(), bytes.end(), '<');
  if (static_cast<std::size_t>(tags) > kMaxTags) {
    return Unreadable(
        fmt::format("the annotations have more than {} tags", kMaxTags));
  }
  auto document = std::make_unique<pugi::xml_document>();
  const pugi::xml_parse_result parsed = document->load_buffer(
      bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_doctype,
      pugi::encoding_utf8);
  if (!parsed) {
    return Unreadable(fmt::format("the annotations are not XML: byte {}: {}",
                                  parsed.offset, parsed.description()));
  }
  CQ_CHECK(CheckNodes(*document));
  CQ_CHECK(CheckRoot(*document, root));
  return XmlDocument(std::move(document));
}

XmlDocument XmlDocument::WithRoot(const char* root) {
  auto document = std::make_unique<pugi::xml_document>();
  document->append_child(root);
  return XmlDocument(std::move(document));
}

XmlElement XmlDocument::Root() const {
  return XmlElement(document_->document_element().internal_object());
}

std::string XmlDocument::Bytes() const {
  StringWriter writer;
  document_->save(writer, "  ", pugi::format_default, pugi::encoding_utf8);
  return std::move(writer.bytes);
}

std::optional<double> NumberFrom(std::string_view text, DecimalMark mark) {
  std::string digits(Trimmed(text));
  if (mark == DecimalMark::kPointOrComma) {
    std::replace(digits.begin(), digits.end(), ',', '.');
  }
  const char* const end = digits.data() + digits.size();
  double number = 0.0;
  const auto [stop, error] = std::from_chars(digits.data(), end, number);
  if (error != std::errc() || stop != end || !std::isfinite(number)) {
    return std::nullopt;
  }
  return number;
}

Result<Level0Point> VertexFrom(std::string_view x, std::string_view y,
                               const std::string& place, std::size_t number,
                               DecimalMark mark) {
  const auto px = NumberFrom(x, mark);
  const auto py = NumberFrom(y, mark);
  if (px && py) return Level0Point{*px, *py};
  return Fail(
      ErrorReason::kRegionInvalid,
      fmt::format("{}: vertex {} is no pair of numbers: (\"{}\", "
                  "\"{}\")",
                  place, number, PrintableText(x, 32), PrintableText(y, 32)));
}

}  // namespace cellquant::core
