package io.lakegate.sdk.config;

/** Who runs the machines. */
public enum Cloud {
  /** Amazon Web Services; also where nothing tells. */
  AWS,
  /** Microsoft Azure. */
  AZURE,
  /** Google Cloud. */
  GCP
}
