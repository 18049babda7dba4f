/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-random-update.h"

#define MAX_PLACES 32
#define MAX_STEPS 4

typedef struct {
  YyqStructureKit *kit;
  GRand *rand;
  YyqUpdate *update;
  YyqSectionStyle style;
  YyqBase base;
  GBytes *before;
  const YyqTarget *target;
  guint n_targets;
  gboolean quiet;             /* little that is wrong: such files come furthest */
  guint64 places[MAX_PLACES]; /* of what was written */
  guint n_places;
  guint64 section;               /* within the update; 0: none */
  YyqLieContext lies[MAX_STEPS]; /* the style may show their texts */
  guint n_lies;
  char texts[3][160]; /* and these */
} Maker;

static guint
below (Maker *self, guint n)
{
  return (guint) g_rand_int_range (self->rand, 0, (gint32) n);
}

static gboolean
one_in (Maker *self, guint n)
{
  return below (self, n) == 0;
}

static const char *
some_body (Maker *self)
{
  return one_in (self, 3) ? self->target->good : self->target->evil;
}

static guint64
some_generation (Maker *self)
{
  static const guint64 values[] = { 0, 0, 0,     0,     0,      1,
                                    1, 2, 65535, 65536, 131072, G_GUINT64_CONSTANT (1) << 32 };

  return values[below (self, G_N_ELEMENTS (values))];
}

static guint
some_number (Maker *self)
{
  return one_in (self, 6) ? YYQ_FREE_NUMBER + 10 + below (self, 4) : self->target->number;
}

static void
note_place (Maker *self, guint64 place)
{
  if (self->n_places < MAX_PLACES)
    self->places[self->n_places++] = place;
}

static guint64
some_place (Maker *self)
{
  guint64 place = self->n_places > 0 && !one_in (self, 5)
                    ? self->places[below (self, self->n_places)]
                    : yyq_find_object (self->before, self->target->number);

  switch (below (self, 16)) {
  case 0:
    return place + 1;
  case 1:
    return place > 0 ? place - 1 : 0;
  case 2:
    return place | G_GUINT64_CONSTANT (1) << 32;
  case 3:
    return 0;
  default:
    return place;
  }
}

static void
list_or_hide (Maker *self, guint kind, guint number, guint64 second, guint64 third)
{
  if (self->style.kind == YYQ_SECTION_HYBRID && one_in (self, 2))
    yyq_update_hide (self->update, kind, number, second, third);
  else
    yyq_update_list (self->update, kind, number, second, third);
}

static void
write_object (Maker *self)
{
  note_place (self, yyq_update_write (self->update, some_number (self),
                                      one_in (self, 4) ? (guint) some_generation (self) : 0,
                                      some_body (self)));
}

/* Spelt out where it is no object: in a stream, a string, a comment. */
static void
write_inside (Maker *self)
{
  static const char *const heads[] = { "65 0 obj\n<</Length 600>>\nstream\n", "65 0 obj\n(", "%" };
  static const char *const tails[] = { "\nendstream\nendobj\n", ")\nendobj\n", "\n" };
  guint kind = below (self, G_N_ELEMENTS (heads));

  yyq_update_text (self->update, heads[kind]);
  note_place (self, yyq_update_write (self->update, self->target->number, 0, some_body (self)));
  yyq_update_text (self->update, tails[kind]);
}

static void
list_entry (Maker *self)
{
  static const guint kinds[] = { 0, 1, 1, 1, 1, 1, 2, 3, 257 };
  guint kind = kinds[below (self, G_N_ELEMENTS (kinds))];

  if (kind == 2)
    list_or_hide (self, 2, some_number (self), YYQ_FREE_NUMBER + below (self, 4), below (self, 3));
  else
    list_or_hide (self, kind, some_number (self), kind == 0 ? 0 : some_place (self),
                  some_generation (self));
}

static void
write_and_list (Maker *self)
{
  guint64 place = yyq_update_write (self->update, self->target->number, 0, some_body (self));

  note_place (self, place);
  list_or_hide (self, 1, self->target->number, place,
                one_in (self, 5) ? some_generation (self) : 0);
}

static void
write_packed (Maker *self)
{
  YyqInner inner[3];
  guint n = 1 + below (self, 3);

  if (self->target->stream)
    return;
  for (guint i = 0; i < n; i++)
    inner[i] = (YyqInner){ some_number (self), some_body (self) };
  yyq_update_put_objects (self->update, YYQ_FREE_NUMBER + below (self, 4), inner, n,
                          one_in (self, 8) ? "/N 1" : NULL);
  list_or_hide (self, 2, self->target->number, YYQ_FREE_NUMBER + below (self, 4), below (self, n));
}

/* The section so far ends here; another one follows. */
static void
end_section (Maker *self)
{
  YyqSectionStyle style = self->style;

  style.previous = self->section;
  self->section = yyq_update_section (self->update, &style);
  if (one_in (self, 2)) {
    g_autofree char *end =
      g_strdup_printf ("startxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n", self->section);

    yyq_update_text (self->update, end);
  }
}

