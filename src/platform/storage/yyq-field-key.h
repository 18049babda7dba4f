/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-field-cipher.h"
#include "yyq-master-keys.h"
#include "yyq-storage.h"

G_BEGIN_DECLS

#define YYQ_FIELD_KEY_PURPOSE "field"

/*
 * (transfer full): the cipher of sealed fields, whose key lies wrapped in the database; made at the
 * first start. The first release had it as a file, @old_path: it is wrapped, and then the file
 * removed. Errors: YYQ_STORE_ERROR, KEY when no master key fits; G_FILE_ERROR.
 */
YyqFieldCipher *yyq_field_key_load (YyqStorage *storage, YyqMasterKeys *keyring,
                                    const char *old_path, GError **error);

G_END_DECLS
