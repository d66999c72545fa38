package io.lakegate.sandbox.clusters;

/** The states of a cluster that the sandbox knows. */
enum ClusterState {
  /** Being started. */
  PENDING("Pending"),
  /** Ready for work. */
  RUNNING("Running"),
  /** Being stopped. */
  TERMINATING("Terminating"),
  /** Stopped; it can be started again. */
  TERMINATED("Terminated");

  private final String spoken;

  ClusterState(String spoken) {
    this.spoken = spoken;
  }

  /** Returns the state as the platform's messages spell it. */
  String spoken() {
    return spoken;
  }
}
