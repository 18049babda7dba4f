/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-markup.h"

#include <string.h>

#include "yyq-error.h"

#define SOURCE_MOST (256 * 1024) /* bytes */
#define BLOCKS_MOST 2000
#define CONTROLS_MOST 500
#define PARTIES_MOST 8

#define COLUMNS " || "

typedef struct {
  YyqPdfMarkup *document;
  guint line;         /* that is read, from 1 on */
  GString *paragraph; /* its lines so far */
  guint paragraph_line;
  gboolean signing; /* between @sign and @end */
  gboolean signed_; /* behind @end */
  GHashTable *keys; /* key: its first YyqPdfMarkupControl */
  GError **error;
} Parser;

static gboolean G_GNUC_PRINTF (3, 4) refuse (Parser *self, guint line, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (self->error,
                     g_error_new_valist (YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT, format, arguments));
  va_end (arguments);
  g_prefix_error (self->error, "line %u: ", MAX (line, 1)); /* nothing at all has no line */
  return FALSE;
}

static void
party_clear (gpointer data)
{
  YyqPdfParty *party = data;

  g_free (party->name);
  g_free (party->role);
}

static void
run_clear (gpointer data)
{
  g_free (((YyqPdfMarkupRun *) data)->text);
}

static void
block_clear (gpointer data)
{
  YyqPdfMarkupBlock *block = data;

  g_clear_pointer (&block->left, g_array_unref);
  g_clear_pointer (&block->right, g_array_unref);
}

static YyqPdfMarkup *
markup_new (void)
{
  YyqPdfMarkup *self = g_new0 (YyqPdfMarkup, 1);

  self->parties = g_array_new (FALSE, FALSE, sizeof (YyqPdfParty));
  g_array_set_clear_func (self->parties, party_clear);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (YyqPdfMarkupBlock));
  g_array_set_clear_func (self->blocks, block_clear);
  self->controls = g_ptr_array_new_with_free_func ((GDestroyNotify) yyq_pdf_markup_control_free);
  return self;
}

void
yyq_pdf_markup_free (YyqPdfMarkup *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->title);
  g_free (self->type);
  g_array_unref (self->parties);
  g_array_unref (self->blocks);
  g_ptr_array_unref (self->controls);
  g_clear_pointer (&self->paging, yyq_pdf_markup_control_free);
  g_free (self);
}

const YyqPdfParty *
yyq_pdf_markup_find_party (const YyqPdfMarkup *self, const char *name)
{
  for (guint i = 0; i < self->parties->len; i++) {
    const YyqPdfParty *party = &g_array_index (self->parties, YyqPdfParty, i);

    if (g_str_equal (party->name, name))
      return party;
  }
  return NULL;
}

/* A control stands where its shape belongs, its party can do what it asks for, and it does not
 * contradict an earlier place of the same value. */
static gboolean
check_control (Parser *self, const YyqPdfMarkupControl *control, guint line)
{
  const YyqPdfParty *party = yyq_pdf_markup_find_party (self->document, control->party);
  const YyqPdfMarkupControl *first = g_hash_table_lookup (self->keys, control->key);
  const gboolean signs = yyq_pdf_markup_control_signs (control);

  if (party == NULL)
    return refuse (self, line, "there is no party “%s”", control->party);
  if (self->signing != (control->shape == YYQ_PDF_SHAPE_SIGNING))
    return refuse (self, line, "a “%s” does not stand here", control->kind);
  if (signs && party->act != YYQ_PDF_PARTY_SIGNER)
    return refuse (self, line, "“%s” does not sign", party->name);
  if (g_str_equal (control->kind, "receipt") && party->act != YYQ_PDF_PARTY_RECEIVER)
    return refuse (self, line, "“%s” is no receiver", party->name);
  if (first != NULL && (signs || !yyq_pdf_markup_control_agrees (first, control)))
    return refuse (self, line, "“%s” stands in line %u as something else", control->key,
                   first->line);
  return TRUE;
}

