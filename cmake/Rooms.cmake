# A room is one folder, one static library, one idea.
#
#   cellquant_library(NAME stain SOURCES a.cc b.cc PUBLIC dep PRIVATE dep)
#
# makes the target cellquant_NAME. Includes are written from the repository's
# root ("core/stain/separation.h").
function(cellquant_library)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  set(target cellquant_${ARG_NAME})
  add_library(${target} STATIC ${ARG_SOURCES})
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${target} PUBLIC ${ARG_PUBLIC}
                        PRIVATE ${ARG_PRIVATE} cellquant_warnings)
endfunction()

#   cellquant_test(NAME stain SOURCES a_test.cc LIBS cellquant_stain LABELS x)
#
# makes the program NAME_test and registers each of its tests with ctest. A
# test that needs real files gets their folder in CELLQUANT_TEST_DATA.
function(cellquant_test)
  cmake_parse_arguments(ARG "" "NAME;TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 600)  # of the sanitizers on a busy machine
  endif()
  add_executable(${ARG_NAME}_test ${ARG_SOURCES})
  set_target_properties(${ARG_NAME}_test PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${ARG_NAME}_test PRIVATE ${ARG_LIBS} GTest::gmock
                        GTest::gtest_main cellquant_warnings)
  gtest_discover_tests(${ARG_NAME}_test
    TEST_PREFIX "${ARG_NAME}."
    DISCOVERY_TIMEOUT 60
    PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}")
endfunction()
