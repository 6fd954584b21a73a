/* src/record/node.c - see node.h. */
#include "record/node.h"

#include <yajl/yajl_tree.h>

tocsin_status toc_node_read(toc_node *out, toc_slice json, tocsin_error *err)
{
    char why[160] = "";
    *out = NULL;
    if (json.len == 0 || memchr(json.ptr, '\0', json.len) != NULL)
        return toc_fail(err, TOCSIN_INPUT, "no line of JSON");
    *out = yajl_tree_parse(json.ptr, why, sizeof why); /* ends at the NUL behind the line */
    if (*out != NULL) return TOCSIN_OK;
    why[strcspn(why, "\n")] = '\0';
    return toc_fail(err, TOCSIN_INPUT, "no JSON: %s", why);
}

void toc_node_free(toc_node root)
{
    yajl_tree_free(root);
}

toc_node toc_node_get(toc_node object, const char *key)
{
    if (!YAJL_IS_OBJECT(object)) return NULL;
    for (size_t i = 0; i < object->u.object.len; i++)
        if (strcmp(object->u.object.keys[i], key) == 0) return object->u.object.values[i];
    return NULL;
}

size_t toc_node_count(toc_node array)
{
    return YAJL_IS_ARRAY(array) ? array->u.array.len : 0;
}

toc_node toc_node_at(toc_node array, size_t index)
{
    return index < toc_node_count(array) ? array->u.array.values[index] : NULL;
}

toc_slice toc_node_text(toc_node node)
{
    return toc_slice_of(YAJL_GET_STRING(node));
}

int64_t toc_node_fixed(toc_node node, unsigned places, int64_t otherwise)
{
    if (!YAJL_IS_NUMBER(node)) return otherwise;
    const char *c = YAJL_GET_NUMBER(node);
    const bool minus = *c == '-';
    int64_t value = 0;
    unsigned behind = 0;
    bool point = false;
    for (c += minus; *c != '\0'; c++) { /* digits with one point at most: no locale */
        if (*c == '.') {
            point = true;
        } else if (*c < '0' || *c > '9') {
            return otherwise; /* 1e9 */
        } else if (!point || behind < places) {
            if (value > INT64_MAX / 100) return otherwise;
            value = value * 10 + (*c - '0');
            behind += point;
        }
    }
    for (; behind < places; behind++) {
        if (value > INT64_MAX / 100) return otherwise;
        value *= 10;
    }
    return minus ? -value : value;
}

bool toc_node_true(toc_node node)
{
    return YAJL_IS_TRUE(node);
}