/* (transfer none) (nullable) */
static const YyqPdfMarkupControl *
take_control (Parser *self, const char *source, guint line)
{
  YyqPdfMarkup *document = self->document;
  YyqPdfMarkupControl *control;

  if (document->controls->len == CONTROLS_MOST) {
    refuse (self, line, "there are more than %d controls", CONTROLS_MOST);
    return NULL;
  }
  control = yyq_pdf_markup_control_parse (
    source, g_array_index (document->parties, YyqPdfParty, 0).name, self->error);
  if (control == NULL) {
    g_prefix_error (self->error, "line %u: ", line);
    return NULL;
  }
  control->line = line;
  g_ptr_array_add (document->controls, control);
  if (!check_control (self, control, line))
    return NULL;
  if (!g_hash_table_contains (self->keys, control->key))
    g_hash_table_insert (self->keys, control->key, control);
  return control;
}

static gboolean
add_text (Parser *self, GArray *runs, const char *text, gsize length, guint line)
{
  YyqPdfMarkupRun run = { g_strndup (text, length), NULL };

  g_array_append_val (runs, run);
  if (strstr (run.text, "__") != NULL || strstr (run.text, "＿") != NULL)
    return refuse (self, line, "a blank has no control");
  if (strstr (run.text, "}}") != NULL)
    return refuse (self, line, "“}}” closes nothing");
  return TRUE;
}

/* (transfer full) (nullable): text and controls in turn. */
static GArray *
read_runs (Parser *self, const char *source, guint line)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (YyqPdfMarkupRun));

  g_array_set_clear_func (runs, run_clear);
  while (*source != '\0') {
    const char *open = strstr (source, "{{");
    const char *close = open != NULL ? strstr (open, "}}") : NULL;
    g_autofree char *inner = NULL;
    YyqPdfMarkupRun run = { NULL, NULL };

    if (open != NULL && close == NULL) {
      refuse (self, line, "“{{” is not closed");
      return NULL;
    }
    if (open != source &&
        !add_text (self, runs, source, open != NULL ? (gsize) (open - source) : strlen (source),
                   line))
      return NULL;
    if (open == NULL)
      break;
    inner = g_strndup (open + 2, (gsize) (close - open - 2));
    run.control = take_control (self, inner, line);
    if (run.control == NULL)
      return NULL;
    g_array_append_val (runs, run);
    source = close + 2;
  }
  return g_steal_pointer (&runs);
}

static gboolean
add_block (Parser *self, YyqPdfMarkupKind kind, guint line, GArray *left, GArray *right)
{
  const YyqPdfMarkupBlock block = { kind, line, left, right };

  g_array_append_val (self->document->blocks, block);
  if (self->document->blocks->len > BLOCKS_MOST)
    return refuse (self, line, "there are more than %d blocks", BLOCKS_MOST);
  return TRUE;
}

static const YyqPdfMarkupControl *
only_control (const GArray *runs)
{
  return runs->len == 1 ? g_array_index (runs, YyqPdfMarkupRun, 0).control : NULL;
}

static gboolean
has_area (const GArray *runs)
{
  for (guint i = 0; i < runs->len; i++) {
    const YyqPdfMarkupControl *control = g_array_index (runs, YyqPdfMarkupRun, i).control;

    if (control != NULL && control->shape == YYQ_PDF_SHAPE_AREA)
      return TRUE;
  }
  return FALSE;
}

/* In running text a blank says how wide it is; only a row has a column that it can fill. */
static gboolean
check_widths (Parser *self, const GArray *runs, guint line)
{
  for (guint i = 0; i < runs->len; i++) {
    const YyqPdfMarkupControl *control = g_array_index (runs, YyqPdfMarkupRun, i).control;

    if (control != NULL && control->shape == YYQ_PDF_SHAPE_BLANK && !(control->width > 0))
      return refuse (self, line, "“%s” has no width", control->key);
  }
  return TRUE;
}

static gboolean
end_paragraph (Parser *self)
{
  g_autofree char *text = NULL;
  GArray *runs;
  gboolean area;

  if (self->paragraph->len == 0)
    return TRUE;
  text = g_strdup (self->paragraph->str);
  g_string_truncate (self->paragraph, 0);
  runs = read_runs (self, text, self->paragraph_line);
  if (runs == NULL)
    return FALSE;
  area = has_area (runs);
  if (!add_block (self, area ? YYQ_PDF_MARKUP_AREA : YYQ_PDF_MARKUP_PARAGRAPH, self->paragraph_line,
                  runs, NULL))
    return FALSE;
  if (area && only_control (runs) == NULL)
    return refuse (self, self->paragraph_line, "an area stands in a paragraph of its own");
  return area || check_widths (self, runs, self->paragraph_line);
}

