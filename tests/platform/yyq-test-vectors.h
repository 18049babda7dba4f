/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): the vectors of docs/evidence.md, each the name of its rule and its lines. */
char **yyq_test_vectors_read (void);

/* A test: our code hashes every vector as the page says. */
void yyq_test_vectors_hold (void);

G_END_DECLS
