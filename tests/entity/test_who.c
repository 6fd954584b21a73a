/* tests/entity/test_who.c - who is who, from hand-set tags and the dictionaries of data/.
 *
 * A case: a text, and the mention to look at; then the words of its entity's mentions joined by '|',
 * kind, actor code, country, sector ("-" for none, NULL: no entity at all). */
#include "entity/who.h"

#include "check.h"
#include "entity/chunk.h"
#include "entity/tagged.h"

static const struct {
    const char *text, *at, *mentions, *kind, *code, *country, *sector;
} CASES[] = {
    {"gunmen/NOUN", "gunmen", "gunmen", "person", "UAF", "-", "UAF"},
    {"unidentified/ADJ armed/ADJ men/NOUN", "unidentified armed men", "unidentified armed men",
     "person", "UAF", "-", "UAF"},
    {"soldiers/NOUN of/ADP the/DET Nigerian/ADJ army/NOUN", "soldiers", "soldiers", "person",
     "NGAMIL", "NGA", "MIL"},
    {"soldiers/NOUN of/ADP the/DET Nigerian/ADJ army/NOUN", "the Nigerian army",
     "the Nigerian army", "military", "NGAMIL", "NGA", "MIL"},
    {"the/DET Iraqi/ADJ driver/NOUN", "the Iraqi driver", "the Iraqi driver", "person", "IRQCVL",
     "IRQ", "CVL"},
    {"American/ADJ warplanes/NOUN", "American warplanes", "American warplanes", "vehicle", "USAMIL",
     "USA", "MIL"},
    {"a/DET police/NOUN spokesman/NOUN", "a police spokesman", "a police spokesman", "person",
     "COP", "-", "COP"},
    {"Chile/PROPN/B-LOC ~'s/PART Defense/PROPN Ministry/PROPN", "Defense Ministry",
     "Defense Ministry", "organisation", "CHLGOV", "CHL", "GOV"},
    {"a/DET former/ADJ government/NOUN official/NOUN", "a former government official",
     "a former government official", "person", "ELI", "-", "ELI"},
    {"a/DET group/NOUN of/ADP men/NOUN", "a group", "a group", "organisation", "-", "-", "UNK"},
    {"members/NOUN of/ADP the/DET rebel/NOUN group/NOUN", "members", "members", "person", "REB",
     "-", "REB"},
    {"the/DET convoy/NOUN left/VERB ~./PUNCT || Rebels/NOUN attacked/VERB the/DET convoy/NOUN",
     "the convoy", "the convoy|the convoy", "vehicle", "-", "-", "-"},
    {"the/DET Iraqi/ADJ driver/NOUN left/VERB || the/DET American/ADJ driver/NOUN stayed/VERB",
     "the Iraqi driver", "the Iraqi driver", "person", "IRQCVL", "IRQ", "CVL"},
    {"Rebels/NOUN struck/VERB ~./PUNCT || The/DET attackers/NOUN fled/VERB ~./PUNCT",
     "The attackers", "Rebels|The attackers", "group", "REB", "-", "REB"},
    {"General/PROPN Vincent/PROPN/B-PER Barker/PROPN/I-PER said/VERB ~./PUNCT || Barker/PROPN/B-PER left/VERB ~./PUNCT || He/PRON slept/VERB",
     "Vincent Barker", "Vincent Barker|Barker|He", "person", "MIL", "-", "MIL"},
    {"Ana/PROPN/B-PER Ruiz/PROPN/I-PER met/VERB Luis/PROPN/B-PER Ruiz/PROPN/I-PER", "Ana Ruiz",
     "Ana Ruiz", "person", "-", "-", "-"},
    {"Vincent/PROPN/B-PER Barker/PROPN/I-PER ~,/PUNCT the/DET army/NOUN chief/NOUN ~,/PUNCT said/VERB",
     "Vincent Barker", "Vincent Barker|the army chief", "person", "MIL", "-", "MIL"},
    {"the/DET Blue/PROPN/B-ORG River/PROPN/I-ORG Front/PROPN/I-ORG (/PUNCT BRF/PROPN ~)/PUNCT struck/VERB ~./PUNCT || The/DET group/NOUN left/VERB",
     "BRF", "Blue River Front|BRF|The group", "organisation", "-", "-", "-"},
    {"gunmen/NOUN who/PRON fled/VERB", "gunmen", "gunmen|who", "person", "UAF", "-", "UAF"},
    {"Tehran/PROPN/B-LOC said/VERB ~./PUNCT", "Tehran", "Tehran", "government", "IRNGOV", "IRN",
     "GOV"},
    {"in/ADP Tehran/PROPN/B-LOC ~./PUNCT", "Tehran", NULL, NULL, NULL, NULL, NULL},
    {"Iran/PROPN/B-LOC said/VERB ~./PUNCT", "Iran", "Iran", "government", "IRN", "IRN", "-"},
    {"two/NUM men/NOUN left/VERB and/CCONJ a/DET woman/NOUN said/VERB she/PRON stayed/VERB",
     "a woman", "a woman|she", "person", "-", "-", "UNK"},
    {"the/DET South/PROPN Korean/ADJ leader/NOUN", "the South Korean leader",
     "the South Korean leader", "person", "KORGOV", "KOR", "GOV"},
    {"the/DET leader/NOUN", "the leader", "the leader", "person", "-", "-", "-"},
    {"a/DET police/NOUN driver/NOUN", "a police driver", "a police driver", "person", "COP", "-",
     "COP"},
    {"the/DET Iraqis/PROPN left/VERB", "Iraqis", "Iraqis", "civilian", "IRQ", "IRQ", "CVL"},
    {"U.S./PROPN Secretary/PROPN of/ADP State/PROPN Anna/PROPN/B-PER Kern/PROPN/I-PER", "Anna Kern",
     "Anna Kern", "person", "USAGOV", "USA", "GOV"},
    {"no/DET group/NOUN claimed/VERB it/PRON", "no group", "no group", "organisation", "-", "-",
     "-"},
    {"American/ADJ troops/NOUN came/VERB ~./PUNCT || American/ADJ troops/NOUN left/VERB ~./PUNCT",
     "American troops", "American troops|American troops", "military", "USAMIL", "USA", "MIL"},
    {"Ruth/PROPN/B-PER Aguilar/PROPN/I-PER Marin/PROPN/I-PER left/VERB ~./PUNCT || Aguilar/PROPN/B-PER Marin/PROPN/I-PER sang/VERB ~./PUNCT || Aguilar/PROPN/B-PER slept/VERB",
     "Ruth Aguilar Marin", "Ruth Aguilar Marin|Aguilar Marin|Aguilar", "person", "-", "-", "-"},
    {"the/DET Spanish/ADJ government/NOUN met/VERB the/DET Chilean/ADJ government/NOUN ~./PUNCT || the/DET Spanish/ADJ government/NOUN left/VERB",
     "the Spanish government", "the Spanish government|the Spanish government", "organisation",
     "ESPGOV", "ESP", "GOV"},
    {"police/NOUN Colonel/PROPN Luis/PROPN/B-PER Mora/PROPN/I-PER", "Luis Mora", "Luis Mora",
     "person", "COP", "-", "COP"},
    {"a/DET public/ADJ bus/NOUN burned/VERB", "a public bus", "a public bus", "vehicle", "-", "-",
     "-"},
    {"General/PROPN/0:root Vincent/PROPN/1:flat/B-PER Barker/PROPN/1:flat/I-PER ~./PUNCT/1:punct || He/PRON left/VERB",
     "Vincent Barker", "Vincent Barker|He", "person", "MIL", "-", "MIL"},
    {"the/DET Blue/PROPN/B-ORG Front/PROPN/I-ORG met/VERB the/DET Women/PROPN ~'s/PART Defense/PROPN Unit/PROPN ~./PUNCT",
     "Blue Front", "Blue Front", "organisation", "-", "-", "-"},
    {"Thousands/NOUN of/ADP Nigerian/ADJ students/NOUN marched/VERB", "Thousands", "Thousands",
     "person", "NGAEDU", "NGA", "EDU"},
    {"Greek/ADJ and/CCONJ Turkish/ADJ officials/NOUN met/VERB", "Greek", "Greek", "person",
     "GRCGOV", "GRC", "GOV"},
    {"Greek/ADJ and/CCONJ Turkish/ADJ officials/NOUN met/VERB", "Greek and Turkish officials",
     "Greek and Turkish officials", "person", "TURGOV", "TUR", "GOV"},
    {"Swiss/ADJ ~,/PUNCT French/ADJ and/CCONJ German/ADJ soldiers/NOUN left/VERB", "Swiss", "Swiss",
     "person", "CHEMIL", "CHE", "MIL"},
    {"he/PRON is/AUX French/ADJ ~,/PUNCT German/ADJ soldiers/NOUN said/VERB", "French", NULL, NULL,
     NULL, NULL, NULL},
    {"Serbian/ADJ forces/NOUN left/VERB", "Serbian forces", "Serbian forces", "organisation",
     "SRBMIL", "SRB", "MIL"},
    {"rebel/ADJ forces/NOUN left/VERB", "rebel forces", "rebel forces", "group", "REB", "-", "REB"},
    {"Abkhazia/PROPN/B-LOC left/VERB", "Abkhazia", "Abkhazia", "unknown", "GEO", "GEO", "PRE"},
    {"Abkhaz/ADJ soldiers/NOUN left/VERB", "Abkhaz soldiers", "Abkhaz soldiers", "person", "GEOMIL",
     "GEO", "MIL"},
    {"the/DET Iranian/ADJ president/NOUN left/VERB", "the Iranian president",
     "the Iranian president", "person", "IRNGOV", "IRN", "GOV"},
    {"Israel/PROPN/B-LOC and/CCONJ Palestinian/ADJ militants/NOUN fought/VERB", "Israel", "Israel",
     "unknown", "ISR", "ISR", "-"},
    {"ethnic/ADJ Albanians/PROPN in/ADP Serbia/PROPN/B-LOC left/VERB", "Albanians", "Albanians",
     "civilian", "SRBCVL", "SRB", "CVL"},
    {"ethnic/ADJ Russian/ADJ rebels/NOUN left/VERB", "ethnic Russian rebels",
     "ethnic Russian rebels", "group", "REB", "-", "REB"},
    {"Thousands/NOUN of/ADP trees/NOUN fell/VERB", "Thousands", NULL, NULL, NULL, NULL, NULL},
    {"Zimbabwean/ADJ Prime/PROPN Minister/PROPN Robert/PROPN/B-PER Mugabe/PROPN/I-PER said/VERB",
     "Robert Mugabe", "Robert Mugabe", "person", "ZWEGOV", "ZWE", "GOV"},
    {"former/ADJ Prime/PROPN/B-PER Minister/PROPN Anna/PROPN/B-PER Kern/PROPN/I-PER left/VERB",
     "Prime", NULL, NULL, NULL, NULL, NULL},
    {"Mugabe/PROPN/B-PER spoke/VERB ~./PUNCT || Robert/PROPN/B-PER Mugabe/PROPN/I-PER left/VERB ~./PUNCT",
     "Mugabe", "Mugabe|Robert Mugabe", "person", "ZWEGOV", "ZWE", "GOV"},
    {"the/DET idea/NOUN of/ADP peace/NOUN", "the idea", NULL, NULL, NULL, NULL, NULL},
    {"Kurdish/ADJ rebels/NOUN fled/VERB ~./PUNCT || Soldiers/NOUN came/VERB ~./PUNCT || A/DET rebel/NOUN died/VERB ~./PUNCT",
     "A rebel", "A rebel", "group", "REB", "-", "REB"},
};

