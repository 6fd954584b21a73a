# tocsin.pack in the build folder, from data/, models/ and the gazetteer that
# tools/gazetteer makes. A new or changed file below them rebuilds it.
add_executable(tocsin-pack tools/tocsin-pack.c)
target_link_libraries(tocsin-pack PRIVATE tocsin_objects tocsin_flags)

file(GLOB_RECURSE TOCSIN_PACK_INPUTS CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/data/*.tsv ${PROJECT_SOURCE_DIR}/models/*.zst)
foreach(file data/VERSION models/MANIFEST.tsv)
  if(EXISTS ${PROJECT_SOURCE_DIR}/${file})
    list(APPEND TOCSIN_PACK_INPUTS ${PROJECT_SOURCE_DIR}/${file})
  endif()
endforeach()

set(TOCSIN_GAZETTEER_FILE ${PROJECT_BINARY_DIR}/gazetteer.bin)
set(TOCSIN_PACK ${CMAKE_BINARY_DIR}/tocsin.pack)
add_custom_command(OUTPUT ${TOCSIN_PACK}
  COMMAND tocsin-pack ${TOCSIN_PACK} ${PROJECT_SOURCE_DIR}/data ${PROJECT_SOURCE_DIR}/models
    ${TOCSIN_GAZETTEER_FILE}
  DEPENDS tocsin-pack gazetteer ${TOCSIN_PACK_INPUTS} ${TOCSIN_GAZETTEER_FILE}
  COMMENT "Building the data pack" VERBATIM)
add_custom_target(pack ALL DEPENDS ${TOCSIN_PACK})
