/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-wire-problem.h"

#define ROW(NAME, code, status, CLIENT, title) { code, status, YYQ_API_ERROR_##CLIENT, title },

const YyqProblem yyq_problems[] = { YYQ_PROBLEMS (ROW) };
const guint yyq_n_problems = G_N_ELEMENTS (yyq_problems);

const YyqProblem *
yyq_problem_find (const char *code)
{
  for (guint i = 0; i < yyq_n_problems; i++)
    if (g_str_equal (yyq_problems[i].code, code))
      return &yyq_problems[i];
  return NULL;
}
