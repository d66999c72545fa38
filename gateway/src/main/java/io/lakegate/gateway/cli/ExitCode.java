package io.lakegate.gateway.cli;

/** The process's exit statuses: the BSD {@code sysexits} numbers and the shell's 128 + signal. */
public enum ExitCode {
  /** The program has done what it was asked for. */
  OK(0, "done, or stopped by SIGTERM with --exit-zero-on-sigterm"),
  /** Something failed while running. */
  FAILURE(1, "failed while running, for instance because a port is in use"),
  /** The command line makes no sense. */
  USAGE(64, "the command line makes no sense"),
  /** The configuration or the credentials cannot be used. */
  CONFIG(78, "the configuration or the credentials cannot be used"),
  /** Stopped by SIGINT. */
  SIGINT(130, "stopped by SIGINT"),
  /** Stopped by SIGTERM. */
  SIGTERM(143, "stopped by SIGTERM");

  private final int status;
  private final String meaning;

  ExitCode(int status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  /**
   * The number given to the operating system.
   *
   * @return the exit status
   */
  public int status() {
    return status;
  }

  /**
   * When the process ends with it, in the words of help and README.
   *
   * @return the meaning
   */
  public String meaning() {
    return meaning;
  }
}
