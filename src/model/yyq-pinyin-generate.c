/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Runs while the program is built, and writes yyq-pinyin-table.h: how each Chinese character is
 * read, as ICU knows it. At run time ICU would take its rules apart anew in every process, which
 * costs more time and memory than all of the search.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define FIRST 0x3400
#define LAST 0x9FFF
#define BEYOND 0x20000
#define END 0x33480
#define MOST_SYLLABLES 2048
#define LONGEST 8 /* with the end of the text: "chuang" */

static char syllables[MOST_SYLLABLES][LONGEST];
static unsigned n_syllables = 1; /* 0: not read at all */
static uint64_t fingerprint = 14695981039346656037ULL;

static void
fail (const char *what)
{
  fprintf (stderr, "pinyin: %s\n", what);
  abort ();
}

static UTransliterator *
open_rules (void)
{
  UChar id[32];
  UErrorCode status = U_ZERO_ERROR;
  UTransliterator *rules;

  u_uastrcpy (id, "Han-Latin; NFD; Lower");
  rules = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);

  if (U_FAILURE (status))
    fail (u_errorName (status));
  return rules;
}

/* The letters without their tones; the dots of ü are a v, as on a keyboard. 0: there are others. */
static int
take_letters (const UChar *text, int length, char *syllable)
{
  int n = 0;

  for (int i = 0; i < length; i++) {
    if (text[i] >= 'a' && text[i] <= 'z' && n < LONGEST - 1)
      syllable[n++] = (char) text[i];
    else if (text[i] == 0x0308 && n > 0 && syllable[n - 1] == 'u')
      syllable[n - 1] = 'v';
    else if (u_charType (text[i]) != U_NON_SPACING_MARK && text[i] != ' ')
      return 0;
  }
  syllable[n] = '\0';
  return n;
}

static unsigned
find_syllable (const char *syllable)
{
  for (unsigned i = 1; i < n_syllables; i++)
    if (strcmp (syllables[i], syllable) == 0)
      return i;
  if (n_syllables == MOST_SYLLABLES)
    fail ("too many syllables");
  memcpy (syllables[n_syllables], syllable, LONGEST);
  return n_syllables++;
}

static unsigned
read_character (UTransliterator *rules, UChar32 c)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar text[64] = { 0 };
  int32_t length = 0, limit;
  char syllable[LONGEST] = { 0 };
  unsigned found = 0;

  if (!u_isdefined (c))
    return 0;
  U16_APPEND_UNSAFE (text, length, c);
  limit = length;
  utrans_transUChars (rules, text, &length, 64, 0, &limit, &status);
  if (U_SUCCESS (status) && take_letters (text, length, syllable) > 0)
    found = find_syllable (syllable);
  fingerprint = (fingerprint ^ found) * 1099511628211ULL;
  return found;
}

static void
write_near (UTransliterator *rules)
{
  printf ("#define YYQ_PINYIN_FIRST 0x%X\n#define YYQ_PINYIN_LAST 0x%X\n\n", FIRST, LAST);
  printf ("static const guint16 yyq_pinyin_near[] = {");
  for (UChar32 c = FIRST; c <= LAST; c++)
    printf ("%s%u,", (c - FIRST) % 20 == 0 ? "\n  " : " ", read_character (rules, c));
  printf ("\n};\n\n");
}

static void
write_far (UTransliterator *rules)
{
  printf ("/* Sorted. */\nstatic const struct {\n  guint32 character;\n  guint16 syllable;\n} "
          "yyq_pinyin_far[] = {\n");
  for (UChar32 c = BEYOND; c < END; c++) {
    unsigned found = read_character (rules, c);

    if (found != 0)
      printf ("  { 0x%X, %u },\n", (unsigned) c, found);
  }
  printf ("};\n\n");
}

static void
write_syllables (void)
{
  printf ("static const char yyq_pinyin_syllables[][%d] = {\n", LONGEST);
  for (unsigned i = 0; i < n_syllables; i++) {
    for (const char *at = syllables[i]; *at != '\0'; at++)
      fingerprint = (fingerprint ^ (unsigned char) *at) * 1099511628211ULL;
    printf ("  \"%s\",\n", syllables[i]);
  }
  printf ("};\n\n#define YYQ_PINYIN_FINGERPRINT \"%016llx\"\n", (unsigned long long) fingerprint);
}

int
main (void)
{
  UTransliterator *rules = open_rules ();

  printf ("/* Made by yyq-pinyin-generate.c. */\n\n");
  write_near (rules);
  write_far (rules);
  write_syllables ();
  utrans_close (rules);
  return n_syllables > 300 ? 0 : 1;
}
