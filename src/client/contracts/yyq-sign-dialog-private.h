/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract-flow.h"
#include "yyq-error-view.h"
#include "yyq-pdf-place.h"
#include "yyq-pdf-view.h"
#include "yyq-seal-chooser.h"
#include "yyq-sign-dialog.h"
#include "yyq-sign-progress.h"
#include "yyq-sign-result.h"
#include "yyq-sign-watch.h"
#include "yyq-ukey-chooser.h"
#include "yyq-ukey-pin.h"
#include "yyq-waiting-contracts.h"

G_BEGIN_DECLS

/*
 * YyqSignDialog is one object in files by job: yyq-sign-dialog.c has the steps (choose, pin,
 * progress, result), -choice.c what is chosen before, -signing.c the signature and how it fails,
 * -done.c what is offered when it did not.
 */
struct _YyqSignDialog {
  AdwWindow parent_instance;

  GtkWidget *back_button;
  GtkButton *cancel_button;
  GtkWidget *download_button;
  GtkButton *go_button;
  AdwWindowTitle *window_title;
  YyqPdfView *view;
  GtkStack *stack;
  YyqUkeyChooser *ukey_chooser;
  GtkWidget *bind_box;
  YyqSealChooser *seal_chooser;
  GtkLabel *summary;
  YyqUkeyPin *pin;
  YyqErrorView *choose_error;
  YyqErrorView *pin_error;
  YyqSignProgress *progress;
  YyqSignResult *result;

  YyqSession *session;          /* (owned) */
  YyqUkeyManager *manager;      /* (owned) */
  YyqContract *contract;        /* (owned): as the person sees it */
  YyqParty *party;              /* (owned) */
  YyqSignOperation *operation;  /* (owned) (nullable): the latest try */
  YyqSignWatch *watch;          /* (owned): whether it still waits */
  YyqPdfPlace *place;           /* (owned): where the seal will stand */
  GCancellable *cancellable;    /* (owned): of what only the dialog asks for */
  GCancellable *signing;        /* (owned) (nullable): while a signature is under way */
  YyqSignNext next;             /* what the button of the result does */
  YyqContract *done;            /* (owned) (nullable): the contract with the signature */
  GBytes *signed_document;      /* (owned) (nullable): and its document */
  YyqWaitingContracts *waiting; /* (owned) (nullable): what can be signed after it */
  gboolean close_wanted;
  gboolean left; /* closed: only calls under way keep it */
};

gboolean yyq_sign_dialog_is_at (YyqSignDialog *self, const char *step);

/* For the person: nothing is under way. */
gboolean yyq_sign_dialog_is_waiting (YyqSignDialog *self);

/* Certificate and seal are. */
gboolean yyq_sign_dialog_is_chosen (YyqSignDialog *self);

void yyq_sign_dialog_show_step (YyqSignDialog *self, const char *step);
void yyq_sign_dialog_update (YyqSignDialog *self);

/* The choice */
void yyq_sign_dialog_load_choice (YyqSignDialog *self, GBytes *document);
void yyq_sign_dialog_leave_choice (YyqSignDialog *self);
void yyq_sign_dialog_class_init_choice (GtkWidgetClass *klass);

/* The signature */
void yyq_sign_dialog_watch (YyqSignDialog *self);
void yyq_sign_dialog_sign_typed (YyqSignDialog *self);

/* What the button of the result says. */
void yyq_sign_dialog_go_after_result (YyqSignDialog *self);

/* The end: @contract has the signature. */
void yyq_sign_dialog_show_done (YyqSignDialog *self, YyqContract *contract);

/* (transfer full) (nullable): what the button says that goes on to the next contract; NULL: there
 * is none. */
char *yyq_sign_dialog_next_label (YyqSignDialog *self);

/* To the next contract; FALSE: there is none. */
gboolean yyq_sign_dialog_sign_next (YyqSignDialog *self);

void yyq_sign_dialog_class_init_done (GtkWidgetClass *klass);

G_END_DECLS
