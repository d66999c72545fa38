package io.lakegate.sandbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * How a sandbox workspace behaves.
 *
 * @param host the address to bind; {@code 127.0.0.1} unless told otherwise
 * @param port the port to bind; 0 picks a free one
 * @param access the credentials that it accepts
 * @param timings how long its states last
 * @param requestsPerSecond the rate, and the burst, above which it answers 429; 0 for no limit
 * @param jobs how many jobs exist at the start
 * @param identity the ids by which it names itself
 * @param clock the source of the present, from which every time-driven state follows
 */
public record SandboxConfig(
    String host,
    int port,
    Access access,
    Timings timings,
    int requestsPerSecond,
    int jobs,
    Identity identity,
    InstantSource clock) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when one is out of its range
   */
  public SandboxConfig {
    require(port >= 0 && port <= 65_535, "port must be 0 to 65535, was " + port);
    require(requestsPerSecond >= 0, "requestsPerSecond must not be negative");
    require(jobs >= 0, "jobs must not be negative");
  }

  /** Returns the documented defaults: a free port on 127.0.0.1, 1,200 jobs, no limit. */
  public static SandboxConfig defaults() {
    return new SandboxConfig(
        "127.0.0.1",
        0,
        Access.defaults(),
        Timings.defaults(),
        0,
        1_200,
        Identity.defaults(),
        InstantSource.system());
  }

  /** Returns a copy that binds another address. */
  public SandboxConfig withHost(String newHost) {
    return new SandboxConfig(
        newHost, port, access, timings, requestsPerSecond, jobs, identity, clock);
  }

  /** Returns a copy that binds another port; 0 picks a free one. */
  public SandboxConfig withPort(int newPort) {
    return new SandboxConfig(
        host, newPort, access, timings, requestsPerSecond, jobs, identity, clock);
  }

  /** Returns a copy that accepts other credentials. */
  public SandboxConfig withAccess(Access newAccess) {
    return new SandboxConfig(
        host, port, newAccess, timings, requestsPerSecond, jobs, identity, clock);
  }

  /** Returns a copy whose states last differently long. */
  public SandboxConfig withTimings(Timings newTimings) {
    return new SandboxConfig(
        host, port, access, newTimings, requestsPerSecond, jobs, identity, clock);
  }

  /** Returns a copy with another request limit a second; 0 for none. */
  public SandboxConfig withRequestsPerSecond(int rate) {
    return new SandboxConfig(host, port, access, timings, rate, jobs, identity, clock);
  }

  /** Returns a copy with another number of jobs at the start. */
  public SandboxConfig withJobs(int newJobs) {
    return new SandboxConfig(
        host, port, access, timings, requestsPerSecond, newJobs, identity, clock);
  }

  /** Returns a copy that reads another clock. */
  public SandboxConfig withClock(InstantSource newClock) {
    return new SandboxConfig(
        host, port, access, timings, requestsPerSecond, jobs, identity, newClock);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * The credentials that a sandbox accepts. They are fakes that open nothing else, and are shaped
   * so that no secret scanner takes them for real ones.
   *
   * @param tokens the personal access tokens
   * @param clientId the OAuth client that may ask for tokens
   * @param clientSecret that client's secret
   * @param tokenLifetime how long an issued OAuth token is accepted
   */
  public record Access(
      List<String> tokens, String clientId, String clientSecret, Duration tokenLifetime) {

    /**
     * Copies the list and checks the lifetime.
     *
     * @throws IllegalArgumentException when the lifetime is under a second, the least that {@code
     *     expires_in} can say
     */
    public Access {
      tokens = List.copyOf(tokens);
      require(tokenLifetime.toSeconds() >= 1, "tokenLifetime must be at least 1s");
    }

    /** Returns the documented demo credentials, with tokens that live for an hour. */
    public static Access defaults() {
      return new Access(
          List.of("dapi-sandbox-demo-token"),
          "sandbox-client",
          "sandbox-client-secret",
          Duration.ofHours(1));
    }

    /** Returns a copy whose OAuth tokens live differently long. */
    public Access withTokenLifetime(Duration lifetime) {
      return new Access(tokens, clientId, clientSecret, lifetime);
    }

    /** Names the client and hides what authenticates. */
    @Override
    public String toString() {
      return "Access[tokens=***, clientId="
          + clientId
          + ", clientSecret=***, tokenLifetime="
          + tokenLifetime
          + "]";
    }
  }

  /**
   * How long the time-driven states last.
   *
   * @param clusterStart how long a cluster is PENDING before it is RUNNING
   * @param clusterStop how long a cluster is TERMINATING before it is TERMINATED
   * @param runQueued how long a run is QUEUED
   * @param runPending how long a run is PENDING
   * @param runRunning how long a run is RUNNING, unless its parameter {@code sandbox_duration} says
   *     otherwise
   * @param runStopping how long a cancelled run is TERMINATING
   * @param streamInterval the pause between two chunks of a streamed serving answer
   */
  public record Timings(
      Duration clusterStart,
      Duration clusterStop,
      Duration runQueued,
      Duration runPending,
      Duration runRunning,
      Duration runStopping,
      Duration operation,
      Duration streamInterval) {

    /** Returns timings that let a person watch and not wait: a run is over in three seconds. */
    public static Timings defaults() {
      return new Timings(
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofMillis(300),
          Duration.ofMillis(700),
          Duration.ofSeconds(2),
          Duration.ofMillis(300),
          Duration.ofSeconds(2),
          Duration.ofMillis(50));
    }

    /** Returns a copy in which operations of no feature of their own take another time. */
    public Timings withOperation(Duration time) {
      return new Timings(
          clusterStart,
          clusterStop,
          runQueued,
          runPending,
          runRunning,
          runStopping,
          time,
          streamInterval);
    }

    /** Returns timings in which each state lasts the same. */
    public static Timings uniform(Duration each) {
      return new Timings(each, each, each, each, each, each, each, each);
    }
  }

  /**
   * The ids by which a sandbox names itself.
   *
   * @param workspaceId the workspace's id, also sent as {@code X-Databricks-Org-Id}
   * @param accountId the id of the account that the workspace belongs to
   */
  public record Identity(long workspaceId, String accountId) {

    /** Returns the documented demo ids. */
    public static Identity defaults() {
      return new Identity(1_047_203_810_441_827L, "5a0dbc0f-0000-4000-8000-00005a0dbc0f");
    }
  }
}
