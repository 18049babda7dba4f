/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-contract-query.h"

G_DEFINE_BOXED_TYPE (YyqContractQuery, yyq_contract_query, yyq_contract_query_copy,
                     yyq_contract_query_free)

YyqContractQuery *
yyq_contract_query_new (void)
{
  YyqContractQuery *self = g_new0 (YyqContractQuery, 1);

  self->descending = TRUE;
  return self;
}

YyqContractQuery *
yyq_contract_query_copy (const YyqContractQuery *self)
{
  YyqContractQuery *copy = g_new (YyqContractQuery, 1);

  *copy = *self;
  copy->text = g_strdup (self->text);
  return copy;
}

void
yyq_contract_query_free (YyqContractQuery *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

void
yyq_contract_query_set_text (YyqContractQuery *self, const char *text)
{
  g_free (self->text);
  self->text = g_strdup (text);
}

static const char *
text_or_empty (const YyqContractQuery *self)
{
  return self->text == NULL ? "" : self->text;
}

gboolean
yyq_contract_query_equal (const YyqContractQuery *a, const YyqContractQuery *b)
{
  return a->tab == b->tab && a->from_ms == b->from_ms && a->to_ms == b->to_ms &&
         a->sort == b->sort && a->descending == b->descending &&
         g_str_equal (text_or_empty (a), text_or_empty (b));
}
