/* src/legacy/files.h - the files of a folder, in an order that no file system decides. */
#ifndef TOC_LEGACY_FILES_H
#define TOC_LEGACY_FILES_H

#include "base/error.h"
#include "base/slice.h"

typedef struct toc_legacy_files {
    toc_slice *names, *texts; /* malloc'ed, as are their bytes; names without the folder */
    size_t count;
} toc_legacy_files;

/* Hidden files and folders inside are left out. TOCSIN_IO, TOCSIN_LIMIT: err names the file. */
tocsin_status toc_legacy_files_read(toc_legacy_files *out, const char *dir, tocsin_error *err);
/* Writes dir/name, making the folder when it is not there. */
tocsin_status toc_legacy_file_write(const char *dir, const char *name, toc_slice bytes,
                                    tocsin_error *err);
void toc_legacy_files_free(toc_legacy_files *files);

#endif
