/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-lives.h"

#include "yyq-test-wait.h"

typedef struct {
  GType type;
  void (*constructed) (GObject *object); /* what its class had */
  gint made;
  gint alive;
} Life;

static GPtrArray *lives; /* of Life; nothing is ever removed */

static Life *
find (GType type)
{
  for (guint i = 0; lives != NULL && i < lives->len; i++) {
    Life *life = g_ptr_array_index (lives, i);

    if (life->type == type)
      return life;
  }
  return NULL;
}

static void
finalized_cb (gpointer data)
{
  Life *life = data;

  g_atomic_int_add (&life->alive, -1);
}

static void
constructed (GObject *object)
{
  Life *life = find (G_OBJECT_TYPE (object));

  g_assert (life != NULL);
  g_atomic_int_inc (&life->made);
  g_atomic_int_inc (&life->alive);
  g_object_set_data_full (object, "yyq-test-life", life, finalized_cb);
  life->constructed (object);
}

void
yyq_test_lives_watch (GType type)
{
  GObjectClass *klass = NULL;
  Life *life = NULL;

  if (find (type) != NULL)
    return;
  klass = g_type_class_ref (type);
  life = g_new0 (Life, 1);
  life->type = type;
  life->constructed = klass->constructed;
  if (lives == NULL)
    lives = g_ptr_array_new ();
  g_ptr_array_add (lives, life);
  klass->constructed = constructed;
}

static Life *
find_alive (void)
{
  for (guint i = 0; lives != NULL && i < lives->len; i++) {
    Life *life = g_ptr_array_index (lives, i);

    if (g_atomic_int_get (&life->alive) > 0)
      return life;
  }
  return NULL;
}

void
yyq_test_lives_assert_none (void)
{
  const Life *life;

  /* Each has its own wait, so that the name of the one that stays is said. */
  while ((life = find_alive ()) != NULL) {
    YyqTestWait wait;

    yyq_test_wait_begin (&wait, g_type_name (life->type), "an object that is never finalized");
    while (g_atomic_int_get (&life->alive) > 0)
      yyq_test_wait_turn (&wait);
    yyq_test_wait_end (&wait);
  }
}

void
yyq_test_lives_assert_all_made (void)
{
  for (guint i = 0; lives != NULL && i < lives->len; i++) {
    const Life *life = g_ptr_array_index (lives, i);

    if (g_atomic_int_get (&life->made) == 0)
      g_error ("%s is never made in this test", g_type_name (life->type));
  }
}