static gboolean
take_columns (Parser *self, YyqPdfMarkupKind kind, const char *source)
{
  g_auto (GStrv) columns = g_strsplit (source, COLUMNS, 3);
  const guint n = g_strv_length (columns);
  g_autoptr (GArray) left = NULL;
  g_autoptr (GArray) right = NULL;

  if (n < 1 || n > 2)
    return refuse (self, self->line, "a row has one column or two");
  left = read_runs (self, columns[0], self->line);
  if (left == NULL)
    return FALSE;
  if (n == 2)
    right = read_runs (self, columns[1], self->line);
  if (n == 2 && right == NULL)
    return FALSE;
  if (has_area (left) || (right != NULL && has_area (right)))
    return refuse (self, self->line, "an area does not stand in a row");
  return add_block (self, kind, self->line, g_steal_pointer (&left), g_steal_pointer (&right));
}

static gboolean
take_party (Parser *self, const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, " ", 4);
  GArray *parties = self->document->parties;
  YyqPdfParty party = { NULL, NULL, YYQ_PDF_PARTY_SIGNER };

  if (g_strv_length (words) != 3)
    return refuse (self, self->line, "a party is a name, a role and what it does");
  if (g_str_equal (words[2], "receiver"))
    party.act = YYQ_PDF_PARTY_RECEIVER;
  else if (!g_str_equal (words[2], "signer"))
    return refuse (self, self->line, "nobody is a “%s”", words[2]);
  if (*words[0] == '\0' || *words[1] == '\0' || parties->len == PARTIES_MOST ||
      yyq_pdf_markup_find_party (self->document, words[0]) != NULL)
    return refuse (self, self->line, "this party has no name, or is one too many");
  party.name = g_strdup (words[0]);
  party.role = g_strdup (words[1]);
  g_array_append_val (parties, party);
  return TRUE;
}

static gboolean
take_paging_seal (Parser *self, const char *party)
{
  const YyqPdfParty *found = yyq_pdf_markup_find_party (self->document, party);

  if (found == NULL || found->act != YYQ_PDF_PARTY_SIGNER || self->document->paging != NULL)
    return refuse (self, self->line, "“%s” does not seal the edges", party);
  self->document->paging = yyq_pdf_markup_control_new_paging (party);
  self->document->paging->line = self->line;
  return TRUE;
}

static gboolean
take_once (Parser *self, char **member, const char *value)
{
  if (*member != NULL || *value == '\0')
    return refuse (self, self->line, "this stands there twice, or is empty");
  *member = g_strdup (value);
  return TRUE;
}

static gboolean
begin_signatures (Parser *self)
{
  if (self->document->blocks->len == 0)
    return refuse (self, self->line, "there is nothing to sign");
  self->signing = TRUE;
  return TRUE;
}

static gboolean
take_directive (Parser *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  const char *value = words[1] != NULL ? words[1] : "";

  if (g_str_equal (words[0], "@sign") && !self->signing)
    return begin_signatures (self);
  if (self->document->blocks->len > 0)
    return refuse (self, self->line, "“%s” stands before the text", words[0]);
  if (g_str_equal (words[0], "@id"))
    return take_once (self, &self->document->id, value);
  if (g_str_equal (words[0], "@title"))
    return take_once (self, &self->document->title, value);
  if (g_str_equal (words[0], "@type"))
    return take_once (self, &self->document->type, value);
  if (g_str_equal (words[0], "@party"))
    return take_party (self, value);
  if (g_str_equal (words[0], "@paging-seal"))
    return take_paging_seal (self, value);
  return refuse (self, self->line, "there is no “%s”", words[0]);
}

static gboolean
check_head (Parser *self)
{
  const YyqPdfMarkup *document = self->document;

  if (document->id != NULL && document->title != NULL && document->type != NULL &&
      document->parties->len > 0)
    return TRUE;
  return refuse (self, self->line, "the text begins before @id, @title, @type and @party");
}

static gboolean
take_heading (Parser *self, const char *text)
{
  GArray *runs = read_runs (self, text, self->line);

  if (runs == NULL)
    return FALSE;
  return add_block (self, YYQ_PDF_MARKUP_HEADING, self->line, runs, NULL) &&
         (g_array_index (runs, YyqPdfMarkupRun, 0).text != NULL && runs->len == 1
            ? TRUE
            : refuse (self, self->line, "a heading has no controls"));
}

