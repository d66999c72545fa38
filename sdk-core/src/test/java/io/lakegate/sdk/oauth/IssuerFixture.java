package io.lakegate.sdk.oauth;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.config.ResolvedValue;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.testing.FakeTransport;
import io.lakegate.sdk.testing.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A network, a clock that its pauses move, and a client that uses both. */
final class IssuerFixture {

  static final String TOKEN =
      "{\"access_token\":\"t0\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

  final MutableClock clock = new MutableClock();
  final FakeTransport transport = new FakeTransport();
  final List<Duration> pauses = new ArrayList<>();

  IssuerClient issuer() {
    Pause pause =
        duration -> {
          pauses.add(duration);
          clock.move(duration);
        };
    return new IssuerClient(
        transport, clock, "lakegate/test", new IssuerClient.Retry(pause, new SplittableRandom(7)));
  }

  ApiRequest sent(int index) {
    return transport.requests().get(index);
  }

  /** The request line of what was sent. */
  static String line(ApiRequest request) {
    return request.method() + " " + request.uri();
  }

  static ResolvedConfig config(Map<Attribute, String> texts) {
    Map<Attribute, ResolvedValue> values = new EnumMap<>(Attribute.class);
    texts.forEach((key, text) -> values.put(key, new ResolvedValue(text, "argument")));
    return new ResolvedConfig("DEFAULT", values);
  }

  static String document(String tokenEndpoint) {
    return "{\"token_endpoint\":\"" + tokenEndpoint + "\"}";
  }

  /** An identity token with these claims and a signature that must not be shown. */
  static String jwt(String claims) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".canary-signature";
  }
}
