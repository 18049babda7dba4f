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
 * One step: wraps at most @limit keys with the newest master key, and seals fields of an older
 * generation anew, in a transaction of its own.
 * @reload: reads the key file first. Documents are not touched, reading and writing go on; what was
 * done stays done when it is stopped. Errors: YYQ_STORE_ERROR, KEY for a key whose master key is
 * gone.
 */
gboolean yyq_key_rotation_step (YyqPlatform *platform, gboolean reload, gint64 limit,
                                YyqKeyRotation *rotation, GError **error);

G_END_DECLS
