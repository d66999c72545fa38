package io.lakegate.sandbox.files;

import io.lakegate.sandbox.http.ApiProblem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files and directories by path. Directories above a file come into being with it.
 *
 * <p>Threading: confined to the event loop.
 */
final class FileStore {
  /** Beyond this, a file goes to disk. */
  static final int MEMORY_PER_FILE = 256 * 1024;

  /** Beyond this, every file goes to disk. */
  static final long MEMORY_IN_ALL = 8L * 1024 * 1024;

  /** Names the process, so that what a killed one left behind can be told from what is in use. */
  static final String DIRECTORY = "lakegate-sandbox-%d-".formatted(ProcessHandle.current().pid());

  private static final OpenOptions NEW_FILE = new OpenOptions().setCreateNew(true).setRead(false);
  private static final OpenOptions READ = new OpenOptions().setCreate(false).setWrite(false);

  private final Vertx vertx;
  private final NavigableMap<String, Entry> entries = new TreeMap<>();
  private @Nullable Future<String> directory;
  private long inMemory;
  private long spills;

  FileStore(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Returns how many bytes an upload may keep in memory. */
  int memoryLeft() {
    return Math.clamp(MEMORY_IN_ALL - inMemory, 0, MEMORY_PER_FILE);
  }

  Optional<Entry> find(String path) {
    return Optional.ofNullable(entries.get(path));
  }

  /**
   * Puts a file in its place, over the one that is there.
   *
   * @throws ApiProblem 409 when a directory is there, 400 when one above is a file
   */
  void put(VolumePath path, Content content, Instant now) {
    if (entries.get(path.text()) instanceof Entry.Directory) {
      throw alreadyExists("A directory exists at " + path.text());
    }
    createParents(path, now);
    discard(entries.put(path.text(), new Entry.File(content, now)));
    if (content instanceof Content.InMemory) {
      inMemory += content.size();
    }
  }

  /**
   * Creates a directory and those above; one that is there stays.
   *
   * @throws ApiProblem 409 when a file is there, 400 when one above is a file
   */
  void createDirectory(VolumePath path, Instant now) {
    if (entries.get(path.text()) instanceof Entry.File) {
      throw alreadyExists("A file exists at " + path.text());
    }
    createParents(path, now);
    entries.putIfAbsent(path.text(), new Entry.Directory(now));
  }

  void remove(String path) {
    discard(entries.remove(path));
  }

  /** Returns what stands directly in a directory, by name. */
  NavigableMap<String, Map.Entry<String, Entry>> children(String path) {
    String prefix = path + "/";
    NavigableMap<String, Map.Entry<String, Entry>> children = new TreeMap<>();
    entries
        .subMap(prefix, true, path + (char) ('/' + 1), false)
        .forEach(
            (child, entry) -> {
              String name = child.substring(prefix.length());
              if (name.indexOf('/') < 0) {
                children.put(name, Map.entry(name, entry));
              }
            });
    return children;
  }

  /** Opens a new temporary file for writing. */
  Future<Spill> spill() {
    String name = "/" + spills++;
    return directory()
        .compose(
            parent ->
                vertx
                    .fileSystem()
                    .open(parent + name, NEW_FILE)
                    .map(file -> new Spill(parent + name, file)));
  }

  /** Opens a temporary file for reading. */
  Future<AsyncFile> open(Content.Spilled content) {
    return vertx.fileSystem().open(content.path(), READ);
  }

  /** Deletes content that was received and found no place. */
  void discardUnused(Content content) {
    if (content instanceof Content.Spilled spilled) {
      delete(spilled.path());
    }
  }

  /** Deletes every temporary file. */
  Future<Void> close() {
    Future<String> created = directory;
    return created == null
        ? Future.succeededFuture()
        : created.compose(path -> vertx.fileSystem().deleteRecursive(path));
  }

  Future<Void> delete(String spilled) {
    return vertx.fileSystem().delete(spilled);
  }

  private void discard(@Nullable Entry entry) {
    if (entry instanceof Entry.File file) {
      switch (file.content()) {
        case Content.InMemory memory -> inMemory -= memory.size();
        case Content.Spilled spilled -> delete(spilled.path());
      }
    }
  }

  private void createParents(VolumePath path, Instant now) {
    for (String parent : path.parents()) {
      if (entries.putIfAbsent(parent, new Entry.Directory(now)) instanceof Entry.File) {
        throw ApiProblem.badRequest(parent + " is a file");
      }
    }
  }

  private Future<String> directory() {
    Future<String> created = directory;
    if (created == null) {
      created = vertx.fileSystem().createTempDirectory(DIRECTORY);
      directory = created;
    }
    return created;
  }

  static ApiProblem alreadyExists(String message) {
    return ApiProblem.of(409, "ALREADY_EXISTS", message);
  }

  /**
   * A temporary file that is being written.
   *
   * @param path where it is
   * @param file its handle
   */
  record Spill(String path, AsyncFile file) {}
}
