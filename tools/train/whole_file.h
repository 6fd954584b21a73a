/* tools/train/whole_file.h - a file of training data as bytes. */
#ifndef WHOLE_FILE_H
#define WHOLE_FILE_H

#include "base/slice.h"

/* Reads a whole file, with a NUL behind it; ends the program when it cannot. To free: ptr. */
toc_slice whole_file(const char *path);

#endif
