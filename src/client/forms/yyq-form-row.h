/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * One thing that is asked for: its title, the field, and one line below it for help, a warning or
 * what is wrong. Room for that line is kept, so nothing jumps when it is filled.
 *
 * Nothing is called wrong before a person has left the field for the first time or pressed the
 * form's button; from then on the words follow what is typed. What was left is brought into its
 * form, never under the hands of who types, and never while an input method composes.
 *
 * Properties: title, help (string, nullable), member (string, nullable: how the platform calls it
 * in a request, and a draft keeps it; a row without one is never kept), required (boolean).
 * Signals: "changed" (): another value is typed or chosen; "activated" (): Enter, which also
 * activates "form.submit". Main thread.
 */
#define YYQ_TYPE_FORM_ROW (yyq_form_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (YyqFormRow, yyq_form_row, YYQ, FORM_ROW, GtkWidget)

struct _YyqFormRowClass {
  GtkWidgetClass parent_class;

  gboolean (*is_empty) (YyqFormRow *self);

  /* (nullable) (transfer full): the sentence for what is wrong with what is not empty, and one for
   * what is only doubtful. */
  char *(*find_error) (YyqFormRow *self, char **warning);

  /* (nullable): brings what is shown into its form. */
  void (*tidy) (YyqFormRow *self);

  /* (nullable) (transfer full): in its form as far as it is right, "" for nothing. Rows that hold
   * secrets have none: a secret is taken from its field. */
  char *(*get_value) (YyqFormRow *self);
  void (*set_value) (YyqFormRow *self, const char *value);
};

const char *yyq_form_row_get_title (YyqFormRow *self);
void yyq_form_row_set_title (YyqFormRow *self, const char *title);
void yyq_form_row_set_help (YyqFormRow *self, const char *help);
const char *yyq_form_row_get_member (YyqFormRow *self);
void yyq_form_row_set_member (YyqFormRow *self, const char *member);
void yyq_form_row_set_required (YyqFormRow *self, gboolean required);

/* (nullable): what is to be known before anything is typed, and worth more than @help. */
void yyq_form_row_set_warning (YyqFormRow *self, const char *warning);

/* Whether one that is required has its mark: a form says so, and one that stands alone has none. */
void yyq_form_row_show_mark (YyqFormRow *self, gboolean shown);
gboolean yyq_form_row_get_required (YyqFormRow *self);

/* A rule of the form's own: (transfer full) (nullable) a sentence for what is wrong. It is asked
 * when the row finds nothing wrong itself. */
typedef char *(*YyqFormCheck) (YyqFormRow *row, gpointer user_data);
void yyq_form_row_set_check (YyqFormRow *self, YyqFormCheck check, gpointer user_data);

/* (transfer full) (nullable): NULL of a secret. */
char *yyq_form_row_get_value (YyqFormRow *self);

/* As it was kept or is known: it is not judged by that. Nothing of a secret. */
void yyq_form_row_set_value (YyqFormRow *self, const char *value);

/* For the form's button: brings it into its form, and says what is wrong from now on. TRUE: it is
 * right. */
gboolean yyq_form_row_judge (YyqFormRow *self);

/* What the platform, or another rule, says of what is there; until it is another value. NULL:
 * nothing any more. */
void yyq_form_row_say_error (YyqFormRow *self, const char *text);

/* (nullable): what is called wrong at this moment. */
const char *yyq_form_row_get_error (YyqFormRow *self);

/* What its check looks at has changed elsewhere. */
void yyq_form_row_check_again (YyqFormRow *self);

/* As at first: nothing is called wrong. */
void yyq_form_row_forget (YyqFormRow *self);

/* For the classes of rows. @field takes the focus and is what assistive programs know as the row;
 * @around (nullable): what stands in the row instead of it, with @field in it. Once. */
void yyq_form_row_set_field (YyqFormRow *self, GtkWidget *field, GtkWidget *around);
GtkWidget *yyq_form_row_get_field (YyqFormRow *self);

/* It holds another value. */
void yyq_form_row_changed (YyqFormRow *self);

/* An input method is at work in it: what is there is not the value yet. */
void yyq_form_row_set_composing (YyqFormRow *self, gboolean composing);

/* Enter was pressed in it. */
void yyq_form_row_submit (YyqFormRow *self);

G_END_DECLS
