/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

/*
 * Drives the real client as a person would: finds things over AT-SPI, clicks and types through
 * XTEST. Nothing sleeps: every function waits for what it needs, and ends the test with the
 * accessible tree in the log and a picture of the screen beside it when that does not come. Runs
 * below tests/e2e/journey.sh. Main thread.
 *
 * A thing is named by its accessible name; "part*" stands for a name that has "part" in it. The role
 * ATSPI_ROLE_INVALID stands for any. Invisible and insensitive things are not found.
 */
typedef struct _YyqJourney YyqJourney;

/* In main(), instead of g_test_init(). */
void yyq_journey_init (int *argc, char ***argv);

/* Clients that start from now on are at a computer whose system-wide roots are this PEM file; NULL: as here. */
void yyq_journey_set_roots (const char *path);

/* Starts the client with these arguments (NULL-terminated) and waits for its window. */
YyqJourney *yyq_journey_new (const char *const *arguments);

/* Closes the client's window by Control+Q and checks that it ends well. */
void yyq_journey_end (YyqJourney *self);

/* Waits for the page of this title, and looks for things below it from now on; NULL: in all windows. */
void yyq_journey_enter (YyqJourney *self, const char *page);

/* (transfer full) */
AtspiAccessible *yyq_journey_wait (YyqJourney *self, AtspiRole role, const char *name);
void yyq_journey_see (YyqJourney *self, const char *name);
void yyq_journey_wait_gone (YyqJourney *self, AtspiRole role, const char *name);
gboolean yyq_journey_has (YyqJourney *self, AtspiRole role, const char *name);

/* (transfer full): the text of the field of this name, or the name of the thing. */
char *yyq_journey_read (YyqJourney *self, AtspiRole role, const char *name);

void yyq_journey_click (YyqJourney *self, AtspiRole role, const char *name);
void yyq_journey_double_click (YyqJourney *self, AtspiRole role, const char *name);

/* Clicks into the text field of this name and types over what is in it. */
void yyq_journey_fill (YyqJourney *self, const char *name, const char *text);

/* Text that no American keyboard has: as an input method would put it in. */
void yyq_journey_put (YyqJourney *self, const char *name, const char *text);

void yyq_journey_type (YyqJourney *self, const char *text);
void yyq_journey_press (YyqJourney *self, const char *keys);

/* Presses Tab until the thing of this name has the focus. */
void yyq_journey_tab_to (YyqJourney *self, const char *name);

/* From now on notes what the client tells of texts on the accessibility bus; */
void yyq_journey_listen (YyqJourney *self);

/* (transfer full): that, and all names, descriptions and texts that it has there now. */
char *yyq_journey_read_all (YyqJourney *self);

/* Signs the contract that is shown, with the certificate that this thing stands for, and sees that it is complete. */
void yyq_journey_sign (YyqJourney *self, AtspiRole role, const char *certificate, const char *pin);

/* (transfer full): what the client has said on its standard error, debugging messages too. */
char *yyq_journey_read_log (YyqJourney *self);

GPid yyq_journey_get_pid (YyqJourney *self);

/* Into the folder that YYQ_E2E_PICTURES names, if it does. */
void yyq_journey_take_picture (YyqJourney *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiComponent, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiEditableText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)

G_END_DECLS
