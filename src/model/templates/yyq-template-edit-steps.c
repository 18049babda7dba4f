/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-template-edit-private.h"

#include <glib/gi18n.h>

/*
 * What is kept of a member is the value that it does not have at the moment: doing and undoing both
 * exchange the two, so that what comes back is what was there, bit by bit, and each value is kept
 * once.
 */
typedef union {
  double number;
  int whole; /* of booleans and words, too */
  char *text;
  char **words;
} Value;

typedef struct {
  YyqControl *control; /* (owned) */
  const YyqField *field;
  Value other; /* (owned) */
} Swap;

/* Came into the list, or went from it. */
typedef struct {
  YyqControl *control; /* (owned) */
  guint at;
  gboolean came;
} Lift;

struct _YyqTemplateStep {
  const char *name; /* static, N_() */
  guint merge;
  guint n_controls;
  GArray *swaps; /* (owned) (nullable): of Swap */
  GArray *lifts; /* (owned) (nullable): of Lift, in their order */
};

const YyqField *
yyq_control_find_field (const char *name)
{
  static const YyqField *fields;
  static guint n;

  if (fields == NULL) {
    g_autoptr (YyqControl) any = yyq_control_new ();

    fields = yyq_record_get_fields (any, &n);
  }
  for (guint i = 0; i < n; i++)
    if (g_str_equal (fields[i].name, name))
      return &fields[i];
  return NULL;
}

/* In the order of YyqPlaceMember. */
static const YyqField *
place_field (YyqPlaceMember member)
{
  static const char *const names[] = { "page", "x", "y", "width", "height" };
  static const YyqField *fields[G_N_ELEMENTS (names)];

  if (fields[member] == NULL)
    fields[member] = yyq_control_find_field (names[member]);
  return fields[member];
}

static gboolean
is_place (const YyqField *field)
{
  for (int i = YYQ_PLACE_PAGE; i <= YYQ_PLACE_HEIGHT; i++)
    if (place_field (i) == field)
      return TRUE;
  return FALSE;
}

/* Values */

static void
clear_value (const YyqField *field, Value *value)
{
  if (field->kind == YYQ_FIELD_STRING)
    g_free (value->text);
  else if (field->kind == YYQ_FIELD_STRV)
    g_strfreev (value->words);
}

static void
exchange (YyqControl *control, const YyqField *field, Value *value)
{
  gpointer member = yyq_record_get_member (control, field);
  Value was = { 0 };

  switch (field->kind) {
  case YYQ_FIELD_STRING:
    was.text = *(char **) member;
    *(char **) member = value->text;
    break;
  case YYQ_FIELD_STRV:
    was.words = *(char ***) member;
    *(char ***) member = value->words;
    break;
  case YYQ_FIELD_DOUBLE:
    was.number = *(double *) member;
    *(double *) member = value->number;
    break;
  case YYQ_FIELD_INT:
  case YYQ_FIELD_BOOLEAN:
  case YYQ_FIELD_ENUM:
    was.whole = *(int *) member;
    *(int *) member = value->whole;
    break;
  case YYQ_FIELD_INT64:
  case YYQ_FIELD_BYTES:
  case YYQ_FIELD_RECORD:
  case YYQ_FIELD_LIST:
  default:
    g_assert_not_reached ();
  }
  *value = was;
  g_object_notify (G_OBJECT (control), field->name);
}

static gboolean
same_words (char **some, char **others)
{
  static const char *const none[] = { NULL };

  return g_strv_equal (some != NULL ? (const char *const *) some : none,
                       others != NULL ? (const char *const *) others : none);
}

static gboolean
has_value (YyqControl *control, const YyqField *field, const Value *value)
{
  gpointer member = yyq_record_get_member (control, field);

  if (field->kind == YYQ_FIELD_STRING)
    return g_strcmp0 (*(char **) member, value->text) == 0;
  if (field->kind == YYQ_FIELD_STRV)
    return same_words (*(char ***) member, value->words);
  if (field->kind == YYQ_FIELD_DOUBLE)
    return *(double *) member == value->number;
  return *(int *) member == value->whole;
}

