/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-fuzz.h"
#include "yyq-pdf-markup.h"

/* Any bytes as the markup of a template. What is one says for each control whose it is, and its
 * blocks hold no control that is not the document's; what is none is refused at a line that it has.
 */

static guint
count_controls (const YyqPdfMarkup *document, const GArray *runs)
{
  guint n = 0;

  for (guint i = 0; runs != NULL && i < runs->len; i++) {
    const YyqPdfMarkupRun *run = &g_array_index (runs, YyqPdfMarkupRun, i);

    g_assert_true ((run->text != NULL) != (run->control != NULL));
    n += run->control != NULL;
  }
  return n;
}

static void
check (const YyqPdfMarkup *document)
{
  guint n = 0;

  for (guint i = 0; i < document->blocks->len; i++) {
    const YyqPdfMarkupBlock *block = &g_array_index (document->blocks, YyqPdfMarkupBlock, i);

    n += count_controls (document, block->left) + count_controls (document, block->right);
  }
  g_assert_cmpuint (n, ==, document->controls->len);
  for (guint i = 0; i < document->controls->len; i++) {
    const YyqPdfMarkupControl *control = document->controls->pdata[i];

    g_assert_nonnull (yyq_pdf_markup_find_party (document, control->party));
    g_assert_nonnull (strchr (control->key, '.'));
    g_assert_cmpstr (control->label, !=, "");
    g_assert_cmpuint (control->lines, >=, 1);
    g_assert_true (control->shape != YYQ_PDF_SHAPE_BOXES || g_strv_length (control->items) >= 2);
  }
}

static void
check_refusal (const GError *error, const char *data, gsize size)
{
  guint64 line = 0;
  guint64 n = 1;

  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_prefix (error->message, "line "));
  line = g_ascii_strtoull (error->message + strlen ("line "), NULL, 10);
  for (gsize i = 0; i < size; i++)
    n += data[i] == '\n';
  g_assert_cmpuint (line, >=, 1);
  g_assert_cmpuint (line, <=, n);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) source = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (YyqPdfMarkup) document = yyq_pdf_markup_parse (source, &error);

  if (document != NULL)
    check (document);
  else
    check_refusal (error, (const char *) data, size);
  return 0;
}
