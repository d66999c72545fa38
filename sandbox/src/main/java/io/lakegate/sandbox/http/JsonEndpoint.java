package io.lakegate.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers one call, whose body is a JSON object, with JSON. */
@FunctionalInterface
public interface JsonEndpoint {

  /**
   * Returns the JSON to answer with status 200.
   *
   * @param call the call, its body already read
   * @param body the request's JSON object, empty where the request had no body
   * @throws ApiProblem to answer with an error
   */
  JsonNode handle(Call call, ObjectNode body);
}
