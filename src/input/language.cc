// src/input/language.cc - C++ only because CLD2 is; see language.h.
#include <cstdio>
#include <vector>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <cld2/internal/lang_script.h>

#include "input/language.h"

extern "C" const char *toc_language_detect(const char *text, size_t len, bool *reliable)
{
    const size_t most = 1 << 14; /* more text does not change the answer, only the time */
    if (len > most) {
        len = most;
        while (len > 0 && (static_cast<unsigned char>(text[len]) & 0xc0) == 0x80) len--;
    }
    CLD2::Language best[3];
    int percent[3], bytes = 0;
    double score[3];
    CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    *reliable = false;
    const CLD2::Language language = CLD2::ExtDetectLanguageSummary(
        text, static_cast<int>(len), true, &hints, 0, best, percent, score, nullptr,
        &bytes, reliable);
    return language == CLD2::UNKNOWN_LANGUAGE ? "und" : CLD2::LanguageCode(language);
}
