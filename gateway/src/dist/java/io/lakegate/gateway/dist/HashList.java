package io.lakegate.gateway.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The list of every file of a dist with its SHA-256, as {@code sha256sum --check} reads it. */
final class HashList {

  /** The list's own name; it is the one file that is not in it. */
  static final String NAME = "SHA256SUMS";

  private HashList() {}

  static void write(Path dist) throws IOException {
    StringBuilder lines = new StringBuilder();
    of(dist).forEach((name, hash) -> lines.append(hash).append("  ").append(name).append('\n'));
    Files.writeString(dist.resolve(NAME), lines);
  }

  /** The hash of each file that is there now, by its name relative to {@code dist}. */
  static Map<String, String> of(Path dist) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (Path file : Trees.files(dist)) {
      String name = dist.relativize(file).toString();
      if (!name.equals(NAME)) {
        hashes.put(name, hash(file));
      }
    }
    return hashes;
  }

  static String hash(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream bytes = Files.newInputStream(file);
        OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      bytes.transferTo(sink);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
