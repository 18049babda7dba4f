/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "yyq-test-identity.h"

G_BEGIN_DECLS

/* Somebody at another computer, who speaks to the platform's API without a window. Blocks; main
 * thread. */
typedef struct _YyqClerk YyqClerk;

/* Logs in and enters the company. @tls_root (nullable): PEM file of what to trust instead of the
 * system's roots. */
YyqClerk *yyq_clerk_new (const char *url, const char *tls_root, const char *phone,
                         const char *password, const char *company);
void yyq_clerk_free (YyqClerk *self);

/* (transfer full): the body of a good answer. */
GBytes *yyq_clerk_get (YyqClerk *self, const char *path);
JsonNode *yyq_clerk_get_json (YyqClerk *self, const char *path);

/* (transfer full): a new key with a certificate for the company from the demo's certification
 * authority. */
YyqTestIdentity *yyq_clerk_order_certificate (YyqClerk *self);

/* Fetches the document of a contract that must be complete, and has “yyqctl verify” say that it is
 * valid. */
void yyq_clerk_verify (YyqClerk *self, const char *contract_id, const char *root);

/* The same of a file. */
void yyq_clerk_verify_file (const char *path, const char *root);

/* (transfer full): the id of the contract with this number that waits for the company; @title: its
 * title. */
char *yyq_clerk_find_contract (YyqClerk *self, const char *number, char **title);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqClerk, yyq_clerk_free)

G_END_DECLS
