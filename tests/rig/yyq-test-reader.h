/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-test-identity.h"

G_BEGIN_DECLS

/*
 * A pcscd of our own with one reader that has a software PIV card in it. The service listens on
 * the socket that PCSCLITE_CSOCK_NAME names; see yyq_test_reader_prepare(). It dies with the test.
 */
typedef struct _YyqTestReader YyqTestReader;

/* In main(), before any thread: sets PCSCLITE_CSOCK_NAME. FALSE when pcscd cannot run here: skip. */
gboolean yyq_test_reader_prepare (void);

/* Returns when the reader is there, with the card inserted. */
YyqTestReader *yyq_test_reader_new (YyqTestIdentity *login, YyqTestIdentity *sign);
void yyq_test_reader_free (YyqTestReader *self);

/* "insert", "remove", "pull" (while the next signature is made) or "stat": what the card says after it. */
void yyq_test_reader_tell (YyqTestReader *self, const char *command, guint *tries, guint *n_signatures);

G_END_DECLS
