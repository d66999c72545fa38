package io.lakegate.gateway.config;

import io.lakegate.gateway.config.ValueType.AddressType;
import io.lakegate.gateway.config.ValueType.ChoiceType;
import io.lakegate.gateway.config.ValueType.ListType;
import io.lakegate.gateway.config.ValueType.OffType;
import io.lakegate.gateway.config.ValueType.RateType;
import io.lakegate.gateway.config.ValueType.SizeType;
import io.lakegate.gateway.config.ValueType.SwitchType;
import io.lakegate.gateway.config.ValueType.TextType;
import io.lakegate.gateway.config.ValueType.TimeType;
import io.lakegate.gateway.config.ValueType.WholeType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The table of settings. Its order is the order of help and of the reference file. */
final class Keys {

  static final ConfigKey<List<ListenAddress>> LISTEN =
      key(
          "listen",
          new ListType<>(new AddressType(true), false),
          "127.0.0.1:8484",
          "Where clients call. 127.0.0.1, localhost or a port alone means both loopback"
              + " addresses.");

  static final ConfigKey<Optional<ListenAddress>> ADMIN =
      key(
          "admin",
          new OffType<>(new AddressType(true)),
          "127.0.0.1:8485",
          "Probes, metrics and administration, apart from the clients' address; or off.");

  static final ConfigKey<Optional<ListenAddress>> HEALTH =
      key(
          "health",
          new OffType<>(new AddressType(false)),
          "off",
          "Probes and metrics only, nothing secret; may bind any address, so that a kubelet"
              + " reaches it.");

  static final ConfigKey<List<String>> PROFILE =
      key(
          "profile",
          profiles(),
          "",
          "Profiles of .databrickscfg to serve besides the default one.");

  static final ConfigKey<ProfilesFromFile> PROFILES_FROM_FILE =
      key(
          "profiles-from-file",
          new ChoiceType<>(ProfilesFromFile.class),
          "named",
          "named serves only profiles named here; all opens every profile of .databrickscfg.");

  static final ConfigKey<List<String>> REQUIRED_PROFILES =
      key(
          "required-profiles",
          profiles(),
          "",
          "Profiles that need a usable token before /readyz says so; none means the default one.");

  static final ConfigKey<List<String>> ALLOWED_HOSTS =
      key(
          "guard.allowed-hosts",
          new ListType<>(new TextType(TextForm.HOST), true),
          "",
          "Host names to answer to besides localhost, 127.0.0.1 and [::1]; any other may be DNS"
              + " rebinding.");

  static final ConfigKey<List<String>> ALLOWED_ORIGINS =
      key(
          "guard.allowed-origins",
          new ListType<>(new TextType(TextForm.ORIGIN), true),
          "",
          "Origins of web pages that may call; none, so that no page uses your credentials.");

  static final ConfigKey<Double> REQUESTS_PER_SECOND =
      perProfile(
          "limits.requests-per-second",
          new RateType(1_000_000),
          "15",
          "Calls a second and profile under /api, and the burst; 15 is the Go SDK's rate.");

  static final ConfigKey<Duration> QUEUE_TIMEOUT =
      perProfile(
          "limits.queue-timeout",
          time(Duration.ZERO, Duration.ofHours(1)),
          "30s",
          "Longest wait for a permit before a client is told to come back later.");

  static final ConfigKey<Integer> QUEUE_SIZE =
      perProfile(
          "limits.queue-size",
          new WholeType(0, 1_000_000),
          "1000",
          "Most requests of one profile that wait for a permit, so that a stampede stays bounded.");

  static final ConfigKey<List<String>> DATA_PATHS =
      key(
          "data-paths",
          new ListType<>(new TextType(TextForm.PATH), false),
          "/api,/serving-endpoints,/ai-gateway,/sql,/driver-proxy-api",
          "Paths, with all below them, that go to the workspace; any other is 404.");

  static final ConfigKey<DataSize> REPLAY_BUFFER =
      perProfile(
          "replay-buffer",
          new SizeType(new DataSize(0), DataSize.mebibytes(256)),
          "1MiB",
          "How much of a request body is kept for a resend; a larger one is sent once.");

  static final ConfigKey<Duration> RETRY_TIMEOUT =
      perProfile(
          "retry-timeout",
          time(Duration.ZERO, Duration.ofHours(24)),
          "300s",
          "Total time for retries of one request; five minutes, like the SDKs.");

  static final ConfigKey<Duration> CONNECT_TIMEOUT =
      perProfile(
          "connect-timeout",
          time(Duration.ofMillis(1), Duration.ofMinutes(10)),
          "10s",
          "Time to connect to the workspace; past it the request counts as unsent.");

  static final ConfigKey<Duration> HTTP_TIMEOUT =
      perProfile(
          "http-timeout",
          time(Duration.ofMillis(1), Duration.ofHours(24)),
          "60s",
          "Silence before the workspace's answer begins; streams have no limit once they run.");

