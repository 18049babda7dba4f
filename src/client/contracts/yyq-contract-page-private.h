/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-contract-page.h"
#include "yyq-contract-panel.h"
#include "yyq-contract-repository.h"
#include "yyq-info-bar.h"
#include "yyq-pdf-find-bar.h"
#include "yyq-pdf-place.h"
#include "yyq-pdf-view.h"
#include "yyq-pending-list.h"
#include "yyq-state-page.h"

G_BEGIN_DECLS

/*
 * YyqContractPage is one object in files by job: yyq-contract-page.c loads the contract,
 * -document.c its document, -sign.c says whether it can be signed and opens the dialog, -tools.c is
 * what stands in the header bar.
 */
struct _YyqContractPage {
  YyqPage parent_instance;

  GtkStack *stack;
  YyqStatePage *state_page;
  GtkWidget *tools;
  GtkEntry *page_entry;
  GtkLabel *sign_reason;
  GtkWidget *sign_button;
  AdwFlap *flap;
  GtkWidget *more_button;
  GtkWidget *thumbnails_toggle;
  AdwBin *thumbnails_slot;
  GtkStack *document_stack;
  YyqStatePage *document_state;
  YyqPdfView *view;
  YyqPdfFindBar *find_bar;
  YyqContractPanel *panel;
  YyqInfoBar *notice;
  YyqInfoBar *refused_bar;

  YyqPdfPlace *place;               /* (owned): where this company signs */
  YyqUkeyManager *manager;          /* (owned) */
  YyqContractRepository *contracts; /* (owned) */
  YyqPendingList *pending;          /* (owned) */
  char *id;                         /* (owned) */
  YyqContract *contract;            /* (owned) (nullable) */
  GBytes *document;                 /* (owned) (nullable): what the view shows */
  char *shown;       /* (owned) (nullable): SHA-256 of the document that is shown or on its way */
  GtkWindow *dialog; /* (unowned) (nullable) */
  guint under_way;   /* calls that the first picture waits for */
  guint fold_id;     /* the tools are about to be folded, or unfolded */
  gboolean loading;
  gboolean load_again;
  gboolean sign_wanted;
};

/* A call that the page is busy with begins, and ends. */
void yyq_contract_page_begin (YyqContractPage *self);
void yyq_contract_page_end (YyqContractPage *self);

void yyq_contract_page_load (YyqContractPage *self);

/* Of the revision that the contract has now; nothing when that is shown or on its way. */
void yyq_contract_page_load_document (YyqContractPage *self);

void yyq_contract_page_show_sign (YyqContractPage *self);
void yyq_contract_page_show_place (YyqContractPage *self);
void yyq_contract_page_show_pending (YyqContractPage *self);
void yyq_contract_page_sign_if_wanted (YyqContractPage *self);
void yyq_contract_page_close_dialog (YyqContractPage *self);

/* The page goes. */
void yyq_contract_page_leave_tools (YyqContractPage *self);

void yyq_contract_page_class_init_tools (GtkWidgetClass *klass);
void yyq_contract_page_init_tools (YyqContractPage *self);
gboolean yyq_contract_page_search (YyqPage *page);

G_END_DECLS
