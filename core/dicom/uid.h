// Unique identifiers of DICOM, and what they have in common with UUIDs.
//
// A UID that begins with "2.25." is a UUID written as one decimal number
// (DICOM PS3.5, section B.2; ITU-T X.667), so either can be made from the
// other.
#ifndef CELLQUANT_CORE_DICOM_UID_H_
#define CELLQUANT_CORE_DICOM_UID_H_

#include <string>
#include <string_view>

namespace cellquant::core {

// The UID of a UUID in lowercase; empty when `uuid` is none.
std::string UidFromUuid(std::string_view uuid);

// The UUID, in lowercase, of a UID that is one; empty for any other.
std::string UuidFromUid(std::string_view uid);

// A UID that is always the same for `name`: the first 128 bits of its SHA-256
// as a UUID of version 8 (RFC 9562, section 5.8).
std::string DerivedUid(std::string_view name);

}  // namespace cellquant::core

#endif  // CELLQUANT_CORE_DICOM_UID_H_
