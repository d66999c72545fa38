package io.lakegate.sdk.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.error.TransportException;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.ApiResponse;
import io.lakegate.sdk.http.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Speaks to token issuers, trying again where that may help.
 *
 * <p>The rule is the Go SDK's: within one minute, on 429, 502, 503, 504, on texts that speak of
 * throttling and on lost connections, after the longer of {@code Retry-After} and a full-jitter
 * exponential delay that begins at a second and doubles. Unknown names and untrusted certificates
 * are final. Only requests that may be repeated go through here: not authorization codes, and not
 * refresh tokens that can be used once.
 *
 * <p>Threading: safe for use by many threads; blocks.
 */
public final class IssuerClient {

  private static final Duration BUDGET = Duration.ofMinutes(1);

  /** How long one attempt may take. */
  static final Duration ONE_ATTEMPT = Duration.ofSeconds(20);

  private static final long FIRST_DELAY_MILLIS = 1_000;
  private static final long LONGEST_DELAY_MILLIS = 60_000;
  private static final int LAST_DOUBLING = 6;

  private final HttpTransport transport;
  private final InstantSource clock;
  private final String userAgent;
  private final Retry retry;

  /**
   * Creates the client.
   *
   * @param transport how requests are sent
   * @param clock the time
   * @param userAgent the {@code User-Agent} to send
   * @param retry how to wait between two attempts
   */
  public IssuerClient(HttpTransport transport, InstantSource clock, String userAgent, Retry retry) {
    this.transport = Objects.requireNonNull(transport, "transport");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.userAgent = Objects.requireNonNull(userAgent, "userAgent");
    this.retry = Objects.requireNonNull(retry, "retry");
  }

  /** Returns the time, as tokens are dated. */
  Instant now() {
    return clock.instant();
  }

  /**
   * Gets a JSON document.
   *
   * @throws CredentialException if no answer came within the budget
   */
  ApiResponse get(URI uri) {
    return send(ApiRequest.get(uri, ONE_ATTEMPT));
  }

  /**
   * Gets a JSON document that is worth one attempt only.
   *
   * @throws CredentialException if no answer came
   */
  ApiResponse getOnce(URI uri) {
    ApiRequest request = own(ApiRequest.get(uri, ONE_ATTEMPT));
    return attempt(request).answer(request);
  }

  /**
   * Posts a form with an {@code Authorization}.
   *
   * @throws CredentialException if no answer came within the budget
   */
  ApiResponse post(URI uri, Map<String, String> form, String authorization) {
    return send(
        ApiRequest.postForm(uri, form, ONE_ATTEMPT).withHeader("Authorization", authorization));
  }

  /**
   * Posts a form that holds everything that the issuer wants to know.
   *
   * @throws CredentialException if no answer came within the budget
   */
  ApiResponse post(URI uri, Map<String, String> form) {
    return send(ApiRequest.postForm(uri, form, ONE_ATTEMPT));
  }

  /**
   * Sends a request that may be repeated.
   *
   * @throws CredentialException if no answer came within the budget
   */
  ApiResponse send(ApiRequest bare) {
    return send(bare, RetryRule.ISSUER);
  }

  /**
   * Sends a request that may be repeated.
   *
   * @param rule after what it is
   * @throws CredentialException if no answer came within the budget
   */
  ApiResponse send(ApiRequest bare, RetryRule rule) {
    ApiRequest request = own(bare);
    Instant start = clock.instant();
    Duration waited = Duration.ZERO;
    for (int attempt = 0; ; attempt++) {
      Attempt last = attempt(request);
      Duration delay = delay(attempt, last);
      Duration elapsed = longer(waited, Duration.between(start, clock.instant()));
      if (!last.retryable(rule) || elapsed.plus(delay).compareTo(BUDGET) > 0) {
        return last.answer(request);
      }
      FailedAttempts.tell(last.failure(request));
      pause(delay);
      waited = waited.plus(delay);
    }
  }

  private ApiRequest own(ApiRequest bare) {
    return bare.withHeader("Accept", "application/json").withHeader("User-Agent", userAgent);
  }

  private Attempt attempt(ApiRequest request) {
    try {
      return new Attempt.Answered(transport.send(request));
    } catch (TransportException e) {
      return new Attempt.Lost(e);
    }
  }

  private Duration delay(int attempt, Attempt last) {
    long limit =
        Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS << Math.min(attempt, LAST_DOUBLING));
    Duration jittered = Duration.ofMillis(retry.random().nextLong(limit + 1));
    return longer(jittered, last.retryAfter(clock.instant()).orElse(Duration.ZERO));
  }

  private void pause(Duration delay) {
    try {
      retry.pause().pause(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CredentialException(
          "the token request was interrupted", false, Optional.empty(), e);
    }
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /**
   * What the waiting between attempts depends on.
   *
   * @param pause lets time pass
   * @param random spreads the delays
   */
  public record Retry(Pause pause, RandomGenerator random) {

    /** Checks that both parts are there. */
    public Retry {
      Objects.requireNonNull(pause, "pause");
      Objects.requireNonNull(random, "random");
    }
  }

  private sealed interface Attempt {

    boolean retryable(RetryRule rule);

    Optional<Duration> retryAfter(Instant now);

    ApiResponse answer(ApiRequest request);

    /** Why it is tried again, without the issuer's own words: they may hold a secret. */
    CredentialException failure(ApiRequest request);

    record Answered(ApiResponse response) implements Attempt {

      @Override
      public boolean retryable(RetryRule rule) {
        return rule.retries(response.status())
            || (response.status() >= 400 && TokenAnswer.speaksOfThrottling(json()));
      }

      private JsonNode json() {
        return TokenAnswer.json(response);
      }

      @Override
      public Optional<Duration> retryAfter(Instant now) {
        return RetryAfterField.of(response, now);
      }

      @Override
      public ApiResponse answer(ApiRequest request) {
        return response;
      }

      @Override
      public CredentialException failure(ApiRequest request) {
        String text = "the token issuer answered " + response.status() + ": " + request;
        return new CredentialException(text, false, Optional.empty());
      }
    }

    record Lost(TransportException failure) implements Attempt {

      @Override
      public boolean retryable(RetryRule rule) {
        return rule.retries(failure.phase());
      }

      @Override
      public Optional<Duration> retryAfter(Instant now) {
        return Optional.empty();
      }

      @Override
      public ApiResponse answer(ApiRequest request) {
        throw failure(request);
      }

      @Override
      public CredentialException failure(ApiRequest request) {
        String text = "cannot reach the token issuer: " + request + ": " + failure.getMessage();
        return new CredentialException(text, false, Optional.empty(), failure);
      }
    }
  }
}
