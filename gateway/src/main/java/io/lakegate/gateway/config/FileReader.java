package io.lakegate.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a whole text file: the configuration, or one secret that it refers to. */
@FunctionalInterface
public interface FileReader {

  /**
   * A reader of real files in UTF-8.
   *
   * @return the reader
   */
  static FileReader utf8() {
    return Files::readString;
  }

  /**
   * Reads the file.
   *
   * @param path the file
   * @return all its text
   * @throws IOException if it is missing, unreadable or not UTF-8
   */
  String read(Path path) throws IOException;
}
