/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-test-identity.h"

G_BEGIN_DECLS

/*
 * An empty platform as docs/install.md sets one up: yuyunqian-platform with a configuration file,
 * on the engine of yyq-test-storage.h, behind nginx with TLS, filled by “yyqctl admin”; beside it a
 * certification authority and a time-stamp authority (HTTP) of somebody else. All on the loopback.
 * Main thread.
 */
typedef struct _YyqOwnPlatform YyqOwnPlatform;

YyqOwnPlatform *yyq_own_platform_new (void);
void yyq_own_platform_free (YyqOwnPlatform *self);

/* "https://127.0.0.1:40123" */
const char *yyq_own_platform_get_url (YyqOwnPlatform *self);

/* PEM files: what clients of nginx trust, and what signers of contracts are trusted by. */
const char *yyq_own_platform_get_tls_root (YyqOwnPlatform *self);
const char *yyq_own_platform_get_signer_root (YyqOwnPlatform *self);

/* (transfer full): a key with a certificate of the authority for this enterprise; for a person when
 * @uscc is NULL. */
YyqTestIdentity *yyq_own_platform_issue (YyqOwnPlatform *self, const char *name, const char *uscc);

/* (transfer full): the id of what was made. The arguments are those of “yyqctl admin”,
 * NULL-terminated. @input (nullable): to descriptor 0. */
char *yyq_own_platform_administer (YyqOwnPlatform *self, const char *input,
                                   ...) G_GNUC_NULL_TERMINATED;

/* (transfer full): what the platform has said since it started. */
char *yyq_own_platform_read_log (YyqOwnPlatform *self);

/* Nobody answers at its address any more; and again, with the same data. */
void yyq_own_platform_go_down (YyqOwnPlatform *self);
void yyq_own_platform_come_up (YyqOwnPlatform *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqOwnPlatform, yyq_own_platform_free)

G_END_DECLS
