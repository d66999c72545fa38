package io.lakegate.gateway.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.transport.GoogleHttp.End;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.error.TransportException.Phase;
import io.lakegate.sdk.http.ApiResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Says why Google gave no token, in its own words where it said something. */
final class GoogleFailure {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_TEXT = 500;

  private static final String LOGIN =
      "; set GOOGLE_APPLICATION_CREDENTIALS or log in: gcloud auth application-default login";

  private GoogleFailure() {}

  /** Makes what is thrown of how the last request ended and what the library says. */
  static CredentialException of(End last, Exception failure) {
    return switch (last) {
      case End.Answered(URI uri, ApiResponse response) when response.status() >= 300 ->
          refused(uri, response);
      case End.Lost lost -> lost(lost);
      // What the library says of an answer may quote it, and with it a token.
      case End.Answered(URI uri, ApiResponse response) ->
          new CredentialException(
              place(uri) + " answered " + response.status() + " with something else than expected",
              false,
              Optional.empty());
      case End.None _ ->
          new CredentialException(
              "Google's library gave no token: " + line(String.valueOf(failure.getMessage())),
              true,
              Optional.empty(),
              failure);
    };
  }

  private static CredentialException refused(URI uri, ApiResponse response) {
    int status = response.status();
    boolean permanent = status < 500 && status != 408 && status != 429;
    String words = words(response);
    return new CredentialException(
        place(uri) + " answered " + status + (words.isEmpty() ? "" : ": " + words),
        permanent,
        Optional.empty());
  }

  /** Only on Google's own machines its metadata server has an address. */
  private static CredentialException lost(End.Lost lost) {
    boolean elsewhere = lost.failure().phase() == Phase.DNS && isMetadataServer(lost.uri());
    return new CredentialException(
        "cannot reach "
            + place(lost.uri())
            + ": "
            + lost.failure().getMessage()
            + (isMetadataServer(lost.uri()) ? LOGIN : ""),
        elsewhere,
        Optional.empty(),
        lost.failure());
  }

  private static boolean isMetadataServer(URI uri) {
    return "metadata.google.internal".equals(uri.getHost());
  }

  private static String place(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }

  /** The shapes of OAuth ({@code error} is a word) and of Google's APIs (it is an object). */
  private static String words(ApiResponse response) {
    JsonNode body;
    try {
      body = JSON.readTree(response.body());
    } catch (IOException e) {
      return "";
    }
    JsonNode error = body.path("error");
    boolean object = error.isObject();
    String code = object ? error.path("status").asText("") : error.asText("");
    String text =
        object ? error.path("message").asText("") : body.path("error_description").asText("");
    return line(text.isEmpty() ? code : code.isEmpty() ? text : code + ": " + text);
  }

  private static String line(String text) {
    String line = text.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) + "…" : line;
  }
}
