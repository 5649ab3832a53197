# find_package(arenablas CONFIG) gives the targets
#   arenablas::arenablas   headers and library, 32-bit integers
#   arenablas::ilp64       the same with 64-bit integers in the headers
get_filename_component(_arenablas_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET arenablas::arenablas)
  add_library(arenablas::arenablas SHARED IMPORTED)
  set_target_properties(arenablas::arenablas PROPERTIES
    IMPORTED_LOCATION "${_arenablas_prefix}/lib/libarenablas.so"
    IMPORTED_SONAME libarenablas.so.0
    INTERFACE_INCLUDE_DIRECTORIES "${_arenablas_prefix}/include/arenablas")
  add_library(arenablas::ilp64 INTERFACE IMPORTED)
  set_target_properties(arenablas::ilp64 PROPERTIES
    INTERFACE_LINK_LIBRARIES arenablas::arenablas
    INTERFACE_COMPILE_DEFINITIONS ARENABLAS_ILP64)
endif()

unset(_arenablas_prefix)
