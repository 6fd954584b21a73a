/* src/store/toll.h - SQL: how many were hurt, when reports differ (docs/INCIDENTS.md, "Figures that differ"). */
#ifndef TOC_STORE_TOLL_H
#define TOC_STORE_TOLL_H

/* The figures that stand for incident i, each with its documents. A source stands by what it said last; copies of one
 * text are one voice. choice 1: the figure of most voices; where none has more than every other, the lowest. */
#define TOC_TOLL_FIGURES(harm)                                                                                          \
    "(select low, high, docs, row_number() over (order by top and tops=1 desc, low, high is null, high) as choice from" \
    " (select *, sum(top) over () as tops from (select *, voices=max(voices) over () as top from"                       \
    "  (select low, high, count(*) as voices, json_group_array(ext) as docs from"                                       \
    "   (select *, row_number() over (partition by original, low, high order by copied, ext) as voice"                  \
    "    from (select v." harm "_low as low, v." harm                                                                   \
    "_high as high, w.ext as ext, ifnull(c.copy_of,w.id) as original,"                                                  \
    "      c.copy_of is not null as copied, row_number() over (partition by ifnull(w.source,w.ext)"                     \
    "       order by w.day desc, w.published desc, w.ext desc, v.n) as last"                                            \
    "      from event v join doc w on w.id=v.doc join report c on c.doc=v.doc"                                          \
    "      where v.incident=i.id and v." harm "_low is not null)"                                                       \
    "    where last=1 order by ext)"                                                                                    \
    "   where voice=1 group by low, high))))"

#endif
