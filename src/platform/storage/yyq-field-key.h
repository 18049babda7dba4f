/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-field-cipher.h"
#include "yyq-master-keys.h"
#include "yyq-storage.h"

G_BEGIN_DECLS

#define YYQ_FIELD_KEY_PURPOSE "field"

/*
 * (transfer full): the cipher of sealed fields, whose roots lie wrapped in the database. A database
 * without a generation of its own gets one, so that an older version's root, which had no single
 * purpose, makes nothing any more. The first release had it in a file, @old_path: it is wrapped,
 * and then the file removed. The cipher keeps @storage and @keyring, where it finds roots that
 * other processes made. Errors: YYQ_STORE_ERROR, KEY when no master key fits; G_FILE_ERROR.
 */
YyqFieldCipher *yyq_field_key_load (YyqStorage *storage, YyqMasterKeys *keyring,
                                    const char *old_path, GError **error);

/*
 * Makes the root of a further generation if the newest was made under an older master key; in a
 * transaction of its own, since a root that is rolled back must not have sealed anything. A cipher
 * finds it when it is refreshed. Does nothing in a database without roots.
 */
gboolean yyq_field_key_renew (YyqStorage *storage, YyqMasterKeys *keyring, GError **error);

/* Forgets the roots that made nothing in the last five weeks. When nothing that lives longer is
 * left of them. */
gboolean yyq_field_key_drop_old (YyqStorage *storage, GError **error);

G_END_DECLS
