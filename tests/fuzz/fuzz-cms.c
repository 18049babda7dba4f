/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "yyq-cms-verify.h"
#include "yyq-der-mutator.h"
#include "yyq-fuzz.h"
#include "yyq-pdf-verify.h"
#include "yyq-structure-kit.h"

/*
 * A signature container, in a contract and alone. Unsigned attributes, certificates and lists may
 * be changed without breaking the signature, so mutations often start from one that was made just
 * now.
 */

static YyqStructureKit *kit;
static GBytes *fresh; /* the container of the kit's contract */
static gsize hole, n_digits;

static void
prepare (void)
{
  g_autoptr (GByteArray) cms = g_byte_array_new ();
  const char *text;

  if (kit != NULL)
    return;
  kit = yyq_structure_kit_new ();
  yyq_find_hole (kit->signed_[YYQ_BASE_TABLE], &hole, &n_digits);
  text = g_bytes_get_data (kit->signed_[YYQ_BASE_TABLE], NULL);
  for (gsize i = 0; i + 1 < n_digits; i += 2) {
    guint8 byte = (guint8) (g_ascii_xdigit_value (text[hole + i]) << 4 |
                            g_ascii_xdigit_value (text[hole + i + 1]));

    g_byte_array_append (cms, &byte, 1);
  }
  g_byte_array_set_size (cms, 4 + (guint) (cms->data[2] << 8 | cms->data[3]));
  fresh = g_byte_array_free_to_bytes (g_steal_pointer (&cms));
}

static void
verify_in_contract (const guint8 *data, gsize size)
{
  gsize length;
  char *copy = g_memdup2 (g_bytes_get_data (kit->signed_[YYQ_BASE_TABLE], &length),
                          g_bytes_get_size (kit->signed_[YYQ_BASE_TABLE]));
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (YyqPdfReport) report = NULL;

  memset (copy + hole, '0', n_digits);
  for (gsize i = 0; i < size; i++) {
    copy[hole + 2 * i] = "0123456789abcdef"[data[i] >> 4];
    copy[hole + 2 * i + 1] = "0123456789abcdef"[data[i] & 15];
  }
  pdf = g_bytes_new_take (copy, length);
  report = yyq_pdf_verify (pdf, kit->trust, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) cms = g_bytes_new (data, size);
  g_autoptr (GBytes) content = g_bytes_new_static ("content", 7);

  prepare ();
  for (YyqCmsKind kind = YYQ_CMS_CADES; kind <= YYQ_CMS_TOKEN; kind++) {
    g_autoptr (YyqCmsSignature) signature = yyq_cms_verify (cms, kind, &content, 1, NULL);

    g_assert_nonnull (signature->integrity);
    g_assert_true (signature->signer == NULL || g_utf8_validate (signature->signer, -1, NULL));
  }
  if (2 * size <= n_digits)
    verify_in_contract (data, size);
  return 0;
}

gsize
LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize max_size, unsigned int seed)
{
  prepare ();
  if (seed % 4 == 0 && g_bytes_get_size (fresh) <= max_size) {
    size = g_bytes_get_size (fresh);
    memcpy (data, g_bytes_get_data (fresh, NULL), size);
  }
  return yyq_der_mutate (data, size, max_size, seed);
}
