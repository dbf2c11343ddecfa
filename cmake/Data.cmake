# The programs look for their data in ../share/cellquant beside their own bin/
# folder. The build tree has the same shape as the installation, so there is
# one rule and no path is compiled in.
set(data_dir ${CMAKE_BINARY_DIR}/share/cellquant)
file(MAKE_DIRECTORY ${data_dir})
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/protocols ${data_dir}/protocols SYMBOLIC)
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/models ${data_dir}/models SYMBOLIC)
install(DIRECTORY protocols DESTINATION ${CMAKE_INSTALL_DATADIR}/cellquant
        FILES_MATCHING PATTERN "*.yaml" PATTERN "versions.json")
install(DIRECTORY models DESTINATION ${CMAKE_INSTALL_DATADIR}/cellquant
        FILES_MATCHING PATTERN "*.onnx" PATTERN "*.onnx.sha256")
