/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-markup-control.h"

#include <string.h>

#include "yyq-error.h"

#define WIDTH_MOST 60 /* characters: more than a line has */
#define LINES_MOST 20
#define ITEMS_MOST 24
#define NUMBER_MOST G_GINT64_CONSTANT (1000000000)
#define SEAL_MM 40.0
#define SEAL_MM_LEAST 8.0
#define SEAL_MM_MOST 58.0

static const struct {
  const char *kind;
  YyqPdfShape shape;
} KINDS[] = {
  { "text", YYQ_PDF_SHAPE_BLANK },
  { "number", YYQ_PDF_SHAPE_BLANK },
  { "amount", YYQ_PDF_SHAPE_BLANK },
  { "amount-capital", YYQ_PDF_SHAPE_BLANK },
  { "date", YYQ_PDF_SHAPE_BLANK },
  { "dropdown", YYQ_PDF_SHAPE_BLANK },
  { "id-number", YYQ_PDF_SHAPE_BLANK },
  { "phone", YYQ_PDF_SHAPE_BLANK },
  { "uscc", YYQ_PDF_SHAPE_BLANK },
  { "bank-card", YYQ_PDF_SHAPE_BLANK },
  { "region", YYQ_PDF_SHAPE_BLANK },
  { "address", YYQ_PDF_SHAPE_BLANK },
  { "gender", YYQ_PDF_SHAPE_BLANK },
  { "education", YYQ_PDF_SHAPE_BLANK },
  { "ethnic-group", YYQ_PDF_SHAPE_BLANK },
  { "email", YYQ_PDF_SHAPE_BLANK },
  { "contract-number", YYQ_PDF_SHAPE_BLANK },
  { "company-name", YYQ_PDF_SHAPE_BLANK },
  { "company-uscc", YYQ_PDF_SHAPE_BLANK },
  { "company-address", YYQ_PDF_SHAPE_BLANK },
  { "company-representative", YYQ_PDF_SHAPE_BLANK },
  { "choice", YYQ_PDF_SHAPE_BOXES },
  { "checkbox", YYQ_PDF_SHAPE_BOXES },
  { "multiline", YYQ_PDF_SHAPE_AREA },
  { "remark", YYQ_PDF_SHAPE_AREA },
  { "statement", YYQ_PDF_SHAPE_AREA },
  { "table", YYQ_PDF_SHAPE_AREA },
  { "photo", YYQ_PDF_SHAPE_AREA },
  { "receipt", YYQ_PDF_SHAPE_SIGNING },
  { "handwriting", YYQ_PDF_SHAPE_SIGNING },
  { "personal-seal", YYQ_PDF_SHAPE_SIGNING },
  { "company-seal", YYQ_PDF_SHAPE_SIGNING },
  { "representative-seal", YYQ_PDF_SHAPE_SIGNING },
  { "signing-date", YYQ_PDF_SHAPE_SIGNING },
};

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error,
                     g_error_new_valist (YYQ_PDF_ERROR, YYQ_PDF_ERROR_TEXT, format, arguments));
  va_end (arguments);
  return FALSE;
}

/* 合同.月工资: letters and digits in groups that dots part. */
static gboolean
is_key (const char *key)
{
  gunichar before = '.';
  gboolean has_dot = FALSE;

  for (const char *at = key; *at != '\0'; at = g_utf8_next_char (at)) {
    const gunichar c = g_utf8_get_char (at);

    if (c == '.' ? before == '.' : !g_unichar_isalnum (c))
      return FALSE;
    has_dot |= c == '.';
    before = c;
  }
  return has_dot && before != '.';
}

static gboolean
read_whole (const char *value, gint64 least, gint64 most, gint64 *number, GError **error)
{
  if (g_ascii_string_to_signed (value, 10, least, most, number, NULL))
    return TRUE;
  return refuse (error, "“%s” is no number that fits", value);
}

