package io.lakegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Throughput and processor time beside nginx as a plain reverse proxy. Both forward over the same
 * core to the same origin; load and origin have another one.
 */
final class AgainstNginx implements Scenario {

  private static final String PROXY_CORE = "0";
  private static final String LOAD_CORE = "1";

  private static final long WARM_UP_REQUESTS = 300_000;
  private static final int WARM_UP_TURNS = 6;

  /**
   * What both write for each request.
   *
   * @param title the name in the report
   * @param logged whether each writes a line to a file
   */
  private record Variant(String title, boolean logged) {}

  private static final List<Variant> VARIANTS =
      List.of(
          new Variant("no line per request", false),
          new Variant("a line per request, to a file", true));

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public List<Tools> tools() {
    return List.of(Tools.NGINX, Tools.TASKSET, Tools.WRK);
  }

  @Override
  public List<Section> run(Options options, Path scratch) throws IOException, InterruptedException {
    if (Runtime.getRuntime().availableProcessors() < 2) {
      throw new IOException("this takes two cores, one for the proxies and one for the load");
    }
    List<Section> sections = new ArrayList<>();
    for (Variant variant : VARIANTS) {
      Path folder = Files.createDirectory(scratch.resolve(variant.logged ? "logged" : "plain"));
      sections.add(section(variant, duel(variant, options, folder)));
      Scratch.delete(folder);
    }
    return sections;
  }

  private static Rounds duel(Variant variant, Options options, Path scratch)
      throws IOException, InterruptedException {
    Wrk wrk = new Wrk(pinned(LOAD_CORE), scratch);
    try (Nginx origin = Nginx.origin(pinned(LOAD_CORE), scratch);
        Nginx nginx = Nginx.proxy(origin.port(), variant.logged, pinned(PROXY_CORE), scratch);
        Lakegate lakegate = Lakegate.start(setup(variant, options, origin.port()), scratch)) {
      warmUp(wrk, lakegate, options.warmUp());
      wrk.run(nginx.port(), Duration.ofSeconds(1));
      SequencedMap<String, Rounds.Runner> runners = new LinkedHashMap<>();
      runners.put(lakegate.name(), () -> load(wrk, lakegate, options.run()));
      runners.put(nginx.name(), () -> load(wrk, nginx, options.run()));
      return Rounds.measure(options.rounds(), runners);
    }
  }

  /** Compilation follows the number of requests, so a slow machine takes longer to warm up. */
  private static void warmUp(Wrk wrk, Peer peer, Duration time)
      throws IOException, InterruptedException {
    long requests = 0;
    for (int turn = 0; turn < WARM_UP_TURNS && requests < WARM_UP_REQUESTS; turn++) {
      requests += wrk.run(peer.port(), time).requests();
    }
  }

  private static Lakegate.Setup setup(Variant variant, Options options, int origin) {
    return new Lakegate.Setup(
        options.dist(),
        origin,
        pinned(PROXY_CORE),
        List.of("--log-level", variant.logged ? "info" : "warn"),
        "");
  }

  private static Rounds.Run load(Wrk wrk, Peer peer, Duration time)
      throws IOException, InterruptedException {
    Duration before = peer.cpu();
    Wrk.Load load = wrk.run(peer.port(), time);
    Duration used = peer.cpu().minus(before);
    return new Rounds.Run(load.perSecond(), used.toNanos() / 1e3 / load.requests());
  }

  private static List<String> pinned(String core) {
    return List.of(Tools.TASKSET.path(), "-c", core);
  }

  private static Section section(Variant variant, Rounds rounds) throws IOException {
    List<List<String>> rows =
        List.of(
            rounds.samples("lakegate", Rounds.Run::perSecond).row("lakegate, requests/s", 0),
            rounds.samples("nginx", Rounds.Run::perSecond).row("nginx, requests/s", 0),
            rounds.ratio("lakegate", "nginx", Rounds.Run::perSecond).row("lakegate / nginx", 2),
            rounds.samples("lakegate", Rounds.Run::cpuMicros).row("lakegate, CPU µs/request", 1),
            rounds.samples("nginx", Rounds.Run::cpuMicros).row("nginx, CPU µs/request", 1),
            rounds.ratio("lakegate", "nginx", Rounds.Run::cpuMicros).row("lakegate / nginx", 2));
    return new Section(
        "Against nginx, " + variant.title,
        "Both on core 0 with one worker, load (wrk, 32 connections) and origin on core 1. Lakegate"
            + " with credentials, limiter and metrics. "
            + rounds.runs().size()
            + " alternating pairs; the ratio is of each pair. Load average at the end: "
            + Machine.load()
            + ".",
        new Table(List.of("", "median", "min", "max"), rows));
  }
}
