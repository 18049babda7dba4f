/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-structure-lies.h"

static const char *const base_names[] = { "table", "stream", "object streams" };

GBytes *
yyq_structure_lie (YyqStructureKit *kit, YyqBase base, YyqMoment moment, const YyqTarget *target,
                   const YyqLie *lie)
{
  YyqSectionStyle style = { .kind = base == YYQ_BASE_TABLE ? YYQ_SECTION_TABLE : YYQ_SECTION_STREAM,
                            .after = YYQ_TRAILER };
  YyqLieContext context = { .kit = kit,
                            .base = base,
                            .style = &style,
                            .target = target,
                            .before = moment == YYQ_MOMENT_AFTER_B ? kit->countersigned[base]
                                                                   : kit->signed_[base] };
  g_autoptr (GBytes) file = NULL;
  gboolean told;

  context.update = yyq_update_new (context.before);
  told = lie->tell (&context);
  if (moment == YYQ_MOMENT_WITH_B)
    yyq_structure_sign_b (context.update, NULL);
  file = yyq_update_finish (context.update, &style, moment == YYQ_MOMENT_WITH_B ? kit->b : NULL);
  return told ? g_steal_pointer (&file) : NULL;
}

/* Without the catalogue that it knows, a strict reader has nothing to read. */
static const char *
expect_of (const YyqLie *lie, const YyqTarget *target)
{
  return target->number == YYQ_CATALOGUE ? "bad" : lie->expect;
}

static void
add_lie (YyqStructureKit *kit, GPtrArray *cases, const YyqTarget *target, const YyqLie *lie)
{
  for (guint base = 0; base < YYQ_N_BASES; base++)
    for (guint moment = 0; moment < YYQ_N_MOMENTS; moment++) {
      /* One kind of file will do for what is the same in all of them, as long as each has its turn.
       */
      gboolean skipped =
        moment == YYQ_MOMENT_AFTER_B && (guint) (target - kit->targets) % YYQ_N_BASES != base;
      GBytes *pdf =
        skipped ? NULL : yyq_structure_lie (kit, (YyqBase) base, (YyqMoment) moment, target, lie);

      if (pdf != NULL)
        yyq_cases_add (cases, pdf, kit->signed_[base], expect_of (lie, target), lie->clue,
                       "the %s is %s (%s%s)", target->name, lie->name, base_names[base],
                       yyq_moment_names[moment]);
    }
}

void
yyq_structure_add_lies (YyqStructureKit *kit, GPtrArray *cases)
{
  static const YyqLie *const lists[] = { yyq_entry_lies, yyq_object_lies, yyq_trailer_lies };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const YyqLie *lie = lists[i]; lie->name != NULL; lie++)
      for (const YyqTarget *target = kit->targets; target->name != NULL; target++)
        add_lie (kit, cases, target, lie);
}