static gboolean
read_list (const char *value, char ***list, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, "/", ITEMS_MOST + 1);
  const guint n = g_strv_length (parts);

  if (n == 0 || n > ITEMS_MOST)
    return refuse (error, "“%s” has too many parts, or none", value);
  for (guint i = 0; i < n; i++) {
    if (*parts[i] == '\0')
      return refuse (error, "“%s” has an empty part", value);
    for (guint j = 0; j < i; j++)
      if (g_str_equal (parts[i], parts[j]))
        return refuse (error, "“%s” has a part twice", value);
  }
  *list = g_steal_pointer (&parts);
  return TRUE;
}

/* "合同.试用期", or "用工.工时制:综合计算工时制/不定时工作制" */
static gboolean
read_when (YyqPdfMarkupControl *self, const char *value, GError **error)
{
  const char *colon = strchr (value, ':');

  self->when_key = colon != NULL ? g_strndup (value, (gsize) (colon - value)) : g_strdup (value);
  if (!is_key (self->when_key))
    return refuse (error, "“%s” is no key", self->when_key);
  return colon == NULL || read_list (colon + 1, &self->when_values, error);
}

static gboolean
take_string (char **member, const char *name, const char *value, GError **error)
{
  if (*value == '\0')
    return refuse (error, "the option “%s” has no value", name);
  *member = g_strdup (value);
  return TRUE;
}

static gboolean
take_number (YyqPdfMarkupControl *self, const char *name, const char *value, GError **error)
{
  gint64 number;

  if (g_str_equal (name, "min"))
    return read_whole (value, -NUMBER_MOST, NUMBER_MOST, &self->min, error);
  if (g_str_equal (name, "max"))
    return read_whole (value, -NUMBER_MOST, NUMBER_MOST, &self->max, error);
  if (g_str_equal (name, "width")) {
    if (!read_whole (value, 1, WIDTH_MOST, &number, error))
      return FALSE;
    self->width = (double) number;
    return TRUE;
  }
  if (g_str_equal (name, "lines")) {
    if (!read_whole (value, 1, LINES_MOST, &number, error))
      return FALSE;
    self->lines = (guint) number;
    return TRUE;
  }
  if (!read_whole (value, (gint64) SEAL_MM_LEAST, (gint64) SEAL_MM_MOST, &number, error))
    return FALSE;
  self->mm = (double) number;
  return TRUE;
}

static gboolean
take_option (YyqPdfMarkupControl *self, const char *name, const char *value, GError **error)
{
  static const char *const numbers[] = { "min", "max", "width", "lines", "mm", NULL };
  const struct {
    const char *name;
    char **member;
  } strings[] = {
    { "label", &self->label },      { "by", &self->party },  { "formula", &self->formula },
    { "default", &self->fallback }, { "text", &self->text }, { "seal", &self->seal },
  };

  if (g_strv_contains (numbers, name))
    return take_number (self, name, value, error);
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    if (g_str_equal (name, strings[i].name))
      return take_string (strings[i].member, name, value, error);
  if (g_str_equal (name, "items"))
    return read_list (value, &self->items, error);
  if (g_str_equal (name, "when"))
    return read_when (self, value, error);
  return refuse (error, "there is no option “%s”", name);
}

