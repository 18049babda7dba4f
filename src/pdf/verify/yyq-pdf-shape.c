/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-pdf-shape.h"

#include "yyq-qpdf.h"

typedef gboolean (*Shape) (qpdf_data qpdf, qpdf_oh object);

typedef struct {
  const char *key; /* NULL: any other */
  Shape shape;
} Member;

/* Every key is among @members, and its value has that shape; absent keys are fine. */
static gboolean
has_members (qpdf_data qpdf, qpdf_oh dictionary, const Member *members, gsize n)
{
  g_auto (GStrv) keys = NULL;

  if (!qpdf_oh_is_dictionary (qpdf, dictionary))
    return FALSE;
  keys = yyq_qpdf_list_keys (qpdf, dictionary);
  for (char **key = keys; *key != NULL; key++) {
    gsize i = 0;

    while (i < n && members[i].key != NULL && !g_str_equal (members[i].key, *key))
      i++;
    if (i == n || !members[i].shape (qpdf, qpdf_oh_get_key (qpdf, dictionary, *key)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_name (qpdf_data qpdf, qpdf_oh object)
{
  return qpdf_oh_is_name (qpdf, object);
}

static gboolean
is_integer (qpdf_data qpdf, qpdf_oh object)
{
  return qpdf_oh_is_integer (qpdf, object);
}

static gboolean
is_string (qpdf_data qpdf, qpdf_oh object)
{
  return qpdf_oh_is_string (qpdf, object);
}

/* Texts, names, numbers, booleans. */
static gboolean
is_plain (qpdf_data qpdf, qpdf_oh object)
{
  return qpdf_oh_is_scalar (qpdf, object);
}

static gboolean
is_filter (qpdf_data qpdf, qpdf_oh object)
{
  if (qpdf_oh_is_name (qpdf, object))
    return TRUE;
  if (!qpdf_oh_is_array (qpdf, object))
    return FALSE;
  for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, object); i++)
    if (!qpdf_oh_is_name (qpdf, qpdf_oh_get_array_item (qpdf, object, i)))
      return FALSE;
  return TRUE;
}

/* A dictionary of plain values, or a list of some. */
static gboolean
is_parameters (qpdf_data qpdf, qpdf_oh object)
{
  static const Member members[] = { { NULL, is_plain } };

  if (qpdf_oh_is_null (qpdf, object))
    return TRUE;
  if (!qpdf_oh_is_array (qpdf, object))
    return has_members (qpdf, object, members, G_N_ELEMENTS (members));
  for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, object); i++)
    if (!has_members (qpdf, qpdf_oh_get_array_item (qpdf, object, i), members,
                      G_N_ELEMENTS (members)))
      return FALSE;
  return TRUE;
}

/* Bytes, and how they are packed. */
static gboolean
is_bytes (qpdf_data qpdf, qpdf_oh object)
{
  static const Member members[] = {
    { "/Length", is_integer },
    { "/Filter", is_filter },
    { "/DecodeParms", is_parameters },
    { "/DL", is_integer },
  };

  return qpdf_oh_is_stream (qpdf, object) &&
         has_members (qpdf, qpdf_oh_get_dict (qpdf, object), members, G_N_ELEMENTS (members));
}

static gboolean
is_list_of (qpdf_data qpdf, qpdf_oh object, Shape shape)
{
  if (!qpdf_oh_is_array (qpdf, object))
    return FALSE;
  for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, object); i++)
    if (!shape (qpdf, qpdf_oh_get_array_item (qpdf, object, i)))
      return FALSE;
  return TRUE;
}

static gboolean
is_list_of_bytes (qpdf_data qpdf, qpdf_oh object)
{
  return is_list_of (qpdf, object, is_bytes);
}

/* What belongs to one signature. */
static gboolean
is_validation (qpdf_data qpdf, qpdf_oh object)
{
  static const Member members[] = {
    { "/Type", is_name },          { "/Cert", is_list_of_bytes }, { "/CRL", is_list_of_bytes },
    { "/OCSP", is_list_of_bytes }, { "/TU", is_string },          { "/TS", is_bytes },
  };

  return has_members (qpdf, object, members, G_N_ELEMENTS (members));
}

static gboolean
is_validations (qpdf_data qpdf, qpdf_oh object)
{
  static const Member members[] = { { "/Type", is_name }, { NULL, is_validation } };

  return has_members (qpdf, object, members, G_N_ELEMENTS (members));
}

gboolean
yyq_pdf_is_security_store (qpdf_data qpdf, qpdf_oh object)
{
  static const Member members[] = {
    { "/Type", is_name },           { "/Certs", is_list_of_bytes }, { "/CRLs", is_list_of_bytes },
    { "/OCSPs", is_list_of_bytes }, { "/VRI", is_validations },
  };

  return has_members (qpdf, object, members, G_N_ELEMENTS (members));
}

static gboolean
is_extension (qpdf_data qpdf, qpdf_oh object)
{
  static const Member members[] = {
    { "/Type", is_name },
    { "/BaseVersion", is_name },
    { "/ExtensionLevel", is_integer },
    { "/ExtensionRevision", is_string },
    { "/URL", is_string },
  };

  return has_members (qpdf, object, members, G_N_ELEMENTS (members));
}

static gboolean
is_extension_or_more (qpdf_data qpdf, qpdf_oh object)
{
  return is_extension (qpdf, object) || is_list_of (qpdf, object, is_extension);
}

gboolean
yyq_pdf_is_extensions (qpdf_data qpdf, qpdf_oh object)
{
  static const Member members[] = { { "/Type", is_name }, { NULL, is_extension_or_more } };

  return has_members (qpdf, object, members, G_N_ELEMENTS (members));
}

gboolean
yyq_pdf_is_information (qpdf_data qpdf, qpdf_oh object)
{
  static const Member members[] = { { NULL, is_plain } };

  return has_members (qpdf, object, members, G_N_ELEMENTS (members));
}

gboolean
yyq_pdf_is_metadata (qpdf_data qpdf, qpdf_oh object)
{
  static const Member members[] = {
    { "/Type", is_name },     { "/Subtype", is_name },           { "/Length", is_integer },
    { "/Filter", is_filter }, { "/DecodeParms", is_parameters }, { "/DL", is_integer },
  };

  return qpdf_oh_is_stream (qpdf, object) &&
         has_members (qpdf, qpdf_oh_get_dict (qpdf, object), members, G_N_ELEMENTS (members));
}
