package io.lakegate.sandbox.files;

import io.lakegate.sandbox.http.Answer;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Call;
import io.lakegate.sandbox.http.Json;
import io.vertx.core.Future;
import io.vertx.core.file.AsyncFile;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** Gives a file's bytes, all or a range, as fast as the client reads. */
final class Download {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int CHUNK = 64 * 1024;

  private final Call call;
  private final Entry.File file;
  private final FileStore store;

  Download(Call call, Entry.File file, FileStore store) {
    this.call = call;
    this.file = file;
    this.store = store;
  }

  /** Answers with the headers of the file only. */
  Future<Void> head() {
    return describe(file.content().size()).end();
  }

  Future<Void> answer() {
    requireUnmodified();
    long size = file.content().size();
    return switch (range(size)) {
      case ByteRange.Whole whole -> send(describe(size), 0, size);
      case ByteRange.Part part -> {
        long last = part.start() + part.length() - 1;
        Answer answer =
            describe(part.length())
                .status(206)
                .header("Content-Range", "bytes %d-%d/%d".formatted(part.start(), last, size));
        yield send(answer, part.start(), part.length());
      }
      case ByteRange.Unsatisfiable none ->
          throw new ApiProblem(
              416,
              Json.error("RANGE_NOT_SATISFIABLE", "The file has " + size + " bytes"),
              Map.of("Content-Range", "bytes */" + size));
    };
  }

  /** A range goes with the version that it was asked of, or with any. */
  private ByteRange range(long size) {
    boolean current = call.header("If-Range").map(lastModified()::equals).orElse(true);
    return current ? ByteRange.of(call.header("Range").orElse(""), size) : new ByteRange.Whole();
  }

  private Answer describe(long length) {
    return call.answer()
        .header("Content-Type", "application/octet-stream")
        .header("Content-Length", Long.toString(length))
        .header("Last-Modified", lastModified())
        .header("Accept-Ranges", "bytes");
  }

  private Future<Void> send(Answer answer, long start, long length) {
    return switch (file.content()) {
      case Content.InMemory memory ->
          answer.end(memory.bytes().slice((int) start, (int) (start + length)));
      case Content.Spilled spilled when length == 0 -> answer.end();
      case Content.Spilled spilled ->
          store.open(spilled).compose(opened -> pipe(opened, answer, start, length));
    };
  }

  private static Future<Void> pipe(AsyncFile opened, Answer answer, long start, long length) {
    opened.setReadPos(start).setReadLength(length).setReadBufferSize(CHUNK);
    return opened.pipe().endOnFailure(false).to(answer).eventually(opened::close);
  }

  /** Dates in headers have whole seconds; one that cannot be read is ignored (RFC 9110 13.1.4). */
  private void requireUnmodified() {
    String since = call.header("If-Unmodified-Since").orElse("");
    try {
      if (!since.isEmpty()
          && modified().isAfter(ZonedDateTime.parse(since, HTTP_DATE).toInstant())) {
        throw ApiProblem.of(412, "PRECONDITION_FAILED", "The file was modified after " + since);
      }
    } catch (DateTimeParseException e) {
      return;
    }
  }

  private Instant modified() {
    return file.modified().truncatedTo(ChronoUnit.SECONDS);
  }

  private String lastModified() {
    return HTTP_DATE.format(modified());
  }
}
