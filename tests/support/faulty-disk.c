/*
 * A disk that fails on command, to be put before a program with LD_PRELOAD.
 *
 * DISK_FILES    the calls on files whose path contains this text may fail
 * DISK_CONTROL  a file of 32 bytes, read at each call through a mapping:
 *               "EIO" or "ENOSPC", a blank, then any of the words write, fsync, read; anything else lets all calls pass
 *
 * A full disk takes part of what is written before it refuses the rest, as real ones do.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define CONTROL_SIZE 32

static volatile const char *control;
static const char *files;

__attribute__((constructor)) static void start(void) {
	const char *name = getenv("DISK_CONTROL");
	files = getenv("DISK_FILES");
	int fd = name && files ? open(name, O_RDONLY | O_CLOEXEC) : -1;
	if (fd < 0) return;
	void *page = mmap(NULL, CONTROL_SIZE, PROT_READ, MAP_SHARED, fd, 0);
	if (page != MAP_FAILED) control = page;
	close(fd);
}

static int concerns(int fd) {
	char link[64], path[4096];
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t length = readlink(link, path, sizeof path - 1);
	if (length < 0) return 0;
	path[length] = 0;
	return strstr(path, files) != NULL;
}

/* The error that a kind of call has to fail with now; 0 when it may pass. While all is well this reads one byte. */
static int fault(int fd, const char *kind) {
	if (!control || control[0] != 'E') return 0;
	int saved = errno;
	char said[CONTROL_SIZE + 1] = {0};
	for (int i = 0; i < CONTROL_SIZE; i++) said[i] = control[i];
	int failing = strstr(said, kind) && concerns(fd);
	errno = saved;
	if (!failing) return 0;
	return strncmp(said, "ENOSPC", 6) == 0 ? ENOSPC : EIO;
}

#define REAL(type, name, ...) \
	static type (*real)(__VA_ARGS__); \
	if (!real) *(void **)&real = dlsym(RTLD_NEXT, name)

#define REFUSE(fd, kind) \
	do { \
		int error = fault(fd, kind); \
		if (error) return errno = error, -1; \
	} while (0)

/* How much of a write a failing disk takes: half on a full one, nothing on a broken one. */
#define TAKE(fd, count) \
	do { \
		int error = fault(fd, "write"); \
		if (error == ENOSPC && count > 1) count /= 2; \
		else if (error) return errno = error, -1; \
	} while (0)

ssize_t write(int fd, const void *data, size_t count) {
	REAL(ssize_t, "write", int, const void *, size_t);
	TAKE(fd, count);
	return real(fd, data, count);
}

ssize_t pwrite(int fd, const void *data, size_t count, off_t at) {
	REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
	TAKE(fd, count);
	return real(fd, data, count, at);
}

ssize_t pwrite64(int fd, const void *data, size_t count, off64_t at) {
	REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
	TAKE(fd, count);
	return real(fd, data, count, at);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
	REAL(ssize_t, "writev", int, const struct iovec *, int);
	REFUSE(fd, "write");
	return real(fd, parts, count);
}

int ftruncate64(int fd, off64_t length) {
	REAL(int, "ftruncate64", int, off64_t);
	REFUSE(fd, "write");
	return real(fd, length);
}

int fsync(int fd) {
	REAL(int, "fsync", int);
	REFUSE(fd, "fsync");
	return real(fd);
}

int fdatasync(int fd) {
	REAL(int, "fdatasync", int);
	REFUSE(fd, "fsync");
	return real(fd);
}

ssize_t read(int fd, void *data, size_t count) {
	REAL(ssize_t, "read", int, void *, size_t);
	REFUSE(fd, "read");
	return real(fd, data, count);
}

ssize_t pread(int fd, void *data, size_t count, off_t at) {
	REAL(ssize_t, "pread", int, void *, size_t, off_t);
	REFUSE(fd, "read");
	return real(fd, data, count, at);
}

ssize_t pread64(int fd, void *data, size_t count, off64_t at) {
	REAL(ssize_t, "pread64", int, void *, size_t, off64_t);
	REFUSE(fd, "read");
	return real(fd, data, count, at);
}