static gboolean
take_options (YyqPdfMarkupControl *self, const char *source, GError **error)
{
  g_auto (GStrv) words = g_strsplit (source, " ", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (char **word = words; *word != NULL; word++) {
    char *equals = strchr (*word, '=');

    if (equals != NULL)
      *equals = '\0';
    if (!g_hash_table_add (seen, *word))
      return refuse (error, "the option “%s” is empty or stands there twice", *word);
    if (equals == NULL && g_str_equal (*word, "optional"))
      self->is_optional = TRUE;
    else if (equals == NULL)
      return refuse (error, "the option “%s” has no value", *word);
    else if (!take_option (self, *word, equals + 1, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
take_kind (YyqPdfMarkupControl *self, const char *kind, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (g_str_equal (kind, KINDS[i].kind)) {
      self->kind = KINDS[i].kind;
      self->shape = KINDS[i].shape;
      return TRUE;
    }
  return refuse (error, "there is no kind “%s” that is set like this", kind);
}

static gboolean
has_items (const YyqPdfMarkupControl *self)
{
  return self->items != NULL && g_strv_length (self->items) >= 2;
}

/* What a kind cannot do without, or cannot have. */
static gboolean
check (const YyqPdfMarkupControl *self, GError **error)
{
  const gboolean offers =
    self->shape == YYQ_PDF_SHAPE_BOXES || g_str_equal (self->kind, "dropdown");

  if (offers != has_items (self))
    return refuse (error, "a “%s” and its items do not go together", self->kind);
  if (g_str_equal (self->kind, "statement") != (self->text != NULL))
    return refuse (error, "a “%s” and its text do not go together", self->kind);
  if (g_str_equal (self->kind, "company-seal") != (self->seal != NULL))
    return refuse (error, "a “%s” and its kind of seal do not go together", self->kind);
  if (self->fallback != NULL && offers &&
      !g_strv_contains ((const char *const *) self->items, self->fallback))
    return refuse (error, "“%s” is none of the items", self->fallback);
  if (self->formula != NULL && self->shape != YYQ_PDF_SHAPE_BLANK)
    return refuse (error, "a “%s” is not computed", self->kind);
  return TRUE;
}

/* 合同.月工资 is called 月工资. */
static char *
name_of_key (const char *key)
{
  return g_strdup (strrchr (key, '.') + 1);
}

YyqPdfMarkupControl *
yyq_pdf_markup_control_parse (const char *source, const char *party, GError **error)
{
  g_autoptr (YyqPdfMarkupControl) self = g_new0 (YyqPdfMarkupControl, 1);
  g_auto (GStrv) parts = g_strsplit (source, "|", 4);
  const guint n = g_strv_length (parts);

  self->max = -1;
  self->lines = 1;
  self->mm = SEAL_MM;
  if (n < 2 || n > 3) {
    refuse (error, "“%s” is not of the form key|kind|options", source);
    return NULL;
  }
  if (!is_key (parts[0])) {
    refuse (error, "“%s” is no key", parts[0]);
    return NULL;
  }
  self->key = g_strdup (parts[0]);
  if (!take_kind (self, parts[1], error) || (n == 3 && !take_options (self, parts[2], error)) ||
      !check (self, error))
    return NULL;
  if (self->label == NULL)
    self->label = name_of_key (self->key);
  if (self->party == NULL)
    self->party = g_strdup (party);
  return g_steal_pointer (&self);
}

YyqPdfMarkupControl *
yyq_pdf_markup_control_new_paging (const char *party)
{
  YyqPdfMarkupControl *self = g_new0 (YyqPdfMarkupControl, 1);

  self->key = g_strconcat ("签署.", party, "骑缝章", NULL);
  self->kind = "paging-seal";
  self->shape = YYQ_PDF_SHAPE_SIGNING;
  self->label = g_strdup ("骑缝章");
  self->party = g_strdup (party);
  self->seal = g_strdup ("contract");
  self->mm = SEAL_MM;
  self->lines = 1;
  self->max = -1;
  return self;
}

void
yyq_pdf_markup_control_free (YyqPdfMarkupControl *self)
{
  if (self == NULL)
    return;
  g_free (self->key);
  g_free (self->label);
  g_free (self->party);
  g_free (self->formula);
  g_free (self->fallback);
  g_free (self->when_key);
  g_strfreev (self->when_values);
  g_strfreev (self->items);
  g_free (self->text);
  g_free (self->seal);
  g_free (self);
}

gboolean
yyq_pdf_markup_control_signs (const YyqPdfMarkupControl *self)
{
  return g_str_equal (self->kind, "handwriting") || g_str_equal (self->kind, "personal-seal") ||
         g_str_equal (self->kind, "company-seal");
}

gboolean
yyq_pdf_markup_control_agrees (const YyqPdfMarkupControl *self, const YyqPdfMarkupControl *other)
{
  const gboolean same_items =
    self->items == NULL || other->items == NULL
      ? self->items == other->items
      : g_strv_equal ((const char *const *) self->items, (const char *const *) other->items);

  return self->kind == other->kind && g_str_equal (self->party, other->party) && same_items &&
         (self->formula == NULL || other->formula == NULL ||
          g_str_equal (self->formula, other->formula));
}
