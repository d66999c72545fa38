package io.lakegate.gateway.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is done to whole directory trees. A path that does not exist is an empty tree. */
final class Trees {

  private Trees() {}

  /** The regular files below {@code root}, or {@code root} itself, in the order of their names. */
  static List<Path> files(Path root) throws IOException {
    if (Files.notExists(root)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(path -> Files.isRegularFile(path)).sorted().toList();
    }
  }

  static void delete(Path root) throws IOException {
    if (Files.notExists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Copies files with their times and modes. */
  static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Path target = to.resolve(from.relativize(file).toString());
      Path directory = target.getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  static void touch(Path root, FileTime time) throws IOException {
    for (Path file : files(root)) {
      Files.setLastModifiedTime(file, time);
    }
  }
}