/* Whose people act is who acts; a spokesman is himself. */
static const struct {
    const char *text, *name;
} NAMES[] = {
    {"suspected/ADJ JNIM/PROPN militants/NOUN fled/VERB", "Jama'at Nasr al-Islam wal Muslimin"},
    {"fighters/NOUN of/ADP the/DET Rapid/PROPN Support/PROPN Forces/PROPN left/VERB",
     "Rapid Support Forces"},
    {"a/DET Hamas/PROPN spokesman/NOUN said/VERB", "Hamas spokesman"},
    {"Iraqi/ADJ soldiers/NOUN left/VERB", "Iraqi soldiers"},
};

static const char *word_or_dash(toc_slice s, char *out, size_t room)
{
    snprintf(out, room, "%.*s", (int)s.len, s.ptr);
    return s.len == 0 ? "-" : out;
}

static void check_case(size_t i, const toc_record *record)
{
    const toc_entity *e = NULL;
    for (uint32_t k = 0; k < record->entities.count; k++)
        for (uint32_t m = 0; m < record->entities.items[k].mentions.count; m++)
            if (e == NULL &&
                toc_slice_is(
                    toc_record_words(record, record->entities.items[k].mentions.items[m].span),
                    CASES[i].at))
                e = &record->entities.items[k];
    if (CASES[i].mentions == NULL) {
        CHECK(e == NULL, "case %zu: an entity where none is", i);
        return;
    }
    CHECK(e != NULL, "case %zu: no entity \"%s\"", i, CASES[i].at);
    if (e == NULL) return;
    char got[256] = "", a[32];
    size_t n = 0;
    for (uint32_t m = 0; m < e->mentions.count; m++) {
        const toc_slice s = toc_record_words(record, e->mentions.items[m].span);
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", m > 0 ? "|" : "", (int)s.len,
                              s.ptr);
    }
    CHECK(strcmp(got, CASES[i].mentions) == 0, "case %zu: mentions %s", i, got);
    CHECK(strcmp(toc_entity_word(e->kind), CASES[i].kind) == 0, "case %zu: kind %s", i,
          toc_entity_word(e->kind));
    CHECK(strcmp(word_or_dash(e->actor.code, a, sizeof a), CASES[i].code) == 0, "case %zu: code %s",
          i, a);
    CHECK(strcmp(e->actor.country[0] == 0 ? "-" : e->actor.country, CASES[i].country) == 0,
          "case %zu: country %s", i, e->actor.country);
    CHECK(strcmp(e->actor.sector[0] == 0 ? "-" : e->actor.sector, CASES[i].sector) == 0,
          "case %zu: sector %s", i, e->actor.sector);
}

