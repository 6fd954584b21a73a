/* src/store/tell.c - stories -> rows of incident: one for the main event of each story, one for each
 * event that its reports mention besides. Only of the reports in temp table touched, which are whole
 * incidents: all reports of each story that changed. */
#include "store/store.h"
#include "store/toll.h"

/* An incident is named after the least name among its reports: the same set, the same id. */
#define FIELDS \
    "type, method, status, scope, confidence, day_from, day_to, lat, lon, country, admin1, precision, killed_low, killed_high, injured_low, injured_high, spot, line"

/* cross join: touched is the small one, and it is read first */
static const char TELL[] =
    "insert or ignore into former select i.key, d.ext, i.n from incident i join doc d on d.id=i.doc"
    "  where i.id in (select e.incident from touched t cross join event e on e.doc=t.doc);"
    "delete from incident where id in (select e.incident from touched t cross join event e on e.doc=t.doc);"
    "update event set incident=null where doc in (select doc from touched);"
    /* its best telling: the surest, with most parties, of the first name */
    "insert into incident(key, main, doc, n, " FIELDS ")"
    "  select b.key, 1, e.doc, e.n, " FIELDS
    " from (select incident_key(min(d.ext) over (partition by r.story)) as key, d.id, d.main,"
    "    row_number() over (partition by r.story order by e.confidence desc, e.roles desc, d.ext) as rank"
    "    from touched t cross join report r on r.doc=t.doc cross join doc d on d.id=r.doc cross join event e on e.doc=d.id and e.n=d.main) b"
    "  join event e on e.doc=b.id and e.n=b.main where b.rank=1;"
    "create temp table told as select r.story as story, i.id as id from incident i join report r on r.doc=i.doc"
    "  where i.main=1 and i.doc in (select doc from touched);"
    "create index temp.told_story on told(story);"
    "update event set incident=(select id from told where story=(select story from report where doc=event.doc))"
    "  where doc in (select doc from touched) and n=(select main from doc where id=event.doc);"
    "drop table told;"
    /* what the reports of a story mention besides, told apart by kind, place and day */
    "create temp table aside as select e.doc, e.n, d.ext, e.confidence, e.roles,"
    "    r.story||'|'||ifnull(e.type,'')||'|'||ifnull(e.method,'')||'|'||ifnull(e.status,'')||'|'||ifnull(e.country,'')||'|'||ifnull(e.admin1,'')||'|'||ifnull(e.day_from,'') as same"
    "  from touched t cross join report r on r.doc=t.doc cross join doc d on d.id=r.doc cross join event e on e.doc=d.id where e.n is not d.main;"
    "create temp table best as select same, doc, n, first from (select same, doc, n, min(ext||'#'||n) over (partition by same) as first,"
    "    row_number() over (partition by same order by confidence desc, roles desc, ext, n) as rank from aside) where rank=1;"
    "insert into incident(key, main, doc, n, " FIELDS
    ") select incident_key(b.first), 0, e.doc, e.n, " FIELDS
    "  from best b join event e on e.doc=b.doc and e.n=b.n;"
    "create temp table told as select b.same as same, i.id as id from best b join incident i on i.doc=b.doc and i.n=b.n;"
    "create index temp.told_same on told(same); create index temp.aside_event on aside(doc, n);"
    "update event set incident=(select id from told where same=(select same from aside a where a.doc=event.doc and a.n=event.n))"
    "  where doc in (select doc from touched) and incident is null;"
    "drop table told; drop table aside; drop table best;"
    /* an id that is no more leads to where the report of its best telling is now */
    "delete from redirect where old in (select key from incident where doc in (select doc from touched));"
    "insert or replace into redirect select f.key, i.key from former f join doc d on d.ext=f.ext"
    "  join event e on e.doc=d.id and e.n=f.n join incident i on i.id=e.incident"
    "  where not exists(select 1 from incident x where x.key=f.key);"
    "update redirect set new=(select r.new from redirect r where r.old=redirect.new)"
    "  where new in (select f.key from former f) and exists(select 1 from redirect r where r.old=redirect.new);"
    "delete from former where not exists(select 1 from todo);";

/* Reports besides the best telling say how many, too. */
#define SET_TOLL(harm)                                                                             \
    "update incident as i set (" harm "_low, " harm                                                \
    "_high)=(select low, high from " TOC_TOLL_FIGURES(                                             \
        harm) " where choice=1) where i.id in"                                                     \
              " (select e.incident from touched t cross join event e on e.doc=t.doc where e." harm \
              "_low is not null);"

tocsin_status toc_store_tell(const tocsin_store *store, tocsin_error *err)
{
    tocsin_status status = toc_store_run(store, TELL, err);
    if (status == TOCSIN_OK) status = toc_store_run(store, SET_TOLL("killed"), err);
    if (status == TOCSIN_OK) status = toc_store_run(store, SET_TOLL("injured"), err);
    return status == TOCSIN_OK ? toc_store_overlay(store, err) : status;
}
