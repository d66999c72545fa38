package io.lakegate.sdk.retry;

/**
 * Knows, by their {@code User-Agent}, the client libraries that retry by themselves: Databricks'
 * SDKs and SQL drivers, and the OpenAI and Anthropic libraries.
 */
public final class RetryingClients {

  private static final String[] MARKS = {
    "databricks-sdk-",
    "databrickssql",
    "databricksjdbc",
    "databricksodbc",
    "adbcdatabricks",
    "sparkjdbc",
    "sparkodbc",
    "openai/",
    "anthropic/"
  };

  private RetryingClients() {}

  /** Whether a client with this {@code User-Agent} retries by itself; letter case is ignored. */
  public static boolean include(String userAgent) {
    for (int at = 0; at < userAgent.length(); at++) {
      if (markStartsAt(userAgent, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean markStartsAt(String text, int at) {
    char first = Character.toLowerCase(text.charAt(at));
    for (String mark : MARKS) {
      if (mark.charAt(0) == first && text.regionMatches(true, at, mark, 0, mark.length())) {
        return true;
      }
    }
    return false;
  }
}
