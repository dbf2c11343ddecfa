# C++20, warnings as errors in our own code, sanitizers on request.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

# Counts must be the same bytes on every machine, so a*b+c is never fused.
add_compile_options(-ffp-contract=off)

if(CELLQUANT_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# Only the programs of tests/fuzz link libFuzzer's main. float-cast-overflow is
# not part of Clang's "undefined", and coordinates become integers.
if(CELLQUANT_FUZZ)
  set(fuzz_sanitizers address,undefined,float-cast-overflow)
  add_compile_options(-fsanitize=fuzzer-no-link,${fuzz_sanitizers}
                      -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${fuzz_sanitizers})
endif()

# Linked by every target of ours, never by generated code.
add_library(cellquant_warnings INTERFACE)
target_compile_options(cellquant_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  -Wold-style-cast -Wcast-qual -Wunused -Wimplicit-fallthrough
  -Wswitch-enum -Werror
  # GCC 12 sees overlapping copies in std::string where there are none (its
  # bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