/* An empty text is none, as in what is kept. */
static Value
read_value (const YyqField *field, const GValue *value)
{
  Value read = { 0 };

  if (field->kind == YYQ_FIELD_STRING) {
    const char *text = g_value_get_string (value);

    read.text = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  } else if (field->kind == YYQ_FIELD_STRV) {
    read.words = g_value_dup_boxed (value);
  } else if (field->kind == YYQ_FIELD_DOUBLE) {
    read.number = g_value_get_double (value);
  } else if (field->kind == YYQ_FIELD_ENUM) {
    read.whole = g_value_get_enum (value);
  } else if (field->kind == YYQ_FIELD_BOOLEAN) {
    read.whole = g_value_get_boolean (value);
  } else {
    read.whole = g_value_get_int (value);
  }
  return read;
}

/* Steps */

static void
clear_swap (Swap *swap)
{
  clear_value (swap->field, &swap->other);
  g_object_unref (swap->control);
}

static void
clear_lift (Lift *lift)
{
  g_object_unref (lift->control);
}

void
yyq_template_step_free (YyqTemplateStep *self)
{
  g_clear_pointer (&self->swaps, g_array_unref);
  g_clear_pointer (&self->lifts, g_array_unref);
  g_free (self);
}

static guint
length_of (GArray *array)
{
  return array != NULL ? array->len : 0;
}

/* (nullable): what would be undone first. */
static YyqTemplateStep *
last_step (YyqTemplateEdit *self)
{
  return self->n_done > 0 ? self->steps->pdata[self->n_done - 1] : NULL;
}

/* What grew in powers of two is kept no larger than it is. */
static void
trim (YyqTemplateStep *step)
{
  GArray *exact = NULL;

  if (length_of (step->swaps) == 0)
    return;
  exact = g_array_sized_new (FALSE, FALSE, sizeof (Swap), step->swaps->len);
  g_array_append_vals (exact, step->swaps->data, step->swaps->len);
  g_array_set_clear_func (step->swaps, NULL);
  g_array_unref (step->swaps);
  g_array_set_clear_func (exact, (GDestroyNotify) clear_swap);
  step->swaps = exact;
}

void
yyq_template_edit_begin (YyqTemplateEdit *self, const char *name, guint merge)
{
  YyqTemplateStep *last = last_step (self);

  g_assert (self->open == NULL);
  self->hint = 0;
  if (merge != 0 && last != NULL && last->merge == merge && self->n_done == self->steps->len) {
    self->open = last;
    return;
  }
  if (last != NULL && last->merge != 0)
    trim (last);
  self->open = g_new0 (YyqTemplateStep, 1);
  self->open->name = name;
  self->open->merge = merge;
}

/* (nullable): where the step has this member already. What is dragged is dragged in one order. */
static Swap *
find_swap (YyqTemplateEdit *self, YyqControl *control, const YyqField *field)
{
  GArray *swaps = self->open->swaps;
  const guint n = length_of (swaps);

  if (self->open != last_step (self))
    return NULL;
  for (guint i = 0; i < n; i++) {
    const guint at = (self->hint + i) % n;
    Swap *swap = &g_array_index (swaps, Swap, at);

    if (swap->control == control && swap->field == field) {
      self->hint = at + 1;
      return swap;
    }
  }
  return NULL;
}

/* Takes @value. */
static void
put_value (YyqTemplateEdit *self, YyqControl *control, const YyqField *field, Value value)
{
  const YyqTemplateChanged what =
    is_place (field) ? YYQ_TEMPLATE_CHANGED_PLACE : YYQ_TEMPLATE_CHANGED_LOOK;

  if (has_value (control, field, &value)) {
    clear_value (field, &value);
    return;
  }
  yyq_template_edit_note (self, control, what);
  if (find_swap (self, control, field) != NULL) {
    exchange (control, field, &value);
    clear_value (field, &value);
  } else {
    Swap swap = { g_object_ref (control), field, value };

    exchange (control, field, &swap.other);
    if (self->open->swaps == NULL) {
      self->open->swaps = g_array_sized_new (FALSE, FALSE, sizeof (Swap), 2);
      g_array_set_clear_func (self->open->swaps, (GDestroyNotify) clear_swap);
    }
    g_array_append_val (self->open->swaps, swap);
  }
  yyq_template_edit_note (self, control, what); /* it may be another page */
}

