/* src/record/node.h - a line of JSON as a tree (yajl's), for what is read back: records, incidents. */
#ifndef TOC_NODE_H
#define TOC_NODE_H

#include "base/error.h"
#include "base/slice.h"

typedef struct yajl_val_s *toc_node; /* NULL: there is none; every function takes it */

/* TOCSIN_INPUT: no JSON. The tree owns its strings. */
tocsin_status toc_node_read(toc_node *out, toc_slice json, tocsin_error *err);
void toc_node_free(toc_node root);
/* The value of an object's field. */
toc_node toc_node_get(toc_node object, const char *key);
/* Of an array; 0 for anything else. */
size_t toc_node_count(toc_node array);
toc_node toc_node_at(toc_node array, size_t index);
/* Empty: it is no string. */
toc_slice toc_node_text(toc_node node);
/* The number times ten to the `places`, cut; `otherwise`: it is none, or not of this size. */
int64_t toc_node_fixed(toc_node node, unsigned places, int64_t otherwise);
bool toc_node_true(toc_node node);

#endif
