/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <p11-kit/pkcs11.h>

G_BEGIN_DECLS

/*
 * A PKCS #11 driver that answers with what stands on a tape: return values, lengths, attributes. It
 * keeps to the sizes of the buffers that it is given, because a driver that does not is not stopped
 * by any caller. @tape (not owned) must outlive its use; behind its end everything is 0.
 */
CK_FUNCTION_LIST_PTR yyq_tape_driver (const guint8 *tape, gsize length);

G_END_DECLS
