package io.lakegate.gateway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.gateway.config.ValueType.AddressType;
import io.lakegate.gateway.config.ValueType.ChoiceType;
import io.lakegate.gateway.config.ValueType.ListType;
import io.lakegate.gateway.config.ValueType.OffType;
import io.lakegate.gateway.config.ValueType.RateType;
import io.lakegate.gateway.config.ValueType.SizeType;
import io.lakegate.gateway.config.ValueType.SwitchType;
import io.lakegate.gateway.config.ValueType.TextType;
import io.lakegate.gateway.config.ValueType.TimeType;
import io.lakegate.gateway.config.ValueType.WholeType;

/** Writes the JSON schema of the configuration file from the table of keys. */
final class ReferenceSchema {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReferenceSchema() {}

  static String text() throws JsonProcessingException {
    var schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Lakegate configuration");
    schema.setAll(object());
    var properties = schema.withObject("/properties");
    for (var key : ConfigKey.all()) {
      var dot = key.name().indexOf('.');
      var parent = dot < 0 ? properties : group(properties, key.name().substring(0, dot));
      parent.set(key.leaf(), described(key));
    }
    properties.set("listeners", listeners());
    properties.set("profiles", profiles());
    schema.withObject("/$defs").set("reference", string("\\$\\{"));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
  }

  private static ObjectNode group(ObjectNode properties, String name) {
    if (!properties.has(name)) {
      properties.set(name, object());
    }
    return ((ObjectNode) properties.get(name)).withObject("/properties");
  }

  /** A mapping with known keys only; nothing at all is an empty one. */
  private static ObjectNode object() {
    var node = JSON.createObjectNode();
    node.putArray("type").add("object").add("null");
    node.put("additionalProperties", false);
    return node;
  }

  private static ObjectNode listeners() {
    var listener = object();
    listener.put("type", "object");
    listener.putArray("required").add("listen").add("profile");
    listener.withObject("/properties").set("listen", value(new AddressType(true)));
    listener.withObject("/properties").set("profile", value(new TextType(TextForm.PROFILE)));
    return named("Further addresses, each for exactly one profile, by name.", listener);
  }

  private static ObjectNode profiles() {
    var profile = object();
    var properties = profile.withObject("/properties");
    for (var name : ProfileAttributes.names()) {
      var types = properties.putObject(name).putArray("type");
      types.add("string").add("number").add("boolean");
    }
    var scopes = properties.putObject("scopes");
    scopes.putArray("type").add("string").add("array");
    scopes.putObject("items").put("type", "string");
    properties.set(ProfilesSection.CREDENTIALS, credentials());
    ConfigKey.all().stream()
        .filter(ConfigKey::isPerProfile)
        .forEach(key -> properties.set(key.leaf(), described(key)));
    return named("Profiles besides .databrickscfg, by name.", profile);
  }

  private static ObjectNode credentials() {
    var credentials = object();
    var command = either(string("."), array(JSON.createObjectNode().put("type", "string"), 1));
    command.put(
        "description",
        "A program and its arguments that prints {\"access_token\", \"expires_on\"}, for auth_type"
            + " command.");
    credentials.withObject("/properties").set(ProfilesSection.COMMAND, command);
    return credentials;
  }

  private static ObjectNode named(String description, ObjectNode values) {
    var node = JSON.createObjectNode();
    node.put("description", description);
    node.putArray("type").add("object").add("null");
    node.set("additionalProperties", values);
    return node;
  }

  private static ObjectNode described(ConfigKey<?> key) {
    var node = value(key.type());
    node.put("description", key.why() + " Default: " + key.defaultText());
    return node;
  }

  private static ObjectNode value(ValueType<?> type) {
    return switch (type) {
      case TimeType _ -> string("^(?=\\d)(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?$|\\$\\{");
      case SizeType(var min, var max) ->
          either(whole(min.bytes(), max.bytes()), string("^\\d+(B|KiB|MiB|GiB)?$|\\$\\{"));
      case WholeType(var min, var max) -> either(whole(min, max), reference());
      case RateType(var max) -> either(rate(max), reference());
      case SwitchType _ -> either(JSON.createObjectNode().put("type", "boolean"), reference());
      case ChoiceType<?> choice -> either(choice(choice), reference());
      case AddressType _ -> either(whole(0, 65_535), string("."));
      case OffType<?>(var inner) ->
          either(value(inner), JSON.createObjectNode().put("const", false));
      case TextType _ -> string(".");
      case ListType<?>(var element, var mayBeEmpty) ->
          either(value(element), array(value(element), mayBeEmpty ? 0 : 1));
    };
  }

  private static ObjectNode either(ObjectNode one, ObjectNode other) {
    var node = JSON.createObjectNode();
    node.putArray("anyOf").add(one).add(other);
    return node;
  }

  private static ObjectNode array(ObjectNode items, int least) {
    var node = JSON.createObjectNode().put("type", "array").put("minItems", least);
    node.set("items", items);
    return node;
  }

  private static ObjectNode choice(ChoiceType<?> choice) {
    var node = JSON.createObjectNode();
    choice.choices().forEach(node.putArray("enum")::add);
    return node;
  }

  private static ObjectNode rate(int max) {
    var node = JSON.createObjectNode().put("type", "number");
    return node.put("exclusiveMinimum", 0).put("maximum", max);
  }

  private static ObjectNode whole(long min, long max) {
    return JSON.createObjectNode().put("type", "integer").put("minimum", min).put("maximum", max);
  }

  private static ObjectNode string(String pattern) {
    return JSON.createObjectNode().put("type", "string").put("pattern", pattern);
  }

  private static ObjectNode reference() {
    return JSON.createObjectNode().put("$ref", "#/$defs/reference");
  }
}
