/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-platform.h"

G_BEGIN_DECLS

typedef struct {
  gint64 version; /* of the master key that wraps now */
  gint64 done;    /* keys that were wrapped and fields that were sealed anew in this step */
  gint64 left;    /* keys that an older one wraps, fields of an older generation */
} YyqKeyRotation;

/*
 * One step. When there is a newer master key, fields get a root of a new generation, from which all
 * of their keys are derived (yyq-field-cipher.h). Then at most @limit keys are wrapped with the
 * newest master key, or fields of older generations sealed anew and their blind index computed
 * anew, in a transaction of its own. After the last step older roots go, once what else they sealed
 * has gone by itself.
 * @reload: reads the key file first. Documents are not touched, reading and writing go on; what was
 * done stays done when it is stopped. Errors: YYQ_STORE_ERROR, KEY for a key whose master key is
 * gone.
 */
gboolean yyq_key_rotation_step (YyqPlatform *platform, gboolean reload, gint64 limit,
                                YyqKeyRotation *rotation, GError **error);

G_END_DECLS
