/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Waiting in a test: until something is so, but not for ever. What is not so after 20 s ends the
 * test with its name and place. Where the machine has more to do than it has processors, everyone
 * gets so much less of it, and the 20 s are so much longer.
 */
typedef struct {
  const char *what;
  const char *where;
  GMainContext *context; /* (nullable): none is turned */
  GSource *tick;         /* (nullable) */
  guint turns;
} YyqTestWait;

void yyq_test_wait_begin (YyqTestWait *self, const char *what, const char *where);
void yyq_test_wait_begin_aside (YyqTestWait *self, const char *what, const char *where);
void yyq_test_wait_turn (YyqTestWait *self);
void yyq_test_wait_end (YyqTestWait *self);

/* Turns the main context of this thread while @expression is true, and looks at it every 10 ms at
 * least: what it speaks of may be in another thread or process, which wakes nobody. */
#define yyq_test_wait_while(expression) YYQ_TEST_WAIT (yyq_test_wait_begin, expression, #expression)

/* The same for a thread that has no main context, and where none may be turned. */
#define yyq_test_wait_aside_while(expression) \
  YYQ_TEST_WAIT (yyq_test_wait_begin_aside, expression, #expression)

#define YYQ_TEST_WAIT(begin, expression, name) \
  G_STMT_START                                 \
  {                                            \
    YyqTestWait wait_;                         \
                                               \
    begin (&wait_, name, G_STRLOC);            \
    while (expression)                         \
      yyq_test_wait_turn (&wait_);             \
    yyq_test_wait_end (&wait_);                \
  }                                            \
  G_STMT_END

/* Turns the main context until @condition says so of the data behind it. */
typedef gboolean (*YyqTestCondition) (gpointer data);
#define yyq_test_wait(condition, ...) \
  yyq_test_wait_for ((condition), (__VA_ARGS__), #condition, G_STRLOC)
void yyq_test_wait_for (YyqTestCondition condition, gpointer data, const char *what,
                        const char *where);

/* Turns the main context for so long: what must not happen has had its time. */
void yyq_test_turn_for (guint ms);

/* For async calls: keeps the result in the GAsyncResult * that @user_data points to. */
void yyq_test_keep_result (GObject *source, GAsyncResult *result, gpointer user_data);
#define yyq_test_wait_result(place) yyq_test_wait_while (*(place) == NULL)

/* (transfer full) @object: lets go of it, and waits until it is finalized. What is still under way
 * holds it until its callbacks were called; nothing may hold it for ever. */
#define yyq_test_finalize(object) yyq_test_finalize_at ((object), #object, G_STRLOC)
void yyq_test_finalize_at (gpointer object, const char *what, const char *where);

G_END_DECLS
