package io.lakegate.sandbox.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Api;
import io.lakegate.sandbox.http.Call;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Routes;
import java.util.ArrayList;
import java.util.List;

/** {@code Me}: the user behind a personal access token, or the service principal behind OAuth. */
public final class ScimApi implements Api {

  /** Creates the API. */
  public ScimApi() {}

  @Override
  public void register(Routes routes) {
    routes.get("/api/*/preview/scim/v2/Me", (call, body) -> selected(call, me(call.principal())));
  }

  private static ObjectNode me(String principal) {
    boolean user = principal.contains("@");
    ObjectNode me = Json.object();
    me.putArray("schemas")
        .add(
            user
                ? "urn:ietf:params:scim:schemas:core:2.0:User"
                : "urn:ietf:params:scim:schemas:core:2.0:ServicePrincipal");
    me.put("id", user ? "6911820433171425" : "7720914411827743")
        .put("userName", principal)
        .put("displayName", user ? "Sandbox User" : principal)
        .put("active", true);
    if (user) {
      me.putObject("name").put("givenName", "Sandbox").put("familyName", "User");
      me.putArray("emails")
          .addObject()
          .put("type", "work")
          .put("value", principal)
          .put("primary", true);
    }
    me.putArray("groups")
        .addObject()
        .put("display", "users")
        .put("type", "direct")
        .put("value", "381043922117")
        .put("$ref", "Groups/381043922117");
    return me;
  }

  /** Keeps what {@code attributes} names, or drops what {@code excludedAttributes} names. */
  private static ObjectNode selected(Call call, ObjectNode me) {
    List<String> kept = new ArrayList<>(List.of("id", "schemas"));
    call.query("attributes")
        .ifPresent(
            names -> {
              kept.addAll(List.of(names.split(",")));
              me.retain(kept);
            });
    call.query("excludedAttributes").ifPresent(names -> me.remove(List.of(names.split(","))));
    return me;
  }
}
