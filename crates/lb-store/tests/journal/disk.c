/*
 * A disk that loses power, runs full or fails, under the file calls of one process: for tests, by LD_PRELOAD.
 *
 * Calls on files of one folder go through to the real files and are remembered until they are durable: contents after fsync or
 * fdatasync of the file, names after fsync of the folder. At the chosen call the process ends, and the files are left as a disk
 * might have them that lost power there: all that was durable, and of the rest a drawn part, sector by sector, a sector possibly
 * torn. Nothing is really synchronised, because the machine does not lose power.
 *
 *   LANDBRIDGE_DISK_FOLDER      the folder, as an absolute path; without it nothing is touched
 *   LANDBRIDGE_DISK_SEED        what is drawn depends on this alone (and on the order of calls)
 *   LANDBRIDGE_DISK_CUT_AT      power fails at this changing call, from 1
 *   LANDBRIDGE_DISK_FULL_AT     this write and the ones after it find no room, LANDBRIDGE_DISK_FULL_FOR of them
 *   LANDBRIDGE_DISK_READ_FAILS_AT, LANDBRIDGE_DISK_SYNC_FAILS_AT    this call fails with EIO
 *   LANDBRIDGE_DISK_LIES        synchronising does nothing and says that it did
 *
 * What is modelled of names: they reach the disk in the order in which they were given and taken, as journalling file systems do.
 * A failed fsync loses a drawn part of what was to be written, and later ones do not bring it back (as Linux does: the pages count
 * as clean). Memory maps are not seen; SQLite maps only its index of the log (-shm), which may hold anything after a power cut.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SECTOR = 512, DESCRIPTORS = 4096, NODES = 512, NAMES = 4096, POWER_CUT = 99, UNSUPPORTED = 98 };

/* ---- what is remembered ---- */

enum state { PENDING, LOST, DURABLE };

/* A change of a file's content, with what stood there before. */
struct change {
    struct change *before, *after;
    enum state state;
    int is_truncation;
    off_t at;        /* where; of a truncation, the new size */
    size_t length;   /* of `fresh` */
    char *fresh;
    off_t old_size;
    size_t old_length;
    char *old;
};

struct node {
    dev_t device;
    ino_t number;
    struct change *first, *last;
};

