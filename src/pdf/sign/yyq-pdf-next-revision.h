/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-trust.h"

G_BEGIN_DECLS

/* Bytes that one signature may add: a seal and its font have 200 KB, a signature 60 KB. */
#define YYQ_PDF_MAX_TAIL (1024 * 1024)

/*
 * Is @tail, behind @base, a revision that signs the empty @field rightly and changes nothing else?
 * All earlier signatures stay as they are, because nothing they cover may be changed. The signature
 * dictionary has no keys but those of an approval, and its kind is ETSI.CAdES.detached. What it
 * shows asks yyq_pdf_check_shown(). @trust: the chain must be good; NULL leaves the chain
 * unchecked. A time stamp is not demanded. Any thread. Errors: YYQ_PDF_ERROR_NO_FIELD,
 * _FIELD_SIGNED, _BAD_SIGNATURE, _DAMAGED, _TOO_LARGE (a tail above the limit, or what would take
 * much memory: found before the file is read), ...
 */
gboolean yyq_pdf_check_next_revision (GBytes *base, GBytes *tail, const char *field,
                                      YyqTrust *trust, GError **error);

G_END_DECLS
