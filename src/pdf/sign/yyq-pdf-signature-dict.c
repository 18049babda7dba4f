/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-signature-dict.h"

#include "yyq-clock.h"

/* A text string in UTF-16BE as hexadecimal needs no escapes, ISO 32000-1 §7.9.2.2. */
static void
append_text (GString *out, const char *key, const char *text)
{
  g_autofree gunichar2 *units = NULL;
  glong n = 0;

  if (text == NULL)
    return;
  units = g_utf8_to_utf16 (text, -1, NULL, &n, NULL);
  if (units == NULL)
    return;
  g_string_append_printf (out, "%s<FEFF", key);
  for (glong i = 0; i < n; i++)
    g_string_append_printf (out, "%04X", units[i]);
  g_string_append_c (out, '>');
}

/* Beijing time, as the parties' clocks show it, whatever zone this machine is in. */
static void
append_time (GString *out, gint64 at_ms)
{
  g_autoptr (GDateTime) local = yyq_clock_date_time (at_ms != 0 ? at_ms : yyq_clock_now ());
  g_autofree char *text = g_date_time_format (local, "%Y%m%d%H%M%S");

  g_string_append_printf (out, "/M(D:%s+08'00')", text);
}

void
yyq_pdf_signature_dict_init (YyqPdfSignatureDict *self, const YyqPdfSignOptions *options)
{
  g_autoptr (GString) out =
    g_string_new ("<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached");

  append_text (out, "/Name", options->name);
  append_text (out, "/Reason", options->reason);
  append_time (out, options->signed_at);
  if (options->certify)
    g_string_append (out, "/Reference[<</Type/SigRef/TransformMethod/DocMDP"
                          "/TransformParams<</Type/TransformParams/P 2/V/1.2>>>>]");
  g_string_append (out, "/ByteRange[0 ");
  self->byte_range = out->len;
  g_string_append_printf (out, "%*s]/Contents", YYQ_PDF_BYTE_RANGE_ROOM, "");
  self->hole = out->len;
  g_string_append_c (out, '<');
  for (gsize i = 0; i < YYQ_PDF_SIGNATURE_ROOM; i++)
    g_string_append (out, "00");
  g_string_append_c (out, '>');
  self->hole_end = out->len;
  g_string_append (out, ">>");
  self->text = g_string_free_to_bytes (g_steal_pointer (&out));
}

void
yyq_pdf_signature_dict_clear (YyqPdfSignatureDict *self)
{
  g_clear_pointer (&self->text, g_bytes_unref);
}
