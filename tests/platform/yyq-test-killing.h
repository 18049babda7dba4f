/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Starts yuyunqian-platform with @directory/data and kills it, again and again, until it serves
 * once. Each life is a little longer than the one before, so that it is killed in every step there
 * is. @address (nullable): of a database, for `storage=`.
 */
void yyq_test_kill_until_ready (const char *directory, const char *key_file, const char *address);

G_END_DECLS