/* One of the lies that have a name. */
static void
tell (Maker *self)
{
  static const YyqLie *const lists[] = { yyq_entry_lies, yyq_object_lies, yyq_trailer_lies };
  const YyqLie *list = lists[below (self, G_N_ELEMENTS (lists))];
  YyqLieContext *context = &self->lies[self->n_lies++];
  guint n = 0;

  while (list[n].name != NULL)
    n++;
  *context = (YyqLieContext){ .kit = self->kit,
                              .base = self->base,
                              .update = self->update,
                              .style = &self->style,
                              .target = self->target,
                              .before = self->before };
  list[below (self, n)].tell (context);
}

static const char *
some_entries (Maker *self, guint slot)
{
  static const char *const values[] = { "/Prev @",
                                        "/Pre#76 @",
                                        "/Size 5",
                                        "/Size 99",
                                        "/Root 60 0 R",
                                        "/Root 1 0 R",
                                        "/Decoy<</Prev @/Root 60 0 R>>",
                                        "/W[2 4 1]",
                                        "/DecodeParms<</W[2 4 1]/Index[1 1]>>",
                                        "/Index[4 1]",
                                        "/Length 14",
                                        "/XRefStm @",
                                        "/XRef#53tm @",
                                        "/Type/ObjStm" };
  guint64 place =
    self->section != 0 && one_in (self, 2) ? self->section : yyq_last_section (self->before);
  g_auto (GStrv) parts = g_strsplit (values[below (self, G_N_ELEMENTS (values))], "@", 2);

  if (parts[1] == NULL)
    g_strlcpy (self->texts[slot], parts[0], sizeof self->texts[slot]);
  else
    g_snprintf (self->texts[slot], sizeof self->texts[slot], "%s%" G_GUINT64_FORMAT "%s", parts[0],
                place, parts[1]);
  return self->texts[slot];
}

static void
choose_style (Maker *self, YyqBase base)
{
  static const guint widths[][3] = { { 0, 0, 0 }, { 1, 3, 1 }, { 1, 4, 3 },
                                     { 2, 8, 4 }, { 1, 8, 8 }, { 1, 4, 0 } };

  self->style.kind = base == YYQ_BASE_TABLE
                       ? (one_in (self, 3) ? YYQ_SECTION_HYBRID : YYQ_SECTION_TABLE)
                       : YYQ_SECTION_STREAM;
  self->style.after = YYQ_TRAILER;
  if (self->quiet)
    return;
  if (one_in (self, 12))
    self->style.kind = YYQ_SECTION_TABLE;
  for (guint i = 0, row = one_in (self, 2) ? below (self, G_N_ELEMENTS (widths)) : 0; i < 3; i++)
    self->style.widths[i] = widths[row][i];
  self->style.flate = one_in (self, 4);
  self->style.predictor = one_in (self, 4);
  self->style.split = one_in (self, 4);
  self->style.omit_itself = one_in (self, 6);
  self->style.size = one_in (self, 12) ? (int) (self->target->number + below (self, 90)) : 0;
}

static void
finish_style (Maker *self)
{
  static const char *const ends[] = { "%%EOF", "startxref\n0\n%%EOF\n", "%%EOF\n%%EOF\n" };

  if (self->style.previous == 0)
    self->style.previous = self->section;
  if (self->quiet && !one_in (self, 8))
    return;
  if (self->style.before == NULL && one_in (self, 4))
    self->style.before = some_entries (self, 0);
  if (one_in (self, 8)) {
    g_snprintf (self->texts[2], sizeof self->texts[2], YYQ_TRAILER "%s", some_entries (self, 1));
    self->style.after = self->texts[2];
  }
  if (self->section != 0 && one_in (self, 6))
    self->style.startxref = self->section;
  if (self->style.end == NULL && one_in (self, 12))
    self->style.end = ends[below (self, G_N_ELEMENTS (ends))];
}

static void
take_step (Maker *self)
{
  static void (*const steps[]) (
    Maker *) = { write_object,   write_inside,   list_entry,   list_entry,  write_and_list,
                 write_and_list, write_and_list, write_packed, end_section, tell };

  if (one_in (self, 3))
    self->target = &self->kit->targets[below (self, self->n_targets)];
  steps[below (self, G_N_ELEMENTS (steps))](self);
}

GBytes *
yyq_random_update (YyqStructureKit *kit, GRand *rand, YyqBase *base)
{
  Maker self = { .kit = kit, .rand = rand };
  gboolean signs = g_rand_boolean (rand);
  guint n_steps;

  while (kit->targets[self.n_targets].name != NULL)
    self.n_targets++;
  self.target = &kit->targets[below (&self, self.n_targets)];
  *base = (YyqBase) below (&self, YYQ_N_BASES);
  self.base = *base;
  self.before = !signs && one_in (&self, 2) ? kit->countersigned[*base] : kit->signed_[*base];
  self.update = yyq_update_new (self.before);
  self.quiet = g_rand_boolean (rand);
  choose_style (&self, *base);
  n_steps = 1 + below (&self, self.quiet ? 2 : MAX_STEPS);
  for (guint i = 0; i < n_steps; i++)
    take_step (&self);
  if (signs)
    yyq_structure_sign_b (self.update, NULL);
  finish_style (&self);
  return yyq_update_finish (self.update, &self.style, signs ? kit->b : NULL);
}
