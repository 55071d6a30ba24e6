/*
 * The fixed program that config entries name. It replaces itself by the runtime in `current` beside it and keeps those of
 * the entry's variables away from that runtime that change what it does: they are renamed, and the shim gives them to the
 * server. It tells the runtime which state folder it was installed in, so that no variable can choose another policy or
 * record. A shell script would do, but shells drop variables whose names they can not spell, and add some of their own.
 * Linked statically, so that LD_* of the entry do not reach this program either.
 *
 * Without a usable runtime (its parts are not there, or not of the size on the list of parts that was installed with them)
 * it starts the original server and leaves a gap marker, unless this machine's managed
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
#include <sys/stat.h>
#ifdef __APPLE__
#include <mach-o/dyld.h>
#define MACHINE_FOLDER "/Library/Application Support/Sallyport"
#else
#include <sys/auxv.h>
#define MACHINE_FOLDER "/etc/sallyport"
#endif
#ifndef CLOSED_MARKER
#define CLOSED_MARKER MACHINE_FOLDER "/fail-closed"
#endif

extern char **environ;

static const char kept[] = "SALLYPORT_KEPT_";

/* The folder this program lies in, as the entry names it: where that is a link to another disk, the state folder is above the link. */
static int own_folder(char *path, size_t size) {
  char file[PATH_MAX];
#ifdef __APPLE__
  uint32_t length = sizeof file;
  if (_NSGetExecutablePath(file, &length) != 0) return -1;
#else
  const char *named = (const char *)getauxval(AT_EXECFN);
  struct stat found;
  if (named != NULL && *named == '/' && strlen(named) < sizeof file && lstat(named, &found) == 0 && S_ISREG(found.st_mode)) {
    strcpy(file, named);
  } else {
    ssize_t length = readlink("/proc/self/exe", file, sizeof file - 1);
    if (length < 0) return -1;
    file[length] = '\0';
  }
#endif
  return snprintf(path, size, "%s", dirname(file)) < (int)size ? 0 : -1;
}

/* Whether a variable is for the server alone: what changes which code the runtime loads, or how it runs. */
static int is_kept(const char *variable) {
  static const char *const families[] = {"NODE_", "SALLYPORT_", "OPENSSL_", "SSL_CERT_", "ICU_", "LD_", "DYLD_"};
  for (size_t at = 0; at < sizeof families / sizeof *families; at++)
    if (strncmp(variable, families[at], strlen(families[at])) == 0) return 1;
  return 0;
}

static char **renamed_environment(void) {
  size_t count = 0;
  while (environ[count] != NULL) count++;
  char **result = calloc(count + 1, sizeof *result);
  if (result == NULL) return NULL;
  for (size_t at = 0; at < count; at++) {
    result[at] = environ[at];
    if (is_kept(environ[at])) {
      size_t size = sizeof kept + strlen(environ[at]);
      char *renamed = malloc(size);
      if (renamed == NULL) return NULL;
      snprintf(renamed, size, "%s%s", kept, environ[at]);
      result[at] = renamed;
    }
  }
  return result;
}

/* The state folder this launcher was installed in, by its real name: there `current` is a link. NULL for one that lies where it was built. */
static const char *state_folder(const char *folder) {
  static char current[PATH_MAX], named[PATH_MAX], state[PATH_MAX];
  struct stat found;
  if (snprintf(current, sizeof current, "%s/current", folder) >= (int)sizeof current) return NULL;
  if (lstat(current, &found) != 0 || !S_ISLNK(found.st_mode)) return NULL;
  snprintf(named, sizeof named, "%s", folder);
  return realpath(dirname(named), state);
}

/* Whether a part of the runtime is there, and not empty, as a crash of the system can leave one. */
static int is_there(const char *path, long long size) {
  struct stat found;
  return access(path, R_OK) == 0 && stat(path, &found) == 0 && found.st_size > 0 && (size < 0 || found.st_size == size);
}

/* Whether runtime and shim are as long as the list of parts says: a cut one would end at once, with the server not started. */
static int is_as_listed(const char *folder, const char *node, const char *bundle) {
  char path[PATH_MAX], name[256];
  long long size;
  int listed = 0, whole = 1;
  if (snprintf(path, sizeof path, "%s/current/manifest", folder) >= (int)sizeof path) return 0;
  FILE *list = fopen(path, "r");
  if (list == NULL) return 0;
  while (whole && fscanf(list, "%lld %*64s %255s", &size, name) == 2) {
    const char *part = strcmp(name, "node") == 0 ? node : strcmp(name, "shim.cjs") == 0 ? bundle : NULL;
    if (part == NULL) continue;
    listed++;
    whole = is_there(part, size);
  }
  fclose(list);
  return whole && listed == 2;
}