  static final ConfigKey<Duration> ANSWER_WITHIN =
      perProfile(
          "answer-within",
          time(Duration.ofMillis(1), Duration.ofHours(24)),
          "45s",
          "Time for waiting and retries of clients that retry themselves, as their User-Agent"
              + " tells.");

  static final ConfigKey<DataSize> MAX_HEADER_SIZE =
      key(
          "max-header-size",
          new SizeType(DataSize.kibibytes(8), DataSize.mebibytes(1)),
          "128KiB",
          "Most bytes of header fields, both ways; tokens and cookies grow large.");

  static final ConfigKey<DataSize> MAX_REQUEST_LINE =
      key(
          "max-request-line",
          new SizeType(DataSize.kibibytes(32), DataSize.mebibytes(1)),
          "64KiB",
          "Most bytes of a request line; filters travel in the query.");

  static final ConfigKey<Duration> CLIENT_IDLE_TIMEOUT =
      key(
          "client-idle-timeout",
          time(Duration.ofSeconds(1), Duration.ofHours(24)),
          "300s",
          "Silence after which a client is given up: between requests, in its body, or reading its answer.");

  static final ConfigKey<Integer> MAX_ORIGIN_CONNECTIONS =
      key(
          "max-origin-connections",
          new WholeType(1, 65_535),
          "256",
          "Most connections to a workspace, per profile and event loop.");

  static final ConfigKey<Duration> MIN_SIGTERM_DELAY =
      key(
          "min-sigterm-delay",
          time(Duration.ZERO, Duration.ofHours(1)),
          "0s",
          "How long new connections are taken after SIGTERM, while routing moves away.");

  static final ConfigKey<Duration> MAX_SIGTERM_DELAY =
      key(
          "max-sigterm-delay",
          time(Duration.ZERO, Duration.ofHours(1)),
          "25s",
          "How long running requests may finish after SIGTERM; inside Kubernetes' 30 seconds.");

  static final ConfigKey<Boolean> EXIT_ZERO_ON_SIGTERM =
      key(
          "exit-zero-on-sigterm",
          new SwitchType(),
          "false",
          "Exit with 0 instead of 143 after SIGTERM, where 143 counts as a failure.");

  static final ConfigKey<Optional<String>> CATALOG_DIR =
      key(
          "catalog-dir",
          new OffType<>(new TextType(TextForm.FOLDER)),
          "auto",
          "Folder of YAML files for the catalog; auto is catalog beside this file, if any; off is"
              + " none.");

  static final ConfigKey<LogFormat> LOG_FORMAT =
      key(
          "log.format",
          new ChoiceType<>(LogFormat.class),
          "text",
          "text for people, json for log collectors.");

  static final ConfigKey<LogLevel> LOG_LEVEL =
      key(
          "log.level",
          new ChoiceType<>(LogLevel.class),
          "info",
          "Least severe level that is written; info has one line per request.");

  static final ConfigKey<Integer> EVENT_LOOPS =
      key(
          "event-loops",
          new WholeType(0, 1024),
          "0",
          "Threads that move bytes; 0 is one per available processor.");

  static final List<ConfigKey<?>> ALL =
      List.of(
          LISTEN,
          ADMIN,
          HEALTH,
          PROFILE,
          PROFILES_FROM_FILE,
          REQUIRED_PROFILES,
          ALLOWED_HOSTS,
          ALLOWED_ORIGINS,
          REQUESTS_PER_SECOND,
          QUEUE_TIMEOUT,
          QUEUE_SIZE,
          DATA_PATHS,
          REPLAY_BUFFER,
          RETRY_TIMEOUT,
          CONNECT_TIMEOUT,
          HTTP_TIMEOUT,
          ANSWER_WITHIN,
          MAX_HEADER_SIZE,
          MAX_REQUEST_LINE,
          CLIENT_IDLE_TIMEOUT,
          MAX_ORIGIN_CONNECTIONS,
          MIN_SIGTERM_DELAY,
          MAX_SIGTERM_DELAY,
          EXIT_ZERO_ON_SIGTERM,
          CATALOG_DIR,
          LOG_FORMAT,
          LOG_LEVEL,
          EVENT_LOOPS);

  private Keys() {}

  private static <T> ConfigKey<T> key(
      String name, ValueType<T> type, String defaultText, String why) {
    return new ConfigKey<>(name, type, defaultText, why, false);
  }

  private static <T> ConfigKey<T> perProfile(
      String name, ValueType<T> type, String defaultText, String why) {
    return new ConfigKey<>(name, type, defaultText, why, true);
  }

  private static ListType<String> profiles() {
    return new ListType<>(new TextType(TextForm.PROFILE), true);
  }

  private static TimeType time(Duration min, Duration max) {
    return new TimeType(min, max);
  }
}
