/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-renderer.h"

#include <epoxy/gl.h>
#include <gtk/gtk.h>

static gboolean
software_gl (GdkDisplay *display)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkGLContext) context = gdk_display_create_gl_context (display, &error);
  const char *name;
  gboolean software;

  if (context == NULL || !gdk_gl_context_realize (context, &error))
    return TRUE;
  gdk_gl_context_make_current (context);
  name = (const char *) glGetString (GL_RENDERER);
  software = name == NULL || strstr (name, "llvmpipe") != NULL ||
             strstr (name, "softpipe") != NULL || strstr (name, "swrast") != NULL;
  gdk_gl_context_clear_current ();
  return software;
}

void
yyq_renderer_choose (void)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (display == NULL || g_getenv ("GSK_RENDERER") != NULL)
    return;
  if (software_gl (display))
    g_setenv ("GSK_RENDERER", "cairo", TRUE);
}
