/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

/*
 * Drives the real client as a person would: finds things over AT-SPI, clicks and types through
 * XTEST. Every function waits for what it needs and ends the test with a picture of the accessible
 * tree when it does not come. Runs below tests/e2e/with-display.sh.
 */
typedef struct _YyqJourney YyqJourney;

/* Starts @argv (NULL-terminated) with GTK_A11Y=atspi and waits for its window. */
YyqJourney *yyq_journey_new (const char *const *argv);
void yyq_journey_free (YyqJourney *self);

/* (transfer full): the first visible thing of this role (ATSPI_ROLE_INVALID: any) and name. */
AtspiAccessible *yyq_journey_wait (YyqJourney *self, AtspiRole role, const char *name);
gboolean yyq_journey_has (YyqJourney *self, AtspiRole role, const char *name);

/* (transfer full): the same, where @part stands somewhere in the name. */
AtspiAccessible *yyq_journey_wait_part (YyqJourney *self, const char *part);

void yyq_journey_click (YyqJourney *self, AtspiRole role, const char *name);
void yyq_journey_click_part (YyqJourney *self, const char *part);
void yyq_journey_double_click_part (YyqJourney *self, const char *part);
void yyq_journey_set_text (YyqJourney *self, AtspiRole role, const char *name, const char *text);

/* Key events to the focused widget; ASCII letters, digits and '\n'. */
void yyq_journey_type (YyqJourney *self, const char *keys);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YyqJourney, yyq_journey_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiComponent, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiEditableText, g_object_unref)

G_END_DECLS
