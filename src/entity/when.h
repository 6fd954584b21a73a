/* src/entity/when.h - time expressions: found, normalised to TIMEX3, dated.
 *
 *   sentence -> words (wordview.h) -> types of words (data/time/words.tsv) -> atoms
 *   "July 11", "night", "last", "week" -> joined by a small grammar -> resolved against the day of
 *   writing, the time last spoken of, or nothing (then years stay open: XXXX-07-11)
 *
 * The grammar over types instead of a list of expressions is the lesson of SynTime (Zhong, Sun and
 * Cambria, ACL 2017); news and narrative anchoring that of HeidelTime (Stroetgen and Gertz 2013). */
#ifndef TOC_WHEN_H
#define TOC_WHEN_H

#include "entity/numeral.h"
#include "entity/scene.h"

typedef struct toc_when_data {
    toc_dict words;                         /* table timeword */
    struct when_tag *rows[TOC_DICT_LAYERS]; /* [rows of the layer] parsed */
    toc_numeral_data numerals;
    toc_dict events, event_kinds; /* tables known_event, known_kind */
    struct known_dates *event_rows[TOC_DICT_LAYERS];
    int32_t last_year; /* up to which texts can be dated by them */
    toc_dict offices;  /* table office: terms of heads of state */
    struct known_dates *office_rows[TOC_DICT_LAYERS];
} toc_when_data;

/* Reads tables timeword, numeral, known_event, office; any of them may be missing. */
tocsin_status toc_when_open(toc_when_data *out, const toc_pack *packs, size_t count,
                            toc_arena *arena, tocsin_error *err);

/* Appends to scene->record->times, in text order, and sets chunk->time of chunks whose head lies in
 * one. Uses tokens and, where there, upos and chunks. When the article has no publication date
 * but the text fixes one, record->published is set with published_from "inferred". */
void toc_when_find(const toc_when_data *data, toc_scene *scene, const toc_article *article);

#endif
