# What `cmake --install` puts where. The prefix may be given at install time, so the .pc file is
# made then.
install(TARGETS tocsin LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES include/tocsin/tocsin.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/tocsin)
install(FILES ${TOCSIN_PACK} DESTINATION ${CMAKE_INSTALL_DATADIR}/tocsin)
install(FILES LICENSE NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(CODE "
  set(PROJECT_VERSION \"${PROJECT_VERSION}\")
  set(CMAKE_INSTALL_INCLUDEDIR \"${CMAKE_INSTALL_INCLUDEDIR}\")
  set(CMAKE_INSTALL_LIBDIR \"${CMAKE_INSTALL_LIBDIR}\")
  set(CMAKE_INSTALL_DATADIR \"${CMAKE_INSTALL_DATADIR}\")
  configure_file(\"${PROJECT_SOURCE_DIR}/cmake/tocsin.pc.in\"
    \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_LIBDIR}/pkgconfig/tocsin.pc\" @ONLY)
")
