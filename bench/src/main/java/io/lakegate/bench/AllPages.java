package io.lakegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A list of many pages: all of it in one answer of the gateway, beside an SDK's iterator over the
 * same origin, and beside the pages alone, which nothing that asks for one after another can beat.
 */
final class AllPages implements Scenario {

  private static final int PAGES = 300;
  private static final int JOBS_A_PAGE = 100;
  private static final int JOBS = PAGES * JOBS_A_PAGE;

  private static final String GATEWAY = "lakegate, /all-pages";
  private static final String ITERATOR = "iterator of the SDK for Java";
  private static final String PAGE_BY_PAGE = "curl, page by page";

  /** A way to come by the whole list. */
  interface Way {

    /**
     * Reads it once.
     *
     * @throws IOException if it is not whole
     */
    Duration read() throws IOException, InterruptedException;

    /** Processor time that this way has taken so far. */
    Duration cpu() throws IOException;
  }

  @Override
  public String name() {
    return "pages";
  }

  @Override
  public List<Tools> tools() {
    return List.of(Tools.CURL);
  }

  @Override
  public List<Section> run(Options options, Path scratch) throws IOException, InterruptedException {
    JobPages list = JobPages.realistic(PAGES, JOBS_A_PAGE);
    try (PagesOrigin origin = PagesOrigin.start(list.bodies());
        Lakegate lakegate =
            Lakegate.start(Lakegate.Setup.plain(options.dist(), origin.port()), scratch);
        Sdk sdk = Sdk.start(origin.port(), scratch)) {
      Curl curl = new Curl(scratch);
      SequencedMap<String, Way> ways = new LinkedHashMap<>();
      ways.put(GATEWAY, Gateway.verified(lakegate, curl, list.items()));
      ways.put(ITERATOR, new SdkIterator(sdk, list.items()));
      ways.put(PAGE_BY_PAGE, new PageByPage(curl, origin.port(), list.bytes()));
      return List.of(section(measure(options, ways)));
    }
  }

  private static Rounds measure(Options options, SequencedMap<String, Way> ways)
      throws IOException, InterruptedException {
    SequencedMap<String, Rounds.Runner> runners = new LinkedHashMap<>();
    for (Map.Entry<String, Way> way : ways.entrySet()) {
      run(way.getValue(), options.warmUp());
      runners.put(way.getKey(), () -> run(way.getValue(), options.run()));
    }
    return Rounds.measure(options.rounds(), runners);
  }

  /** Reads the list again and again, until that has taken the time of a run. */
  static Rounds.Run run(Way way, Duration atLeast) throws IOException, InterruptedException {
    Duration before = way.cpu();
    Duration spent = Duration.ZERO;
    long jobs = 0;
    while (spent.compareTo(atLeast) < 0) {
      spent = spent.plus(way.read());
      jobs += JOBS;
    }
    Duration used = way.cpu().minus(before);
    return new Rounds.Run(jobs * 1e9 / spent.toNanos(), used.toNanos() / 1e3 / jobs);
  }

  private static Section section(Rounds rounds) throws IOException {
    List<List<String>> rows =
        List.of(
            speed(rounds, GATEWAY),
            speed(rounds, ITERATOR),
            speed(rounds, PAGE_BY_PAGE),
            rounds.ratio(GATEWAY, ITERATOR, Rounds.Run::perSecond).row("lakegate / SDK", 2),
            rounds.ratio(GATEWAY, PAGE_BY_PAGE, Rounds.Run::perSecond).row("lakegate / curl", 2),
            cpu(rounds, GATEWAY),
            cpu(rounds, ITERATOR),
            cpu(rounds, PAGE_BY_PAGE));
    return new Section(
        "All pages of a list",
        "%,d jobs in %d pages of 70 KiB from an origin in this process, on all cores. Lakegate's one"
                .formatted(JOBS, PAGES)
            + " answer is read by a curl of its own each time; the SDK is warm, and its start does"
            + " not count; one curl on one connection reads the pages at the origin. "
            + rounds.runs().size()
            + " rounds, alternating; the ratio is of each round. CPU time is that of the process"
            + " named first, for one reading of the list. Load average at the end: "
            + Machine.load()
            + ".",
        new Table(List.of("", "median", "min", "max"), rows));
  }

  private static List<String> speed(Rounds rounds, String way) {
    return rounds.samples(way, Rounds.Run::perSecond).row(way + ", jobs/s", 0);
  }

  private static List<String> cpu(Rounds rounds, String way) {
    return rounds.samples(way, run -> run.cpuMicros() * JOBS / 1e3).row(way + ", CPU ms", 0);
  }

  /** The gateway, read by curl. */
  private record Gateway(Lakegate lakegate, Curl curl, Curl.Answers expected) implements Way {

    /** The first answer is looked at; those that follow have to be as long. */
    static Gateway verified(Lakegate lakegate, Curl curl, Items items)
        throws IOException, InterruptedException {
      Path file = curl.scratch().resolve("all.json");
      Curl.Answers whole = curl.get(lakegate.allPages(), "*/*", file).answers();
      Items.ofJson(file).expect(items, lakegate.allPages());
      Files.delete(file);
      return new Gateway(lakegate, curl, whole);
    }

    @Override
    public Duration read() throws IOException, InterruptedException {
      return curl.get(lakegate.allPages(), "*/*", Curl.NOWHERE).timeOf(expected);
    }

    @Override
    public Duration cpu() throws IOException {
      return lakegate.cpu();
    }
  }

  /** The SDK. */
  private record SdkIterator(Sdk sdk, Items expected) implements Way {

    @Override
    public Duration read() throws IOException {
      Sdk.Walk walk = sdk.walk();
      walk.items().expect(expected, "the SDK");
      return walk.time();
    }

    @Override
    public Duration cpu() throws IOException {
      return sdk.cpu();
    }
  }

  /**
   * The pages by their numbers: whoever reads them so need not look into one to ask for the next.
   */
  private record PageByPage(Curl curl, int origin, long bytes) implements Way {

    @Override
    public Duration read() throws IOException, InterruptedException {
      String pages =
          "http://127.0.0.1:%d%s?page_token=[0-%d]".formatted(origin, PagesOrigin.PATH, PAGES - 1);
      return curl.get(pages, "*/*", Curl.NOWHERE).timeOf(new Curl.Answers(PAGES, bytes));
    }

    @Override
    public Duration cpu() throws IOException {
      return ProcFs.cpuOfEndedChildren();
    }
  }
}