/* A name given, taken, or passed on from another one. What a name no longer stands for is kept under a name in the stash. */
struct name_change {
    enum { GIVEN, TAKEN, PASSED_ON } what;
    char name[PATH_MAX];
    char from[PATH_MAX];
    char stash[PATH_MAX];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct node nodes[NODES];
static int node_count;
static struct node *opened[DESCRIPTORS];
static char folders[DESCRIPTORS];
static struct name_change *names[NAMES];
static int name_count, stash_count;

static char folder[PATH_MAX];
static size_t folder_length;
static uint64_t seed;
static long cut_at, full_at, full_for, read_fails_at, sync_fails_at;
static int lies;
static long calls, writes, reads, syncs;

/* SplitMix64. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014. */
static uint64_t draw(void)
{
    seed += 0x9e3779b97f4a7c15u;
    uint64_t mixed = seed;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

static size_t below(size_t bound) { return bound == 0 ? 0 : (size_t)(draw() % bound); }

static void give_up(const char *why)
{
    dprintf(STDERR_FILENO, "disk: %s\n", why);
    _exit(UNSUPPORTED);
}

static void *memory(size_t length)
{
    void *bytes = malloc(length + 1);
    if (bytes == NULL) give_up("no memory");
    return bytes;
}

static long number(const char *name)
{
    const char *text = getenv(name);
    return text == NULL ? 0 : atol(text);
}

__attribute__((constructor)) static void begin(void)
{
    const char *text = getenv("LANDBRIDGE_DISK_FOLDER");
    if (text == NULL || realpath(text, folder) == NULL) return;
    seed = (uint64_t)number("LANDBRIDGE_DISK_SEED");
    cut_at = number("LANDBRIDGE_DISK_CUT_AT");
    full_at = number("LANDBRIDGE_DISK_FULL_AT");
    full_for = number("LANDBRIDGE_DISK_FULL_FOR");
    read_fails_at = number("LANDBRIDGE_DISK_READ_FAILS_AT");
    sync_fails_at = number("LANDBRIDGE_DISK_SYNC_FAILS_AT");
    lies = number("LANDBRIDGE_DISK_LIES") != 0;
    folder_length = strlen(folder);
}

/* ---- the real calls ---- */

static int real_open(int at, const char *path, int flags, mode_t mode)
{
    return (int)syscall(SYS_openat, at, path, flags, mode);
}

static ssize_t real_pread(int fd, void *bytes, size_t length, off_t at)
{
    return syscall(SYS_pread64, fd, bytes, length, at);
}

static ssize_t real_pwrite(int fd, const void *bytes, size_t length, off_t at)
{
    return syscall(SYS_pwrite64, fd, bytes, length, at);
}

static int real_ftruncate(int fd, off_t size) { return (int)syscall(SYS_ftruncate, fd, size); }

static int real_unlink(const char *path) { return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0); }

static int real_rename(const char *from, const char *to)
{
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

static int real_link(const char *from, const char *to)
{
    return (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

/* ---- which files ---- */

static int is_ours(const char *path)
{
    if (folder_length == 0 || strncmp(path, folder, folder_length) != 0 || path[folder_length] != '/') return 0;
    size_t length = strlen(path);
    int is_index = length > 4 && strcmp(path + length - 4, "-shm") == 0;
    return !is_index && strchr(path + folder_length + 1, '/') == NULL;
}

static struct node *node_at(const struct stat *found)
{
    for (int at = 0; at < node_count; at++)
        if (nodes[at].device == found->st_dev && nodes[at].number == found->st_ino) return &nodes[at];
    if (node_count == NODES) give_up("too many files");
    nodes[node_count].device = found->st_dev;
    nodes[node_count].number = found->st_ino;
    return &nodes[node_count++];
}

static struct node *node_of(int fd) { return fd >= 0 && fd < DESCRIPTORS ? opened[fd] : NULL; }

/* ---- contents ---- */

static char *read_back(int fd, off_t at, size_t length, size_t *found)
{
    char *bytes = memory(length);
    *found = 0;
    while (*found < length) {
        ssize_t more = real_pread(fd, bytes + *found, length - *found, at + (off_t)*found);
        if (more <= 0) break;
        *found += (size_t)more;
    }
    return bytes;
}

static void remember(int fd, struct node *node, int is_truncation, off_t at, const char *fresh, size_t length)
{
    struct change *change = memory(sizeof *change);
    struct stat before;
    if (fstat(fd, &before) != 0) give_up("a file has no size");
    memset(change, 0, sizeof *change);
    change->is_truncation = is_truncation;
    change->at = at;
    change->old_size = before.st_size;
    change->length = length;
    if (is_truncation) {
        size_t rest = before.st_size > at ? (size_t)(before.st_size - at) : 0;
        change->old = read_back(fd, at, rest, &change->old_length);
    } else {
        change->fresh = memory(length);
        memcpy(change->fresh, fresh, length);
        change->old = read_back(fd, at, length, &change->old_length);
    }
    change->before = node->last;
    if (node->last != NULL) node->last->after = change; else node->first = change;
    node->last = change;
}

static void forget(struct node *node)
{
    for (struct change *change = node->first; change != NULL;) {
        struct change *after = change->after;
        free(change->fresh);
        free(change->old);
        free(change);
        change = after;
    }
    node->first = node->last = NULL;
}

/* What waits is durable; what an earlier failure lost stays lost. */
static void make_durable(struct node *node)
{
    int lost = 0;
    for (struct change *change = node->first; change != NULL; change = change->after) {
        if (change->state == PENDING) change->state = DURABLE;
        lost |= change->state == LOST;
    }
    if (!lost) forget(node);
}

static void lose_some(struct node *node)
{
    for (struct change *change = node->first; change != NULL; change = change->after)
        if (change->state == PENDING && below(2) == 0) change->state = LOST;
}

static void undo(int fd, const struct change *change)
{
    if (change->old_length > 0) real_pwrite(fd, change->old, change->old_length, change->at);
    real_ftruncate(fd, change->old_size);
}

static void redo(int fd, const struct change *change)
{
    if (change->is_truncation) real_ftruncate(fd, change->at);
    else real_pwrite(fd, change->fresh, change->length, change->at);
}

/* Some sectors of a change reach the disk, each with a chance in 100; one of them may be torn anywhere. */
static void redo_sectors(int fd, const struct change *change, size_t chance)
{
    if (change->is_truncation) {
        if (below(100) < chance) redo(fd, change);
        return;
    }
    for (size_t start = 0; start < change->length;) {
        size_t to_edge = SECTOR - (size_t)((change->at + (off_t)start) % SECTOR);
        size_t left = change->length - start;
        size_t length = left < to_edge ? left : to_edge;
        size_t kept = below(16) == 0 ? below(length + 1) : length;
        size_t from = below(2) == 0 ? 0 : length - kept;
        if (below(100) < chance)
            real_pwrite(fd, change->fresh + start + from, kept, change->at + (off_t)(start + from));
        start += length;
    }
}

/* Leaves a file as a disk might have it: nothing of what waits, all of it, any sectors, or what came first. */
static void cut_content(int fd, struct node *node)
{
    static const size_t chances[] = {5, 50, 95};
    size_t count = 0, number = 0;
    for (struct change *change = node->last; change != NULL; change = change->before) {
        undo(fd, change);
        count++;
    }
    size_t way = below(5), whole = way == 2 ? count : below(count + 1), chance = chances[below(3)];
    for (struct change *change = node->first; change != NULL; change = change->after, number++) {
        if (change->state == DURABLE) redo(fd, change);
        if (change->state != PENDING || way == 0) continue;
        if (way == 1) redo_sectors(fd, change, chance);
        else if (number < whole) redo(fd, change);
        else if (number == whole) redo_sectors(fd, change, 50);
    }
}

/* ---- names ---- */

static void remember_name(int what, const char *name, const char *from, const char *stash)
{
    if (name_count == NAMES) give_up("too many changes of names");
    struct name_change *change = memory(sizeof *change);
    change->what = what;
    snprintf(change->name, sizeof change->name, "%s", name);
    snprintf(change->from, sizeof change->from, "%s", from == NULL ? "" : from);
    snprintf(change->stash, sizeof change->stash, "%s", stash == NULL ? "" : stash);
    names[name_count++] = change;
}

/* Keeps what a name stands for, and returns where. */
static const char *stash_away(const char *name, char *stash)
{
    int length = snprintf(stash, PATH_MAX, "%s/.stash-%d-%d", folder, (int)getpid(), stash_count++);
    if (length >= PATH_MAX) give_up("the folder's name is too long");
    return real_link(name, stash) == 0 ? stash : NULL;
}

static void make_names_durable(void)
{
    for (int at = 0; at < name_count; at++) {
        struct stat found;
        if (names[at]->stash[0] != 0 && stat(names[at]->stash, &found) == 0) {
            struct node *node = node_at(&found);
            real_unlink(names[at]->stash);
            if (found.st_nlink == 1) {
                /* Nothing can bring it back, and its number may be given to another file. */
                forget(node);
                node->number = 0;
            }
        }
        free(names[at]);
    }
    name_count = 0;
}

static void cut_names(void)
{
    int kept = (int)below((size_t)name_count + 1);
    for (int at = name_count - 1; at >= kept; at--) {
        struct name_change *change = names[at];
        if (change->what == GIVEN) real_unlink(change->name);
        if (change->what == PASSED_ON) real_rename(change->name, change->from);
        if (change->stash[0] != 0) real_link(change->stash, change->name);
    }
    for (int at = 0; at < name_count; at++)
        if (names[at]->stash[0] != 0) real_unlink(names[at]->stash);
}

/* ---- the power fails ---- */

/* Every file that still has a name, also one that may get its name back. */
static void cut_contents_in(const char *path, struct node *node)
{
    struct stat found;
    if (stat(path, &found) != 0 || found.st_dev != node->device || found.st_ino != node->number) return;
    int fd = real_open(AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    if (fd < 0) give_up("a file cannot be cut");
    cut_content(fd, node);
    forget(node);
    syscall(SYS_close, fd);
}

static void damage_index(const char *path)
{
    int fd = real_open(AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    if (fd < 0) return;
    uint64_t bytes[64];
    for (size_t at = 0; at < 64; at++) bytes[at] = draw();
    struct stat found;
    off_t size = fstat(fd, &found) == 0 ? found.st_size : 0;
    switch (below(4)) {
    case 0: real_unlink(path); break;
    case 1: real_ftruncate(fd, (off_t)below((size_t)size + 1)); break;
    case 2: real_pwrite(fd, bytes, sizeof bytes, (off_t)below((size_t)size + 1)); break;
    default: break;
    }
    syscall(SYS_close, fd);
}

static void cut(void)
{
    DIR *listing = opendir(folder);
    struct dirent *entry;
    while (listing != NULL && (entry = readdir(listing)) != NULL) {
        char path[PATH_MAX];
        if (entry->d_name[0] == '.' || strlen(entry->d_name) > 255) continue;
        if (snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) >= (int)sizeof path) continue;
        if (!is_ours(path)) { damage_index(path); continue; }
        for (int at = 0; at < node_count; at++)
            if (nodes[at].first != NULL) cut_contents_in(path, &nodes[at]);
    }
    for (int name = 0; name < name_count; name++)
        for (int at = 0; at < node_count; at++)
            if (names[name]->stash[0] != 0 && nodes[at].first != NULL)
                cut_contents_in(names[name]->stash, &nodes[at]);
    cut_names();
    _exit(POWER_CUT);
}

/* Counts a call that changes something; the files are as after it, in memory. */
static void count_call(void)
{
    if (++calls == cut_at) cut();
}

/* ---- the calls ---- */

static ssize_t write_at(int fd, struct node *node, const void *bytes, size_t length, off_t at)
{
    writes++;
    if (full_at != 0 && writes >= full_at && writes < full_at + full_for) {
        size_t room = writes == full_at && length > 1 ? below(length) : 0;
        if (room == 0) { errno = ENOSPC; return -1; }
        length = room;
    }
    remember(fd, node, 0, at, bytes, length);
    ssize_t written = real_pwrite(fd, bytes, length, at);
    count_call();
    return written;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at)
{
    struct node *node = node_of(fd);
    if (node == NULL) return real_pwrite(fd, bytes, length, at);
    pthread_mutex_lock(&lock);
    ssize_t written = write_at(fd, node, bytes, length, at);
    pthread_mutex_unlock(&lock);
    return written;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) { return pwrite(fd, bytes, length, at); }

ssize_t write(int fd, const void *bytes, size_t length)
{
    struct node *node = node_of(fd);
    if (node == NULL) return syscall(SYS_write, fd, bytes, length);
    pthread_mutex_lock(&lock);
    int is_appending = (fcntl(fd, F_GETFL) & O_APPEND) != 0;
    off_t at = lseek(fd, 0, is_appending ? SEEK_END : SEEK_CUR);
    ssize_t written = write_at(fd, node, bytes, length, at);
    if (written > 0) lseek(fd, at + written, SEEK_SET);
    pthread_mutex_unlock(&lock);
    return written;
}

static int read_fails(int fd)
{
    if (node_of(fd) == NULL) return 0;
    pthread_mutex_lock(&lock);
    int fails = ++reads == read_fails_at;
    pthread_mutex_unlock(&lock);
    if (fails) errno = EIO;
    return fails;
}

ssize_t read(int fd, void *bytes, size_t length)
{
    return read_fails(fd) ? -1 : syscall(SYS_read, fd, bytes, length);
}

ssize_t pread(int fd, void *bytes, size_t length, off_t at)
{
    return read_fails(fd) ? -1 : real_pread(fd, bytes, length, at);
}

ssize_t pread64(int fd, void *bytes, size_t length, off64_t at) { return pread(fd, bytes, length, at); }

int ftruncate(int fd, off_t size)
{
    struct node *node = node_of(fd);
    if (node == NULL) return real_ftruncate(fd, size);
    pthread_mutex_lock(&lock);
    remember(fd, node, 1, size, NULL, 0);
    int done = real_ftruncate(fd, size);
    count_call();
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

static int synchronise(int fd)
{
    struct node *node = node_of(fd);
    int is_folder = fd >= 0 && fd < DESCRIPTORS && folders[fd];
    pthread_mutex_lock(&lock);
    count_call();
    int fails = node != NULL && ++syncs == sync_fails_at;
    if (fails) lose_some(node);
    else if (!lies && node != NULL) make_durable(node);
    else if (!lies && is_folder) make_names_durable();
    pthread_mutex_unlock(&lock);
    if (fails) errno = EIO;
    return fails ? -1 : 0;
}

int fsync(int fd)
{
    int is_folder = fd >= 0 && fd < DESCRIPTORS && folders[fd];
    return node_of(fd) != NULL || is_folder ? synchronise(fd) : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd) { return node_of(fd) != NULL ? synchronise(fd) : (int)syscall(SYS_fdatasync, fd); }

static int open_ours(const char *path, int flags, mode_t mode)
{
    struct stat found;
    /* What stood there before must be readable. */
    if ((flags & O_ACCMODE) == O_WRONLY) flags = (flags & ~O_ACCMODE) | O_RDWR;
    pthread_mutex_lock(&lock);
    int was_there = stat(path, &found) == 0;
    int fd = real_open(AT_FDCWD, path, flags & ~O_TRUNC, mode);
    if (fd >= DESCRIPTORS) give_up("too many open files");
    if (fd >= 0 && fstat(fd, &found) == 0) {
        opened[fd] = node_at(&found);
        if ((flags & O_TRUNC) != 0 && found.st_size > 0) {
            remember(fd, opened[fd], 1, 0, NULL, 0);
            real_ftruncate(fd, 0);
            count_call();
        }
        if (!was_there) {
            remember_name(GIVEN, path, NULL, NULL);
            count_call();
        }
    }
    pthread_mutex_unlock(&lock);
    return fd;
}

static int open_any(int at, const char *path, int flags, mode_t mode)
{
    if (is_ours(path)) return open_ours(path, flags, mode);
    int fd = real_open(at, path, flags, mode);
    if (fd >= 0 && fd < DESCRIPTORS) folders[fd] = folder_length > 0 && strcmp(path, folder) == 0;
    return fd;
}

#define MODE(flags, mode)                          \
    mode_t mode = 0;                               \
    if (((flags) & O_CREAT) != 0) {                \
        va_list rest;                              \
        va_start(rest, flags);                     \
        mode = va_arg(rest, mode_t);               \
        va_end(rest);                              \
    }

int open(const char *path, int flags, ...)
{
    MODE(flags, mode)
    return open_any(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    MODE(flags, mode)
    return open_any(AT_FDCWD, path, flags, mode);
}

int openat(int at, const char *path, int flags, ...)
{
    MODE(flags, mode)
    return open_any(at, path, flags, mode);
}

int openat64(int at, const char *path, int flags, ...)
{
    MODE(flags, mode)
    return open_any(at, path, flags, mode);
}

int close(int fd)
{
    if (fd >= 0 && fd < DESCRIPTORS) {
        pthread_mutex_lock(&lock);
        opened[fd] = NULL;
        folders[fd] = 0;
        pthread_mutex_unlock(&lock);
    }
    return (int)syscall(SYS_close, fd);
}

int unlink(const char *path)
{
    char stash[PATH_MAX];
    if (!is_ours(path)) return real_unlink(path);
    pthread_mutex_lock(&lock);
    const char *kept = stash_away(path, stash);
    int done = real_unlink(path);
    if (done == 0 && kept != NULL) {
        remember_name(TAKEN, path, NULL, kept);
        count_call();
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int rename(const char *from, const char *to)
{
    char over[PATH_MAX];
    if (!is_ours(from) && !is_ours(to)) return real_rename(from, to);
    if (!is_ours(from) || !is_ours(to)) give_up("a file leaves or enters the folder");
    pthread_mutex_lock(&lock);
    const char *replaced = stash_away(to, over);
    int done = real_rename(from, to);
    if (done == 0) {
        remember_name(PASSED_ON, to, from, replaced);
        count_call();
    }
    pthread_mutex_unlock(&lock);
    return done;
}
