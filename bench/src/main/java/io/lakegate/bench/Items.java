package io.lakegate.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What tells whether all jobs came, each once and unchanged.
 *
 * @param count how many there are
 * @param idSum the sum of their {@code job_id}s, modulo 2^64
 */
record Items(long count, long idSum) {

  static final Items NONE = new Items(0, 0);

  private static final JsonFactory JSON = new JsonFactory();

  Items plus(long id) {
    return new Items(count + 1, idSum + id);
  }

  /**
   * Compares with what was to come.
   *
   * @param from who gave these
   * @throws IOException if they are not the same
   */
  void expect(Items expected, String from) throws IOException {
    if (!equals(expected)) {
      throw new IOException("expected %s from %s, got %s".formatted(expected, from, this));
    }
  }

  /**
   * Reads a file that is one object, with the jobs in its {@code jobs}.
   *
   * @throws IOException if it is anything else
   */
  static Items ofJson(Path file) throws IOException {
    try (JsonParser in = JSON.createParser(file.toFile())) {
      in.nextToken();
      token(in, JsonToken.START_OBJECT);
      Items items = NONE;
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean jobs = in.currentName().equals("jobs");
        in.nextToken();
        if (jobs) {
          items = array(in, items);
        } else {
          in.skipChildren();
        }
      }
      end(in);
      return items;
    }
  }

  private static Items array(JsonParser in, Items before) throws IOException {
    token(in, JsonToken.START_ARRAY);
    Items items = before;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      items = items.plus(id(in));
    }
    return items;
  }

  /**
   * Reads a file with one job on each line.
   *
   * @throws IOException if a line is anything else
   */
  static Items ofLines(Path file) throws IOException {
    Items items = NONE;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        items = items.plus(line(line));
      }
    }
    return items;
  }

  private static long line(String line) throws IOException {
    try (JsonParser in = JSON.createParser(line)) {
      in.nextToken();
      long id = id(in);
      end(in);
      return id;
    } catch (IOException e) {
      throw new IOException("expected a job on each line, got: " + line, e);
    }
  }

  /** Reads an object to its end. */
  private static long id(JsonParser in) throws IOException {
    token(in, JsonToken.START_OBJECT);
    OptionalLong id = OptionalLong.empty();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = in.currentName().equals("job_id");
      in.nextToken();
      if (found) {
        id = OptionalLong.of(in.getLongValue());
      } else {
        in.skipChildren();
      }
    }
    return id.orElseThrow(() -> new IOException("an item has no job_id"));
  }

  private static void token(JsonParser in, JsonToken expected) throws IOException {
    if (in.currentToken() != expected) {
      throw new IOException("expected " + expected + ", got " + in.currentToken());
    }
  }

  private static void end(JsonParser in) throws IOException {
    if (in.nextToken() != null) {
      throw new IOException("expected the end, got " + in.currentToken());
    }
  }
}
