/**
 * The attributes of the Databricks SDKs: where each value may come from, which source wins, what
 * the values mean, and every problem at once.
 */
@NullMarked
package io.lakegate.sdk.config;

import org.jspecify.annotations.NullMarked;
