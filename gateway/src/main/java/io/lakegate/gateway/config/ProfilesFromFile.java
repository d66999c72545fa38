package io.lakegate.gateway.config;

/** Which profiles of {@code .databrickscfg} are open to clients. */
enum ProfilesFromFile {
  /** The default one and those that are named. */
  NAMED,
  /** Every one. */
  ALL
}
