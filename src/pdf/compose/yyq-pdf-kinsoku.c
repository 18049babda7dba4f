/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-kinsoku.h"

typedef struct {
  YyqPdfBreak kind;
  const char *characters;
} Row;

/* What Unicode's classes leave open, or have otherwise than Chinese papers do. */
static const Row TABLE[] = {
  { YYQ_PDF_BREAK_OPEN, "（《〈「『【〔〖［｛〝｟￥＄￡" },
  { YYQ_PDF_BREAK_OPEN_NARROW, "([{“‘«‹$¥£€№" },
  { YYQ_PDF_BREAK_CLOSE, "，。、；：？！）》〉」』】〕〗］｝〞〟｠．％～〜·・•‧－–﹣々〻" },
  { YYQ_PDF_BREAK_CLOSE_NARROW, ")]},.:;!?%”’»›‰℃°′″¢" },
  { YYQ_PDF_BREAK_SLASH, "／" },
  { YYQ_PDF_BREAK_PAIR, "…—―⋯" },
  { YYQ_PDF_BREAK_WORD, "/\\|\"'-+<>=@#&*_^`~" },
  { YYQ_PDF_BREAK_IDEOGRAPH, "①②③④⑤⑥⑦⑧⑨⑩□☐☑☒√×〇" },
};

/* Unicode's classes; what is not named is a part of a word. */
static const YyqPdfBreak OF_UNICODE[] = {
  [G_UNICODE_BREAK_IDEOGRAPHIC] = YYQ_PDF_BREAK_IDEOGRAPH,
  [G_UNICODE_BREAK_HANGUL_L_JAMO] = YYQ_PDF_BREAK_IDEOGRAPH,
  [G_UNICODE_BREAK_HANGUL_LV_SYLLABLE] = YYQ_PDF_BREAK_IDEOGRAPH,
  [G_UNICODE_BREAK_HANGUL_LVT_SYLLABLE] = YYQ_PDF_BREAK_IDEOGRAPH,
  [G_UNICODE_BREAK_EMOJI_BASE] = YYQ_PDF_BREAK_IDEOGRAPH,
  [G_UNICODE_BREAK_REGIONAL_INDICATOR] = YYQ_PDF_BREAK_IDEOGRAPH,
  [G_UNICODE_BREAK_OPEN_PUNCTUATION] = YYQ_PDF_BREAK_OPEN,
  [G_UNICODE_BREAK_CLOSE_PUNCTUATION] = YYQ_PDF_BREAK_CLOSE,
  [G_UNICODE_BREAK_CLOSE_PARENTHESIS] = YYQ_PDF_BREAK_CLOSE,
  [G_UNICODE_BREAK_NON_STARTER] = YYQ_PDF_BREAK_CLOSE,
  [G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER] = YYQ_PDF_BREAK_CLOSE,
  [G_UNICODE_BREAK_EXCLAMATION] = YYQ_PDF_BREAK_CLOSE,
  [G_UNICODE_BREAK_MANDATORY] = YYQ_PDF_BREAK_NEW_LINE,
  [G_UNICODE_BREAK_LINE_FEED] = YYQ_PDF_BREAK_NEW_LINE,
  [G_UNICODE_BREAK_NEXT_LINE] = YYQ_PDF_BREAK_NEW_LINE,
  [G_UNICODE_BREAK_SPACE] = YYQ_PDF_BREAK_SPACE,
  [G_UNICODE_BREAK_ZERO_WIDTH_SPACE] = YYQ_PDF_BREAK_ZERO_SPACE,
  [G_UNICODE_BREAK_NON_BREAKING_GLUE] = YYQ_PDF_BREAK_GLUE,
  [G_UNICODE_BREAK_WORD_JOINER] = YYQ_PDF_BREAK_GLUE,
};

static gboolean
is_open (YyqPdfBreak kind)
{
  return kind == YYQ_PDF_BREAK_OPEN || kind == YYQ_PDF_BREAK_OPEN_NARROW;
}

static gboolean
is_close (YyqPdfBreak kind)
{
  return kind == YYQ_PDF_BREAK_CLOSE || kind == YYQ_PDF_BREAK_CLOSE_NARROW;
}

YyqPdfBreak
yyq_pdf_break_of (gunichar character)
{
  if (character == ' ' || character == 0x3000)
    return YYQ_PDF_BREAK_SPACE;
  if (g_unichar_isalnum (character) && character < 0x2e80)
    return character >= 0x2460 && character < 0x2500 ? YYQ_PDF_BREAK_IDEOGRAPH : YYQ_PDF_BREAK_WORD;
  if (character >= 0x4e00 && character < 0xa000)
    return YYQ_PDF_BREAK_IDEOGRAPH;
  for (guint i = 0; i < G_N_ELEMENTS (TABLE); i++)
    if (g_utf8_strchr (TABLE[i].characters, -1, character) != NULL)
      return TABLE[i].kind;
  if (g_unichar_break_type (character) >= G_N_ELEMENTS (OF_UNICODE))
    return YYQ_PDF_BREAK_WORD;
  return OF_UNICODE[g_unichar_break_type (character)];
}

static gboolean
keep_together (YyqPdfBreak before, YyqPdfBreak after)
{
  return (before == YYQ_PDF_BREAK_PAIR && after == YYQ_PDF_BREAK_PAIR) ||
         before == YYQ_PDF_BREAK_GLUE || after == YYQ_PDF_BREAK_GLUE ||
         before == YYQ_PDF_BREAK_SLASH || after == YYQ_PDF_BREAK_SLASH || is_open (before) ||
         is_close (after);
}

/* The parts of what is read as one: a word, a number with its signs. */
static gboolean
is_one_word (YyqPdfBreak before, YyqPdfBreak after)
{
  gboolean left = before == YYQ_PDF_BREAK_WORD || before == YYQ_PDF_BREAK_CLOSE_NARROW;
  gboolean right = after == YYQ_PDF_BREAK_WORD || after == YYQ_PDF_BREAK_OPEN_NARROW;

  return left && right;
}

gboolean
yyq_pdf_break_is_allowed (YyqPdfBreak solid, YyqPdfBreak before, YyqPdfBreak after)
{
  if (before == YYQ_PDF_BREAK_NEW_LINE)
    return TRUE;
  /* Spaces stay where they are, at the end of the line that ends. */
  if (after == YYQ_PDF_BREAK_NEW_LINE || after == YYQ_PDF_BREAK_SPACE ||
      after == YYQ_PDF_BREAK_ZERO_SPACE)
    return FALSE;
  if (before == YYQ_PDF_BREAK_SPACE)
    return !is_open (solid) && !is_close (after) && after != YYQ_PDF_BREAK_GLUE;
  if (before == YYQ_PDF_BREAK_ZERO_SPACE)
    return !is_close (after);
  return !keep_together (before, after) && !is_one_word (before, after);
}

gboolean
yyq_pdf_break_is_bearable (YyqPdfBreak before, YyqPdfBreak after)
{
  return !keep_together (before, after);
}
