/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-cms-raw.h"

#include <string.h>

#include "yyq-ber.h"

/* Lists and answers that are looked at. */
#define MAX_ITEMS 200

/* id-ri-ocsp-response, 1.3.6.1.5.5.7.16.2, with its tag and length. */
static const guint8 ocsp_in_cms[] = { 0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x10, 0x02 };

/* ContentInfo holds the type and, in [0], the SignedData. */
static gboolean
find_signed_data (GBytes *cms, YyqBer *signed_data)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (cms, &n);
  YyqBer info;
  YyqBer explicit = { 0 };

  return yyq_ber_read (data, data + n, &info) &&
         yyq_ber_find (&info, YYQ_BER_CONTEXT (0), &explicit) &&
         yyq_ber_first (&explicit, signed_data) && signed_data->tag == YYQ_BER_SEQUENCE;
}

GBytes *
yyq_cms_raw_signed_attributes (GBytes *cms)
{
  YyqBer signed_data;
  YyqBer digests = { 0 };
  YyqBer infos;
  YyqBer info;
  YyqBer attributes = { 0 };
  g_autofree guint8 *copy = NULL;
  gsize length;

  /* Two SETs: digest algorithms in front, signers last. */
  if (!find_signed_data (cms, &signed_data) || !yyq_ber_find (&signed_data, YYQ_BER_SET, &digests))
    return NULL;
  infos = digests;
  if (!yyq_ber_find (&signed_data, YYQ_BER_SET, &infos) || !yyq_ber_first (&infos, &info))
    return NULL;
  /* Version and identifier come first, and the latter may be [0] as well, but not constructed. */
  if (info.tag != YYQ_BER_SEQUENCE || !yyq_ber_find (&info, YYQ_BER_CONTEXT (0), &attributes))
    return NULL;
  length = (gsize) (attributes.end - attributes.start);
  copy = g_memdup2 (attributes.start, length);
  copy[0] = YYQ_BER_SET;
  return g_bytes_new_take (g_steal_pointer (&copy), length);
}

static gboolean
has_room (const YyqRevocationData *data)
{
  return yyq_revocation_data_get_size (data) < MAX_ITEMS;
}

static void
add_answer (const YyqBer *other, YyqRevocationData *data)
{
  YyqBer kind;
  YyqBer value;

  if (!yyq_ber_first (other, &kind) || (gsize) (kind.end - kind.start) != sizeof ocsp_in_cms ||
      memcmp (kind.start, ocsp_in_cms, sizeof ocsp_in_cms) != 0)
    return;
  value = kind;
  if (yyq_ber_next (other, &value)) {
    g_autoptr (GBytes) der = yyq_ber_to_bytes (&value);

    yyq_revocation_data_add_ocsp (data, der);
  }
}

void
yyq_cms_raw_collect_revocation (GBytes *cms, YyqRevocationData *data)
{
  YyqBer signed_data;
  YyqBer choices = { 0 };
  YyqBer choice;

  if (!find_signed_data (cms, &signed_data) ||
      !yyq_ber_find (&signed_data, YYQ_BER_CONTEXT (1), &choices))
    return;
  for (gboolean more = yyq_ber_first (&choices, &choice); more && has_room (data);
       more = yyq_ber_next (&choices, &choice)) {
    if (choice.tag == YYQ_BER_SEQUENCE) {
      g_autoptr (GBytes) der = yyq_ber_to_bytes (&choice);

      yyq_revocation_data_add_crl (data, der);
    } else if (choice.tag == YYQ_BER_CONTEXT (1)) {
      add_answer (&choice, data);
    }
  }
}

/* [tag] holds a SEQUENCE of them. */
static void
collect (const YyqBer *parent, guint tag, YyqRevocationData *data,
         gboolean (*add) (YyqRevocationData *, GBytes *))
{
  YyqBer explicit = { 0 };
  YyqBer list;
  YyqBer item;

  if (!yyq_ber_find (parent, (guint8) YYQ_BER_CONTEXT (tag), &explicit) ||
      !yyq_ber_first (&explicit, &list))
    return;
  for (gboolean more = yyq_ber_first (&list, &item); more && has_room (data);
       more = yyq_ber_next (&list, &item)) {
    g_autoptr (GBytes) der = yyq_ber_to_bytes (&item);

    add (data, der);
  }
}

void
yyq_cms_raw_collect_archived (GBytes *der, YyqRevocationData *data)
{
  gsize n;
  const guint8 *start = g_bytes_get_data (der, &n);
  YyqBer archived;

  if (!yyq_ber_read (start, start + n, &archived))
    return;
  collect (&archived, 0, data, yyq_revocation_data_add_crl);
  collect (&archived, 1, data, yyq_revocation_data_add_ocsp);
}
