/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-leave-question.h"

#include <glib/gi18n.h>

typedef struct {
  GPtrArray *unsaved; /* (owned): references */
  YyqLeave leave;
  gpointer data;
  GDestroyNotify data_free; /* (nullable) */
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_ptr_array_unref (question->unsaved);
  if (question->data_free != NULL)
    question->data_free (question->data);
  g_free (question);
}

static gboolean
can_keep_all (GPtrArray *unsaved)
{
  for (guint i = 0; i < unsaved->len; i++)
    if (!yyq_page_can_keep (g_ptr_array_index (unsaved, i)))
      return FALSE;
  return TRUE;
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;

  if (g_str_equal (response, "stay"))
    return;
  for (guint i = 0; g_str_equal (response, "keep") && i < question->unsaved->len; i++)
    yyq_page_keep (g_ptr_array_index (question->unsaved, i));
  question->leave (question->data);
}

/* (transfer full): what it is about. */
static char *
make_body (GPtrArray *unsaved)
{
  const char *title = yyq_page_get_title (g_ptr_array_index (unsaved, 0));

  if (unsaved->len == 1)
    return g_strdup_printf (_ ("What you did on “%s” is not saved."), title);
  return g_strdup_printf (ngettext ("What you did on %u page is not saved.",
                                    "What you did on %u pages is not saved.", unsaved->len),
                          unsaved->len);
}

static void
present (GtkWindow *parent, Question *question)
{
  g_autofree char *body = make_body (question->unsaved);
  AdwMessageDialog *dialog =
    ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _ ("Leave this page?"), body));

  adw_message_dialog_add_response (dialog, "stay", _ ("_Cancel"));
  adw_message_dialog_add_response (dialog, "discard", _ ("_Discard"));
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (dialog, "stay");
  adw_message_dialog_set_default_response (dialog, "stay");
  if (can_keep_all (question->unsaved)) {
    adw_message_dialog_add_response (dialog, "keep", _ ("_Save draft"));
    adw_message_dialog_set_response_appearance (dialog, "keep", ADW_RESPONSE_SUGGESTED);
    adw_message_dialog_set_default_response (dialog, "keep");
  }
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
yyq_leave_question_ask (GtkWindow *parent, GPtrArray *unsaved, YyqLeave leave, gpointer data,
                        GDestroyNotify data_free)
{
  Question *question;

  if (unsaved->len == 0) {
    leave (data);
    if (data_free != NULL)
      data_free (data);
    return;
  }
  question = g_new0 (Question, 1);
  question->unsaved = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < unsaved->len; i++)
    g_ptr_array_add (question->unsaved, g_object_ref (g_ptr_array_index (unsaved, i)));
  question->leave = leave;
  question->data = data;
  question->data_free = data_free;
  present (parent, question);
}