/* The words for the runtime: what the entry says, and the state folder in front of its options, where none of them is hidden by it. */
static char **runtime_words(char *node, char *bundle, const char *state, int argc, char **argv) {
  static char run[] = "run", installed[] = "--installed", no_debugger[] = "--disable-sigusr1";
  char **words = calloc(argc + 6, sizeof *words), **next = words;
  if (words == NULL) return NULL;
  *next++ = node;
  *next++ = no_debugger;
  *next++ = bundle;
  int at = 1;
  if (state != NULL && argc > 1 && strcmp(argv[1], run) == 0) {
    *next++ = run;
    *next++ = installed;
    *next++ = (char *)state;
    at = 2;
  }
  memcpy(next, argv + at, (argc - at) * sizeof *next);
  return words;
}

static int hex_digit(char letter) {
  static const char digits[] = "0123456789abcdef0123456789ABCDEF";
  const char *found = letter == '\0' ? NULL : strchr(digits, letter);
  return found == NULL ? -1 : (int)((found - digits) & 15);
}

/* Whether names are percent-encoded, as they are where a shell stands in between. */
static int is_packed(char **argv) {
  for (int at = 2; argv[1] != NULL && argv[at] != NULL && strcmp(argv[at], "--") != 0; at += 2) {
    if (strcmp(argv[at], "--b64") == 0) return 1;
    if (argv[at + 1] == NULL) return 0;
  }
  return 0;
}

/* One line that `status` and the next record show. Names go in as hex, so that nothing in them needs quoting. */
static void leave_gap(const char *folder, char **argv) {
  char named[PATH_MAX], path[PATH_MAX];
  snprintf(named, sizeof named, "%s", folder);
  if (snprintf(path, sizeof path, "%s/gaps.jsonl", dirname(named)) >= (int)sizeof path) return;
  int file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0600);
  if (file < 0) return;
  char line[1024];
  int packed = is_packed(argv);
  int used = snprintf(line, sizeof line, "{\"v\":1,\"reason\":\"runtime-broken\",\"at\":%lld", (long long)time(NULL));
  const int most = (int)sizeof line - 200;
  for (int at = 1; used < most && argv[at] != NULL && argv[at + 1] != NULL && strcmp(argv[at], "--") != 0; at++) {
    if (strcmp(argv[at], "--client") != 0 && strcmp(argv[at], "--server") != 0) continue;
    used += snprintf(line + used, sizeof line - used, ",\"%s\":\"", argv[at] + 2);
    for (const char *name = argv[at + 1]; *name != '\0' && used < most; name++) {
      int encoded = packed && *name == '%' && hex_digit(name[1]) >= 0 && hex_digit(name[2]) >= 0;
      int letter = encoded ? hex_digit(name[1]) << 4 | hex_digit(name[2]) : (unsigned char)*name;
      if (encoded) name += 2;
      used += snprintf(line + used, sizeof line - used, "%02x", letter);
    }
    used += snprintf(line + used, sizeof line - used, "\"");
  }
  used += snprintf(line + used, sizeof line - used, "}\n");
  if (write(file, line, used) != used) fprintf(stderr, "sallyport: the gap could not be recorded\n");
  close(file);
}

/* Value of a base64url letter; -1 for any other. */
static int sextet(char letter) {
  if (letter >= 'A' && letter <= 'Z') return letter - 'A';
  if (letter >= 'a' && letter <= 'z') return letter - 'a' + 26;
  if (letter >= '0' && letter <= '9') return letter - '0' + 52;
  return letter == '-' ? 62 : letter == '_' ? 63 : -1;
}

static char *unpacked(const char *word) {
  char *text = malloc(strlen(word) + 1), *end = text;
  unsigned bits = 0;
  int held = 0;
  if (text == NULL) return NULL;
  for (; *word != '\0'; word++) {
    if (sextet(*word) < 0) return NULL;
    bits = bits << 6 | (unsigned)sextet(*word);
    held += 6;
    if (held >= 8) *end++ = (char)(bits >> (held -= 8));
  }
  *end = '\0';
  return text;
}

