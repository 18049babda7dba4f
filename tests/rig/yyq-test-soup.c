/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-test-soup.h"

#ifdef __SANITIZE_ADDRESS__
#  include <sanitizer/lsan_interface.h>

static gboolean
started_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer unused)
{
  GSocket *socket = soup_server_message_get_socket (g_value_get_object (values + 1));

  if (socket != NULL)
    __lsan_ignore_object (socket);
  return TRUE;
}

void
yyq_test_forgive_soup (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  g_type_class_unref (g_type_class_ref (SOUP_TYPE_SERVER));
  g_signal_add_emission_hook (g_signal_lookup ("request-started", SOUP_TYPE_SERVER), 0, started_cb,
                              NULL, NULL);
  g_once_init_leave (&done, 1);
}
#else
void
yyq_test_forgive_soup (void)
{
}
#endif

char *
yyq_test_soup_listen (SoupServer *server)
{
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSList) listeners = NULL;
  g_autoptr (GError) error = NULL;

  yyq_test_forgive_soup ();
  soup_server_listen (server, any, 0, &error);
  g_assert_no_error (error);
  listeners = soup_server_get_listeners (server);
  address = g_socket_get_local_address (listeners->data, &error);
  g_assert_no_error (error);
  return g_strdup_printf ("http://127.0.0.1:%d",
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
}