/* The pack of data/, as the build makes it. */
static bool open_data(toc_pack *pack)
{
    toc_pack_part *parts;
    size_t count, len;
    char *bytes;
    tocsin_error err = {0};
    if (toc_dict_compile_dir("data", &parts, &count, NULL, NULL, &err) != TOCSIN_OK) {
        CHECK(false, "%s", err.message);
        return false;
    }
    const bool fine = toc_pack_write(&bytes, &len, parts, count, &err) == TOCSIN_OK;
    toc_dict_parts_free(parts, count);
    return fine && toc_pack_from_bytes(pack, bytes, len, "data", &err) == TOCSIN_OK;
}

int main(void)
{
    toc_pack pack;
    if (!open_data(&pack)) return 1;
    toc_arena arena;
    toc_arena_init(&arena);
    toc_who_data data;
    tocsin_error err = {0};
    CHECK(toc_who_open(&data, &pack, 1, &arena, &err) == TOCSIN_OK, "%s", err.message);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        tagged t;
        tagged_make(&t, CASES[i].text);
        toc_chunks_find(&t.scene);
        toc_who_find(&data, &t.scene, (toc_moment){TOC_NO_DAY, -1});
        check_case(i, &t.record);
        toc_arena_free(&t.arena);
    }
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        tagged t;
        tagged_make(&t, NAMES[i].text);
        toc_chunks_find(&t.scene);
        toc_who_find(&data, &t.scene, (toc_moment){TOC_NO_DAY, -1});
        bool found = false;
        for (uint32_t e = 0; e < t.record.entities.count; e++)
            found = found || toc_slice_is(t.record.entities.items[e].name, NAMES[i].name);
        CHECK(found, "%s: nobody is called %s", NAMES[i].text, NAMES[i].name);
        toc_arena_free(&t.arena);
    }
    for (int placed = 0; placed < 2; placed++) { /* a region that ends in a word for a company */
        tagged land;
        tagged_make(&land,
                    "the/DET West/PROPN Bank/PROPN town/NOUN || the/DET West/PROPN Bank/PROPN");
        const toc_place place = {
            .kind = TOC_PLACE_REGION,
            .span = {land.text.tokens.items[5].start, land.text.tokens.items[6].end},
            .name = TOC_LIT("West Bank"),
            .country = "PSE"};
        if (placed) toc_push(&land.arena, &land.record.places, place);
        toc_chunks_find(&land.scene);
        toc_who_find(&data, &land.scene, (toc_moment){TOC_NO_DAY, -1});
        CHECK(land.record.entities.count == (placed ? 0u : 1u), "placed %d: %u entities", placed,
              land.record.entities.count);
        toc_arena_free(&land.arena);
    }
    toc_who_data none; /* without any table nothing is found, and nothing breaks */
    CHECK(toc_who_open(&none, NULL, 0, &arena, &err) == TOCSIN_OK, "%s", err.message);
    tagged t;
    tagged_make(&t, CASES[0].text);
    toc_chunks_find(&t.scene);
    toc_who_find(&none, &t.scene, (toc_moment){0, -1});
    CHECK(t.record.entities.count == 0, "%u entities", t.record.entities.count);
    toc_arena_free(&t.arena);
    toc_arena_free(&arena);
    toc_pack_close(&pack);
    return check_done();
}
