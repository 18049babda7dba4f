/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * data/openapi as the tests use it: what operations there are, and whether a reply is one that
 * the file promises.
 */
typedef struct _YyqTestContract YyqTestContract;

/* Aborts when it cannot be read. */
YyqTestContract *yyq_test_contract_new (void);
void yyq_test_contract_free (YyqTestContract *self);

/* (transfer full): "GET /api/v1/contracts/{id}", sorted. */
char **yyq_test_contract_list (YyqTestContract *self);

/* (nullable): the operation of "GET /api/v1/contracts/{id}". */
JsonObject *yyq_test_contract_find (YyqTestContract *self, const char *operation);

/* Has the operation this parameter? @in: "path", "header", "query". */
gboolean yyq_test_contract_has_parameter (YyqTestContract *self, JsonObject *operation,
                                          const char *in, const char *name);

/* (transfer full) (nullable): what is wrong with the reply; NULL: nothing. @node: the body, when it
 * is JSON. */
char *yyq_test_contract_check (YyqTestContract *self, const char *operation, guint status,
                               const char *content_type, JsonNode *node);

/* The words of a schema's enumeration: "/components/schemas/Problem/properties/type". */
JsonArray *yyq_test_contract_get_enum (YyqTestContract *self, const char *pointer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqTestContract, yyq_test_contract_free)

G_END_DECLS
