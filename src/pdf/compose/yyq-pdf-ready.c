/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-ready.h"

#include <gio/gio.h>

#include "yyq-ready-templates.h"

#define FOLDER "/com/yuyunqian/ready-templates/"

const char *const *
yyq_pdf_ready_list (void)
{
  static const char *const ids[] = {
    "fixed-term",          "open-ended",        "task",     "over-age", "confidentiality",
    "leaving-certificate", "e-signing-consent", "services", NULL,
  };

  return ids;
}

GBytes *
yyq_pdf_ready_load (const char *id)
{
  static gsize registered = 0;
  g_autofree char *path = g_strconcat (FOLDER, id, ".txt", NULL);

  if (g_once_init_enter (&registered)) {
    yyq_ready_templates_register_resource ();
    g_once_init_leave (&registered, 1);
  }
  return g_resource_lookup_data (yyq_ready_templates_get_resource (), path,
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

YyqPdfMarkup *
yyq_pdf_ready_open (const char *id)
{
  g_autoptr (GBytes) source = yyq_pdf_ready_load (id);
  g_autoptr (GError) error = NULL;
  YyqPdfMarkup *markup;

  g_return_val_if_fail (source != NULL, NULL);
  markup = yyq_pdf_markup_parse (source, &error);
  g_assert_no_error (error); /* it stands in the program, and tests read it */
  return markup;
}
