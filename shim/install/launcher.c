/*
 * The fixed program that config entries name. It replaces itself by the runtime in `current` beside it and keeps the
 * entry's NODE_* variables away from that runtime: they are renamed, and the shim gives them to the server. A shell
 * script would do, but shells drop variables whose names they can not spell, and add some of their own.
 *
 * Without a usable runtime it starts the original server and leaves a gap marker, unless this machine's managed
 * settings say that such servers must not start.
 */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#ifdef __APPLE__
#include <mach-o/dyld.h>
#define CLOSED_MARKER "/Library/Application Support/Sallyport/fail-closed"
#else
#define CLOSED_MARKER "/etc/sallyport/fail-closed"
#endif

extern char **environ;

static const char kept[] = "SALLYPORT_KEPT_";

/* The folder this program lies in, links followed only as far as the system does. */
static int own_folder(char *path, size_t size) {
  char file[PATH_MAX];
#ifdef __APPLE__
  uint32_t length = sizeof file;
  if (_NSGetExecutablePath(file, &length) != 0) return -1;
#else
  ssize_t length = readlink("/proc/self/exe", file, sizeof file - 1);
  if (length < 0) return -1;
  file[length] = '\0';
#endif
  return snprintf(path, size, "%s", dirname(file)) < (int)size ? 0 : -1;
}

static char **renamed_environment(void) {
  size_t count = 0;
  while (environ[count] != NULL) count++;
  char **result = calloc(count + 1, sizeof *result);
  if (result == NULL) return NULL;
  for (size_t at = 0; at < count; at++) {
    result[at] = environ[at];
    if (strncmp(environ[at], "NODE_", 5) == 0) {
      size_t size = sizeof kept + strlen(environ[at]);
      char *renamed = malloc(size);
      if (renamed == NULL) return NULL;
      snprintf(renamed, size, "%s%s", kept, environ[at]);
      result[at] = renamed;
    }
  }
  return result;
}

/* One line that `status` and the next record show. Names go in as hex, so that nothing in them needs quoting. */
static void leave_gap(const char *folder, char **argv) {
  char path[PATH_MAX];
  if (snprintf(path, sizeof path, "%s/../gaps.jsonl", folder) >= (int)sizeof path) return;
  int file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0600);
  if (file < 0) return;
  char line[1024];
  int used = snprintf(line, sizeof line, "{\"v\":1,\"reason\":\"runtime-broken\",\"at\":%lld", (long long)time(NULL));
  for (int at = 1; argv[at] != NULL && argv[at + 1] != NULL && strcmp(argv[at], "--") != 0; at++) {
    if (strcmp(argv[at], "--client") != 0 && strcmp(argv[at], "--server") != 0) continue;
    used += snprintf(line + used, sizeof line - used, ",\"%s\":\"", argv[at] + 2);
    for (const char *name = argv[at + 1]; *name != '\0' && used < (int)sizeof line - 200; name++)
      used += snprintf(line + used, sizeof line - used, "%02x", (unsigned char)*name);
    used += snprintf(line + used, sizeof line - used, "\"");
  }
  used += snprintf(line + used, sizeof line - used, "}\n");
  if (write(file, line, used) != used) fprintf(stderr, "sallyport: the gap could not be recorded\n");
  close(file);
}

static int start_original(const char *folder, char **argv) {
  if (access(CLOSED_MARKER, F_OK) == 0) {
    fprintf(stderr, "sallyport: the runtime is broken, and this machine starts no server without it. Run \"sallyport doctor\"\n");
    return 126;
  }
  for (int at = 1; argv[at] != NULL; at++) {
    if (strcmp(argv[at], "--") == 0 && argv[at + 1] != NULL) {
      leave_gap(folder, argv);
      fprintf(stderr, "sallyport: the runtime is broken; the server starts unguarded. Run \"sallyport doctor\"\n");
      execvp(argv[at + 1], argv + at + 1);
      fprintf(stderr, "sallyport: could not start %s: %s\n", argv[at + 1], strerror(errno));
      return 127;
    }
  }
  fprintf(stderr, "sallyport: the runtime is broken, and this entry does not say what it starts. Run \"sallyport doctor\"\n");
  return 126;
}

int main(int argc, char **argv) {
  char folder[PATH_MAX - 64], node[PATH_MAX], bundle[PATH_MAX];
  if (own_folder(folder, sizeof folder) != 0) return start_original(".", argv);
  snprintf(node, sizeof node, "%s/current/node", folder);
  snprintf(bundle, sizeof bundle, "%s/current/shim.cjs", folder);
  char **args = calloc(argc + 2, sizeof *args);
  char **env = renamed_environment();
  if (args != NULL && env != NULL && access(bundle, R_OK) == 0) {
    args[0] = node;
    args[1] = bundle;
    memcpy(args + 2, argv + 1, argc * sizeof *args);
    execve(node, args, env);
  }
  return start_original(folder, argv);
}