/* A line that is not part of a paragraph; ends the one before it. */
static gboolean
take_line (Parser *self, const char *line)
{
  if (!end_paragraph (self))
    return FALSE;
  if (*line == '@')
    return take_directive (self, line);
  if (!check_head (self))
    return FALSE;
  if (g_str_equal (line, "---"))
    return add_block (self, YYQ_PDF_MARKUP_RULE, self->line, NULL, NULL);
  if (g_str_has_prefix (line, ": "))
    return take_columns (self, YYQ_PDF_MARKUP_ROW, line + 2);
  if (g_str_has_prefix (line, "# ") && line[2] != '\0')
    return take_heading (self, line + 2);
  return refuse (self, self->line, "“%s” is no line of the markup", line);
}

static gboolean
take_text (Parser *self, const char *line)
{
  if (!check_head (self))
    return FALSE;
  if (self->paragraph->len == 0)
    self->paragraph_line = self->line;
  g_string_append (self->paragraph, line);
  return TRUE;
}

static gboolean
take (Parser *self, const char *line)
{
  if (*line == ';')
    return TRUE;
  if (g_str_has_suffix (line, " "))
    return refuse (self, self->line, "the line ends with a space");
  if (self->signed_ && *line != '\0')
    return refuse (self, self->line, "the signatures come last");
  if (self->signing && g_str_equal (line, "@end")) {
    self->signing = FALSE;
    self->signed_ = TRUE;
    return TRUE;
  }
  if (self->signing)
    return take_columns (self, YYQ_PDF_MARKUP_SIGN, line);
  if (*line == '\0')
    return end_paragraph (self);
  return strchr ("@:#-", *line) != NULL ? take_line (self, line) : take_text (self, line);
}

/* What a control waits for is a field of the same document, and every signer signs once. */
static gboolean
check_whole (Parser *self)
{
  const YyqPdfMarkup *document = self->document;

  if (!self->signed_)
    return refuse (self, self->line, "there are no signatures between @sign and @end");
  for (guint i = 0; i < document->controls->len; i++) {
    const YyqPdfMarkupControl *control = document->controls->pdata[i];

    if (control->when_key != NULL && !g_hash_table_contains (self->keys, control->when_key))
      return refuse (self, control->line, "there is no field “%s”", control->when_key);
  }
  for (guint i = 0; i < document->parties->len; i++) {
    const YyqPdfParty *party = &g_array_index (document->parties, YyqPdfParty, i);
    guint n = 0;

    for (guint j = 0; j < document->controls->len; j++) {
      const YyqPdfMarkupControl *control = document->controls->pdata[j];

      n += g_str_equal (control->party, party->name) &&
           (yyq_pdf_markup_control_signs (control) || g_str_equal (control->kind, "receipt"));
    }
    if (n != 1)
      return refuse (self, self->line, "“%s” has %u signatures", party->name, n);
  }
  return TRUE;
}

static gboolean
is_clean (const char *text, gsize length)
{
  if (length > SOURCE_MOST || !g_utf8_validate_len (text, length, NULL))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (g_ascii_iscntrl (text[i]) && text[i] != '\n')
      return FALSE;
  return TRUE;
}

static gboolean
parse (Parser *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++) {
    self->line++;
    if (!take (self, *line))
      return FALSE;
  }
  return end_paragraph (self) && check_whole (self);
}

/* Empty bytes have no address. */
static gboolean
parse_bytes (Parser *self, GBytes *source)
{
  gsize length;
  const char *data = g_bytes_get_data (source, &length);
  g_autofree char *text = g_strndup (data != NULL ? data : "", length);

  if (!is_clean (text, length))
    return refuse (self, 1, "this is no UTF-8 text, or too much of it");
  return parse (self, text);
}

YyqPdfMarkup *
yyq_pdf_markup_parse (GBytes *source, GError **error)
{
  g_autoptr (YyqPdfMarkup) document = markup_new ();
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) paragraph = g_string_new (NULL);
  GError *refused = NULL;
  Parser parser = { .document = document, .paragraph = paragraph, .keys = keys, .error = &refused };

  if (parse_bytes (&parser, source))
    return g_steal_pointer (&document);
  g_propagate_error (error, refused);
  return NULL;
}