void
yyq_template_edit_put (YyqTemplateEdit *self, YyqControl *control, const YyqField *field,
                       const GValue *value)
{
  put_value (self, control, field, read_value (field, value));
  if (!is_place (field))
    g_hash_table_insert (self->styles, GINT_TO_POINTER (yyq_control_get_kind (control)),
                         g_object_ref (control));
}

void
yyq_template_edit_put_place (YyqTemplateEdit *self, YyqControl *control,
                             const YyqControlPlace *place)
{
  YyqControlPlace limited = *place;

  yyq_control_place_limit (&limited);
  put_value (self, control, place_field (YYQ_PLACE_PAGE), (Value){ .whole = limited.page });
  put_value (self, control, place_field (YYQ_PLACE_X), (Value){ .number = limited.x });
  put_value (self, control, place_field (YYQ_PLACE_Y), (Value){ .number = limited.y });
  put_value (self, control, place_field (YYQ_PLACE_WIDTH), (Value){ .number = limited.width });
  put_value (self, control, place_field (YYQ_PLACE_HEIGHT), (Value){ .number = limited.height });
}

static void
add_lift (YyqTemplateEdit *self, YyqControl *control, guint at, gboolean came)
{
  Lift lift = { g_object_ref (control), at, came };

  if (self->open->lifts == NULL) {
    self->open->lifts = g_array_new (FALSE, FALSE, sizeof (Lift));
    g_array_set_clear_func (self->open->lifts, (GDestroyNotify) clear_lift);
  }
  g_array_append_val (self->open->lifts, lift);
}

void
yyq_template_edit_insert (YyqTemplateEdit *self, YyqControl *control, guint at)
{
  add_lift (self, control, at, TRUE);
  yyq_template_edit_list_insert (self, control, at);
}

void
yyq_template_edit_take_out (YyqTemplateEdit *self, guint at)
{
  add_lift (self, self->controls->pdata[at], at, FALSE);
  yyq_template_edit_list_remove (self, at);
}

static void
drop_redo (YyqTemplateEdit *self)
{
  if (self->n_saved != G_MAXUINT && self->n_saved > self->n_done)
    self->n_saved = G_MAXUINT;
  g_ptr_array_set_size (self->steps, (int) self->n_done);
}

static void
drop_oldest (YyqTemplateEdit *self)
{
  while (self->steps->len > YYQ_TEMPLATE_EDIT_MOST_STEPS) {
    g_ptr_array_remove_index (self->steps, 0);
    self->n_done--;
    if (self->n_saved != G_MAXUINT)
      self->n_saved = self->n_saved > 0 ? self->n_saved - 1 : G_MAXUINT;
  }
}

void
yyq_template_edit_end (YyqTemplateEdit *self)
{
  YyqTemplateStep *step = g_steal_pointer (&self->open);

  if (step != last_step (self)) {
    if (length_of (step->swaps) == 0 && length_of (step->lifts) == 0) {
      yyq_template_step_free (step);
      return;
    }
    step->n_controls = self->change.controls->len;
    drop_redo (self);
    g_ptr_array_add (self->steps, step);
    self->n_done++;
    drop_oldest (self);
  } else if (self->n_saved == self->n_done && self->change.what != 0) {
    self->n_saved = G_MAXUINT; /* a saved step goes on */
  }
  yyq_template_edit_tell (self);
}

/* Undoing */

static void
apply_lift (YyqTemplateEdit *self, const Lift *lift, gboolean forward)
{
  if (lift->came == forward)
    yyq_template_edit_list_insert (self, lift->control, lift->at);
  else
    yyq_template_edit_list_remove (self, lift->at);
}

