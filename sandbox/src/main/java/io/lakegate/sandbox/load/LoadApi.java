package io.lakegate.sandbox.load;

import io.lakegate.sandbox.http.Answer;
import io.lakegate.sandbox.http.Api;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Call;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * {@code bytes?size=N} gives N bytes, with {@code chunked=true} without saying how many; {@code
 * sink} swallows a body and tells its size and SHA-256. Both exist under {@code /sandbox/} and, for
 * calls with a credential, under {@code /api/2.0/sandbox/}.
 */
public final class LoadApi implements Api {

  /** Creates the API. */
  public LoadApi() {}

  @Override
  public void register(Routes routes) {
    for (String prefix : new String[] {"/sandbox", "/api/*/sandbox"}) {
      routes.stream(HttpMethod.GET, prefix + "/bytes", LoadApi::bytes).stream(
          HttpMethod.POST, prefix + "/sink", LoadApi::sink)
          .stream(HttpMethod.PUT, prefix + "/sink", LoadApi::sink);
    }
  }

  private static Future<Void> bytes(Call call) {
    long size = call.queryLong("size").orElse(0L);
    if (size < 0) {
      throw ApiProblem.invalidParameter("size must not be negative, was " + size);
    }
    Answer answer = call.answer().header("Content-Type", "application/octet-stream");
    if (!call.queryFlag("chunked")) {
      answer.header("Content-Length", Long.toString(size));
    }
    return new Source(answer, size).start();
  }

  private static Future<Void> sink(Call call) {
    MessageDigest digest = sha256();
    long[] bytes = {0};
    return call.receive(
            chunk -> {
              bytes[0] += chunk.length();
              digest.update(chunk.getBytes());
            })
        .compose(
            end ->
                call.answer()
                    .json(
                        200,
                        Json.object()
                            .put("bytes", bytes[0])
                            .put("sha256", HexFormat.of().formatHex(digest.digest()))));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Writes as fast as the client reads. */
  private static final class Source {
    private final Answer answer;
    private final long size;
    private final Promise<Void> done = Promise.promise();
    private long offset;
    private boolean ended;

    Source(Answer answer, long size) {
      this.answer = answer;
      this.size = size;
    }

    Future<Void> start() {
      answer.onOver(done::tryComplete);
      answer.drainHandler(drained -> pump());
      pump();
      return done.future();
    }

    private void pump() {
      while (answer.open() && offset < size && !answer.writeQueueFull()) {
        int length = (int) Math.min(SyntheticBytes.MAX_CHUNK, size - offset);
        answer.write(SyntheticBytes.slice(offset, length));
        offset += length;
      }
      if (offset == size && !ended && answer.open()) {
        ended = true;
        answer.end().onComplete(ended -> done.tryComplete());
      }
    }
  }
}
