/* src/base/file.h - a file of a user's dictionaries as bytes. */
#ifndef TOC_FILE_H
#define TOC_FILE_H

#include "base/error.h"
#include "base/slice.h"

/* Reads a whole dictionary file. out->ptr is malloc'ed, the caller's to free. TOCSIN_IO, TOCSIN_LIMIT
 * (more than TOC_MAX_DICT_FILE_BYTES) or TOCSIN_NO_MEMORY, with the path in the message. */
tocsin_status toc_file_read(const char *path, toc_slice *out, tocsin_error *err);

#endif