static void
apply (YyqTemplateEdit *self, YyqTemplateStep *step, gboolean forward)
{
  const guint n_lifts = length_of (step->lifts);

  for (guint i = 0; i < n_lifts; i++)
    apply_lift (self, &g_array_index (step->lifts, Lift, forward ? i : n_lifts - 1 - i), forward);
  for (guint i = 0; i < length_of (step->swaps); i++) {
    Swap *swap = &g_array_index (step->swaps, Swap, i);
    const YyqTemplateChanged what =
      is_place (swap->field) ? YYQ_TEMPLATE_CHANGED_PLACE : YYQ_TEMPLATE_CHANGED_LOOK;

    yyq_template_edit_note (self, swap->control, what);
    exchange (swap->control, swap->field, &swap->other);
    yyq_template_edit_note (self, swap->control, what);
  }
}

/* What came back, or was moved back, is what one looks for. */
static void
select_changed (YyqTemplateEdit *self)
{
  g_autoptr (GPtrArray) there = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->change.controls->len; i++) {
    YyqControl *control = self->change.controls->pdata[i];

    if (g_hash_table_contains (self->by_id, yyq_control_get_id (control)) &&
        g_hash_table_add (seen, control))
      g_ptr_array_add (there, control);
  }
  yyq_control_selection_set (self->selection, there);
}

gboolean
yyq_template_edit_undo (YyqTemplateEdit *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), FALSE);
  if (self->n_done == 0 || self->open != NULL)
    return FALSE;
  apply (self, self->steps->pdata[--self->n_done], FALSE);
  select_changed (self);
  yyq_template_edit_tell (self);
  return TRUE;
}

gboolean
yyq_template_edit_redo (YyqTemplateEdit *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), FALSE);
  if (self->n_done == self->steps->len || self->open != NULL)
    return FALSE;
  apply (self, self->steps->pdata[self->n_done++], TRUE);
  select_changed (self);
  yyq_template_edit_tell (self);
  return TRUE;
}

void
yyq_template_edit_abandon (YyqTemplateEdit *self, guint merge)
{
  YyqTemplateStep *last = NULL;

  g_return_if_fail (YYQ_IS_TEMPLATE_EDIT (self));
  last = last_step (self);
  if (merge == 0 || last == NULL || last->merge != merge || !yyq_template_edit_undo (self))
    return;
  drop_redo (self);
}

guint
yyq_template_edit_get_n_undo (YyqTemplateEdit *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), 0);
  return self->n_done;
}

guint
yyq_template_edit_get_n_redo (YyqTemplateEdit *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), 0);
  return self->steps->len - self->n_done;
}

static char *
describe (const YyqTemplateStep *step)
{
  if (step->n_controls < 2)
    return g_strdup (_ (step->name));
  /* Translators: what was done, and with how many: "Move: 3 controls" */
  return g_strdup_printf (ngettext ("%s: %u control", "%s: %u controls", step->n_controls),
                          _ (step->name), step->n_controls);
}

char *
yyq_template_edit_get_undo_name (YyqTemplateEdit *self, guint i)
{
  g_return_val_if_fail (i < yyq_template_edit_get_n_undo (self), NULL);
  return describe (self->steps->pdata[self->n_done - 1 - i]);
}

char *
yyq_template_edit_get_redo_name (YyqTemplateEdit *self, guint i)
{
  g_return_val_if_fail (i < yyq_template_edit_get_n_redo (self), NULL);
  return describe (self->steps->pdata[self->n_done + i]);
}

guint
yyq_template_edit_new_merge (YyqTemplateEdit *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), 0);
  return ++self->last_merge;
}

gboolean
yyq_template_edit_is_dirty (YyqTemplateEdit *self)
{
  g_return_val_if_fail (YYQ_IS_TEMPLATE_EDIT (self), FALSE);
  return self->n_saved != self->n_done;
}

void
yyq_template_edit_mark_saved (YyqTemplateEdit *self)
{
  g_return_if_fail (YYQ_IS_TEMPLATE_EDIT (self));
  self->n_saved = self->n_done;
}

void
yyq_template_edit_forget_steps (YyqTemplateEdit *self)
{
  g_ptr_array_set_size (self->steps, 0);
  self->n_done = 0;
  self->n_saved = 0;
}
