/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-record.h"

G_BEGIN_DECLS

/*
 * One of the files that a template is made of, as the platform keeps it: normalised. Its pages
 * stand behind those of the files before it. A file that was put in without the network has no
 * original there yet: it is known by the hash of what this computer made of it. One thread at a
 * time.
 */
#define YYQ_TEMPLATE_FILE_MEMBERS(M, T)                               \
  M (T, STRING, id, REQUIRED)     /* UUIDv7 */                        \
  M (T, STRING, name, REQUIRED)   /* as it was called: 合同.docx */ \
  M (T, STRING, sha256, REQUIRED) /* of the PDF */                    \
  M (T, INT, pages, REQUIRED)
#define YYQ_TYPE_TEMPLATE_FILE (yyq_template_file_get_type ())
YYQ_DECLARE_RECORD (YyqTemplateFile, yyq_template_file, TEMPLATE_FILE)

G_END_DECLS
