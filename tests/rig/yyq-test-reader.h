/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-test-identity.h"

G_BEGIN_DECLS

/*
 * A pcscd of our own with one reader that has a software PIV card in it. The service listens on
 * the socket that PCSCLITE_CSOCK_NAME names; see yyq_test_reader_prepare(). It dies with the test.
 */
typedef struct _YyqTestReader YyqTestReader;

/* In main(), before any thread: sets PCSCLITE_CSOCK_NAME. FALSE when pcscd cannot run here: skip.
 */
gboolean yyq_test_reader_prepare (void);

#define YYQ_TEST_READER_PIN "123456"

/* Returns when the reader is there, with the card inserted. @pin: at most 8 characters. */
YyqTestReader *yyq_test_reader_new (YyqTestIdentity *login, YyqTestIdentity *sign, const char *pin);
void yyq_test_reader_free (YyqTestReader *self);

/*
 * Gives an order of ifd-test-reader.c ("insert", "remove", "pull", "slow 300", "stat", ...) and
 * waits until it is obeyed. @tries, @n_signatures (nullable): what the card says after it.
 */
void yyq_test_reader_tell (YyqTestReader *self, const char *command, guint *tries,
                           guint *n_signatures);

/* Another card with these keys takes the place of the one that was removed. */
void yyq_test_reader_insert_other (YyqTestReader *self, YyqTestIdentity *login,
                                   YyqTestIdentity *sign);

G_END_DECLS
