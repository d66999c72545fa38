package io.lakegate.gateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files of this repository, without what a build or a tool leaves behind. */
final class Repository {

  private static final Set<String> LEFT_BEHIND =
      Set.of("target", ".git", ".idea", ".vscode", ".cifuzz-corpus", ".jqwik-database");

  private Repository() {}

  /** The folder that holds everything: the nearest one above that has the reference file. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Stream.iterate(Optional.of(here), folder -> folder.map(Path::getParent))
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .filter(folder -> Files.exists(folder.resolve("config/lakegate.yaml")))
        .findFirst()
        .orElseThrow();
  }

  static String read(String path) {
    return read(root().resolve(path));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every Markdown document. */
  static List<Path> documents() {
    return files().stream().filter(file -> file.toString().endsWith(".md")).toList();
  }

  /** Every file. */
  static List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(root(), new Collector(files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static final class Collector extends SimpleFileVisitor<Path> {

    private final List<Path> files;

    Collector(List<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return LEFT_BEHIND.contains(folder.getFileName().toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && !LEFT_BEHIND.contains(file.getFileName().toString())) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
