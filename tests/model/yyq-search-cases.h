/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What a search means, as one table: it is held against the model, the client's cache and the
 * platform on each of its engines. Contracts have letters, by their place: the first one is A.
 */
typedef struct {
  const char *number, *title, *initiator, *participants;
  gboolean of_unit;  /* else of the main enterprise */
  const char *phone; /* (nullable): of the worker */
} YyqSearchContract;

#define YYQ_SEARCH_COMPANY "云启测试科技有限公司"
#define YYQ_SEARCH_UNIT "郑州远航人力资源服务部"

extern const YyqSearchContract yyq_search_contracts[];
extern const guint yyq_search_n_contracts;

typedef struct {
  const char *typed;
  const char *found;  /* letters in their order */
  const char *online; /* (nullable): the same with the platform's help, where that is more */
} YyqSearchCase;

extern const YyqSearchCase yyq_search_cases[];
extern const guint yyq_search_n_cases;

/* For the loops of a test: says which case failed. */
#define yyq_assert_search(case, letters, expected)                                   \
  G_STMT_START                                                                       \
  {                                                                                  \
    if (g_strcmp0 (letters, expected) != 0)                                          \
      g_error ("“%s” finds “%s” instead of “%s”", (case)->typed, letters, expected); \
  }                                                                                  \
  G_STMT_END

G_END_DECLS
