/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-x509-name.h"

#include <openssl/err.h>
#include <string.h>

/*
 * Strings of one byte a character are said to be ISO 646, T.61 or UTF-8, but Chinese authorities
 * have put GB 18030 into them, and European ones ISO 8859-1. Two bytes above 0xA0 behind each other
 * are a character of GB 2312, with which Chinese names are written; Latin letters with accents
 * rarely stand side by side.
 */
static gboolean
looks_like_gb (const guint8 *bytes, gsize length)
{
  guint pairs = 0;

  for (gsize i = 0; i < length; i++) {
    if (bytes[i] < 0x80)
      continue;
    if (i + 1 == length)
      return FALSE;
    pairs += bytes[i] > 0xa0 && bytes[i + 1] > 0xa0;
    i++;
  }
  return pairs > 0;
}

static char *
decode_bytes (const guint8 *bytes, gsize length)
{
  char *text = NULL;

  if (g_utf8_validate ((const char *) bytes, (gssize) length, NULL))
    return g_strndup ((const char *) bytes, length);
  if (looks_like_gb (bytes, length))
    text = g_convert ((const char *) bytes, (gssize) length, "UTF-8", "GB18030", NULL, NULL, NULL);
  return text != NULL ? text
                      : g_convert ((const char *) bytes, (gssize) length, "UTF-8", "ISO-8859-1",
                                   NULL, NULL, NULL);
}

/* RFC 5280 §4.1.2.4: what is wider has a byte order of its own; UTF-16 rather than UCS-2, for rare
 * characters. */
static char *
decode (const ASN1_STRING *string)
{
  const guint8 *bytes = ASN1_STRING_get0_data (string);
  gsize length = (gsize) ASN1_STRING_length (string);

  switch (ASN1_STRING_type (string)) {
  case V_ASN1_BMPSTRING:
    return g_convert ((const char *) bytes, (gssize) length, "UTF-8", "UTF-16BE", NULL, NULL, NULL);
  case V_ASN1_UNIVERSALSTRING:
    return g_convert ((const char *) bytes, (gssize) length, "UTF-8", "UTF-32BE", NULL, NULL, NULL);
  default:
    return decode_bytes (bytes, length);
  }
}

static gboolean
is_harmless (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT &&
         type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR &&
         type != G_UNICODE_SURROGATE;
}

/* (transfer full) (nullable): NULL when nothing is left of it. */
static char *
clean (const char *text)
{
  GString *cleaned = g_string_new (NULL);

  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    if (is_harmless (g_utf8_get_char (text)))
      g_string_append_unichar (cleaned, g_utf8_get_char (text));
  g_strstrip (cleaned->str);
  return g_string_free (cleaned, *cleaned->str == '\0');
}

static char *
entry_text (const X509_NAME_ENTRY *entry)
{
  g_autofree char *raw = decode (X509_NAME_ENTRY_get_data (entry));

  return clean (raw);
}

/* The last one: names are written from the widest to the narrowest. */
static char *
find_entry (const X509_NAME *name, int nid)
{
  char *found = NULL;
  int index = -1;

  while ((index = X509_NAME_get_index_by_NID (name, nid, index)) >= 0) {
    char *text = entry_text (X509_NAME_get_entry (name, index));

    if (text != NULL) {
      g_free (found);
      found = text;
    }
  }
  return found;
}

char *
yyq_x509_get_display_name (const X509 *certificate)
{
  const X509_NAME *name = X509_get_subject_name (certificate);
  const int kinds[] = { NID_commonName, NID_organizationName, NID_organizationalUnitName };
  g_autofree char *whole = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    char *text = find_entry (name, kinds[i]);

    if (text != NULL)
      return text;
  }
  whole = yyq_x509_name_to_text (name);
  return *whole != '\0' ? g_steal_pointer (&whole) : NULL;
}

static void
append_escaped (GString *text, const char *value)
{
  for (; *value != '\0'; value++) {
    if (strchr (",+\"\\<>;", *value) != NULL)
      g_string_append_c (text, '\\');
    g_string_append_c (text, *value);
  }
}

char *
yyq_x509_name_to_text (const X509_NAME *name)
{
  GString *text = g_string_new (NULL);

  for (int i = X509_NAME_entry_count (name) - 1; i >= 0; i--) {
    const X509_NAME_ENTRY *entry = X509_NAME_get_entry (name, i);
    const ASN1_OBJECT *kind = X509_NAME_ENTRY_get_object (entry);
    int nid = OBJ_obj2nid (kind);
    g_autofree char *value = entry_text (entry);
    char oid[80] = "";

    if (nid == NID_undef)
      OBJ_obj2txt (oid, sizeof oid, kind, 1);
    g_string_append_printf (text, "%s%s=", text->len > 0 ? "," : "",
                            nid != NID_undef ? OBJ_nid2sn (nid) : oid);
    append_escaped (text, value != NULL ? value : "");
  }
  ERR_clear_error ();
  return g_string_free (text, FALSE);
}
