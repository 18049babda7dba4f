/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "yyq-tree.h"

G_BEGIN_DECLS

/*
 * Drives the real client as a person would: finds things over AT-SPI, clicks and types through
 * XTEST. Nothing sleeps: every function waits for what it needs, and ends the test with the
 * accessible tree in the log and a picture of the screen beside it when that does not come. Runs
 * below tests/e2e/journey.sh. Main thread.
 *
 * What is clicked is in the window that has the keyboard, uncovered, and has come to rest. Every
 * click and key names its effect, which is waited for: the next one never meets a client that is
 * still busy with this one.
 *
 * A thing is named as YyqThing says. Invisible and insensitive things are not found.
 */
typedef struct _YyqJourney YyqJourney;

typedef enum {
  YYQ_EFFECT_PAGE,
  YYQ_EFFECT_OPENS,
  YYQ_EFFECT_CLOSES,
  YYQ_EFFECT_COMES,
  YYQ_EFFECT_GOES,
  YYQ_EFFECT_FOCUSED,
  YYQ_EFFECT_CHOSEN,
} YyqEffectKind;

/* What a gesture brings about, and was not so before. @again: doing it twice is harmless, so that
 * it is repeated when nothing comes of it. */
typedef struct {
  YyqEffectKind kind;
  YyqThing thing;
  gboolean again;
} YyqEffect;

/* The page of this title is shown, and things are looked for on it from now on. A chapter is gone
 * to, again and again if need be. */
#define YYQ_PAGE(title) ((YyqEffect){ YYQ_EFFECT_PAGE, { ATSPI_ROLE_INVALID, title }, FALSE })
#define YYQ_CHAPTER(title) ((YyqEffect){ YYQ_EFFECT_PAGE, { ATSPI_ROLE_INVALID, title }, TRUE })

/* A window opens with this thing in it; from now on things are looked for in all windows. */
#define YYQ_OPENS(role, name) ((YyqEffect){ YYQ_EFFECT_OPENS, { role, name }, FALSE })

/* The window of this name, which opened last, closes. Meanwhile nothing is asked of the bus:
 * GTK 4.8 may fall over it. */
#define YYQ_CLOSES(window) ((YyqEffect){ YYQ_EFFECT_CLOSES, { ATSPI_ROLE_INVALID, window }, FALSE })

/* The thing comes, or goes. */
#define YYQ_COMES(role, name) ((YyqEffect){ YYQ_EFFECT_COMES, { role, name }, FALSE })
#define YYQ_GOES(role, name) ((YyqEffect){ YYQ_EFFECT_GOES, { role, name }, FALSE })

/* The field gets the focus. */
#define YYQ_FOCUSED(field) ((YyqEffect){ YYQ_EFFECT_FOCUSED, { YYQ_FIELD_ROLE, field }, FALSE })

/* One of several is the one that holds. */
#define YYQ_CHOSEN(role, name) ((YyqEffect){ YYQ_EFFECT_CHOSEN, { role, name }, FALSE })

#define YYQ_PIN_FIELD "UKey PIN 码"
#define YYQ_SIGN_WINDOW "签署合同"
#define YYQ_BIND_WINDOW "绑定 UKey"

/* In main(), instead of g_test_init(). */
void yyq_journey_init (int *argc, char ***argv);

/* Clients that start from now on are at a computer whose system-wide roots are this PEM file; NULL:
 * as here. */
void yyq_journey_set_roots (const char *path);

/* Clients that start from now on have this home directory; NULL: as here. */
void yyq_journey_set_home (const char *path);

/* Starts the client with these arguments (NULL-terminated) and waits for its window. */
YyqJourney *yyq_journey_new (const char *const *arguments);

/* Closes the client's window by Control+Q and checks that it ends well. */
void yyq_journey_end (YyqJourney *self);

/* Waits until the page of this title is shown, and looks for things on it from now on; NULL: in all
 * windows. */
void yyq_journey_enter (YyqJourney *self, const char *page);

/* (transfer full) */
AtspiAccessible *yyq_journey_wait (YyqJourney *self, AtspiRole role, const char *name);
void yyq_journey_see (YyqJourney *self, const char *name);
void yyq_journey_wait_gone (YyqJourney *self, AtspiRole role, const char *name);
gboolean yyq_journey_has (YyqJourney *self, AtspiRole role, const char *name);

/* Until the client has written it. What it says in passing may be gone before it is looked for. */
void yyq_journey_wait_file (YyqJourney *self, const char *path);

/* (transfer full): as yyq_tree_read() */
char *yyq_journey_read (YyqJourney *self, AtspiRole role, const char *name);

void yyq_journey_click (YyqJourney *self, AtspiRole role, const char *name, YyqEffect effect);
void yyq_journey_double_click (YyqJourney *self, AtspiRole role, const char *name,
                               YyqEffect effect);

/* Names of X keysyms, as yyq_hand_press() takes them, for the window that opened last. */
void yyq_journey_press (YyqJourney *self, const char *keys, YyqEffect effect);

/* Types into the field of this name, which has the focus or is about to get it, and sees that it
 * says so. */
void yyq_journey_type (YyqJourney *self, const char *field, const char *text);

/* The same where nobody can read what was typed. */
void yyq_journey_type_secret (YyqJourney *self, const char *field, const char *text);

/* Clicks into the field first, and types over what is in it. */
void yyq_journey_fill (YyqJourney *self, const char *field, const char *text);
void yyq_journey_fill_secret (YyqJourney *self, const char *field, const char *text);

/* Text that no American keyboard has: as an input method would put it in. */
void yyq_journey_put (YyqJourney *self, const char *name, const char *text);

/* For who looks for something else than an effect: waits until the newest window has the keyboard;
 * presses keys, and lets the client turn once; until when to wait at most; and waits on, or fails
 * with “@name @what on …” when that is over. */
void yyq_journey_settle (YyqJourney *self);
void yyq_journey_tap (YyqJourney *self, const char *keys);
gint64 yyq_journey_begin_waiting (void);
void yyq_journey_wait_on (YyqJourney *self, gint64 until, const char *what, const char *name);

/* From now on notes what the client tells of texts on the accessibility bus; */
void yyq_journey_listen (YyqJourney *self);

/* (transfer full): that, and all names, descriptions and texts that it has there now. */
char *yyq_journey_read_all (YyqJourney *self);

/* Signs the contract that is shown, with the certificate that this thing stands for, and sees that
 * it is complete. */
void yyq_journey_sign (YyqJourney *self, AtspiRole role, const char *certificate, const char *pin);

/* (transfer full): what the client has said, debugging messages too. */
char *yyq_journey_read_log (YyqJourney *self);

GPid yyq_journey_get_pid (YyqJourney *self);

/* (transfer none): the client on the accessibility bus. */
AtspiAccessible *yyq_journey_get_app (YyqJourney *self);

/* (transfer none) (nullable): the page that things are looked for on; NULL: in all windows. */
AtspiAccessible *yyq_journey_get_page (YyqJourney *self);

/* Into the folder that YYQ_E2E_PICTURES names, if it does. */
void yyq_journey_take_picture (YyqJourney *self, const char *name);

G_END_DECLS
