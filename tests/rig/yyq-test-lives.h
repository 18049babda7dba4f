/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * Whether every object is finalized: counts those that are made of the types that it is told, from
 * then on and in all threads. It looks at the end of an object's data, which comes with its
 * finalization: weak references are told when it is disposed of, and a window or a session that is
 * disposed of may well stay for ever.
 */

/* @type: a class that nothing derives from. Once more: nothing happens. */
void yyq_test_lives_watch (GType type);

/* All that were made are gone, now or in a while: what is under way may hold them until its
 * callbacks were called. */
void yyq_test_lives_assert_none (void);

/* Of each type that is watched at least one was made: else nothing is proved. */
void yyq_test_lives_assert_all_made (void);

G_END_DECLS
