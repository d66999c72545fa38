package io.lakegate.gateway.cli;

/** The process's exit statuses: the BSD {@code sysexits} numbers and the shell's 128 + signal. */
public enum ExitCode {
  /** Asked to stop, or done. */
  OK(0),
  /** Something failed while running. */
  FAILURE(1),
  /** The command line makes no sense. */
  USAGE(64),
  /** The configuration or the credentials cannot be used. */
  CONFIG(78),
  /** Stopped by SIGINT. */
  SIGINT(130),
  /** Stopped by SIGTERM. */
  SIGTERM(143);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /**
   * The number given to the operating system.
   *
   * @return the exit status
   */
  public int status() {
    return status;
  }
}
