package rumorista.vision.convert;

import static rumorista.RumoristaException.badModel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A graph model of TensorFlow.js: {@code model.json} with its shards of weights. */
final class TensorflowGraph {
  /**
   * An operation.
   *
   * @param attributes as {@code model.json} has them
   */
  record Node(String name, String operation, List<String> inputs, JsonNode attributes) {
    /** A list of numbers among the attributes. */
    int[] integers(String attribute) {
      JsonNode list = attributes.path(attribute).path("list").path("i");
      int[] values = new int[list.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = list.get(i).asInt();
      }
      return values;
    }

    /** A word among the attributes, which is stored as its bytes. */
    String word(String attribute) {
      JsonNode stored = attributes.path(attribute).path("s");
      if (stored.isTextual()) {
        byte[] decoded = Base64.getDecoder().decode(stored.asText());
        return new String(decoded, StandardCharsets.UTF_8);
      }
      StringBuilder word = new StringBuilder();
      stored.forEach(letter -> word.append((char) letter.asInt()));
      return word.toString();
    }
  }

  private final String name;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Constant> weights = new HashMap<>();

  private TensorflowGraph(String name) {
    this.name = name;
  }

  /**
   * Reads a model.
   *
   * @param name for messages
   * @param file {@code model.json}
   * @param shard finds the bytes of a file beside it
   * @throws rumorista.RumoristaException {@code BAD_MODEL} if it is no graph model, or its weights
   *     are cut off
   */
  static TensorflowGraph read(String name, byte[] file, Function<String, byte[]> shard) {
    TensorflowGraph graph = new TensorflowGraph(name);
    try {
      JsonNode model = new ObjectMapper().readTree(new String(file, StandardCharsets.UTF_8));
      for (JsonNode node : model.path("modelTopology").path("node")) {
        List<String> inputs = new ArrayList<>();
        node.path("input").forEach(input -> inputs.add(input.asText()));
        graph.nodes.add(
            new Node(
                node.path("name").asText(), node.path("op").asText(), inputs, node.path("attr")));
      }
      for (JsonNode group : model.path("weightsManifest")) {
        graph.readWeights(group, shard);
      }
    } catch (JsonProcessingException e) {
      throw badModel("%s: no JSON (%s): get the package again", name, e.getOriginalMessage());
    }
    if (graph.nodes.isEmpty()) {
      throw badModel("%s: no graph model of TensorFlow.js; wanted one with modelTopology", name);
    }
    return graph;
  }

  String name() {
    return name;
  }

  List<Node> nodes() {
    return nodes;
  }

  boolean isConstant(String node) {
    return weights.containsKey(node);
  }

  Constant constant(String node) {
    Constant constant = weights.get(node);
    if (constant == null) {
      throw badModel("%s: %s is no constant; wanted weights there", name, node);
    }
    return constant;
  }

  private void readWeights(JsonNode group, Function<String, byte[]> shard) {
    int size = 0;
    List<byte[]> parts = new ArrayList<>();
    for (JsonNode path : group.path("paths")) {
      byte[] part = shard.apply(path.asText());
      parts.add(part);
      size += part.length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    parts.forEach(bytes::put);
    bytes.flip();
    for (JsonNode weight : group.path("weights")) {
      int[] shape = new int[weight.path("shape").size()];
      for (int axis = 0; axis < shape.length; axis++) {
        shape[axis] = weight.path("shape").get(axis).asInt();
      }
      weights.put(weight.path("name").asText(), read(bytes, shape, weight.path("dtype").asText()));
    }
    if (bytes.hasRemaining()) {
      throw badModel("%s: %d bytes of weights are left over", name, bytes.remaining());
    }
  }

  private Constant read(ByteBuffer bytes, int[] shape, String type) {
    float[] values = new float[Constant.size(shape)];
    if (bytes.remaining() < values.length * Float.BYTES) {
      throw badModel("%s: its weights are cut off: get the package again", name);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case "float32" -> bytes.getFloat();
            case "int32" -> bytes.getInt();
            default ->
                throw badModel("%s: weights of type %s; wanted float32 or int32", name, type);
          };
    }
    return new Constant(shape, values);
  }
}
