/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "yyq-worker-sandbox.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "yyq-pdf-worker.h"

#if defined(__x86_64__)
#  define OUR_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#  define OUR_ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__loongarch64)
#  define OUR_ARCHITECTURE AUDIT_ARCH_LOONGARCH64
#else
#  error "name this machine's AUDIT_ARCH_*"
#endif

/* The sanitizers map terabytes and call what they like: such a build is for finding faults, not for
 * use. */
#if defined(__SANITIZE_ADDRESS__)
#  define SANITIZED 1
#else
#  define SANITIZED 0
#endif

static gboolean
limit (int resource, rlim_t value)
{
  const struct rlimit both = { value, value };

  return setrlimit ((__rlimit_resource_t) resource, &both) == 0;
}

static gboolean
limit_resources (guint cpu_s, guint patience_s)
{
  /* At the soft limit the process dies by SIGXCPU, which says why; the hard one is for who ignores
   * that. */
  const struct rlimit cpu = { cpu_s, cpu_s + 5 };

  alarm (patience_s);
  return limit (RLIMIT_CORE, 0) && limit (RLIMIT_FSIZE, YYQ_PDF_WORKER_MAX_RESULT) &&
         setrlimit (RLIMIT_CPU, &cpu) == 0 &&
         (SANITIZED || limit (RLIMIT_AS, YYQ_PDF_WORKER_MEMORY));
}

#define LOAD(member) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, member))
#define ANSWER(what) BPF_STMT (BPF_RET | BPF_K, what)
#define ALLOW(call) \
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1), ANSWER (SECCOMP_RET_ALLOW)

/* One argument of a call, which may be one of two values; its upper half is not looked at, nor is
 * it by the kernel. */
#define ARGUMENT(call, number, value, other)                                           \
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 5),                             \
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, args[number])), \
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0),                                 \
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, other, 0, 1), ANSWER (SECCOMP_RET_ALLOW),     \
    ANSWER (SECCOMP_RET_ERRNO | 1)

/* No open, socket, fork, exec, signal to others. What is not listed fails with EPERM, as if there
 * were nothing. */
static gboolean
limit_calls (void)
{
  struct sock_filter filter[] = {
    LOAD (arch),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCHITECTURE, 1, 0),
    ANSWER (SECCOMP_RET_KILL_PROCESS),
    LOAD (nr),
    ALLOW (read),
    ALLOW (write),
    ALLOW (writev),
    ALLOW (lseek),
    ALLOW (close),
    ALLOW (fstat),
    ALLOW (pread64),
    ALLOW (mmap),
    ALLOW (munmap),
    ALLOW (mremap),
    ALLOW (mprotect),
    ALLOW (madvise),
    ALLOW (brk),
    ALLOW (futex),
    ALLOW (getrandom),
    ALLOW (clock_gettime),
    ALLOW (gettimeofday),
    ALLOW (sched_yield),
    ALLOW (rt_sigaction),
    ALLOW (rt_sigprocmask),
    ALLOW (rt_sigreturn),
    ALLOW (restart_syscall),
    ALLOW (getpid),
    ALLOW (gettid),
    ALLOW (tgkill), /* abort() */
    ALLOW (exit),
    ALLOW (exit_group),
#ifdef __NR_newfstatat
    ARGUMENT (newfstatat, 3, AT_EMPTY_PATH, AT_EMPTY_PATH), /* how libc makes fstat() */
#endif
    ARGUMENT (fcntl, 1, F_DUPFD_CLOEXEC, F_GETFL), /* yyq-worker-files.c, fdopen() */
    ANSWER (SECCOMP_RET_ERRNO | 1),
  };
  const struct sock_fprog program = { G_N_ELEMENTS (filter), filter };

  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

gboolean
yyq_worker_sandbox_enter (guint cpu_s, guint patience_s)
{
  prctl (PR_SET_DUMPABLE, 0);
  if (limit_resources (cpu_s, patience_s) && (SANITIZED || limit_calls ()))
    return TRUE;
  perror ("yyq-pdf-worker: sandbox");
  return FALSE;
}