/* Writes one letter as UTF-8. */
static char *put_letter(char *to, unsigned letter) {
  if (letter < 0x80) { *to++ = (char)letter; return to; }
  if (letter < 0x800) {
    *to++ = (char)(0xc0 | letter >> 6);
  } else {
    if (letter < 0x10000) {
      *to++ = (char)(0xe0 | letter >> 12);
    } else {
      *to++ = (char)(0xf0 | letter >> 18);
      *to++ = (char)(0x80 | (letter >> 12 & 0x3f));
    }
    *to++ = (char)(0x80 | (letter >> 6 & 0x3f));
  }
  *to++ = (char)(0x80 | (letter & 0x3f));
  return to;
}

static int hex_letter(const char *from, unsigned *letter) {
  *letter = 0;
  for (int at = 0; at < 4; at++) {
    int digit = hex_digit(from[at]);
    if (digit < 0) return -1;
    *letter = *letter << 4 | (unsigned)digit;
  }
  return 0;
}

/* Reads the text of a JSON string in place, from behind its opening quote. Gives what follows the closing one; NULL when it is none. */
static const char *json_text(const char *from, char *to) {
  static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  while (*from != '"') {
    if (*from == '\0') return NULL;
    if (*from != '\\') { *to++ = *from++; continue; }
    from++;
    const char *known = *from == '\0' ? NULL : strchr(plain, *from);
    if (known != NULL) { *to++ = meant[known - plain]; from++; continue; }
    unsigned letter, low;
    if (*from != 'u' || hex_letter(from + 1, &letter) != 0 || letter == 0) return NULL;
    from += 5;
    if (letter >= 0xd800 && letter < 0xdc00 && from[0] == '\\' && from[1] == 'u' && hex_letter(from + 2, &low) == 0 &&
        low >= 0xdc00 && low < 0xe000) {
      letter = 0x10000 + ((letter - 0xd800) << 10 | (low - 0xdc00));
      from += 6;
    }
    to = put_letter(to, letter);
  }
  *to = '\0';
  return from + 1;
}

/* The command line that `--b64` holds: a JSON list of texts, as `protect` writes it, in base64url. NULL when it holds none. */
static char **packed_command(const char *word) {
  char *text = unpacked(word);
  if (text == NULL || *text != '[') return NULL;
  char **command = calloc(strlen(text) + 1, sizeof *command);
  if (command == NULL) return NULL;
  const char *at = text;
  for (size_t count = 0; *at != ']'; count++) {
    if (*at != (count == 0 ? '[' : ',') || at[1] != '"') return NULL;
    command[count] = malloc(strlen(at) + 1);
    if (command[count] == NULL || (at = json_text(at + 2, command[count])) == NULL) return NULL;
  }
  return command[0] == NULL || *command[0] == '\0' ? NULL : command;
}

/* What the entry started before it was ours; NULL when it does not say. */
static char **original_command(char **argv) {
  /* Behind `run` stand names and values in turn. */
  for (int at = 2; argv[1] != NULL && argv[at] != NULL && argv[at + 1] != NULL; at += 2) {
    if (strcmp(argv[at], "--") == 0) return argv + at + 1;
    if (strcmp(argv[at], "--b64") == 0) return packed_command(argv[at + 1]);
  }
  return NULL;
}

static int start_original(const char *folder, char **argv) {
  if (access(CLOSED_MARKER, F_OK) == 0) {
    fprintf(stderr, "sallyport: the runtime is broken, and this machine starts no server without it. Run \"sallyport doctor\"\n");
    return 126;
  }
  char **command = original_command(argv);
  if (command != NULL) {
    if (folder != NULL) leave_gap(folder, argv);
    fprintf(stderr, "sallyport: the runtime is broken; the server starts unguarded. Run \"sallyport doctor\"\n");
    execvp(command[0], command);
    fprintf(stderr, "sallyport: could not start %s: %s\n", command[0], strerror(errno));
    return 127;
  }
  fprintf(stderr, "sallyport: the runtime is broken, and this entry does not say what it starts. Run \"sallyport doctor\"\n");
  return 126;
}

int main(int argc, char **argv) {
  char folder[PATH_MAX - 64], node[PATH_MAX], bundle[PATH_MAX];
  if (own_folder(folder, sizeof folder) != 0) return start_original(NULL, argv);
  snprintf(node, sizeof node, "%s/current/node", folder);
  snprintf(bundle, sizeof bundle, "%s/current/shim.cjs", folder);
  const char *state = state_folder(folder);
  char **words = runtime_words(node, bundle, state, argc, argv);
  char **env = renamed_environment();
  int usable = state == NULL ? is_there(bundle, -1) : is_as_listed(folder, node, bundle);
  if (words != NULL && env != NULL && usable) {
    execve(node, words, env);
  }
  return start_original(folder, argv);
}
