/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A JSON object of strings for bodies with passwords and tokens: unlike json-glib's, its memory is
 * zeroed when the bytes go.
 */
typedef struct _YyqApiText YyqApiText;

YyqApiText *yyq_api_text_new (void);

/* @name is one of ours and is not escaped; @value (nullable): left out. */
void yyq_api_text_add (YyqApiText *self, const char *name, const char *value);
void yyq_api_text_add_bytes (YyqApiText *self, const char *name, GBytes *value);

/* (transfer full): frees @self. */
GBytes *yyq_api_text_finish (YyqApiText *self);

G_END_DECLS
